"""When each person is asked, and what they answered each week."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "checkin_plans",
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("weekday", sa.Integer(), nullable=True),
        sa.Column("hour", sa.String(), nullable=True),
        sa.Column("paused_until", sa.Date(), nullable=True),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("next_week", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_checkin_plans_profile_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", name="pk_checkin_plans"),
    )
    op.create_table(
        "checkins",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("week", sa.String(), nullable=False),
        sa.Column("items", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("skipped", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_checkins_profile_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_checkins"),
        sa.UniqueConstraint("profile_id", "week", name="uq_checkins_profile_id_week"),
    )
    op.create_index("ix_checkins_asked_at", "checkins", ["asked_at"])
    op.create_table(
        "checkin_answers",
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        sa.Column("late", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkins.id"], name="fk_checkin_answers_checkin_id_checkins", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("checkin_id", "item", name="pk_checkin_answers"),
    )
    op.create_table(
        "checkin_sentences",
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["checkin_id"], ["checkins.id"], name="fk_checkin_sentences_checkin_id_checkins", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("checkin_id", name="pk_checkin_sentences"),
    )
    op.create_index("ix_checkin_sentences_at", "checkin_sentences", ["at"])


def downgrade() -> None:
    op.drop_table("checkin_sentences")
    op.drop_table("checkin_answers")
    op.drop_table("checkins")
    op.drop_table("checkin_plans")
