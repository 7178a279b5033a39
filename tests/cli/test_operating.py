"""What whoever runs Tend does for a member, and with what is past its time: nobody's words come out of it."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest
from click.testing import CliRunner, Result

from adapters.__main__ import main
from bot.clock import StoppedClock, SystemClock
from bot.features import FEATURES
from bot.house import open_house
from bot.settings import Settings
from tests.chat import Chat, direct
from tests.cli.conftest import environment
from tests.groups.scene import a_group, text

CANARY = "canary-0c0a"

Command = Callable[..., Result]


@pytest.fixture
def tend(settings: Settings, key: str) -> Command:
    """In this process, which is quicker."""

    def run(*words: str, typed: str = "") -> Result:
        given = environment({"key": key, "directory": settings.directory})
        return CliRunner().invoke(main, words, input=typed, env=given)

    return run


def with_chat(settings: Settings, talk: Callable[[Chat], object], first: int = 1) -> Chat:
    """Something is said and done in the house, which is closed afterwards."""
    house = open_house(settings, SystemClock().now())
    chat = Chat(house.database, house.vault, StoppedClock(SystemClock().now()), FEATURES)
    chat.app = house.app(chat.clock, [chat.messenger])
    for _ in range(first):
        next(chat._events)
    asyncio.run(talk(chat))  # type: ignore[arg-type]  # a coroutine
    house.close()
    return chat


async def two(chat: Chat) -> None:
    await a_group(chat, "Ana", "Benedikt", name=f"Tuesday {CANARY}")


def test_erasing_somebody_asks_once_and_names_nobody_elses(tend: Command, settings: Settings) -> None:
    with_chat(settings, two)
    no = tend("erase", "Benedikt", typed="n\n")
    assert no.exit_code == 1
    assert "test/benedikt" in no.stdout
    yes = tend("erase", "test/benedikt", typed="y\n")
    assert yes.exit_code == 0
    assert "Ana" not in no.output + yes.output
    assert CANARY not in no.output + yes.output

    async def look(chat: Chat) -> None:
        assert "one person is in" in text(await chat.types("Ana", "who"))
        assert "keeps nothing about you" in text(await chat.types("Benedikt", "privacy"))

    with_chat(settings, look, first=100)
    again = tend("erase", "Benedikt", "--yes")
    assert (again.exit_code, again.stderr[:34]) == (1, "Error: Tend knows nobody by Benedi")


def test_of_several_who_go_by_a_name_none_is_chosen(tend: Command, settings: Settings) -> None:
    with_chat(settings, two)
    house = open_house(settings, SystemClock().now())
    with house.database.begin() as session:
        session.connection().exec_driver_sql("UPDATE people SET name = 'Benedikt'")
    house.close()
    said = tend("erase", "Benedikt", "--yes")
    assert said.exit_code == 1
    assert "test/ana, test/benedikt" in said.stderr


def test_a_file_is_offered_to_its_member_and_shown_to_nobody_else(tend: Command, settings: Settings) -> None:
    with_chat(settings, two)
    said = tend("export", "Benedikt")
    assert said.exit_code == 0
    assert CANARY not in said.output

    async def look(chat: Chat) -> None:
        await chat.app.deliver()
        [offer] = [one for one in chat.messenger.shown if one.where == direct(chat.person("Benedikt"))]
        assert offer.message.file is None, "nothing passes through the chat before they say so"
        assert "cannot see it" in offer.message.text
        await chat.presses("Benedikt", "Send me the file")
        assert any(one.message.file and CANARY in one.message.file.text for one in chat.sees("Benedikt"))
        assert not any(one.message.file for one in chat.sees("Ana"))

    with_chat(settings, look, first=100)


def test_what_is_past_its_time_goes_now_and_is_counted(tend: Command, settings: Settings) -> None:
    with_chat(settings, two)
    assert tend("retain").stdout == "Nothing is past its time.\n"
    house = open_house(settings, SystemClock().now())
    with house.database.begin() as session:
        long_ago = (SystemClock().now() - timedelta(days=8)).replace(tzinfo=None).isoformat(" ")
        session.connection().exec_driver_sql("UPDATE heard SET at = ?", (long_ago,))
        count = session.connection().exec_driver_sql("SELECT count(*) FROM heard").scalar()
    house.close()
    assert tend("retain").stdout == f"{count:8}  heard\n"


@pytest.mark.parametrize("words", [("retain",), ("export", "Ana"), ("erase", "Ana", "--yes")])
def test_where_there_is_no_database_none_is_made(tend: Command, settings: Settings, words: tuple[str, ...]) -> None:
    said = tend(*words)
    assert (said.exit_code, "There is no database yet" in said.stderr) == (1, True)
    assert not settings.directory.exists()
