"""The format of the documents itself: what can be read, what is refused, and what is written beneath an act."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from bot.ui import Message
from tests.chat import ROOM
from tests.conversations import acts, page
from tests.conversations.acts import FillsIn, Presses, Types, Unreadable, Until
from tests.conversations.by_chat import Pressing, Secret
from tests.conversations.driver import Seen
from tests.conversations.perform import Performance
from tests.conversations.private import leaks
from tests.conversations.test_conversations import assert_same
from tests.conversations.unordered import in_any_order

BEGINNING = "People: **Ana** in Europe/Berlin.\n\n*It is Monday 2 November 2026, 09:00 in Europe/Berlin.*\n"


@pytest.mark.parametrize(
    ("sentence", "act"),
    [
        ("Ana wonders what to do.", None),
        ("**Ana** types in the room: create", Types("Ana", "create", in_room=True)),
        ("**Ana** presses [I can].", Presses("Ana", ("I can",), old=False)),
        ("**Ana** presses the old [Yes].", Presses("Ana", ("Yes",), old=True)),
        ("**Ana** presses [4], then [2], then [5].", Presses("Ana", ("4", "2", "5"), old=False)),
        (
            "**Ana** fills in the form:\n- Why: so: that\n- How: well",
            FillsIn("Ana", {"Why": "so: that", "How": "well"}),
        ),
        ("*Three weeks pass, as Ana sees them.*", Until(after=timedelta(weeks=3), seen_by="Ana")),
        ("*A day passes, passing over what came before.*", Until(after=timedelta(days=1), passed_over=True)),
        ("*An hour passes.*", Until(after=timedelta(hours=1))),
        ("*Tend is switched off for 90 minutes.*", Until(after=timedelta(minutes=90), off=True)),
        ("*It is Monday 2 November 2026, 08:00 in Asia/Kolkata.*", Until(at=datetime(2026, 11, 2, 2, 30, tzinfo=UTC))),
    ],
)
def test_a_sentence_is_an_act_or_prose(sentence: str, act: object) -> None:
    assert acts.read(sentence) == act


@pytest.mark.parametrize(
    "sentence",
    ["**Ana** pushes [Yes].", "*Some days pass.*", "*It is Friday 2 November 2026, 09:00 in Europe/Berlin.*"],
)
def test_what_looks_like_an_act_and_is_none_is_refused(sentence: str) -> None:
    with pytest.raises(ValueError, match="is a Monday|looks like an act|not in list"):
        acts.read(sentence)


async def test_what_people_wrote_stays_and_what_tend_said_is_written_anew(
    tmp_path: Path, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"# A title\n\n{BEGINNING}\n**Ana** types: tea\n\n> **To Ana**\n>\n> Tea.\n\nShe sighs.\n", "utf-8")
    shown = await Performance(Pressing(database, vault, clock)).of(path)
    assert "did not understand that" in shown
    assert "> Tea." not in shown
    assert shown.startswith("# A title\n\nPeople: ")
    assert shown.endswith("\n\nShe sighs.\n")
    with pytest.raises(pytest.fail.Exception, match="did not understand") as told:
        assert_same(path.read_text("utf-8"), shown, path.name)
    assert "-> Tea." in str(told.value)


async def test_who_is_not_at_the_top_can_do_nothing(
    tmp_path: Path, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{BEGINNING}\n**Zoe** types: help\n", "utf-8")
    with pytest.raises(Unreadable, match=r"a\.md: Zoe is not among"):
        await Performance(Pressing(database, vault, clock)).of(path)


def test_the_same_words_to_several_people_are_one_quote() -> None:
    at = datetime(2026, 11, 2, 8, tzinfo=UTC)
    zones = {"Ana": "Europe/Berlin", "Ben": "Europe/Berlin", "Cleo": "Europe/London"}
    seen = [Seen(name, name, zone, "new", "Hello.\nYes?", ("Yes", "No"), at=at) for name, zone in zones.items()]
    together = (
        "> **To Ana and Ben, each alone** · Monday 2 November 2026, 09:00 (Europe/Berlin)\n"
        ">\n> Hello.\n>\n> Yes?\n>\n> [Yes] [No]"
    )
    assert page.blocks(seen)[0] == together
    assert len(page.blocks(seen)) == 2
    assert page.blocks([]) == [page.NOTHING]


def test_who_is_written_about_together_makes_no_difference_where_the_order_makes_none() -> None:
    together = "> **To Ben and Dev, each alone**\n>\n> Over.\n\n> **To Ben**\n>\n> Closed."
    apart = "> **To Ben**\n>\n> Closed.\n\n> **To Dev**\n>\n> Over.\n\n> **To Ben**\n>\n> Over."
    assert in_any_order(together) == in_any_order(apart)
    assert in_any_order(together) != in_any_order(apart.replace("Dev", "Eva"))


async def test_private_words_that_turn_up_elsewhere_are_found(
    tmp_path: Path, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    path = tmp_path / "a.md"
    path.write_text(f"{BEGINNING.replace('Berlin.', 'Berlin and **Ben**.', 1)}\n**Ana** types: help\n", "utf-8")
    driver = Pressing(database, vault, clock)
    await Performance(driver).of(path)
    await driver.recorder.send(ROOM, Message("my diary"), key="told", again=False)
    written = ("checkins.sentence:x", "my diary"), ("consults.request", "typing"), ("checkins.sentence:x", "test")
    driver.secrets = [Secret("Ana", action, words) for action, words in written]
    found = leaks(driver, tmp_path / "tend.sqlite3", "nothing but my diary")
    assert [told for told in found if "Ben" in told and "can read" in told]
    assert [told for told in found if "was said in" in told]
    assert "tend.sqlite3 holds “typing” in clear" in found, "the name of a table stands anywhere in the file"
    assert "“test” holds “test” in clear" in found, "so short that it is looked for in cells alone"
    assert "a log holds “my diary”" in found
