"""Addresses of calendar feeds, and when a meeting was last changed."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    op.create_table(
        "calendar_feeds",
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("token", sa.LargeBinary(), nullable=False),
        sa.Column("made_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name=op.f("fk_calendar_feeds_profile_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_calendar_feeds")),
        sa.UniqueConstraint("name", name=op.f("uq_calendar_feeds_name")),
    )
    with op.batch_alter_table("meetings") as meetings:
        meetings.add_column(sa.Column("changed_at", sa.DateTime(), nullable=True))
    # Until now nobody noted it. Calendars want some instant that does not change by itself.
    noted = "COALESCE(cancelled_at, reminded_at, '2026-11-23 00:00:00.000000')"
    op.execute(f"UPDATE meetings SET changed_at = {noted}")  # noqa: S608 -- nothing of anybody's is in it
    with op.batch_alter_table("meetings") as meetings:
        meetings.alter_column("changed_at", existing_type=sa.DateTime(), nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("meetings") as meetings:
        meetings.drop_column("changed_at")
    op.drop_table("calendar_feeds")
