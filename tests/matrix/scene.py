"""One morning on which Ana has one of everything that is hers, and everybody else has a part of their own.

Every word that she wrote for nobody, or for some, is a canary: a string that is said only once, and says what it is.
"""

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from bot.cases import hours as case_hours
from bot.consults import hours as consult_hours
from bot.db import Kept, new_id
from bot.groups.tables import Agreement
from bot.instruments import instrument
from bot.measures.handlers.keeping import keep_answer
from bot.measures.tables import MeasureKeeping, Taking
from bot.meetings.tables import Meeting, Part
from bot.peers.rules import Hours
from bot.people import Profile
from bot.pulse.tables import Copy, Share, Wave
from bot.turn import Turn
from bot.ui import Form, Message
from tests.chat import ROOM, Chat
from tests.checkins.people import ask, do, found, join, leave, setting
from tests.consults.conftest import says as wishes
from tests.measures.conftest import took
from tests.pulse.people import answer

OWNER, GROUP = "Ana", "g"
IN_THE_GROUP = ("Ben", "Ana", "Cleo", "Dan", "Eva", "Finn", "Gus", "Hal", "Lea", "Ida")
MEMBERS = frozenset(IN_THE_GROUP) - {"Ida"}
MORNING = datetime(2026, 11, 9, 9, tzinfo=UTC)
HER_WEEK, HER_PULSE, HER_MEASURE = (
    ("5 plenty", "1 light", "4", "2"),
    (5, 1, 3, 2, 5, 2, 5, 1, 3),
    (1, 5, 3, 5, 4, 1, 2, 5, 3),
)
NUMBERS = (
    "energy 5, load 1",
    "exhaustion 4.7",
    "Exhaustion: 4.7",
    "exhaustion 1.3",
    "Exhaustion: 1.3",
    "1.25",
    "47 minutes",
    "0:47",
)
"""What her answers and minutes come to, as it is said to her."""
ADDRESS = re.compile(r"calendar/(\w{40,})\.ics")
CANARY = "zebra-lantern"
COARSE = {"population": "an adult", "setting": "a practice in the country", "theme": "silence"}


def canary(what: str) -> str:
    return f"{CANARY} {what}"


async def prepare(chat: Chat) -> Mapping[str, str]:
    """Everything, and who is who: the first names by their role."""
    chat.app.feeds = "https://tend.example/calendar/"
    _people(chat)
    for name in (OWNER, "Finn"):
        await chat.types(name, "buddies")
        await chat.presses(name, "Take part")
    await _checks_in(chat, canary("journal"))
    _wakes(chat, MORNING)
    await chat.passes(seconds=1)
    await _checks_in(chat, canary("shared sentence"))
    for label in ("Share with my buddies", "Bring it to the opening round"):
        await chat.types(OWNER, "checkin share")
        await chat.presses(OWNER, label)
    await _measures(chat)
    await _pulses(chat)
    await _alone(chat)
    await _cases(chat)
    await _asks(chat)
    leave(chat, "Ida")
    await _leaves_lying(chat)
    return _roles(chat)


def _wakes(chat: Chat, at: datetime) -> None:
    """Tend was off until then, so that a week costs no more than a moment."""
    chat.clock.move(at)


def _add(chat: Chat, *rows: Kept) -> None:
    do(chat, lambda turn: turn.session.add_all(rows))


def _people(chat: Chat) -> None:
    found(chat)
    found(chat, "h")
    setting(chat, rhythm="every Tuesday at 18:30 Europe/Berlin from 2026-11-09")
    for group in (GROUP, "h"):
        _add(chat, Agreement(group_id=group, version=1, text="We keep it to ourselves.", since=chat.clock.now()))
    for name in IN_THE_GROUP:
        join(chat, name, "Europe/Berlin")
    join(chat, "Jo", "Europe/Berlin", "h")
    wishes(chat, OWNER, apart=("Hal",), languages=("English",), topics=("grief",))
    for name in set(IN_THE_GROUP) - {OWNER, "Lea"}:  # so that it is Lea who is asked for the consult
        wishes(chat, name, hours=Hours(time(20), time(21)))


async def _checks_in(chat: Chat, sentence: str) -> None:
    await chat.types(OWNER, "checkin")
    for label in HER_WEEK:
        await chat.presses(OWNER, label)
    await chat.presses(OWNER, "Add a sentence")
    await chat.sends(OWNER, sentence=sentence)


async def _measures(chat: Chat) -> None:
    codes = [one.code for one in instrument("tend-pulse").choices("meaning-1")]
    took(chat, OWNER, "tend-pulse", *(codes[value - 1] for value in HER_MEASURE))
    await chat.types(OWNER, "results")
    await chat.presses(OWNER, "Set a threshold")
    await chat.sends(OWNER, scale="meaning", way="down", number="1.25")
    do(chat, _begins_again)


def _begins_again(turn: Turn) -> None:
    profile, one = turn.session.get_one(Profile, OWNER), instrument("tend-pulse")
    taking = Taking(id=new_id(), profile_id=OWNER, instrument=one.id, version=one.version, begun_at=turn.now)
    turn.session.add_all([taking, MeasureKeeping(profile_id=OWNER, days=400)])
    turn.session.flush()
    keep_answer(turn, taking, profile, "exhaustion-1", {"answer": "nearly-always", "value": 5})


async def _pulses(chat: Chat) -> None:
    """One that is open, with answers of hers not handed in; an older one, with a copy that she keeps."""
    await chat.types("Ben", "pulse", ROOM)
    await chat.presses("Ben", "Open a pulse")
    await answer(chat, OWNER, HER_PULSE)
    then = datetime(2026, 9, 7, 9, tzinfo=UTC)
    wave = Wave(id="old", group_id=GROUP, instrument="tend-pulse", least=5, opened_at=then, closes_at=then, closed=True)
    _add(chat, wave)
    do(chat, _copies)


def _copies(turn: Turn) -> None:
    codes = [one.code for one in instrument("tend-pulse").choices("meaning-1")]
    given = dict(zip((item.id for item in instrument("tend-pulse").items), HER_PULSE, strict=True))
    words = repr({item: codes[value - 1] for item, value in given.items()}).replace("'", '"')
    copy, share = Copy(wave_id="old", profile_id=OWNER), Share(wave_id="old", member_id=f"{OWNER}-g")
    copy.opened_on = date(2026, 9, 7)
    for row in (copy, share):
        row.answers = turn.seal(words, owner=f"person:{OWNER}", cell=row.cell)
    turn.session.add_all([copy, share])


async def _alone(chat: Chat) -> None:
    """What she set and did for herself."""
    for words in ("alone 4", "calendar feed", "meeting late"):
        await chat.types(OWNER, words)
    await chat.types("Ben", "calendar feed")
    await chat.types(OWNER, "oncall")
    await chat.presses(OWNER, "On call at any hour")
    do(chat, _hours)


def _hours(turn: Turn) -> None:
    profile, day = turn.session.get_one(Profile, OWNER), date(2026, 10, 5)
    consult_hours.note(turn, profile, consult_hours.Noted(day, 47, gave=True))
    case_hours.note(turn, profile, case_hours.Noted(day, "troika", "peer", "", 47))


async def _cases(chat: Chat) -> None:
    """Ben's, from which she stepped aside; hers, with some of them in it; and one that she has not put up."""
    await _writes(chat, "Ben", "Consultancy protocol", "Somebody who hardly speaks.")
    await chat.presses("Ben", "No to both: put it up")
    await chat.presses(OWNER, "I may know this client")
    await _writes(chat, OWNER, "Balint group", f"Somebody with a {canary('case body')}.")
    await chat.presses(OWNER, "No to both: put it up")
    await chat.presses("Cleo", "I'm in and facilitate")
    await chat.presses("Eva", "I'm in as co-leader")
    await chat.presses("Dan", "I'm in")
    await chat.presses("Cleo", "Start")
    while not isinstance(opened := await chat.presses(OWNER, "Say something"), Form) or opened.submit != "Keep it":
        await chat.presses("Cleo", "Next")  # until she listens
    await chat.sends(OWNER, words=canary("held words"))
    await _writes(chat, OWNER, "Troika", f"A {canary('another case')}, whom a colleague called Sarah Miller knows.")


async def _writes(chat: Chat, name: str, format: str, body: str) -> None:
    await chat.types(name, "case new", forms="now")
    await chat.sends(name, help="think", **COARSE, question="What is my part in it?")
    while not any(button.label == format for button in chat.sees(name)[-1].message.buttons):
        await chat.presses(name, "More formats")
    await chat.presses(name, format)
    await chat.sends(name, pace="days", body=body, note="Class")


async def _asks(chat: Chat) -> None:
    await chat.types(OWNER, "consult", forms="now")
    await chat.sends(OWNER, kind="think", soon="now", sentence=canary("consult request"))
    await chat.types(OWNER, "question", forms="now")
    await chat.sends(OWNER, words=canary("question"), name="masked")
    await chat.types(OWNER, "question", forms="now")
    await chat.sends(OWNER, words=f"{canary('draft')}, and Sarah from Leeds, 07700 900123", name="named")


async def _leaves_lying(chat: Chat) -> None:
    """A form that she has not finished, where others type as well; and a message that she has not had."""
    await chat.types(OWNER, "agenda add", forms="now")
    await chat.sends(OWNER, title=canary("agenda"), minutes="", format="")
    await chat.types("Ben", "followups add", forms="now")
    await chat.sends("Ben", words=canary("follow-up"), whose="")
    await chat.types("Ben", "holiday 24 December")
    await chat.types(OWNER, "turns pass")
    await chat.types("Ben", f"turns swap {OWNER}")
    await chat.types(OWNER, "followups add", ROOM)
    await chat.types(OWNER, canary("half-typed"), ROOM)
    do(chat, _waits)


def _waits(turn: Turn) -> None:
    to = turn.session.get_one(Profile, OWNER).person
    turn.say(to, Message(canary("waiting")), key="matrix/waiting")


def _roles(chat: Chat) -> Mapping[str, str]:
    return ask(chat, _found)


def _found(session: Session) -> Mapping[str, str]:
    first = session.scalars(select(Meeting.id).where(Meeting.start > MORNING).order_by(Meeting.start)).first()
    facilitates = session.scalars(select(Part.member_id).filter_by(meeting_id=first, role="facilitator")).one()
    return {
        "facilitates the next meeting": str(facilitates).removesuffix("-g"),
        "is asked for the consult": "Lea",
        "founded it": "Ben",
        "leads her case": "Cleo",
        "has a part in her case": "Eva",
        "is in her case": "Dan",
        "is her buddy": "Finn",
        "is a member": "Gus",
        "is kept apart from her": "Hal",
        "has left": "Ida",
        "is in another group": "Jo",
        "never joined": "Kim",
    }


def readers(chat: Chat) -> Mapping[str, frozenset[str]]:
    """What nobody but she and these may be shown."""
    group = MEMBERS
    inside = frozenset({"Cleo", "Eva", "Dan"})
    may = dict.fromkeys(("journal", "held words", "another case", "draft", "half-typed", "waiting"), frozenset[str]())
    may |= {"shared sentence": frozenset({"Finn"}), "consult request": frozenset({"Lea"})}
    may |= {"case body": inside, "agenda": group, "follow-up": group, "question": group}
    found = {canary(what): people | {OWNER} for what, people in may.items()}
    found |= dict.fromkeys(ADDRESS.findall(chat.all_text(OWNER)), frozenset({OWNER}))
    return found | dict.fromkeys(NUMBERS, frozenset({OWNER}))
