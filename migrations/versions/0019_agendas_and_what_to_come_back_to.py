"""What members bring to a meeting, and what a group wants to come back to."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    op.create_table(
        "agenda_items",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("title", sa.LargeBinary(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("waits", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _refers("agenda_items", "meeting_id", "meetings", "CASCADE"),
        _refers("agenda_items", "member_id", "members", "CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_agenda_items"),
    )
    op.create_index("ix_agenda_items_meeting_id", "agenda_items", ["meeting_id"])
    op.create_index("ix_agenda_items_member_id", "agenda_items", ["member_id"])
    op.create_table(
        "follow_ups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("by_id", sa.String(), nullable=False),
        sa.Column("whose_id", sa.String(), nullable=True),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("done_at", sa.DateTime(), nullable=True),
        _refers("follow_ups", "group_id", "groups", "CASCADE"),
        _refers("follow_ups", "by_id", "members", "CASCADE"),
        _refers("follow_ups", "whose_id", "members", "SET NULL"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_ups"),
    )
    for column in ("group_id", "by_id", "whose_id"):
        op.create_index(f"ix_follow_ups_{column}", "follow_ups", [column])


def _refers(table: str, column: str, to: str, then: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{to}.id"], name=f"fk_{table}_{column}_{to}", ondelete=then)


def downgrade() -> None:
    op.drop_table("follow_ups")
    op.drop_table("agenda_items")
