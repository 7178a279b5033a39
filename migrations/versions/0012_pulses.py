"""Pulses of a group: drafts, sums, and copies and named answers of those who pressed for them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    op.create_table(
        "pulse_plans",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("next_at", sa.DateTime(), nullable=True),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_pulse_plans_group_id_groups", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group_id", name="pk_pulse_plans"),
    )
    op.create_table(
        "pulses",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("least", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(), nullable=False),
        sa.Column("closes_at", sa.DateTime(), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("totals", sa.LargeBinary(), nullable=True),
        sa.Column("respondents", sa.LargeBinary(), nullable=True),
        sa.Column("result", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_pulses_group_id_groups", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_pulses"),
    )
    op.create_index("ix_pulses_group_id_opened_at", "pulses", ["group_id", "opened_at"])
    open_ = sa.text("NOT closed")
    op.create_index("ix_pulses_open", "pulses", ["group_id"], unique=True, sqlite_where=open_, postgresql_where=open_)
    op.create_table(
        "pulse_copies",
        sa.Column("wave_id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_pulse_copies_profile_id_people", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["pulses.id"], name="fk_pulse_copies_wave_id_pulses", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("wave_id", "profile_id", name="pk_pulse_copies"),
    )
    op.create_table(
        "pulse_drafts",
        sa.Column("wave_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_pulse_drafts_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["pulses.id"], name="fk_pulse_drafts_wave_id_pulses", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("wave_id", "member_id", name="pk_pulse_drafts"),
    )
    op.create_table(
        "pulse_shares",
        sa.Column("wave_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("answers", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_pulse_shares_member_id_members", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["pulses.id"], name="fk_pulse_shares_wave_id_pulses", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("wave_id", "member_id", name="pk_pulse_shares"),
    )


def downgrade() -> None:
    op.drop_table("pulse_shares")
    op.drop_table("pulse_drafts")
    op.drop_table("pulse_copies")
    op.drop_table("pulses")
    op.drop_table("pulse_plans")
