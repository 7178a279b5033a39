"""Days on which a group does not meet: any member says so, and any member takes it back.

Meetings on these days are called off, also those that are not planned yet, and take place again once the holiday is
taken back; the rhythm is not touched, and whose turn it is stays with the meetings.
"""

import re
from datetime import date

from bot.db import insert_new, new_id
from bot.groups.membership import here, of
from bot.groups.tables import Group, Member, profile_of
from bot.meetings import planning, rules
from bot.meetings.actions import AddHoliday, AskHoliday, DropHoliday, Planned
from bot.meetings.handlers.by_hand import local_date
from bot.meetings.handlers.feature import meetings
from bot.meetings.screens import also
from bot.meetings.screens import holiday as screens
from bot.meetings.tables import open_meetings, standing
from bot.meetings.tables.by_hand import Holiday, holidays
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood, read_date, read_days
from bot.turn import Turn
from bot.ui import Invalid, Message


@meetings.command(
    "holiday", "days on which your group does not meet, for example: holiday 24 Dec to 6 Jan", also=also.ALSO_HOLIDAY
)
def typed(turn: Turn, words: str) -> Reply:
    """ "holiday", "holiday 24 December to 6 January", "holiday 1 May" or "holiday back 24 December"."""
    member, group = here(turn)
    words = words.strip()
    if not words:
        return screens.page(group, holidays(turn.session, group.id, turn.now))
    back = re.match(r"(back|drop|delete|cancel)\b\s*", words, re.IGNORECASE)
    try:
        if back:
            return _drop(turn, member, group, _meant(turn, group, words[back.end() :]))
        return _add(turn, member, group, *_read(turn, group, words))
    except NotUnderstood as wrong:
        return Message(str(wrong))


def _read(turn: Turn, group: Group, words: str) -> tuple[date, date]:
    first, last = read_days(words, local_date(group, turn.now))
    return first, last or first


def _meant(turn: Turn, group: Group, words: str) -> Holiday:
    found = holidays(turn.session, group.id, turn.now)
    if not found:
        raise Refused(screens.NONE)
    if not words:
        return found[0]
    day = read_date(words, local_date(group, turn.now), past=True)
    meant = next((one for one in found if one.holds(day)), None)
    if meant is None:
        raise Refused(screens.none_on(day))
    return meant


@meetings.on(AskHoliday)
def ask(turn: Turn, action: AskHoliday) -> Reply:
    of(turn, action.group)
    return screens.form(action.group)


@meetings.on(AddHoliday)
def add(turn: Turn, action: AddHoliday) -> Reply:
    member, group = of(turn, action.group)
    today = local_date(group, turn.now)
    why: dict[str, str] = {}
    days: list[date] = []
    for name in ("first", "last"):
        try:
            words = turn.answer(name)
            days.append(read_date(words, days[0] if days else today) if words or not days else days[0])
        except NotUnderstood as wrong:
            why[name] = str(wrong)
            break
    return Invalid(why) if why else _add(turn, member, group, days[0], days[1])


@meetings.on(DropHoliday)
def drop(turn: Turn, action: DropHoliday) -> Reply:
    found = turn.session.get(Holiday, action.holiday)
    if found is None:
        raise Refused(screens.GONE)
    return _drop(turn, *of(turn, found.group_id), found)


def _add(turn: Turn, member: Member, group: Group, first: date, last: date) -> Message:
    if last - first > rules.LONGEST_HOLIDAY:
        raise Refused(screens.too_long(first, last))
    row = {"id": new_id(), "group_id": group.id, "first": first, "last": last}
    if not insert_new(turn.session, Holiday, **row, member_id=member.id, at=turn.now):
        return screens.stands(first, last)
    before = open_meetings(turn.session, group.id)
    planning.keep_holidays(turn, group, member.id)
    off = [meeting for meeting in before if meeting.off == "holiday"]
    found = turn.session.get_one(Holiday, row["id"])
    turn.say(group.place, screens.told(_name(turn, member), found, off), key=f"meetings/holiday/{found.id}")
    turn.happened(Planned(group.id))
    return screens.added(found, off)


def _drop(turn: Turn, member: Member, group: Group, found: Holiday) -> Message:
    off = {meeting.id for meeting in standing(turn.session, group.id, turn.now) if meeting.off == "holiday"}
    first, last, key = found.first, found.last, f"meetings/holiday/{found.id}"
    turn.session.delete(found)
    turn.session.flush()
    planning.keep_holidays(turn, group, member.id)
    back = [meeting for meeting in open_meetings(turn.session, group.id) if meeting.id in off]
    turn.say(group.place, screens.told_back(_name(turn, member), first, last, back), key=f"{key}/back")
    turn.happened(Planned(group.id))
    return screens.dropped(first, last, back)


def _name(turn: Turn, member: Member) -> str:
    profile = profile_of(turn.session, member.id)
    return profile.name if profile else ""
