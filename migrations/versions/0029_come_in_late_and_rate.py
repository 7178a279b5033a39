"""Come in when a case has begun, take a part in it, and rate in more than one degree."""

import sqlalchemy as sa
from alembic import op

revision = "0029"
down_revision = "0028"


def upgrade() -> None:
    with op.batch_alter_table("case_seats") as seats:
        seats.add_column(sa.Column("part", sa.String(), nullable=False, server_default=""))
        seats.add_column(sa.Column("since", sa.Integer(), nullable=False, server_default="0"))
        seats.add_column(sa.Column("late_at", sa.DateTime(), nullable=True))
    with op.batch_alter_table("cases") as cases:
        cases.add_column(sa.Column("warm", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.drop_column("warm")
    with op.batch_alter_table("case_seats") as seats:
        seats.drop_column("late_at")
        seats.drop_column("since")
        seats.drop_column("part")
