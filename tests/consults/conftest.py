"""A group of four in London on a Monday at ten, and a few words to ask with."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from bot import forget, sheets
from bot.clock import StoppedClock
from bot.consults.actions import Can
from bot.consults.handlers import consults
from bot.db import Database, new_id
from bot.drafts.handlers import drafts
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.groups.tables import Agreement, Group, Member
from bot.peers.rules import Wishes
from bot.peers.tables import keep
from bot.people import Profile, known
from bot.port import Reply
from bot.sealed import Vault
from bot.turn import Turn
from tests.chat import PLATFORM, ROOM, Chat, Shown

MORNING = datetime(2026, 11, 2, 10, tzinfo=UTC)
LONDON, SYDNEY, ADELAIDE = "Europe/London", "Australia/Sydney", "Australia/Adelaide"
PEERS = ("Ben", "Cleo", "Dev")
SENTENCE = "I froze when the silence came"


@pytest.fixture
def chat(database: Database, vault: Vault, clock: StoppedClock) -> Chat:
    clock.move(MORNING)
    return Chat(database, vault, clock, (groups, consults, drafts, kernel))


@pytest.fixture
def four(chat: Chat) -> Chat:
    a_group(chat, dict.fromkeys(("Ana", *PEERS), LONDON))
    return chat


def a_group(chat: Chat, zones: dict[str, str], name: str = "Tuesday circle", home: str = ROOM.id) -> str:
    """A group with these members, by first name; returns its id."""
    with chat.database.begin() as session:
        group = Group(
            id=new_id(),
            name=name,
            zone=LONDON,
            platform=PLATFORM,
            home=home,
            rhythm="second Tuesday 18:30 Europe/London",
            checkin_weekday=4,
            checkin_time="09:00",
            agreement=1,
            made_at=MORNING,
        )
        session.add(group)
        session.flush()
        session.add(Agreement(group_id=group.id, version=1, text="We keep to ourselves what is said.", since=MORNING))
        for person, zone in zones.items():
            chat.zones[person] = zone
            profile = known(session, chat.person(person)) or _profile(person, zone)
            session.add(profile)
            session.flush()
            session.add(
                Member(
                    id=new_id(), group_id=group.id, profile_id=profile.id, joined_at=MORNING, left_at=None, accepted=1
                )
            )
    return group.id


def _profile(name: str, zone: str) -> Profile:
    return Profile(
        id=new_id(), platform=PLATFORM, handle=name.lower(), name=name, zone=zone, zone_is_theirs=True, met_at=MORNING
    )


def says(chat: Chat, name: str, **wishes: object) -> None:
    """What somebody says of themselves to peers; `apart` by first names."""
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        profile = known(session, chat.person(name))
        assert profile
        others = [known(session, chat.person(other)) for other in wishes.pop("apart", ())]  # type: ignore[attr-defined]
        keep(turn, profile, Wishes(apart=frozenset(one.id for one in others if one), **wishes))  # type: ignore[arg-type]


async def asks(chat: Chat, name: str = "Ana", soon: str = "now", **answers: str | Sequence[str]) -> Reply:
    """Asks for a consult by command and form, and returns what the asker sees at once."""
    await chat.types(name, "consult", forms="now")
    answers = {"kind": "think", "soon": soon, "sentence": SENTENCE} | answers
    how = answers.pop("how", ())
    kind = [answers.pop("kind"), *([how] if isinstance(how, str) else how)]
    return await chat.sends(name, kind=kind, **answers)  # type: ignore[arg-type]


def on_sheet(chat: Chat, name: str, kind: str) -> list[sheets.Line]:
    """What stands on this person's own sheet; nothing for somebody whom Tend does not know."""
    with chat.database.begin() as session:
        profile = known(session, chat.person(name))
        return sheets.lines(Turn(chat.clock.now(), session, chat.vault), profile, kind) if profile else []


def being_asked(chat: Chat, names: Sequence[str] = PEERS) -> list[str]:
    """Who has an open question before them at this moment."""
    return [name for name in names if any("I am asking now" in shown.message.text for shown in chat.sees(name))]


def the_one_asked(chat: Chat, names: Sequence[str] = PEERS) -> str:
    (name,) = being_asked(chat, names)
    return name


def labels(chat: Chat, name: str) -> list[str]:
    """The buttons that stand before this person now, in every message."""
    return [button.label for shown in chat.sees(name) for button in shown.message.buttons]


def together(chat: Chat, name: str) -> list[Shown]:
    """What stands in the private place that this person shares with another."""
    return [shown for shown in chat.sees(name) if shown.where.id in chat.messenger.circles]


def exported(chat: Chat, name: str) -> object:
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault)
        profile = known(session, chat.person(name))
        assert profile
        return forget.export(turn, profile, chat.app.features)["consults"]


def offer_before(chat: Chat, name: str) -> str:
    """The id of the question that stands before this person."""
    (button, *_) = next(b for shown in chat.sees(name) if (b := shown.message.buttons))
    return button.action.removeprefix(f"{Can.name}:")
