"""What is whose in the matrix: the place of each table, each canary, each field of an action.

A new table, or an action with a field of a new name, has no place here yet, and a test says so.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from bot.agenda.tables import FollowUp, Item
from bot.buddies.tables import Together
from bot.cases.tables import Case, Word
from bot.checkins.tables import Checkin
from bot.consults.tables import Consult, Offer
from bot.db import Kept
from bot.drafts.tables import Draft
from bot.ledger import Parcel
from bot.measures.tables import Taking
from bot.meetings.tables import Holiday, Meeting
from bot.pulse.tables import Wave
from bot.questions.tables import Question
from bot.rotation.tables import Swap

OWNER, GROUP, ELSEWHERE = "Ana", "g", "h"
MEMBER = f"{OWNER}-{GROUP}"

HERS = (
    "people",
    "members",
    "typing",
    "data_keys",
    "outbox",
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
    "consult_askings",
    "consult_minutes",
    "consult_not_alone",
    "consult_on_call",
    "drafts",
    "questions",
    "case_seats",
    "case_words",
    "case_drafts",
    "case_minutes",
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
    """What can be put into each field of an action: hers first, then others'. By name, or by slice and name."""

    def all_of(table: type[Kept]) -> list[str]:
        return list(session.scalars(select(table.__table__.c.id)))

    hers = select(Case).order_by(Case.presenter_id != MEMBER, Case.began_at.is_(None), Case.opened_at.is_(None))
    cases = session.scalars(hers).all()
    meetings = session.scalars(select(Meeting.id).where(Meeting.group_id == GROUP).order_by(Meeting.start)).all()
    parcel = session.scalars(select(Parcel.seq).where(Parcel.key == "matrix/waiting")).all()
    return {
        "case": [case.id for case in cases],
        "step": [cases[0].step, 0, 1],
        "checkin": session.scalars(select(Checkin.id).where(Checkin.profile_id == OWNER)).all(),
        "consult": all_of(Consult),
        "draft": all_of(Draft),
        "follow_up": all_of(FollowUp),
        "group": [GROUP, ELSEWHERE, ""],
        "holiday": all_of(Holiday),
        "meeting": list(meetings[:2]),
        "member": [MEMBER, "Cleo-g"],
        "offer": all_of(Offer),
        "pair": all_of(Together),
        "parcel": list(parcel),
        "profile": [OWNER, "Ben"],
        "question": all_of(Question),
        "swap": all_of(Swap),
        "taking": all_of(Taking),
        "wave": session.scalars(select(Wave.id).order_by(Wave.closed)).all(),
        "word": all_of(Word),
        "agenda.item": all_of(Item),
        "buddies.round": session.scalars(select(Together.round_id)).all(),
        "checkins.kind": ["buddies", "opening"],
        "checkins.id": [*all_of(Together), *meetings[:1]],
        "groups.change": ["none"],
        "checkins.item": ["energy", "sentence"],
        "measures.item": ["exhaustion-1", "meaning-1"],
        "pulse.item": ["exhaustion-1", "meaning-1"],
        "measures.answer": ["often"],
        "meetings.answer": ["coming", "not coming"],
        "pulse.code": ["often"],
        "instrument": ["tend-pulse"],
        "role": ["facilitator", "presenter"],
        "setting": ["name", "zone"],
        "format": ["balint", "troika"],
        "part": ["co-leader"],
        "what": ["suicide"],
        "hours": ["any", "not"],
        "words": [f"weeks {OWNER}", "export"],
        "before": ["2026-W47", ""],
        "version": [0, 1],
        "number": [0, 1],
        "weeks": [2, 4],
        "first": [0, 1],
        "at": [1],
        "on": [1, 0],
        "how": [1],
        "there": [1],
        "week": [1],
        "value": [3],
        "months": [3],
        "place": [0],
        "open": [1],
        "days": [7],
        "page": [0, 1],
    }


ANYBODY = "any member"
CHANGES: Mapping[tuple[str, str], tuple[str, str]] = {
    ("meetings.call_off", "opening_sentences"): (ANYBODY, "hers goes unread, and she is told"),
    ("meetings.call_off", "attendance"): (ANYBODY, "whether she is still to be told"),
    ("meetings.call_off", "agenda_items"): (ANYBODY, "hers waits for the next meeting"),
    ("meetings.move", "attendance"): (ANYBODY, "whether she is still to be told"),
    ("cases.next", "case_words"): ("leads her case", "held words come back to her"),
    ("cases.next", "case_minutes"): ("leads her case", "the minutes of the phase are hers"),
    ("consults.can", "consults"): ("is asked for the consult", "somebody has said yes"),
}
"""By action and table: who may change a row of hers by it, and why."""
SHOWS: Mapping[tuple[str, str], tuple[str, str]] = {
    ("cases.in", "case body"): (ANYBODY, "whoever comes in reads the case"),
    ("consults.not_this_time", "consult request"): ("is asked for the consult", "the next one is asked"),
    ("consults.may_know", "consult request"): ("is asked for the consult", "the next one is asked"),
    ("consults.report", "consult request"): ("is asked for the consult", "the next one is asked"),
    ("groups.leave", "consult request"): ("is asked for the consult", "the next one is asked"),
}
"""By action and what she wrote: who may have another member shown it by that, and why."""
