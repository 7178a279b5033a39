"""What happens when a member looks ahead, or whoever runs Tend rehearses a group."""

from datetime import datetime

from sqlalchemy import select

from bot.feature import Feature
from bot.groups.membership import here, of
from bot.groups.tables import Group, Member
from bot.lookahead import rules, screens
from bot.lookahead.actions import Show
from bot.lookahead.gathering import outlook
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message

lookahead = Feature("lookahead")


@lookahead.command("rehearse", "every meeting to come, on everybody's clock, for example: rehearse 24 for two years")
def rehearse(turn: Turn, words: str) -> Reply:
    member, group = here(turn)
    typed = words.casefold().removesuffix("months").removesuffix("month").strip()
    if not typed:
        return _look(turn, member, group, rules.USUAL_MONTHS, 0)
    if not typed.isdecimal() or len(typed) > 3 or int(typed) not in rules.MONTHS:
        return Message(screens.not_understood(words))
    return _look(turn, member, group, int(typed), 0)


@lookahead.on(Show)
def show(turn: Turn, action: Show) -> Reply:
    member, group = of(turn, action.group)
    months = min(max(action.months, rules.MONTHS[0]), rules.MONTHS[-1])
    return _look(turn, member, group, months, max(0, action.first))


def _look(turn: Turn, member: Member, group: Group, months: int, first: int) -> Reply:
    found = outlook(turn, group, until(turn.now, group, months))
    return screens.rehearsal(found, member, months, first if first < len(found.meetings) else 0)


def until(now: datetime, group: Group, months: int) -> datetime:
    """The end of a look ahead: the same day, some months later, on the group's calendar."""
    return rules.window(rules.shown(now, group.zone).local.date(), months, group.zone).end


def called(turn: Turn, words: str) -> list[Group]:
    """The groups of this id or name."""
    found = turn.session.scalars(select(Group).order_by(Group.made_at, Group.id)).all()
    return [group for group in found if words == group.id or words.casefold() == group.name.casefold()]
