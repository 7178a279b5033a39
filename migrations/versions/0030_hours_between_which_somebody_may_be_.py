"""Hours between which somebody may be asked."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"


def upgrade() -> None:
    with op.batch_alter_table("checkin_plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earliest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("latest", sa.String(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("checkin_plans", schema=None) as batch_op:
        batch_op.drop_column("latest")
        batch_op.drop_column("earliest")
