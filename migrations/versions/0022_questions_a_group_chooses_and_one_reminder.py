"""Questions of the check-in that a group chooses, and whether somebody wants one reminder."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"


def upgrade() -> None:
    with op.batch_alter_table("groups") as groups:
        usual = "energy,load,connection"
        groups.add_column(sa.Column("checkin_items", sa.String(), nullable=False, server_default=usual))
    with op.batch_alter_table("checkin_plans") as plans:
        plans.add_column(sa.Column("reminder", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    with op.batch_alter_table("checkin_plans") as plans:
        plans.drop_column("reminder")
    with op.batch_alter_table("groups") as groups:
        groups.drop_column("checkin_items")
