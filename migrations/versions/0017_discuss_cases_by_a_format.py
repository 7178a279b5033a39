"""Discuss cases by a format."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    op.create_table(
        "case_minutes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("phase", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_case_minutes_profile_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_minutes"),
    )
    op.create_index("ix_case_minutes_profile_id", "case_minutes", ["profile_id"])
    op.create_table(
        "case_tombstones",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_case_tombstones_group_id_groups", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_tombstones"),
    )
    op.create_index("ix_case_tombstones_group_id", "case_tombstones", ["group_id"])
    op.create_table(
        "cases",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("presenter_id", sa.String(), nullable=False),
        sa.Column("facilitator_id", sa.String(), nullable=True),
        sa.Column("card", sa.LargeBinary(), nullable=True),
        sa.Column("format", sa.String(), nullable=False),
        sa.Column("help", sa.String(), nullable=False),
        sa.Column("live", sa.Boolean(), nullable=False),
        sa.Column("masked", sa.Boolean(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("days_kept", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("apart", sa.Boolean(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("culture", sa.String(), nullable=False),
        sa.Column("last_word", sa.String(), nullable=False),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("helped", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("hidden", sa.Boolean(), nullable=False),
        sa.Column("safety_shown", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=True),
        sa.Column("began_at", sa.DateTime(), nullable=True),
        sa.Column("step_began_at", sa.DateTime(), nullable=True),
        sa.Column("step_ends_at", sa.DateTime(), nullable=True),
        sa.Column("paused_at", sa.DateTime(), nullable=True),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["facilitator_id"], ["members.id"], name="fk_cases_facilitator_id_members", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_cases_group_id_groups", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["presenter_id"], ["members.id"], name="fk_cases_presenter_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_cases"),
    )
    op.create_index("ix_cases_group_id", "cases", ["group_id"])
    op.create_table(
        "case_drafts",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_drafts_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_case_drafts_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "member_id", name="pk_case_drafts"),
    )
    op.create_table(
        "case_seats",
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("stance", sa.LargeBinary(), nullable=False),
        sa.Column("done_in", sa.Integer(), nullable=True),
        sa.Column("hand_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_seats_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_case_seats_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("case_id", "member_id", name="pk_case_seats"),
    )
    op.create_index("ix_case_seats_member_id", "case_seats", ["member_id"])
    op.create_table(
        "case_words",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("case_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("speech", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("helped", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_case_words_case_id_cases", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_case_words_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_case_words"),
        sa.UniqueConstraint("case_id", "number", name="uq_case_words_case_id_number"),
    )
    op.create_index("ix_case_words_member_id", "case_words", ["member_id"])
    op.add_column("groups", sa.Column("case_days", sa.Integer(), nullable=False, server_default="30"))
    op.add_column("groups", sa.Column("duty", sa.String(), nullable=False, server_default=""))


def downgrade() -> None:
    with op.batch_alter_table("groups") as groups:
        groups.drop_column("duty")
        groups.drop_column("case_days")
    op.drop_table("case_words")
    op.drop_table("case_seats")
    op.drop_table("case_drafts")
    op.drop_table("cases")
    op.drop_table("case_tombstones")
    op.drop_table("case_minutes")
