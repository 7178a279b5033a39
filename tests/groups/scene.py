"""A group that stands, begun and joined as people do it; for the tests of every slice."""

from pathlib import Path

from sqlalchemy import select

from bot import forget
from bot.groups.tables import Group
from bot.marks import Plain, spans
from bot.people import known
from bot.port import Place
from bot.rehearsal import settle
from bot.spoken import spoken
from bot.turn import Turn
from bot.ui import Invalid, Message, Update
from tests.chat import PLATFORM, ROOM, Chat

OTHER_ROOM = Place(PLATFORM, "other-room")
ZONE, RULE = "Europe/Berlin", "second Tuesday 18:30"


async def begin(chat: Chat, founder: str = "Ana", room: Place = ROOM, **answers: str) -> object:
    """The founder's form, sent; they are not in yet."""
    await chat.types(founder, "create", room, forms="now")
    typed = {"name": "Tuesday circle", "zone": ZONE, "rhythm": RULE} | answers
    return await chat.sends(founder, **typed)


async def join(chat: Chat, *names: str, room: Place = ROOM) -> None:
    """Everybody accepts the agreement; in Berlin unless `chat.zones` says otherwise."""
    for name in names:
        chat.zones.setdefault(name, ZONE)
        await chat.types(name, "join", room)
        await chat.presses(name, "I accept and join")


async def a_group(chat: Chat, *names: str, room: Place = ROOM, **answers: str) -> Group:
    """A group that the first of these people has begun and all of them are in."""
    await begin(chat, names[0], room, **answers)
    await join(chat, *names, room=room)
    return the_group(chat, room)


def the_group(chat: Chat, room: Place = ROOM) -> Group:
    """As it is kept now."""
    with chat.database.begin() as session:
        return session.scalars(select(Group).filter_by(home=room.id)).one()


def in_room(chat: Chat, room: Place = ROOM) -> list[str]:
    """What everybody in a room reads, oldest first, as plain text in UTC."""
    messages = [shown for shown in chat.messenger.shown if shown.where == room and not shown.reader]
    return [spoken(shown.message.text, "") for shown in messages if not shown.deleted]


def text(reply: object) -> str:
    """What somebody reads at once, as plain text in UTC; of a refused form, every sentence."""
    match reply:
        case Update(message) | (Message() as message):
            return spoken(message.text, "")
        case Invalid(why, sentence):
            return spoken("\n".join([sentence, *why.values()]), "")
        case _:
            raise AssertionError(f"no words: {reply}")


def unquoted(chat: Chat) -> str:
    """Everything that was shown but other people's words: what could format, link or call somebody."""
    said = "\n".join(shown.message.text for shown in chat.messenger.shown)
    return "".join(span.text for span in spans(said) if isinstance(span, Plain))


async def forgotten(chat: Chat, name: str) -> None:
    """By name, as `forget me` does, and everything that follows from it has happened."""
    with chat.database.begin() as session:
        turn = Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions)
        profile = known(session, chat.person(name))
        assert profile
        forget.erase(turn, profile, chat.app.features)
    await settle(chat.app)
    await chat.passes(seconds=1)


def on_disk(chat: Chat) -> bytes:
    """Every file of the database, as whoever steals it reads it."""
    file = Path(str(chat.database.engine.url.database))
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))
