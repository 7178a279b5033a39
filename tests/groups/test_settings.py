"""Settings: any member changes them, the room hears of it, one press undoes it, and a second press says so."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.features import FEATURES
from bot.groups.actions import SettingChanged
from bot.groups.tables import Change
from bot.sealed import Vault
from bot.turn import Turn
from bot.ui import Choice, Form, Invalid, Text
from tests.chat import ROOM, Chat
from tests.groups.scene import a_group, in_room, text, the_group, unquoted

NAME, ZONE, MEETINGS = "Change the name", "Change the time zone", "Change the meetings"
DAY, HOUR = "Change the check-in day", "Change the check-in hour"


async def change(chat: Chat, name: str, button: str, value: str) -> object:
    await chat.types(name, "settings")
    await chat.presses(name, button)
    return await chat.sends(name, value=value)


def changes(chat: Chat) -> int:
    with chat.database.begin() as session:
        return session.scalar(select(func.count()).select_from(Change)) or 0


async def test_the_page_shows_every_setting_with_a_button(chat: Chat) -> None:
    await a_group(chat, "Ana")
    page = text(await chat.types("Ana", "settings"))
    assert "1. Name: “Tuesday circle”" in page
    assert "2. Time zone: Europe/Berlin" in page
    assert "3. Meetings: second Tuesday of every month at 18:30 Europe/Berlin; next on Tuesday 10 November 2026" in page
    assert "4. Check-in day: Friday" in page
    assert "5. Check-in hour: 09:00, in each member's own time zone" in page
    assert "6. Agreement: version 1" in page
    assert "8. Roles: facilitator" in page
    assert "The check-in asks about energy, load, connection; settings questions changes that." in page
    assert len(chat.sees("Ana")[-1].message.buttons) == 10


@pytest.mark.parametrize(
    ("button", "typed", "column", "kept", "told"),
    [
        (NAME, " Wheatbelt   peers ", "name", "Wheatbelt peers", "Name: from “Tuesday circle” to “Wheatbelt peers”."),
        (DAY, "0", "checkin_weekday", 0, "from Friday to Monday. The check-in comes every Monday at 09:00"),
        (HOUR, "6:30 am", "checkin_time", "06:30", "from 09:00 to 06:30. The check-in comes every Friday at 06:30"),
        (
            MEETINGS,
            "last Thursday 19:00",
            "rhythm",
            "last Thursday of every month at 19:00 Europe/Berlin from 2026-11-26",
            "to last Thursday of every month at 19:00 Europe/Berlin.",
        ),
    ],
)
async def test_a_change_is_kept_and_told_with_who_and_what(
    chat: Chat, button: str, typed: str, column: str, kept: object, told: str
) -> None:
    await a_group(chat, "Ana", "Ben")
    assert "Saved, and the group's room was told." in text(await change(chat, "Ben", button, typed))
    assert getattr(the_group(chat), column) == kept
    heard = next(said for said in in_room(chat) if "Ben has changed a setting" in said)
    assert told in heard
    assert "type /tend undo" in heard


async def test_meetings_stay_at_their_hour_when_the_zone_changes(chat: Chat) -> None:
    await a_group(chat, "Ana")
    assert "Meetings: second Tuesday of every month at 18:30 Europe/Lisbon." in text(
        await change(chat, "Ana", ZONE, "lisbon")
    )
    assert the_group(chat).rhythm == "second Tuesday of every month at 18:30 Europe/Lisbon from 2026-11-10"
    await chat.presses("Ana", "Undo")
    assert the_group(chat).zone == "Europe/Berlin"
    assert the_group(chat).rhythm == "second Tuesday of every month at 18:30 Europe/Berlin from 2026-11-10"


async def test_meetings_that_name_their_own_zone_keep_it(chat: Chat) -> None:
    await a_group(chat, "Ana", rhythm="second Tuesday 18:30 London")
    await change(chat, "Ana", ZONE, "lisbon")
    assert "Europe/London" in the_group(chat).rhythm


async def test_a_form_shows_the_setting_as_it_stands(chat: Chat) -> None:
    await a_group(chat, "Ana")
    values = []
    for button in (NAME, ZONE, MEETINGS, DAY, HOUR, "Change the agreement"):
        await chat.types("Ana", "settings")
        form = await chat.presses("Ana", button)
        assert isinstance(form, Form)
        assert isinstance(form.fields[0], Text | Choice)
        values.append(form.fields[0].value)
    assert values[:2] == ["Tuesday circle", "Europe/Berlin"]
    assert values[2] == "second Tuesday of every month at 18:30 Europe/Berlin from 2026-11-10"
    assert values[3:5] == [("4",), "09:00"]
    assert "Consultation is not supervision" in str(values[5])


async def test_what_is_sent_back_as_it_was_changes_nothing(chat: Chat) -> None:
    await a_group(chat, "Ana")
    for button in (NAME, ZONE, MEETINGS, DAY, HOUR, "Change the agreement"):
        await chat.types("Ana", "settings")
        await chat.presses("Ana", button)
        assert "nothing changed" in text(await chat.sends("Ana"))
    assert changes(chat) == 0
    assert the_group(chat).agreement == 1


@pytest.mark.parametrize(
    ("button", "typed", "said"),
    [
        (NAME, "y" * 61, "61 characters"),
        (NAME, "   ", "0 characters"),
        (ZONE, "Berln", "Did you mean Europe/Berlin"),
        (MEETINGS, "Tuesday", "no time of day"),
        (HOUR, "late", "“late” is not a time of day"),
        (DAY, "someday", "“someday” is not a day of the week"),
    ],
)
async def test_what_cannot_be_read_leaves_the_form_open(chat: Chat, button: str, typed: str, said: str) -> None:
    await a_group(chat, "Ana")
    reply = await change(chat, "Ana", button, typed)
    assert isinstance(reply, Invalid)
    assert said in text(reply)
    assert changes(chat) == 0


async def test_a_setting_can_be_changed_by_typing_alone(chat: Chat) -> None:
    await a_group(chat, "Ana")
    for words in ("settings", "5", "dawn"):
        await chat.types("Ana", words)
    assert "“dawn” is not a time of day" in chat.last("Ana")
    await chat.types("Ana", "7")
    assert the_group(chat).checkin_time == "07:00"
    await chat.types("Ana", "undo", ROOM)
    assert the_group(chat).checkin_time == "09:00"


async def test_a_form_that_is_sent_twice_changes_once(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await change(chat, "Ana", HOUR, "8")
    assert "Check-in hour is 08:00 already" in text(await chat.sends("Ana", value="8"))
    assert changes(chat) == 1


async def test_anybody_can_undo_and_everybody_hears(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await change(chat, "Ana", NAME, "Other")
    assert "Undone: name is “Tuesday circle” again." in text(await chat.presses("Ben", "Undo"))
    assert the_group(chat).name == "Tuesday circle"
    assert in_room(chat)[-1] == "Ben has undone a change. Name is “Tuesday circle” again."
    changed = next(said for said in in_room(chat) if "had changed a setting" in said)
    assert changed.endswith("Undone by Ben.")
    with pytest.raises(LookupError):
        chat._button("Ana", "Undo")


async def test_a_second_undo_says_who_was_first(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await change(chat, "Ana", NAME, "Other")
    await chat.presses("Ben", "Undo")
    second = replace(chat.event, id="second", who=chat.person("Ana"))
    assert "Ben has undone that already" in text(await chat.again(second))
    assert "Ben has undone that already" in text(await chat.types("Ana", "undo"))
    assert the_group(chat).name == "Tuesday circle"


async def test_undoing_a_change_that_was_overtaken_leaves_the_newer_one(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await change(chat, "Ana", NAME, "Other")
    shown, overtaken = chat._button("Ana", "Undo")
    await chat.passes(minutes=1)
    await change(chat, "Ben", NAME, "Third")
    reply = await chat._act("Ana", shown.where, action=overtaken)
    assert "changed that again since then. Name is “Third” now, and stays so." in text(reply)
    assert the_group(chat).name == "Third"


async def test_undo_before_any_change_says_so(chat: Chat) -> None:
    await a_group(chat, "Ana")
    assert "nothing to undo" in text(await chat.types("Ana", "undo"))


async def test_somebody_outside_changes_and_undoes_nothing(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await change(chat, "Ana", NAME, "Other")
    assert "not in" in text(await chat.presses("Eve", "Undo"))
    await chat.types("Ana", "settings", ROOM)
    _, action = chat._button("Ana", NAME)
    assert "not in" in text(await chat._act("Eve", ROOM, action=action))
    sent = action.replace("groups.change", "groups.save")
    assert "not in" in text(await chat._act("Eve", ROOM, action=sent, answers={"value": "Mine"}))
    assert the_group(chat).name == "Other"


async def test_a_member_who_left_meanwhile_cannot_undo(chat: Chat) -> None:
    await a_group(chat, "Ana", "Ben")
    await change(chat, "Ana", NAME, "Other")
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    assert "not in" in text(await chat.presses("Ben", "Undo"))


async def test_an_unknown_setting_is_refused(chat: Chat) -> None:
    group = await a_group(chat, "Ana")
    for kind in ("change", "save"):
        reply = await chat._act("Ana", None, action=f"groups.{kind}:{group.id}:home", answers={"value": "x"})
        assert "no such setting" in text(reply)


async def test_the_door_keeps_up_with_the_settings(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await change(chat, "Ana", NAME, "Other")
    assert "“Other” is a peer consultation group" in in_room(chat)[0]


async def test_names_of_settings_are_shown_to_the_letter(chat: Chat) -> None:
    await a_group(chat, "**Ana** <@U1>")
    await change(chat, "**Ana** <@U1>", NAME, "<!channel> **bold**")
    await chat.presses("**Ana** <@U1>", "Undo")
    assert "<!channel>" not in unquoted(chat)
    assert "<@U1>" not in unquoted(chat)


async def test_changes_are_forgotten_after_a_year(chat: Chat) -> None:
    await a_group(chat, "Ana")
    await change(chat, "Ana", NAME, "Other")
    _, action = chat._button("Ana", "Undo")
    chat.clock.move(chat.clock.now() + timedelta(days=366))  # a year of check-ins need not be lived through for this
    await chat.app.forget()
    assert changes(chat) == 0
    assert "no longer remembered" in text(await chat._act("Ana", ROOM, action=action))


async def test_the_other_slices_hear_of_a_change_and_of_its_undoing(
    database: Database, vault: Vault, clock: StoppedClock
) -> None:
    heard: list[str] = []
    listener = Feature("listener")

    @listener.when(SettingChanged)
    def hear(turn: Turn, changed: SettingChanged) -> None:
        heard.append(changed.setting)

    chat = Chat(database, vault, clock, [*FEATURES, listener])
    await a_group(chat, "Ana")
    await change(chat, "Ana", HOUR, "8")
    await chat.presses("Ana", "Undo")
    await change(chat, "Ana", ZONE, "Lisbon")
    assert heard == ["checkin_time", "checkin_time", "zone", "rhythm"]
