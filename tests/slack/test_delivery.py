"""However Slack delivers, and however often: one effect, an answer in time, and nobody left without a sentence."""

import asyncio
import itertools
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.slack import words
from adapters.slack.chat import DEAF
from adapters.slack.socket import Socket
from bot import screens
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.health import Health
from bot.sealed import Vault
from bot.taken import Taken
from tests.adapters.exam import ANSWERS, AWKWARD, Echo, Exam
from tests.slack.people import People
from tests.slack.server import APP_TOKEN, TEAM, Json, No, Slack

ECHO = Echo(AWKWARD, -7)


async def lines(people: People, name: str = "Ana") -> list[str]:
    return [read.text for read in await people.reads(name)]


async def test_s01_a_deaf_connection_is_replaced_and_nothing_is_lost(
    people: People, app: App, exam: Exam, slack: Slack
) -> None:
    await people.types("Ana", "exam")
    slack.deaf, connections = True, slack.opened
    slack.sockets.clear()
    press = asyncio.create_task(people.presses("Ana", "Echo"))
    while slack.opened == connections:
        await asyncio.sleep(0.05)
    slack.deaf = False
    async with asyncio.timeout(10):
        await press
    assert exam.heard == [ECHO]
    assert await Health(app, [people.chat]).trouble() == []
    assert people.chat.socket is not None
    assert people.chat.socket.hears


async def test_s01_not_ready_while_nothing_is_heard(people: People, app: App) -> None:
    looks = Health(app, [people.chat])
    assert await looks.trouble() == []
    await people.leave()
    assert await looks.trouble() == [DEAF]


async def test_s01_a_client_whose_tasks_ended_is_replaced(people: People, app: App, exam: Exam, slack: Slack) -> None:
    connections = slack.opened
    [processor] = [task for task in asyncio.all_tasks() if "process_messages" in str(task.get_coro())]
    processor.cancel()
    while slack.opened == connections or not slack.sockets:
        await asyncio.sleep(0.05)
    await people.types("Ana", "exam")
    await people.presses("Ana", "Echo")
    assert exam.heard == [ECHO]


async def test_it_ends_at_whichever_moment_of_connecting_it_is_told_to(people: People, app: App, slack: Slack) -> None:
    chat = people.chat
    assert chat.socket
    for ticks in range(100):
        socket = Socket(chat.transport, APP_TOKEN, chat.listeners.take)
        listening, latest = asyncio.create_task(socket.listen()), slack.sockets[-1:]
        while slack.sockets[-1:] in ([], latest):
            await asyncio.sleep(0)
        for _ in range(ticks):
            await asyncio.sleep(0)
        heard = socket.hears
        listening.cancel()
        ended, _ = await asyncio.wait([listening], timeout=5)
        assert ended, f"goes on, {ticks} turns of the loop after it was connected"
        if heard:
            return
    pytest.fail("it never heard anything")


async def test_s02_a_hundred_refreshes_lose_and_double_nothing(
    people: People, app: App, exam: Exam, slack: Slack
) -> None:
    await people.types("Ana", "exam")
    tasks = len(asyncio.all_tasks())
    reasons = itertools.cycle(["refresh_requested", "warning", "too_many_websockets", "link_disabled"])
    for reason, number in zip(reasons, range(100), strict=False):
        old = slack.sockets[-1]
        await old.send_json({"type": "disconnect", "reason": reason})
        if number % 10 == 0:
            await people.presses("Ana", "Echo")
        while old in slack.sockets or not slack.sockets:
            await asyncio.sleep(0.005)
    assert exam.heard == [ECHO] * 10
    assert len(slack.sockets) == 1
    async with asyncio.timeout(10):
        while len(asyncio.all_tasks()) > tasks + 2:
            await asyncio.sleep(0.05)


async def test_s03_a_closed_session_is_opened_anew(people: People, app: App, exam: Exam) -> None:
    await people.types("Ana", "exam")
    await people.chat.transport.session.close()
    await people.presses("Ana", "Echo")
    assert exam.heard == [ECHO]
    assert (await lines(people))[-1] == "Heard."


@pytest.mark.parametrize("order", [[0, 0, 0, 1, 1, 2], [2, 1, 0, 1, 0, 0], [0, 1, 1, 2, 2, 0]])
async def test_s04_six_copies_in_any_order_have_one_effect(
    people: People, app: App, exam: Exam, slack: Slack, order: list[int]
) -> None:
    await people.types("Ana", "exam")
    payloads = [people.press("Ana", "Echo") for _ in range(3)]
    for number in order:
        await slack.deliver("interactive", payloads[number], envelope=f"same-{number}", retry=1)
    await people.chat.listeners.settle()
    assert exam.heard == [ECHO] * 3
    typed = people.event("message", people.message("Ana", "exam"))
    for retry in range(6):
        await slack.deliver("events_api", typed, retry=retry)
    await people.chat.listeners.settle()
    assert (await lines(people)).count("What now?") == 2


async def test_s05_an_event_that_is_first_seen_as_a_retry_counts(people: People, app: App, slack: Slack) -> None:
    await slack.deliver("events_api", people.event("message", people.message("Ana", "exam")), retry=2)
    await people.chat.listeners.settle()
    assert (await lines(people)) == ["What now?"]


async def test_s06_a_form_that_is_sent_twice_counts_once_and_closes_twice(people: People, app: App, exam: Exam) -> None:
    await people.types("Ana", "exam")
    await people.presses("Ana", "Form")
    await people.fills_in("Ana", ANSWERS)
    assert people.acked == {}
    await people.repeats()
    assert people.acked == {}
    assert len(exam.heard) == 1


async def test_s06_a_refused_form_that_comes_again_unchanged_is_judged_again(
    people: People, app: App, exam: Exam
) -> None:
    exam.refusing = True
    await people.types("Ana", "exam")
    await people.presses("Ana", "Form")
    await people.fills_in("Ana", ANSWERS)
    exam.refusing = False
    await people.fills_in("Ana", {})
    assert people.acked == {}
    assert len(exam.heard) == 1


async def test_s06_after_a_restart_a_form_that_came_before_is_not_taken_for_accepted(
    people: People, app: App, exam: Exam
) -> None:
    exam.refusing = True
    await people.types("Ana", "exam")
    await people.presses("Ana", "Form")
    await people.fills_in("Ana", ANSWERS)
    people.chat.listeners.submissions._views.clear()
    await people.fills_in("Ana", {})
    assert people.acked["errors"] == {"short": words.SENT_BEFORE}


@contextmanager
def busy(app: App) -> Iterator[None]:
    """Whoever has something for the database to do waits, until the block ends."""
    over = threading.Event()
    for _ in range(app.database._workers._max_workers):
        app.database._workers.submit(over.wait, 30)
    try:
        yield
    finally:
        over.set()


async def test_s07_a_slow_database_delays_the_answer_and_not_the_acknowledgement(
    people: People, app: App, exam: Exam
) -> None:
    await people.types("Ana", "exam")
    with busy(app):
        people.acked = await people.slack.deliver("interactive", people.press("Ana", "Echo"))
        assert exam.heard == []
    await people.chat.listeners.settle()
    assert exam.heard == [ECHO]
    assert (await lines(people))[-1] == "Heard."


@pytest.mark.parametrize("refused", [False, True])
async def test_s07_a_form_waits_for_a_slow_database_with_everything_in_it(
    people: People, app: App, exam: Exam, slack: Slack, refused: bool
) -> None:
    exam.refusing = refused
    await people.types("Ana", "exam")
    await people.presses("Ana", "Form")
    with busy(app):
        ack = await slack.deliver("interactive", people.submission("Ana") | sent_in(people, ANSWERS))
    assert (ack["response_action"], ack["view"]["type"]) == ("update", "modal")
    await people.chat.listeners.settle()
    assert (exam.heard == []) is refused
    view = slack.modals["U1"]
    if refused:
        begun_with = {block["block_id"]: block["element"] for block in view["blocks"]}
        assert begun_with["short"]["initial_value"] == "yes"
        assert (await lines(people))[-1].startswith("Please look again.")
    else:
        assert view["blocks"][0]["elements"][0]["elements"][0]["text"] == "Handed in."


@pytest.mark.campaign
@pytest.mark.timeout(300)
async def test_s07_two_hundred_presses_a_second_while_the_database_is_locked(
    people: People, exam: Exam, database: Database, vault: Vault, clock: StoppedClock, tmp_path: Path
) -> None:
    """For a minute, of which the database is locked for ten seconds: acknowledged within a second, and none is lost."""
    taken = Taken(tmp_path, vault)
    await people.connect(App(database, vault, clock, [exam.feature()], [people.messenger], taken=taken))
    await people.types("Ana", "exam")
    said, button = people._button("Ana", "Echo")  # found once: looking through all that was said would cost more
    file, seconds, began = tmp_path / "tend.sqlite3", list[float](), time.monotonic()

    async def press() -> None:
        at = time.monotonic()
        await people.slack.deliver("interactive", people.press_on("Ana", said, button))
        seconds.append(time.monotonic() - at)

    pressing, locked, most = [], sqlite3.connect(file, isolation_level=None), 0
    for number in range(60 * 200):
        await asyncio.sleep(began + number / 200 - time.monotonic())
        if number == 20 * 200:
            locked.execute("begin immediate")
        if number == 30 * 200:
            most = (tmp_path / "taken-1").stat().st_size
            locked.execute("rollback")
        pressing.append(asyncio.create_task(press()))
    await asyncio.gather(*pressing)
    await people.chat.listeners.settle()
    locked.close()
    seconds.sort()
    told = f"p50 {seconds[6000]:.3f}, p99 {seconds[11880]:.3f}, longest {seconds[-1]:.3f} seconds; {most} bytes kept"
    print(told)
    assert seconds[11880] < 1, told
    assert len(exam.heard) == 60 * 200
    assert (tmp_path / "taken-1").stat().st_size == 0
    taken.close()


def sent_in(people: People, answers: Json) -> Json:
    people.filled["U1"] |= answers
    return people.submission("Ana")


@pytest.mark.parametrize("code", ["expired_trigger_id", "trigger_expired", "invalid_arguments"])
async def test_s08_a_form_that_comes_too_late_can_be_opened_again(
    people: People, app: App, slack: Slack, code: str
) -> None:
    await people.types("Ana", "exam")
    slack.trouble["views.open"] = [No(code), None]
    await people.presses("Ana", "Form")
    assert (await lines(people))[-1] == screens.TOO_LATE
    assert await people.form("Ana") is None
    await people.presses("Ana", screens.OPEN_AGAIN)
    assert await people.form("Ana") is not None


async def test_s08_a_command_whose_form_comes_too_late_can_be_opened_again(
    people: People, app: App, exam: Exam
) -> None:
    await people.commands("Ana", "exam", channel="DU1")
    await people.commands("Ana", "form", channel="DU1", trigger="expired")
    await people.presses("Ana", screens.OPEN_AGAIN)
    assert await people.form("Ana") is not None


async def test_s09_what_is_wrong_stands_beneath_its_field_and_the_form_stays(
    people: People, app: App, exam: Exam
) -> None:
    exam.refusing = True
    await people.types("Ana", "exam")
    await people.presses("Ana", "Form")
    await people.fills_in("Ana", ANSWERS)
    assert people.acked == {
        "response_action": "errors",
        "errors": {"short": "Please look again. Not this one."},
    }
    await people.fills_in("Ana", {"short": "   "})
    assert people.acked["errors"] == {"short": screens.NEEDED}
    assert exam.heard == []


async def test_s24_nothing_that_slack_delivers_is_left_unanswered(people: People, app: App, slack: Slack) -> None:
    who = {"team": {"id": TEAM}, "user": {"id": "U1", "team_id": TEAM}, "trigger_id": "x.U1.1"}
    await people.types("Ana", "exam")
    strange = people.press("Ana", "Echo")
    for payload in (
        strange | {"actions": [{"type": "button", "action_id": "x", "value": "tea.pour:1", "action_ts": "1"}]},
        strange | {"actions": [{"type": "datepicker", "action_id": "x", "action_ts": "2"}]},
        who | {"type": "shortcut", "callback_id": "x"},
        who | {"type": "message_action", "callback_id": "x", "response_url": f"{slack.address}/respond/DU1.U1"},
        who | {"type": "something_new"},
    ):
        await people.does("interactive", payload)
    told = (await lines(people))[-5:]
    assert ["older version" in line or "does not know" in line for line in told] == [True] * 5
    await people.does("events_api", people.event("reaction_added", {"user": "U1"}))
    assert (await lines(people))[-5:] == told
    await people.does("slash_commands", people.command("Ana", "tea") | {"command": "/other"})
    assert "did not understand that" in (await lines(people))[-1]


async def test_s25_people_of_another_workspace_are_refused(people: People, app: App, exam: Exam) -> None:
    await people.types("Ana", "exam")
    pressed = people.press("Ana", "Echo") | {"user": {"id": "U2", "team_id": "T9"}}
    await people.does("interactive", pressed)
    await people.does("events_api", people.event("message", people.message("Ana", "exam") | {"user_team": "T9"}))
    assert exam.heard == []
    assert (await lines(people)).count("What now?") == 1
    assert (await lines(people))[-1] == words.ELSEWHERE


async def test_s26_what_bots_say_is_not_heard(people: People, app: App, exam: Exam, slack: Slack) -> None:
    for more in ({"bot_id": "B1"}, {"user": "UBOT"}, {"subtype": "message_changed"}, {"channel_type": "channel"}):
        await people.writes("Ana", "exam", **more)
    assert slack.said == []


async def test_words_come_as_they_were_typed(people: People, app: App, exam: Exam) -> None:
    await people.writes("Ana", "exam what <https://x.test|x.test> &amp; me")
    assert exam.words == "what <https://x.test|x.test> &amp; me"
    payload = people.event("message", people.message("Ana", "") | {"text": "exam <https://x.test|x.test> &amp;lt;"})
    await people.does("events_api", payload)
    assert exam.words == "x.test &lt;"


async def test_a_name_and_a_zone_are_asked_once_an_hour(people: People, app: App, slack: Slack) -> None:
    for _ in range(3):
        await people.types("Ana", "exam")
    assert slack.calls["users.info"] == 1


async def test_a_command_where_tend_is_not_is_answered(people: People, app: App, slack: Slack) -> None:
    unreachable = people.command("Ana", "exam", channel="C9") | {"response_url": f"{slack.address}/nowhere"}
    await people.does("slash_commands", unreachable)
    assert (await lines(people))[-1] == "What now?"
    assert slack.said[-1].channel == "DU1"
