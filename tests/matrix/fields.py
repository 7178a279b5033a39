"""What fits into the fields of actions: for each name of a field every id that is kept, or values that make sense."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.actions import Action, shape
from bot.agenda.tables import FollowUp, Item
from bot.buddies.tables import Together
from bot.cases.tables import Case, Word
from bot.checkins.tables import Checkin
from bot.consults.tables import Consult, Offer
from bot.db import Kept
from bot.drafts.tables import Draft
from bot.groups.tables import Change, Group, Member
from bot.ledger import Parcel
from bot.measures.tables import Taking
from bot.meetings.tables import Meeting
from bot.meetings.tables.by_hand import Holiday
from bot.people import Profile
from bot.pulse.tables import Wave
from bot.questions.tables import Question
from bot.rotation.tables import Swap

Fields = dict[str, Sequence[str | int]]
IDS: dict[str, type[Kept]] = {
    "agenda.item": Item,
    "buddies.round": Together,
    "case": Case,
    "checkin": Checkin,
    "checkins.id": Together,
    "consult": Consult,
    "draft": Draft,
    "follow_up": FollowUp,
    "group": Group,
    "groups.change": Change,
    "holiday": Holiday,
    "meeting": Meeting,
    "member": Member,
    "offer": Offer,
    "pair": Together,
    "profile": Profile,
    "question": Question,
    "swap": Swap,
    "taking": Taking,
    "wave": Wave,
    "word": Word,
}
"""By name, or by slice and name."""
VALUES: Fields = {
    "checkins.kind": ["buddies", "opening"],
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
    "soon": ["now", "week"],
    "hours": ["any", "not"],
    "words": ["weeks", "help"],
    "before": ["2026-W47", ""],
    "step": [0, 1, 2],
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
NONE = ("none",)
"""In place of an id where nothing of the kind is kept."""


def every(session: Session) -> Fields:
    found: Fields = {name: session.scalars(select(kind.__table__.c.id)).all() or NONE for name, kind in IDS.items()}
    found["buddies.round"] = session.scalars(select(Together.round_id)).all() or NONE
    return VALUES | found | {"parcel": session.scalars(select(Parcel.seq)).all() or (0,)}


def fitting(found: Fields, kind: type[Action]) -> list[Sequence[str | int]]:
    """For each field of an action, what fits into it. Raises KeyError for one without a place."""
    slice_ = kind.name.partition(".")[0]
    return [found[at if (at := f"{slice_}.{name}") in found else name] for name in shape(kind)]


def stranded(kind: type[Action]) -> list[str]:
    """The fields of an action that have no place."""
    slice_, known = kind.name.partition(".")[0], {*IDS, *VALUES, "parcel"}
    return [f"{kind.name} {name}" for name in shape(kind) if not {name, f"{slice_}.{name}"} & known]
