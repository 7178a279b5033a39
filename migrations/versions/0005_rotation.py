"""Every step of every turn, so that everybody can read how it came about."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    op.create_table(
        "rotation_steps",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_rotation_steps_group_id_groups", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name="fk_rotation_steps_meeting_id_meetings", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_rotation_steps_member_id_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("seq", name="pk_rotation_steps"),
    )
    op.create_index("ix_rotation_steps_group_id_seq", "rotation_steps", ["group_id", "seq"])
    op.create_index("ix_rotation_steps_meeting_id", "rotation_steps", ["meeting_id"])
    op.create_index("ix_rotation_steps_member_id", "rotation_steps", ["member_id"])


def downgrade() -> None:
    op.drop_table("rotation_steps")
