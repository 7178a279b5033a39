"""What is seen at once, when Discord or Tend is slow, when a door closes, and after a restart (D1–D3, D13, D15)."""

import asyncio
import time

import pytest

from adapters.discord import client, words
from bot import screens
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.sealed import Vault
from bot.ui import Form, Text, TooLong
from tests.adapters.exam import ANSWERS, AWKWARD, RETURNED, Echo, Exam, Handed
from tests.discord.people import AGAIN, People
from tests.discord.server import Discord
from tests.discord.shapes import DIRECT, GUILD, ROOM, No
from tests.discord.slow import SEEN, slow


@pytest.fixture
async def app(people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock) -> App:
    SEEN.clear()
    app = App(database, vault, clock, [exam.feature(), slow], [people.messenger])
    await people.connect(app)
    return app


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two seconds are a fifth of one, so that tests need not wait."""
    monkeypatch.setattr(client, "DEFER_SECONDS", 0.2)


async def last(people: People, name: str, count: int) -> str:
    """What this person reads after so many messages are there."""
    await people.until(lambda: len(people.sees(name)) >= count)
    return people.read(name, people.sees(name)[-1]).text


async def test_d01_an_answer_comes_within_a_second_while_the_process_hangs_for_half_of_one(
    people: People, app: App
) -> None:
    await people.types("Ana", "exam", in_room=True)
    took = []
    for _ in range(5):
        asyncio.get_running_loop().call_later(0.01, time.sleep, 0.5)
        began = time.perf_counter()
        await people.presses("Ana", "Echo")
        took.append(time.perf_counter() - began)
        await asyncio.sleep(0.02)
    assert sorted(took)[2] < 1, "a busy machine may hold up two of them"


async def test_d01_a_form_whose_answer_came_too_late_is_kept_once_and_confirmed(
    people: People, app: App, exam: Exam, discord: Discord
) -> None:
    await people.types("Ana", "exam", in_room=True)
    await people.presses("Ana", "Form")
    discord.refuses_answers = No(10062, 404)
    await people.fills_in("Ana", ANSWERS)
    assert await last(people, "Ana", 2) == people.read("Ana", people.sees("Ana")[-1]).text
    assert exam.heard == [(Handed(AWKWARD), RETURNED)]
    assert "It reached Tend." in people.read("Ana", people.sees("Ana")[-1]).text
    assert people.sees("Ana")[-1].channel == DIRECT + 101
    await people.types("Ana", "exam")
    await people.until(lambda: len(people.sees("Ana")) >= 3)


async def test_d01_where_nobody_else_reads_the_answer_itself_comes(people: People, app: App, discord: Discord) -> None:
    await people.types("Ana", "exam")
    discord.refuses_answers = No(10062, 404)
    await people.presses("Ana", "Echo")
    assert await last(people, "Ana", 2) == "Heard."


@pytest.mark.usefixtures("soon")
async def test_d01_work_that_takes_long_is_announced_to_who_asked_and_follows(people: People, app: App) -> None:
    await people.types("Ana", "slow message", in_room=True)
    assert [one.waits for one in people.discord.said] == [True]
    assert await last(people, "Ana", 1) == "Only for you, late."
    assert people.sees("Ben") == []


@pytest.mark.usefixtures("soon")
async def test_d01_a_form_that_comes_too_late_is_a_button_that_opens_it(people: People, app: App) -> None:
    await people.types("Ana", "slow form", in_room=True)
    assert screens.TOO_LATE in await last(people, "Ana", 1)
    await people.presses("Ana", screens.OPEN_AGAIN)
    assert await people.form("Ana") == {"word": ""}
    await people.fills_in("Ana", {"word": "here"})
    assert SEEN == ["form", "form", "message"]


@pytest.mark.usefixtures("soon")
async def test_d01_a_message_that_is_changed_too_late_is_changed_all_the_same(
    people: People, app: App, discord: Discord
) -> None:
    await people.types("Ana", "slow")
    await people.presses("Ana", "update")
    await people.until(lambda: [one.deleted for one in discord.said] == [False, True])
    assert people.read("Ana", people.sees("Ana")[0]).text == "It became this, late."


@pytest.mark.usefixtures("soon")
async def test_d01_what_only_one_person_saw_in_the_room_is_answered_anew(people: People, app: App) -> None:
    await people.types("Ana", "slow", in_room=True)
    await people.presses("Ana", "update")
    assert await last(people, "Ana", 2) == "It became this, late."


@pytest.mark.usefixtures("soon")
async def test_d01_nothing_to_show_leaves_nothing_behind(people: People, app: App, discord: Discord) -> None:
    await people.types("Ana", "slow")
    await people.presses("Ana", "nothing")
    await people.until(lambda: discord.said[-1].deleted)
    assert len(people.sees("Ana")) == 1


async def test_d02_what_was_answered_already_is_no_failure(
    people: People, app: App, exam: Exam, discord: Discord
) -> None:
    await people.types("Ana", "exam", in_room=True)
    discord.refuses_answers = No(40060, 400)
    await people.presses("Ana", "Echo")
    discord.refuses_answers = None
    await people.types("Ana", "exam", in_room=True)
    assert exam.heard == [Echo(AWKWARD, -7)]
    assert [people.read("Ana", one).text for one in people.sees("Ana")] == ["What now?", "What now?"]


@pytest.mark.usefixtures("soon")
async def test_d03_after_the_interaction_is_dead_nothing_private_is_said_but_that_it_was_heard(
    people: People, app: App, discord: Discord
) -> None:
    await people.types("Ana", "slow message", in_room=True)
    discord.refuses_answers = No(50027, 401)
    assert "It reached Tend." in await last(people, "Ana", 1)
    assert "Only for you" not in str([one.body for one in discord.said])


async def test_d13_a_button_from_before_a_restart_answers(
    people: People, app: App, exam: Exam, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    await people.types("Ana", "exam")
    await people.types("Ben", "exam", in_room=True)
    await people.leave()
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.presses("Ana", "Echo")
    await people.presses("Ben", "Form")
    await people.fills_in("Ben", ANSWERS)
    assert exam.heard == [Echo(AWKWARD, -7), (Handed(AWKWARD), RETURNED)]


STRANGE = [
    "",
    "?",
    "exam.echo",
    "exam.echo:",
    "exam.echo:a:b:c",
    "exam.echo:x:notanumber",
    ":::",
    "no.such:1",
    "/x",
    "é\n",
]


@pytest.mark.parametrize("carried", [*STRANGE, "x" * 100, "exam.echo:x:1#"])
async def test_d13_a_button_that_nobody_knows_is_answered_kindly(
    people: People, app: App, exam: Exam, carried: str
) -> None:
    await people.types("Ana", "exam")
    press = people.press("Ana", "Echo")
    press["data"]["custom_id"] = carried
    await people.does(press)
    said = people.read("Ana", people.sees("Ana")[-1]).text
    known = carried.startswith("exam.echo:x:1")
    assert said == ("Heard." if known else screens.OLD_BUTTON.text.replace("**", ""))


async def test_a_form_that_cannot_even_be_kept_gives_back_what_was_typed_but_for_what_is_private(
    people: People, app: App, discord: Discord
) -> None:
    fields = [
        {"type": 4, "custom_id": ".kept", "value": "private"},
        {"type": 4, "custom_id": "short", "value": "refuse"},
    ]
    fields += [{"type": 4, "custom_id": "long", "value": "*ours*"}]
    data = {"custom_id": Handed(AWKWARD).pack(), "components": [{"type": 18, "component": one} for one in fields]}
    await people.does(people.interaction("Ana", 5, data, ROOM))
    said = people.read("Ana", people.sees("Ana")[-1]).text
    assert said.startswith(f"The exam says no.\n{words.GIVEN_BACK}\nrefuse\n*ours*")
    assert "private" not in str(discord.said[-1].body)


async def test_d15_a_form_holds_what_discord_can_show_and_half_of_one_is_no_answer(
    people: People, app: App, exam: Exam
) -> None:
    with pytest.raises(TooLong):
        Form("Six", Echo("x", 1), tuple(Text(f"t{n}", "Words") for n in range(6)))
    await people.types("Ana", "exam")
    await people.types("Ana", "form")
    await people.types("Ana", "half")
    assert exam.heard == []
    await people.presses("Ana", screens.OPEN_FORM)
    assert await people.form("Ana") == {"short": "half", "long": "", "one": "", "some": [], "kept": "as it was"}
    await people.fills_in("Ana", ANSWERS)
    assert exam.heard == [(Handed(AWKWARD), RETURNED)]


async def test_a_refused_form_opens_again_after_a_restart(
    people: People, app: App, exam: Exam, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    exam.refusing = True
    await people.types("Ana", "exam", in_room=True)
    await people.presses("Ana", "Form")
    people.filled[101] |= ANSWERS
    await people.does(people.submission("Ana"))
    said = people.read("Ana", people.sees("Ana")[-1])
    assert "Not this one." in said.text
    assert said.buttons == (AGAIN,)
    assert people.sees("Ana")[-1].reader == 101
    await people.leave()
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger]))
    await people.presses("Ana", AGAIN)
    assert await people.form("Ana") == ANSWERS | {"kept": "as it was"}


async def test_suggestions_are_what_can_be_typed(people: People, app: App, discord: Discord) -> None:
    await people.does(people.command("Ana", "ex", kind=4))
    assert [(one["name"], one["value"]) for one in discord.suggested] == [("exam – what the exam needs", "exam")]
    await people.does(people.command("Ana", "slow message", kind=4))
    assert [one["value"] for one in discord.suggested] == ["slow message"]
    await people.does(people.command("Ana", "", kind=4))
    assert [one["value"] for one in discord.suggested] == ["exam", "slow"]


async def test_bare_tend_says_what_can_be_typed(people: People, app: App) -> None:
    await people.commands("Ana", "")
    assert "exam – what the exam needs" in people.read("Ana", people.sees("Ana")[-1]).text


async def test_what_is_said_in_the_room_or_by_bots_is_not_heard(people: People, app: App, discord: Discord) -> None:
    in_room = people.message("Ana", "exam", ROOM) | {"guild_id": str(GUILD)}
    by_a_bot = people.message("Ana", "exam")
    by_a_bot["author"] |= {"bot": True}
    await discord.tell("MESSAGE_CREATE", in_room)
    await discord.tell("MESSAGE_CREATE", by_a_bot)
    await people.types("Ben", "exam")
    assert [one.channel for one in discord.said] == [DIRECT + 102]


async def test_a_language_that_has_one_clock_is_a_guess_and_english_is_none(people: People, app: App) -> None:
    from adapters.discord.events import ONE_CLOCK

    assert {str(locale): zone for locale, zone in ONE_CLOCK.items()}["de"] == "Europe/Berlin"
    assert "en-US" not in map(str, ONE_CLOCK)


async def test_nothing_that_people_write_reaches_a_log(
    people: People,
    app: App,
    caplog: pytest.LogCaptureFixture,
    capsys: pytest.CaptureFixture[str],
    discord: Discord,
) -> None:
    with caplog.at_level("DEBUG"):
        await people.types("Ana", "mellifluous")
        await people.types("Ana", "exam")
        await people.presses("Ana", "Form")
        await people.fills_in("Ana", {**ANSWERS, "short": "refuse", "long": "sesquipedalian"})
        discord.refuses_answers = No(10062, 404, words="pulchritudinous")
        await people.fills_in("Ana", {**ANSWERS, "short": "refuse", "long": "sesquipedalian"})
        await people.until(lambda: len(people.sees("Ana")) > 3)
    written = caplog.text + "".join(capsys.readouterr())
    assert [word for word in ("mellifluous", "sesquipedalian", "pulchritudinous") if word in written] == []
