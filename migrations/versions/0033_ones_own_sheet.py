"""One's own sheet, instead of rows of minutes that tell who sat together.

What was noted in rows goes to its owner's sheet, in clear until the first night, since a step has no key. On the way
down what is still in clear becomes rows again; what was sealed stays behind.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from secrets import token_urlsafe
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0033"
down_revision = "0032"

YEARS, WEEK = timedelta(days=2 * 365), timedelta(days=7)

sheets = sa.table("sheets", sa.column("profile_id"), sa.column("lines"))
consults = sa.table(
    "consult_minutes",
    sa.column("id"),
    sa.column("profile_id"),
    sa.column("on", sa.Date()),
    sa.column("minutes"),
    sa.column("gave", sa.Boolean()),
)
cases = sa.table(
    "case_minutes",
    sa.column("id"),
    sa.column("profile_id"),
    sa.column("on", sa.Date()),
    sa.column("format"),
    sa.column("part"),
    sa.column("phase"),
    sa.column("minutes"),
)
askings = sa.table("consult_askings", sa.column("id"), sa.column("member_id"), sa.column("at", sa.DateTime()))
members = sa.table("members", sa.column("id"), sa.column("profile_id"))


def upgrade() -> None:
    op.create_table(
        "sheets",
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("lines", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name=op.f("fk_sheets_profile_id_people"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("profile_id", name=op.f("pk_sheets")),
        sqlite_with_rowid=False,
    )
    kept: dict[str, dict[str, list[list[Any]]]] = {}
    for profile, kind, line in _rows():
        kept.setdefault(profile, {}).setdefault(kind, []).append(line)
    for profile in sorted(kept):
        written = json.dumps(kept[profile], separators=(",", ":"))
        op.execute(sheets.insert().values(profile_id=profile, lines=written.encode()))
    for table in ("consult_minutes", "case_minutes", "consult_askings"):
        op.drop_table(table)


def _rows() -> Iterator[tuple[str, str, list[Any]]]:
    """Whose, of which kind, and the line."""
    there = op.get_bind()
    for row in there.execute(consults.select().order_by(consults.c.on)):
        yield row.profile_id, "consults", [_until(row.on, YEARS), row.on.isoformat(), row.minutes, row.gave]
    for row in there.execute(cases.select().order_by(cases.c.on)):
        line = [_until(row.on, YEARS), row.on.isoformat(), row.format, row.part, row.phase, row.minutes]
        yield row.profile_id, "cases", line
    asked = sa.select(members.c.profile_id, askings.c.member_id, askings.c.at)
    for row in there.execute(asked.where(members.c.id == askings.c.member_id).order_by(askings.c.at)):
        at = row.at.replace(tzinfo=UTC)
        yield row.profile_id, "askings", [int((at + WEEK).timestamp()), at.isoformat(), row.member_id]


def _until(on: date, kept: timedelta) -> int:
    return int((datetime.combine(on, time(), UTC) + kept).timestamp())


def downgrade() -> None:
    _make_tables()
    for row in op.get_bind().execute(sheets.select()).all():
        kept = json.loads(row.lines) if bytes(row.lines).startswith(b"{") else {}
        for _, on, minutes, gave in kept.get("consults", []):
            values = {"profile_id": row.profile_id, "on": date.fromisoformat(on), "minutes": minutes, "gave": gave}
            op.execute(consults.insert().values(id=token_urlsafe(9), **values))
        for _, on, form, part, phase, minutes in kept.get("cases", []):
            values = {"profile_id": row.profile_id, "on": date.fromisoformat(on), "format": form, "part": part}
            op.execute(cases.insert().values(id=token_urlsafe(9), phase=phase, minutes=minutes, **values))
        for _, at, member in kept.get("askings", []):
            then = datetime.fromisoformat(at).replace(tzinfo=None)
            op.execute(askings.insert().values(id=token_urlsafe(9), member_id=member, at=then))
    op.drop_table("sheets")


def _make_tables() -> None:
    op.create_table(
        "consult_minutes",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=True),
        sa.Column("gave", sa.Boolean(), nullable=True),
        sa.ForeignKeyConstraint(
            ["profile_id"], ["people.id"], name="fk_consult_minutes_profile_id_people", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_consult_minutes"),
    )
    op.create_index("ix_consult_minutes_profile_id", "consult_minutes", ["profile_id"])
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
