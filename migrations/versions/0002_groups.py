"""Groups, who is in, what they agreed on, and what was changed."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "groups",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("zone", sa.String(), nullable=False),
        sa.Column("platform", sa.String(), nullable=False),
        sa.Column("home", sa.String(), nullable=False),
        sa.Column("rhythm", sa.String(), nullable=False),
        sa.Column("checkin_weekday", sa.Integer(), nullable=False),
        sa.Column("checkin_time", sa.String(), nullable=False),
        sa.Column("agreement", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_groups"),
        sa.UniqueConstraint("platform", "home", name="uq_groups_platform_home"),
    )
    op.create_table(
        "agreements",
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("since", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_agreements_group_id_groups", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("group_id", "version", name="pk_agreements"),
    )
    op.create_table(
        "members",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("joined_at", sa.DateTime(), nullable=False),
        sa.Column("left_at", sa.DateTime(), nullable=True),
        sa.Column("accepted", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["group_id"], ["groups.id"], name="fk_members_group_id_groups", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["profile_id"], ["people.id"], name="fk_members_profile_id_people", ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name="pk_members"),
        sa.UniqueConstraint("group_id", "profile_id", name="uq_members_group_id_profile_id"),
    )
    op.create_index("ix_members_profile_id", "members", ["profile_id"])
    op.create_table(
        "group_changes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("group_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=True),
        sa.Column("setting", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"], ["groups.id"], name="fk_group_changes_group_id_groups", ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name="fk_group_changes_member_id_members", ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["members.id"], name="fk_group_changes_undone_by_members", ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_group_changes"),
    )
    op.create_index("ix_group_changes_group_id_at", "group_changes", ["group_id", "at"])


def downgrade() -> None:
    op.drop_table("group_changes")
    op.drop_table("members")
    op.drop_table("agreements")
    op.drop_table("groups")
