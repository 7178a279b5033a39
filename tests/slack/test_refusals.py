"""Slack's ways of saying no: each is told apart, concerns what it concerns, and is never answered by knocking on."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from adapters.slack.checkup import examine
from adapters.slack.places import PLATFORM, Spot, person
from adapters.slack.workspaces import Workspace
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.ledger import Parcel
from bot.people import meet
from bot.port import Circle, Event, Gone, Person, Place, Sent, Unreachable
from bot.turn import Turn
from bot.ui import Button, Message
from tests.adapters.exam import Replace, picture
from tests.slack.conftest import settings
from tests.slack.people import People
from tests.slack.server import ROOM, TEAM, No, Slack

HERE, OTHER = Spot(TEAM, ROOM).place, Spot("T2", ROOM).place
HELLO = Message("Hello.")
LIMITED = No("ratelimited", 429, {"Retry-After": "30"})


async def say(app: App, key: str, to: Place | Person = HERE) -> None:
    await app.database.run(lambda session: app._turn(session).say(to, HELLO, key=key))
    await app.deliver()


def parcel(database: Database, key: str) -> Parcel:
    with database.begin() as session:
        return session.scalars(select(Parcel).where(Parcel.key == key)).one()


async def join(people: People, slack: Slack, team: str, token: str, **more: object) -> None:
    slack.tokens[token] = team
    await people.chat.workspaces.install(Workspace(team, token, "UBOT", **more))  # type: ignore[arg-type]


async def test_s11_a_limit_closes_one_method_of_one_workspace_for_as_long_as_it_says(
    people: People, app: App, slack: Slack, database: Database, clock: StoppedClock
) -> None:
    await join(people, slack, "T2", "xoxb-2")
    await say(app, "first")
    slack.trouble["chat.postMessage"] = [LIMITED, None]
    await say(app, "limited")
    asked = slack.calls["chat.postMessage"]
    await say(app, "behind", Spot(TEAM, "DU1").place)
    assert slack.calls["chat.postMessage"] == asked
    await people.messenger.edit(Sent(HERE, slack.said[0].ts), Message("Changed."))
    await say(app, "elsewhere", OTHER)
    assert parcel(database, "elsewhere").state == "said"
    waits = parcel(database, "limited").not_before - clock.now()
    assert timedelta(seconds=30) <= waits <= timedelta(seconds=35)
    clock.move(clock.now() + waits)
    await app.deliver()
    assert {parcel(database, key).state for key in ("limited", "behind")} == {"said"}


async def test_s11_a_workspace_with_much_to_say_holds_up_no_other_and_nobody_who_asks(
    people: People, app: App, slack: Slack, database: Database, clock: StoppedClock
) -> None:
    await join(people, slack, "T2", "xoxb-2")
    with database.begin() as session:
        for number in range(150):
            Turn(app.clock.now(), session, app.vault).say(Spot(TEAM, f"D{number}").place, HELLO, key=f"t1/{number}")
        turn = Turn(app.clock.now(), session, app.vault, workspace_of=lambda platform, id: id.partition(":")[0])
        turn.say(OTHER, HELLO, key="t2")
    delivering = asyncio.create_task(app.deliver())
    while parcel(database, "t2").state != "said":
        await asyncio.sleep(0.02)
    await people.types("Ana", "exam")
    assert "What now?" in [read.text for read in await people.reads("Ana")]
    with database.begin() as session:
        waiting = session.scalars(select(Parcel).where(Parcel.state == "waiting")).all()
    assert len(waiting) > 50
    await app.post.close()
    await delivering


async def test_s12_a_post_that_was_lost_on_the_way_back_is_repeated_once_at_most(
    people: People, app: App, slack: Slack, database: Database, clock: StoppedClock
) -> None:
    slack.lose_after = 1
    await say(app, "lost")
    lost = parcel(database, "lost")
    assert (lost.state, lost.unclear, len(slack.said)) == ("waiting", True, 1)
    clock.move(lost.not_before)
    await app.deliver()
    assert parcel(database, "lost").state == "said"
    assert len(slack.said) == 2
    assert slack.calls["chat.postMessage"] == 2
    keys = {given["client_msg_id"] for _, method, given in slack.asked if method == "chat.postMessage"}
    assert len(keys) == 1


def test_s13_nothing_is_ever_read_back() -> None:
    code = "".join(file.read_text("utf-8") for file in (Path(__file__).parents[2] / "adapters" / "slack").glob("*.py"))
    called = set(re.findall(r'"((?:conversations|users|reactions|search|files|team|usergroups)\.[\w.]+)"', code))
    files = {"files.getUploadURLExternal", "files.completeUploadExternal", "files.delete"}
    assert called == {"conversations.open", "users.info"} | files


@pytest.mark.parametrize("code", ["is_archived", "channel_not_found", "not_in_channel", "is_inactive"])
async def test_s15_a_place_that_is_closed_is_tried_once_and_again_when_somebody_acts_there(
    people: People, app: App, slack: Slack, database: Database, code: str
) -> None:
    slack.trouble[f"chat.postMessage {ROOM}"] = [No(code)]
    for key in ("closed", "closed too"):
        await say(app, key)
    assert (parcel(database, "closed too").state, slack.calls["chat.postMessage"]) == ("held", 1)
    slack.trouble.clear()
    await people.types("Ana", "exam", in_room=True)
    await app.deliver()
    assert [parcel(database, key).state for key in ("closed", "closed too")] == ["said", "said"]


REASONS = {"is_archived": "gone", "not_in_channel": "removed", "restricted_action": "denied", "user_disabled": "gone"}


@pytest.mark.parametrize(("code", "why"), [*REASONS.items(), ("message_not_found", "message")])
async def test_s15_s16_ways_of_being_gone_are_told_apart(
    people: People, app: App, slack: Slack, code: str, why: str
) -> None:
    slack.trouble["chat.postMessage"] = [No(code)]
    with pytest.raises(Gone) as gone:
        await people.messenger.send(HERE, HELLO, key="k", again=False)
    assert gone.value.why == why


@pytest.mark.parametrize("code", ["user_not_found", "cannot_dm_bot", "restricted_action", "user_disabled"])
async def test_s16_a_person_who_is_gone_is_gone(people: People, app: App, slack: Slack, code: str) -> None:
    slack.trouble["chat.postMessage U2"] = [No(code)]
    with pytest.raises(Gone):
        await people.messenger.send(await people.messenger.direct(people.person("Ben")), HELLO, key="k", again=False)
    slack.trouble["conversations.open"] = [No(code)]
    with pytest.raises(Gone):
        await people.messenger.gather(circle(people), key="c")


@pytest.mark.parametrize("deleted", [True, False])
async def test_s16_an_account_that_is_deactivated_is_gone_before_anything_is_said_to_it(
    people: People, app: App, slack: Slack, database: Database, deleted: bool
) -> None:
    await app.database.run(lambda session: meet(app._turn(session, Event("m", people.person("Ben"), HERE, name="Ben"))))
    await people.does("events_api", people.event("user_change", {"user": {"id": "U2", "deleted": deleted}}))
    await say(app, "to Ben", people.person("Ben"))
    assert (parcel(database, "to Ben").state, slack.calls["chat.postMessage"]) == (
        ("held", 0) if deleted else ("said", 1)
    )


def circle(people: People) -> Circle:
    return Circle((people.person("Ana"), people.person("Ben")), HERE, "Consult")


@pytest.mark.usefixtures("app")
async def test_what_is_to_be_deleted_goes_from_a_place_of_several_too(people: People, slack: Slack) -> None:
    """What a case says there is promised to be deleted."""
    place = await people.messenger.gather(circle(people), key="c")
    words = ("The case.", "A question.")
    said = [await people.messenger.send(place, Message(one), key=one, again=False) for one in words]
    for one in said:
        await people.messenger.delete(one)
    assert [(one.ts, one.deleted) for one in slack.said] == [(one.id, True) for one in said]


@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "account_inactive", "token_expired"])
async def test_s17_a_refused_token_pauses_its_workspace_alone_until_it_is_good(
    people: People, app: App, slack: Slack, database: Database, clock: StoppedClock, code: str
) -> None:
    slack.now = clock.now()
    await join(people, slack, "T2", "xoxb-2")
    slack.trouble[f"chat.postMessage {ROOM}"] = [No(code), None]
    await say(app, "paused", OTHER)
    asked = slack.calls["chat.postMessage"]
    await say(app, "also paused", Spot("T2", "DU1").place)
    assert slack.calls["chat.postMessage"] == asked
    await say(app, "not paused")
    assert parcel(database, "not paused").state == "said"
    assert people.chat.trouble() == ""
    slack.trouble["chat.postMessage DU1"] = [No(code), None]
    await say(app, "the last", Spot(TEAM, "DU1").place)
    assert "nothing can be said in T1, T2" in people.chat.trouble()
    await join(people, slack, "T2", "xoxb-3")
    assert people.chat.trouble() == ""
    clock.move(clock.now() + timedelta(minutes=11))
    await app.deliver()
    assert {parcel(database, key).state for key in ("paused", "also paused")} == {"said"}


@pytest.mark.parametrize("order", [["app_uninstalled"], ["tokens_revoked", "app_uninstalled", "app_uninstalled"]])
async def test_s18_being_removed_wipes_the_token_however_it_is_told(
    people: People, app: App, slack: Slack, database: Database, order: list[str]
) -> None:
    await join(people, slack, "T2", "xoxb-2")
    for kind in order:
        event = {"tokens": {"oauth": [], "bot": ["UBOT"]}} if kind == "tokens_revoked" else {}
        await people.does("events_api", people.event(kind, event, team="T2"))
    with pytest.raises(Gone):
        await people.chat.workspaces.get("T2")
    assert await people.chat.workspaces._credentials.all() == {}
    await say(app, "here")
    asked = slack.calls["chat.postMessage"]
    await say(app, "there", OTHER)
    assert (parcel(database, "there").state, slack.calls["chat.postMessage"]) == ("held", asked)
    await join(people, slack, "T2", "xoxb-4")
    await people.chat._joined("T2")
    await app.deliver()
    assert parcel(database, "there").state == "said"


async def test_s18_the_tokens_of_people_are_none_of_ours(people: People, app: App) -> None:
    await people.does("events_api", people.event("tokens_revoked", {"tokens": {"oauth": ["U1"], "bot": []}}))
    assert people.chat.workspaces.known(TEAM)


async def test_s19_a_token_that_runs_out_is_renewed_once_for_all_who_ask(
    people: People, app: App, slack: Slack, clock: StoppedClock, database: Database
) -> None:
    soon = int(clock.now().timestamp()) + 60
    await join(people, slack, "T2", "xoxe-1", refresh="r-1", expires=soon)
    slack.tokens["xoxe-2"] = "T2"
    renewed = {"access_token": "xoxe-2", "refresh_token": "r-2", "expires_in": 43200}
    slack.more["oauth.v2.access"] = lambda given: renewed if given["refresh_token"] == "r-1" else {}
    with database.begin() as session:
        for user in ("U1", "U2", "U3"):
            Turn(app.clock.now(), session, app.vault).say(person("T2", user), HELLO, key=user)
    await app.deliver()
    assert slack.calls["oauth.v2.access"] == 1
    assert {parcel(database, user).state for user in ("U1", "U2", "U3")} == {"said"}
    assert "xoxe-2" in (await people.chat.workspaces._credentials.all())["T2"]


async def test_s20_a_missing_right_costs_its_own_feature_and_is_named(
    people: People, app: App, slack: Slack, clock: StoppedClock, capsys: pytest.CaptureFixture[str]
) -> None:
    slack.trouble["conversations.open"] = [No("missing_scope")]
    with pytest.raises(Gone) as gone:
        await people.messenger.gather(circle(people), key="c")
    assert (gone.value.why, gone.value.lacks) == ("denied", "missing_scope")
    assert '"action": "conversations.open"' in capsys.readouterr().err
    await say(app, "goes on")
    slack.rights = "chat:write,commands,users:read,channels:history"
    found = [f"{one.state}: {one.sentence}" for one in await examine(settings(slack), clock)]
    assert any(line.startswith("wrong: Without the right mpim:write, two peers") for line in found)
    assert "note: Tend does not need channels:history. Take it away on the app's page." in found


@pytest.mark.parametrize(("apart", "state"), [(30, []), (90, ["note"]), (300, ["wrong"])])
async def test_s23_a_clock_that_is_wrong_is_told(
    slack: Slack, clock: StoppedClock, apart: int, state: list[str]
) -> None:
    slack.now = clock.now() + timedelta(seconds=apart)
    found = [one.state for one in await examine(settings(slack), clock) if "seconds apart" in one.sentence]
    assert found == state


async def test_s23_a_clock_that_is_too_wrong_is_not_ready(people: People, app: App, slack: Slack) -> None:
    said = {}
    for apart in (0, 90, 300):
        slack.now = app.clock.now() + timedelta(seconds=apart)
        await people.writes("Ana", "exam")
        said[apart] = people.chat.trouble()
    assert (said[0], said[90]) == ("", "")
    assert "300 seconds apart" in said[300]


async def test_the_doctor_says_which_token_is_refused(slack: Slack, clock: StoppedClock) -> None:
    slack.now = clock.now()
    assert {one.state for one in await examine(settings(slack), clock)} == {"ok"}
    slack.trouble["auth.test"] = [No("invalid_auth")]
    slack.trouble["apps.connections.open"] = [No("invalid_auth")]
    told = [one.sentence for one in await examine(settings(slack), clock)]
    assert re.findall(r"TEND_\w+", " ".join(told)) == ["TEND_SLACK_BOT_TOKEN", "TEND_SLACK_APP_TOKEN"]


async def test_without_the_right_to_send_files_a_picture_is_its_words(people: People, app: App, slack: Slack) -> None:
    slack.trouble["files.getUploadURLExternal"] = [No("missing_scope")]
    for key in ("a", "b"):
        await people.messenger.send(HERE, picture(), key=key, again=False)
    assert "It goes up" in (await people.reads("Ana"))[-1].text
    assert slack.calls["files.getUploadURLExternal"] == 1


async def test_a_picture_goes_with_the_message_that_is_taken_away(people: People, app: App, slack: Slack) -> None:
    mine = replace(picture(), buttons=(Button("Put away", Replace()),))
    await people.messenger.send(Spot(TEAM, "DU1").place, mine, key="k", again=False)
    assert [read.text for read in await people.reads("Ana")] == ["Your weeks.", "It goes up from 1 to 5."]
    await people.presses("Ana", "Put away")
    assert [read.text for read in await people.reads("Ana")] == ["It became this."]


async def test_slack_that_is_not_there_is_tried_later(people: People, app: App, slack: Slack) -> None:
    await people.chat.transport.close()
    people.chat.transport.address = "http://127.0.0.1:9/api/"
    with pytest.raises(Unreachable) as later:
        await people.messenger.send(HERE, HELLO, key="k", again=False)
    assert later.value.unclear is False


def test_a_workspace_does_not_show_its_token() -> None:
    assert "xoxb" not in repr(Workspace("T1", "xoxb-secret", refresh="xoxb-refresh"))
    assert PLATFORM == "slack"
