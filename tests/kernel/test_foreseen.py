"""What is foreseen is put together from every slice, in order, and writes nothing."""

from datetime import datetime, timedelta

from sqlalchemy import func, select

from bot.db import Kept
from bot.foreseen import Foreseen
from tests.chat import Chat
from tests.groups.scene import a_group


async def foreseen(chat: Chat, group: str, until: datetime) -> list[Foreseen]:
    return await chat.database.run(lambda session: chat.app._turn(session).foreseen(group, until))


def rows(chat: Chat) -> dict[str, int]:
    with chat.database.begin() as session:
        tables = Kept.metadata.sorted_tables
        return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


async def test_everything_to_come_in_order_and_nothing_written(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    before = rows(chat)
    found = await foreseen(chat, group.id, chat.clock.now() + timedelta(days=730))
    assert {"meeting", "reminder"} <= {one.what for one in found}
    assert found == sorted(found)
    assert sum(one.what == "meeting" for one in found) == 24
    assert rows(chat) == before


async def test_only_up_to_the_instant(chat: Chat) -> None:
    group = await a_group(chat, "Ana", "Ben")
    assert await foreseen(chat, group.id, chat.clock.now()) == []
