"""What members bring: looked through, changed, taken back, ordered, shown, and waiting when a meeting is off."""

from datetime import timedelta

from sqlalchemy import select

from bot.agenda.rules import ITEMS, KEPT, TITLE, WAITS
from bot.agenda.tables import Item
from bot.spoken import spoken
from tests.chat import Chat, direct
from tests.groups.scene import a_group, in_room, text
from tests.meetings.scene import FIRST, GROUP_OF_THREE

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def brings(chat: Chat, name: str, title: str, minutes: str = "", format: str = "") -> str:
    await chat.types(name, "agenda add", forms="now")
    return text(await chat.sends(name, title=title, minutes=minutes, format=format))


async def a_full_evening(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await brings(chat, "Ana", "Stuck after a long silence", "", "troika")
    await brings(chat, "Ben", "An ending that drags on", "40")


def room(chat: Chat) -> list[str]:
    return [said for said in in_room(chat) if "What we ha" in said]


def asked(chat: Chat, name: str) -> list[str]:
    mine = [shown for shown in chat.sees(name) if shown.where == direct(chat.person(name))]
    return [spoken(shown.message.text, "") for shown in mine if "/waits/" in shown.key]


def kept(chat: Chat) -> list[Item]:
    with chat.database.begin() as session:
        return list(session.scalars(select(Item).order_by(Item.position)))


async def test_everybody_reads_what_is_on_it_with_how_long_it_takes(chat: Chat) -> None:
    await a_full_evening(chat)
    shown = text(await chat.types("Cleo", "agenda"))
    assert "A. Ana: “Stuck after a long silence”, 18 minutes, Troika" in shown
    assert "B. Ben: “An ending that drags on”, 40 minutes" in shown
    assert "58 of the meeting's 90 minutes" in shown


async def test_what_does_not_fit_is_said_plainly_and_stays(chat: Chat) -> None:
    await a_full_evening(chat)
    said = await brings(chat, "Cleo", "Whose room is it", "45")
    assert "On the agenda: “Whose room is it”, 45 minutes." in said
    assert "103 minutes, and the meeting has 90: 13 too many" in said


async def test_a_format_for_more_people_is_said_and_not_refused(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "Balint group is for 6 to 10 people, and you are 3" in await brings(chat, "Ana", "Warmth", "", "balint")


async def test_what_cannot_be_read_says_what_can(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    assert "I know no format called “fishbowl”" in await brings(chat, "Ana", "Warmth", "20", "fishbowl")
    assert "For example: 20, or 1 h" in await brings(chat, "Ana", "Warmth", "soon")
    assert "please shorten it" in await brings(chat, "Ana", "w" * (TITLE + 1))
    assert "no title yet" in await brings(chat, "Ana", "  ")
    assert kept(chat) == []


async def test_a_title_that_could_point_to_somebody_is_shown_to_its_author_first(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    said = await brings(chat, "Ana", "Mrs Wexford from Hexham, born 14 March 1962", "30", "troika")
    assert "nobody else has read it yet" in said
    assert kept(chat) == []
    assert "Wexford" not in text(await chat.types("Ben", "agenda"))
    await chat.passes(minutes=1)
    await chat.presses("Ana", "Put it on as it is")
    [item] = kept(chat)
    assert (item.minutes, item.format) == (30, "troika")
    assert "Mrs Wexford" in text(await chat.types("Ben", "agenda"))


async def test_a_title_that_is_dropped_was_never_read_by_anybody(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await brings(chat, "Ana", "Mrs Wexford from Hexham, born 14 March 1962")
    await chat.passes(minutes=1)
    await chat.presses("Ana", "Drop it")
    await chat.until(FIRST)
    for name in ("Ben", "Cleo"):
        assert "Wexford" not in chat.all_text(name)


async def test_only_its_owner_changes_it_and_takes_it_back(chat: Chat) -> None:
    await a_full_evening(chat)
    assert "Somebody else brings that" in text(await chat.types("Ben", "agenda change A", forms="now"))
    assert "Somebody else brings that" in text(await chat.types("Ben", "agenda back A"))
    await chat.types("Ana", "agenda change A", forms="now")
    said = text(await chat.sends("Ana", minutes="25"))
    assert "A. Ana: “Stuck after a long silence”, 25 minutes, Troika" in said
    assert "Taken back: “Stuck after a long silence”" in text(await chat.types("Ana", "agenda back A"))
    assert len(kept(chat)) == 1
    assert "nothing called “G”" in text(await chat.types("Ana", "agenda back G"))


async def test_whoever_facilitates_puts_it_in_order_and_nobody_else(chat: Chat) -> None:
    await a_full_evening(chat)
    assert "The order is for whoever facilitates" in text(await chat.types("Ben", "agenda order B A"))
    said = text(await chat.types("Ana", "agenda order B A"))
    assert said.index("Ben:") < said.index("Ana:")
    said = text(await chat.presses("Ana", "B earlier"))
    assert said.index("Ana:") < said.index("Ben:")
    assert "could not read that as an order" in text(await chat.types("Ana", "agenda order Z"))


async def test_it_stands_in_the_room_a_day_before_and_keeps_up(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.until(FIRST - DAY - HOUR)
    assert room(chat) == []
    await chat.until(FIRST - DAY + HOUR)
    [said] = room(chat)
    assert "A. Ana" in said
    await chat.types("Ana", "agenda back A")
    await chat.passes(minutes=1)
    [said] = room(chat)
    assert "A. Ben" in said
    assert "silence" not in said


async def test_what_comes_on_the_last_day_is_shown_at_once_and_nothing_when_there_is_nothing(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.until(FIRST - HOUR)
    assert room(chat) == []
    await brings(chat, "Ben", "An ending that drags on", "40")
    await chat.passes(minutes=1)
    assert len(room(chat)) == 1


async def test_it_moves_with_the_meeting_also_when_it_stands_in_the_room(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.until(FIRST - HOUR)
    await chat.types("Ben", "meeting move to 17 November 18:30")
    await chat.passes(minutes=1)
    [before] = room(chat)
    assert "has moved to Tuesday 17 November 2026" in before
    await chat.until(FIRST + timedelta(days=6, hours=1))
    [_, now] = room(chat)
    assert "A. Ana" in now


async def test_what_was_on_a_meeting_that_is_called_off_waits_for_its_owner(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.types("Cleo", "meeting cancel")
    await chat.passes(minutes=1)
    assert ["You had “Stuck after a long silence” on its agenda" in one for one in asked(chat, "Ana")] == [True]
    assert asked(chat, "Cleo") == []
    assert "Nothing is on it yet" in text(await chat.types("Cleo", "agenda"))
    assert "Waiting for your word" in text(await chat.types("Ana", "agenda"))
    said = text(await chat.presses("Ana", "Bring it"))
    assert "“Stuck after a long silence” is on the agenda of Tuesday 8 December 2026" in said
    assert "Taken back" in text(await chat.presses("Ben", "Take it back"))
    shown = text(await chat.types("Cleo", "agenda"))
    assert "A. Ana" in shown
    assert "Ben" not in shown
    assert "is on the agenda of Tuesday 8 December" in asked(chat, "Ana")[0]


async def test_what_waits_can_be_brought_by_typing(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.types("Cleo", "meeting cancel")
    await chat.until(FIRST + timedelta(days=5))
    assert "is on the agenda of Tuesday 8 December" in text(await chat.types("Ben", "agenda next"))
    assert "Nothing of yours waits" in text(await chat.types("Cleo", "agenda next"))


async def test_a_meeting_that_is_put_back_has_its_agenda_again(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.types("Cleo", "meeting cancel")
    await chat.types("Cleo", "meeting back 10 November")
    await chat.passes(minutes=1)
    shown = text(await chat.types("Cleo", "agenda"))
    assert "A. Ana" in shown
    assert "B. Ben" in shown
    await chat.until(FIRST - HOUR)
    assert len(room(chat)) == 1


async def test_nobody_who_is_away_is_asked_and_it_waits_all_the_same(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.types("Ben", "away until 1 December")
    await chat.types("Cleo", "meeting cancel")
    await chat.passes(minutes=1)
    assert asked(chat, "Ben") == []
    assert "Waiting for your word" in text(await chat.types("Ben", "agenda"))


async def test_the_room_is_asked_once_who_brings_something(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "agenda ask")
    await chat.passes(minutes=1)
    assert "The room was asked" in text(await chat.types("Ben", "agenda ask")).replace("the room", "The room")
    assert sum("who brings something?" in said for said in in_room(chat)) == 1


async def test_an_agenda_is_full_at_some_time_and_closed_once_the_meeting_begins(chat: Chat) -> None:
    await a_group(chat, *GROUP_OF_THREE)
    await chat.types("Ana", "agenda add", forms="now")
    for number in range(ITEMS):
        await brings(chat, "Ben", f"Question {'i' * (number + 1)}", "5")
    assert "as many as fit" in text(await chat.sends("Ana", title="One more"))
    await chat.types("Ben", "agenda change A", forms="now")
    await chat.until(FIRST + timedelta(minutes=5))
    assert "That meeting has begun" in text(await chat.sends("Ben", title="Another"))
    assert "Question iiiiiiii" in text(await chat.types("Ana", "agenda"))


async def test_whoever_is_not_in_the_group_reads_and_changes_nothing(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.until(FIRST - HOUR)
    assert "a group that you are not in" in text(await chat.presses("Zoe", "I bring something"))
    assert "not in a group yet" in text(await chat.types("Zoe", "agenda"))


async def test_whoever_leaves_takes_along_what_they_were_to_bring(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.until(FIRST - HOUR)
    await chat.types("Ben", "leave")
    await chat.presses("Ben", "Leave the group")
    await chat.passes(minutes=1)
    assert "drags on" not in room(chat)[0]
    assert len(kept(chat)) == 1


async def test_titles_go_two_weeks_after_the_meeting_and_later_where_they_wait(chat: Chat) -> None:
    await a_full_evening(chat)
    chat.clock.move(FIRST + KEPT)
    await chat.app.forget()
    assert len(kept(chat)) == 2
    chat.clock.move(FIRST + KEPT + HOUR)
    await chat.app.forget()
    assert kept(chat) == []


async def test_what_waits_is_kept_for_three_months(chat: Chat) -> None:
    await a_full_evening(chat)
    await chat.types("Cleo", "meeting cancel")
    chat.clock.move(FIRST + WAITS)
    await chat.app.forget()
    assert len(kept(chat)) == 2
    chat.clock.move(FIRST + WAITS + HOUR)
    await chat.app.forget()
    assert kept(chat) == []
