"""Requests for a consult, whom they were offered to, and the minutes that were given."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    op.create_table(
        "consult_minutes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_consult_minutes_profile_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consult_minutes"),
    )
    op.create_index("ix_consult_minutes_profile_id", "consult_minutes", ["profile_id"])
    op.create_table(
        "consult_askings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_consult_askings_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consult_askings"),
    )
    op.create_index("ix_consult_askings_member_id", "consult_askings", ["member_id"])
    op.create_table(
        "consults",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("soon", sa.String(), nullable=False),
        sa.Column("sentence", sa.LargeBinary(), nullable=True),
        sa.Column("in_place", sa.Boolean(), nullable=False),
        sa.Column("asked_at", sa.DateTime(), nullable=False),
        sa.Column("ends_at", sa.DateTime(), nullable=False),
        sa.Column("taken_at", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(["asker_id"], ["members.id"], name="fk_consults_asker_id_members", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_consults_group_id_groups", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_consults"),
    )
    op.create_index("ix_consults_group_id", "consults", ["group_id"])
    op.create_index(
        "ix_consults_waiting",
        "consults",
        ["asker_id"],
        unique=True,
        sqlite_where=sa.text("taken_at IS NULL"),
        postgresql_where=sa.text("taken_at IS NULL"),
    )
    op.create_table(
        "consult_offers",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("consult_id", sa.String(), nullable=True),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.Column("expires_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["consult_id"], ["consults.id"], name="fk_consult_offers_consult_id_consults", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_consult_offers_member_id_members", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consult_offers"),
        sa.UniqueConstraint("consult_id", "member_id", name="uq_consult_offers_consult_id_member_id"),
    )
    op.create_index("ix_consult_offers_member_id", "consult_offers", ["member_id"])


def downgrade() -> None:
    op.drop_table("consult_offers")
    op.drop_table("consults")
    op.drop_table("consult_askings")
    op.drop_table("consult_minutes")
