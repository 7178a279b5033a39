"""What members do to meetings by hand, and what becomes of those who knew the old time."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    op.create_table(
        "meeting_changes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("was", sa.DateTime(), nullable=False),
        sa.Column("now", sa.DateTime(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_changes_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_meeting_changes_member_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_meeting_changes"),
    )
    op.create_index("ix_meeting_changes_meeting_id", "meeting_changes", ["meeting_id"])
    op.create_index("ix_meeting_changes_member_id", "meeting_changes", ["member_id"])
    op.add_column("attendance", sa.Column("was", sa.DateTime(), nullable=True))
    op.add_column("meetings", sa.Column("wall", sa.String(), nullable=False, server_default=""))
    op.add_column("meetings", sa.Column("off", sa.String(), nullable=False, server_default=""))
    op.execute("UPDATE meetings SET off = 'rhythm' WHERE cancelled_at IS NOT NULL")


def downgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("off")
        meetings.drop_column("wall")
    with op.batch_alter_table("attendance") as attendance:
        attendance.drop_column("was")
    op.drop_table("meeting_changes")
