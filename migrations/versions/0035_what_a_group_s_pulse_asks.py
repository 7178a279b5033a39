"""What a group's pulse asks."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"


def upgrade() -> None:
    with op.batch_alter_table("pulse_plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("instrument", sa.String(), server_default="tend-pulse", nullable=False))


def downgrade() -> None:
    with op.batch_alter_table("pulse_plans", schema=None) as batch_op:
        batch_op.drop_column("instrument")
