"""Who and where cannot be reached, and in which workspace something is to happen or to be said."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"


def upgrade() -> None:
    op.create_table(
        "unreached",
        sa.Column("to", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("lacks", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("trying", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("to", name="pk_unreached"),
    )
    for table in ("outbox", "timers"):
        with op.batch_alter_table(table) as changed:
            changed.add_column(sa.Column("workspace", sa.String(), nullable=False, server_default=""))
        with op.batch_alter_table(table) as changed:
            changed.alter_column("workspace", server_default=None)
    with op.batch_alter_table("people") as people:
        people.add_column(sa.Column("gone_at", sa.DateTime(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("people") as people:
        people.drop_column("gone_at")
    for table in ("timers", "outbox"):
        with op.batch_alter_table(table) as changed:
            changed.drop_column("workspace")
    op.drop_table("unreached")
