"""Days on which a group does not meet, and which reminders it wants."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    op.create_table(
        "holidays",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("first", sa.Date(), nullable=False),
        sa.Column("last", sa.Date(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_holidays_group_id_groups", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_holidays_member_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_holidays"),
        sa.UniqueConstraint("group_id", "first", "last", name="uq_holidays_group_id_first_last"),
    )
    op.create_index("ix_holidays_member_id", "holidays", ["member_id"])
    op.add_column("groups", sa.Column("reminders", sa.String(), nullable=False, server_default="day,hour"))


def downgrade() -> None:
    with op.batch_alter_table("groups") as groups:
        groups.drop_column("reminders")
    op.drop_table("holidays")
