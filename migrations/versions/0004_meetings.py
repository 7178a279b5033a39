"""Meetings, who comes, and who has which part."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "meetings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("start", sa.DateTime(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("reminded_at", sa.DateTime(), nullable=True),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        sa.Column("cancelled_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_meetings_group_id_groups", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_meetings"),
    )
    op.create_index("ix_meetings_group_id_start", "meetings", ["group_id", "start"])
    op.create_table(
        "attendance",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(), nullable=True),
        sa.Column("there", sa.Boolean(), nullable=True),
        sa.Column("to_tell", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_attendance_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_attendance_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name="pk_attendance"),
    )
    op.create_index("ix_attendance_member_id", "attendance", ["member_id"])
    op.create_table(
        "meeting_parts",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.Column("asked_for", sa.DateTime(), nullable=True),
        sa.Column("will", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_meeting_parts_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_meeting_parts_member_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "role", name="pk_meeting_parts"),
    )
    op.create_index("ix_meeting_parts_member_id", "meeting_parts", ["member_id"])


def downgrade() -> None:
    op.drop_table("meeting_parts")
    op.drop_table("attendance")
    op.drop_table("meetings")
