"""What the tests of saying share: to say something at once or through the outbox, and what became of it."""

from sqlalchemy import select

from bot.app import App
from bot.db import Database
from bot.ledger import Parcel
from bot.port import Person, Place, Sent
from bot.ui import Message
from tests.adapters.exam import circle
from tests.discord.people import People
from tests.discord.shapes import DIRECT, ROOM

ANA = DIRECT + 101
POSTS = f"POST /channels/{ROOM}/messages"
TO_ANA = f"POST /channels/{ANA}/messages"


async def say(people: People, to: Place, text: str = "Hello.", *, key: str = "", thread: str = "") -> Sent:
    return await people.messenger.send(to, Message(text), key=key or f"{to.id} {text}", again=False, thread=thread)


async def tell(app: App, key: str, to: Place | Person) -> None:
    """Through the outbox."""
    await app.database.run(lambda session: app._turn(session).say(to, Message("Hello."), key=key))
    await app.deliver()


def state(database: Database, key: str) -> str:
    with database.begin() as session:
        return session.scalars(select(Parcel.state).where(Parcel.key == key)).one()


# places for several


async def gathers(people: People, *names: str) -> Place:
    two = circle([people.person(name) for name in names], people.room)
    return await people.messenger.gather(two, key="two")
