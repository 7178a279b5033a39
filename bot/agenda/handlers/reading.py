"""Opening what is sealed, for members of the group that it was written for."""

from collections.abc import Sequence

from bot.agenda.rules import LETTERS
from bot.agenda.screens import Line, Noted, afterwards
from bot.agenda.tables import FollowUp, Item, items, last_result, open_follow_ups
from bot.formats.reading import every
from bot.groups.tables import profile_of
from bot.people import Profile
from bot.turn import Turn


def lines(turn: Turn, meeting_id: str, member_id: str = "") -> list[Line]:
    """What is on the agenda of a meeting; `member_id` is who reads it."""
    found = items(turn.session, meeting_id)
    return [opened(turn, item, who, number, member_id) for number, (item, who) in enumerate(found)]


def opened(turn: Turn, item: Item, who: Profile | None, number: int = 0, member_id: str = "") -> Line:
    return Line(
        id=item.id,
        letter=LETTERS[number],
        who=who.name if who else "",
        title=turn.open(item.title, cell=item.cell),
        minutes=item.minutes,
        format=every().get(item.format),
        mine=item.member_id == member_id,
    )


def follow_ups(turn: Turn, group_id: str) -> list[Noted]:
    """What a group wants to come back to."""
    found = open_follow_ups(turn.session, group_id)
    return [noted(turn, one, number) for number, one in enumerate(found)]


def noted(turn: Turn, one: FollowUp, number: int = 0) -> Noted:
    by, whose = profile_of(turn.session, one.by_id), profile_of(turn.session, one.whose_id)
    return Noted(
        id=one.id,
        letter=LETTERS[number],
        words=turn.open(one.words, cell=one.cell),
        by=by.name if by else "",
        whose=whose.name if whose else "",
        at=one.at,
    )


def at_letter(ids: Sequence[str], words: str) -> str | None:
    """The id that a typed letter means."""
    letter = words.strip().upper()
    number = LETTERS.find(letter) if len(letter) == 1 else -1
    return ids[number] if 0 <= number < len(ids) else None


def felt(turn: Turn, group_id: str) -> str:
    """What was last shown of how the group kept to its agreement; empty for nothing."""
    one = last_result(turn.session, group_id)
    return afterwards.felt(one.met_at, one.result) if one and one.result else ""
