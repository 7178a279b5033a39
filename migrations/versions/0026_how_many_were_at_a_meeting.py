"""How many were at a meeting when it ended, and what somebody was last shown of what waits for them."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"

PEOPLE = """
UPDATE meetings SET people = (
    SELECT count(*) FROM attendance WHERE attendance.meeting_id = meetings.id AND attendance.there IS TRUE
) WHERE ended_at IS NOT NULL
"""


def upgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("people", sa.Integer(), nullable=False, server_default="0"))
    op.execute(PEOPLE)
    with op.batch_alter_table("unreached") as unreached:
        unreached.add_column(sa.Column("shown", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("unreached") as unreached:
        unreached.drop_column("shown")
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("people")
