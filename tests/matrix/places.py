"""What is whose in the matrix: the place of each table, each canary, each field of an action.

A new table, or an action with a field of a new name, has no place here yet, and a test says so.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.buddies.tables import Together
from bot.cases.tables import Case
from bot.checkins.tables import Checkin
from bot.ledger import Parcel
from bot.meetings.tables import Meeting
from bot.pulse.tables import Wave
from tests.matrix.fields import every

OWNER, GROUP, ELSEWHERE = "Ana", "g", "h"
MEMBER = f"{OWNER}-{GROUP}"

HERS = (
    "people",
    "members",
    "typing",
    "data_keys",
    "outbox",
    "sheets",
    "checkin_plans",
    "checkins",
    "checkin_answers",
    "checkin_sentences",
    "measure_takings",
    "measure_answers",
    "measure_scores",
    "measure_thresholds",
    "measure_keeping",
    "pulse_drafts",
    "pulse_shares",
    "pulse_copies",
    "peer_wishes",
    "buddies",
    "buddy_seats",
    "buddy_sentences",
    "opening_sentences",
    "consults",
    "consult_not_alone",
    "consult_on_call",
    "drafts",
    "questions",
    "case_seats",
    "case_words",
    "calendar_feeds",
    "attendance",
    "agenda_items",
)
"""Tables with rows of hers that nobody else can change, but for MAY_CHANGE."""
SHARED = {
    "groups": "any member changes settings",
    "agreements": "a group's text",
    "group_changes": "who changed which setting; all members see it, and undo it",
    "meetings": "any member moves one or calls it off",
    "meeting_changes": "who did",
    "holidays": "any member puts one down",
    "meeting_parts": "whose turn it is; others step in and take over",
    "rotation_steps": "the history of turns",
    "rotation_swaps": "the other one of a swap says yes or no",
    "handovers": "who was given the card",
    "follow_ups": "a list of the whole group",
    "agreement_rounds": "sums, no rows of people",
    "pulse_plans": "a group's rhythm",
    "pulses": "sums, no rows of people",
    "consult_offers": "of whoever is asked, who is not the asker",
    "question_rooms": "where a question stands",
    "question_groups": "which groups take part",
    "buddy_rounds": "of a group",
    "buddy_pairs": "of several",
    "cases": "whoever facilitates leads it on",
    "case_tombstones": "date, format and minutes",
    "unreached": "what platforms told",
    "timers": "what is to come, by ids",
    "heard": "that an event was heard",
    "erased": "who was erased, without a name",
    "credentials": "of workspaces",
}
"""Tables whose rows belong to several, and why."""
WHERE = {
    "people": f"id = '{OWNER}'",
    "typing": f"person = '{OWNER.lower()}'",
    "data_keys": f"owner = 'person:{OWNER}'",
    "outbox": "key = 'matrix/waiting'",
}
"""Which rows are hers, where no foreign key tells."""


def whose(table: Table) -> str:
    """The condition for rows of hers: by whatever points to her, or to something of hers."""
    if table.name in WHERE:
        return WHERE[table.name]
    parts = []
    for column in table.columns:
        for key in column.foreign_keys:
            to = key.column.table
            if to.name in ("people", "members"):
                parts.append(f"\"{column.name}\" = '{OWNER if to.name == 'people' else MEMBER}'")
            elif to.name in HERS:
                those = f'select "{key.column.name}" from "{to.name}" where {whose(to)}'  # noqa: S608 -- names of ours
                parts.append(f'"{column.name}" in ({those})')
    if not parts:
        raise LookupError(f"nothing in {table.name} points to its owner: say in WHERE which rows are hers")
    return " or ".join(parts)


def ids(session: Session) -> dict[str, Sequence[str | int]]:
    """What can be put into each field of an action, hers first."""
    hers = select(Case).order_by(Case.presenter_id != MEMBER, Case.began_at.is_(None), Case.opened_at.is_(None))
    cases = session.scalars(hers).all()
    meetings = session.scalars(select(Meeting.id).where(Meeting.group_id == GROUP).order_by(Meeting.start)).all()
    pairs = session.scalars(select(Together.id)).all()
    return every(session) | {
        "case": [case.id for case in cases],
        "step": [cases[0].step, 0, 1],
        "checkin": session.scalars(select(Checkin.id).where(Checkin.profile_id == OWNER)).all(),
        "group": [GROUP, ELSEWHERE, ""],
        "meeting": meetings[:2],
        "member": [MEMBER, "Cleo-g"],
        "parcel": session.scalars(select(Parcel.seq).where(Parcel.key == "matrix/waiting")).all(),
        "profile": [OWNER, "Ben"],
        "wave": session.scalars(select(Wave.id).order_by(Wave.closed)).all(),
        "checkins.id": [*pairs, *meetings[:1]],
        "words": [f"weeks {OWNER}", "export"],
    }


ANYBODY = ("any member",)
LEADS = ("leads her case", "has a part in her case")
ASKED = ("is asked for the consult",)
Meant = Mapping[tuple[str, str], tuple[tuple[str, ...], str]]
CHANGES: Meant = {
    ("meetings.move", "attendance"): (ANYBODY, "whether she is still to be told"),
    ("cases.withdraw", "case_seats"): (("founded it",), "it is the case of his own, from which she stepped aside"),
    ("groups.leave", "case_seats"): (("founded it",), "his own case goes with him"),
    ("privacy.forget", "case_seats"): (("founded it",), "his own case goes with him"),
    ("cases.next", "case_words"): (LEADS, "held words come back to her"),
    ("cases.next", "sheets"): (LEADS, "the minutes of the phase are hers"),
    ("consults.can", "consults"): (ASKED, "somebody has said yes"),
} | {
    (calls_off, table): (ANYBODY, why)
    for calls_off in ("meetings.call_off", "meeting cancel", "meeting off")
    for table, why in {
        "opening_sentences": "hers goes unread, and she is told",
        "attendance": "whether she is still to be told",
        "agenda_items": "hers waits for the next meeting",
    }.items()
}
"""By action, or words, and table: who may change a row of hers by it, and why."""
SHOWS: Meant = {
    ("cases.in", "case body"): (ANYBODY, "whoever comes in reads the case"),
    ("consults.not_this_time", "consult request"): (ASKED, "the next one is asked"),
    ("consults.may_know", "consult request"): (ASKED, "the next one is asked"),
    ("consults.report", "consult request"): (ASKED, "the next one is asked"),
    ("groups.leave", "consult request"): (ASKED, "the next one is asked"),
}
"""By action and what she wrote: who may have another member shown it by that, and why."""
