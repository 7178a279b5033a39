"""What somebody writes of a case is a draft like any other.

A sealed cell opens only where it was sealed. So a draft that is moved keeps in its id where that was: case, member and
step, with colons between them, which no other id has.
"""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"

PURPOSES = {"body": "case", "say": "case say", "last": "case last", "news": "case news"}

moved = sa.table(
    "case_drafts",
    sa.column("case_id"),
    sa.column("member_id"),
    sa.column("purpose"),
    sa.column("step"),
    sa.column("version"),
    sa.column("words"),
    sa.column("at", sa.DateTime()),
)
drafts = sa.table(
    "drafts",
    sa.column("id"),
    sa.column("profile_id"),
    sa.column("purpose"),
    sa.column("about"),
    sa.column("version"),
    sa.column("words"),
    sa.column("at", sa.DateTime()),
)
members = sa.table("members", sa.column("id"), sa.column("profile_id"))


def upgrade() -> None:
    whose = sa.select(moved, members.c.profile_id).where(members.c.id == moved.c.member_id)
    for row in op.get_bind().execute(whose).all():
        values = {
            "id": f"{row.case_id}:{row.member_id}:{row.step}",
            "profile_id": row.profile_id,
            "purpose": PURPOSES.get(row.purpose, row.purpose),
            "about": row.case_id,
            "version": row.version,
            "words": row.words,
            "at": row.at,
        }
        op.execute(drafts.insert().values(values))
    op.drop_table("case_drafts")


def downgrade() -> None:
    """Those that were moved go back; those that were written since stay behind, where nothing would open them."""
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
    were = {now: before for before, now in PURPOSES.items()}
    for row in op.get_bind().execute(drafts.select().where(drafts.c.id.contains(":"))).all():
        case, member, step = row.id.split(":")
        values = {
            "case_id": case,
            "member_id": member,
            "step": int(step),
            "purpose": were.get(row.purpose, row.purpose),
        }
        op.execute(moved.insert().values(**values, version=row.version, words=row.words, at=row.at))
    op.execute(drafts.delete().where(drafts.c.id.contains(":") | drafts.c.purpose.in_(were)))
