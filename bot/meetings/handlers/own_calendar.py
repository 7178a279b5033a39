"""The meetings in a member's own calendar: a file with all to come, a file with one, or an address that keeps up.

The address is a member's own, for all of their groups. It ends when they want it to, when they leave their last group
or are forgotten, and is silent while their account is gone; a new one ends the old one.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select

from bot.groups.membership import here, of
from bot.groups.screens import NOT_IN_A_GROUP
from bot.groups.tables import Group, Member, memberships
from bot.meetings import calendar, planning, rules, screens
from bot.meetings.acting import meant
from bot.meetings.actions import EndFeed, GiveCalendar, GiveInvitation, RenewFeed, ShowFeed
from bot.meetings.handlers import by_hand
from bot.meetings.handlers.feature import meetings
from bot.meetings.screens import also, own_calendar
from bot.meetings.tables import Meeting, coming_or_called_off
from bot.meetings.tables.own_calendar import CalendarFeed
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rhythm import NotUnderstood
from bot.turn import Turn
from bot.ui import Message
from bot.zones import zone

FEED = ("feed", "address", "link", "subscribe")
NEXT = ("next", "the next", "next one", "one")
NEW, END = ("new", "another", "renew"), ("off", "end", "stop", "delete")
"""What can be typed after `calendar`, and after `calendar feed`."""


@meetings.command(
    "calendar",
    "the coming meetings for your own calendar: a file, or calendar feed for an address",
    also=also.ALSO_CALENDAR,
)
def typed(turn: Turn, words: str) -> Reply:
    """ "calendar", "calendar next", "calendar 8 December" or "calendar feed"."""
    said = " ".join(words.casefold().split())
    first, _, rest = said.partition(" ")
    if first in FEED:
        return _feed(turn, rest)
    _, group = here(turn)
    if not said:
        return _file(turn, group)
    try:
        found = by_hand.to_come(turn, group)
        return _one(turn, group, by_hand.meant(group, found, "" if said in NEXT else words.strip(), turn.now))
    except NotUnderstood as wrong:
        return own_calendar.not_understood(wrong)


def _feed(turn: Turn, word: str) -> Reply:
    if not word:
        return show_feed(turn, ShowFeed())
    if word in NEW:
        return renew_feed(turn, RenewFeed())
    return end_feed(turn, EndFeed()) if word in END else own_calendar.unknown(word)


@meetings.on(GiveCalendar)
def give_file(turn: Turn, action: GiveCalendar) -> Reply:
    _, group = of(turn, action.group)
    return _file(turn, group)


@meetings.on(GiveInvitation)
def give_invitation(turn: Turn, action: GiveInvitation) -> Reply:
    _, group, meeting = meant(turn, action.meeting)
    return _one(turn, group, meeting)


def _file(turn: Turn, group: Group) -> Message:
    """Meetings that were called off are in it as well, so that they go from calendars that have them."""
    found = coming_or_called_off(turn.session, group.id, turn.now)
    ahead = [meeting for meeting in found if not meeting.cancelled_at]
    if not ahead:
        return screens.no_meeting(group)
    text = calendar.file(_entries(group, found), turn.now)
    return own_calendar.all_to_come(group, len(ahead), ahead[0], text, feeds=bool(turn.feeds))


def _one(turn: Turn, group: Group, meeting: Meeting) -> Message:
    return own_calendar.one(group, meeting, calendar.file(_entries(group, [meeting]), turn.now))


def _entries(group: Group, meetings: Sequence[Meeting]) -> calendar.Entries:
    rhythm = planning.rhythm_of(group)
    about = own_calendar.beside(rhythm, group.reminders)
    return calendar.Entries(group.name, about, zone(rhythm.zone), meetings)


# The address.


@meetings.on(ShowFeed)
def show_feed(turn: Turn, action: ShowFeed) -> Reply:
    profile, groups = _subscriber(turn)
    if not turn.feeds:
        return own_calendar.no_address([group for _, group in groups])
    feed = turn.session.get(CalendarFeed, profile.id)
    if feed is None:
        return own_calendar.address(_new(turn, profile), len(groups))
    return own_calendar.address(_address(turn, turn.open(feed.token, cell=_cell(profile))), len(groups))


@meetings.on(RenewFeed)
def renew_feed(turn: Turn, action: RenewFeed) -> Reply:
    profile, groups = _subscriber(turn)
    if not turn.feeds:
        return own_calendar.no_address([group for _, group in groups])
    ended = _end(turn, profile)
    return own_calendar.address(_new(turn, profile), len(groups), instead=ended)


@meetings.on(EndFeed)
def end_feed(turn: Turn, action: EndFeed) -> Reply:
    profile = turn.profile
    return own_calendar.ended(was_there=bool(profile and _end(turn, profile)))


def _subscriber(turn: Turn) -> tuple[Profile, Sequence[tuple[Member, Group]]]:
    groups = memberships(turn.session, turn.heard.who)
    if not groups:
        raise Refused(NOT_IN_A_GROUP)
    return turn.meet(), groups


def _new(turn: Turn, profile: Profile) -> str:
    """Hexadecimal, since some chats would take other signs for markup."""
    token = secrets.token_hex(rules.TOKEN_BYTES)
    kept = turn.seal(token, owner=profile.owner, cell=_cell(profile))
    turn.session.add(CalendarFeed(profile_id=profile.id, name=_name(turn, token), token=kept, made_at=turn.now))
    return _address(turn, token)


def _end(turn: Turn, profile: Profile) -> bool:
    """Whether there was one."""
    theirs = delete(CalendarFeed).where(CalendarFeed.profile_id == profile.id).returning(CalendarFeed.profile_id)
    return turn.session.scalars(theirs).first() is not None


def end_without_groups(turn: Turn, member_id: str) -> None:
    """Somebody has left a group: with their last one, their address ends."""
    profile = turn.session.get(Profile, turn.session.get_one(Member, member_id).profile_id)
    if profile and not [one for one, _ in memberships(turn.session, profile.person) if one.id != member_id]:
        _end(turn, profile)


def _address(turn: Turn, token: str) -> str:
    return f"{turn.feeds}{token}.ics"


def _cell(profile: Profile) -> str:
    return f"calendar_feeds.token.{profile.id}"


def _name(turn: Turn, token: str) -> str:
    return turn.vault.blind(f"calendar feed {token}")


def published(turn: Turn, token: str) -> str | None:
    """What stands at the address with this token, for whoever asks; None when there is no such address now.

    The same work is done for every token that is none, and how long it takes tells nothing about those that are:
    they are looked for under a name that only the root key makes.
    """
    feed = turn.session.scalars(select(CalendarFeed).where(CalendarFeed.name == _name(turn, token))).first()
    profile = turn.session.get(Profile, feed.profile_id) if feed else None
    if profile is None or profile.gone_at:
        return None
    groups = [_recent(turn, member, group) for member, group in memberships(turn.session, profile.person)]
    return calendar.feed(own_calendar.feed_name([one.name for one in groups]), groups, rules.REFRESH)


def _recent(turn: Turn, member: Member, group: Group) -> calendar.Entries:
    """From when they joined, but no longer back than calendars need."""
    after: datetime = max(member.joined_at, turn.now - rules.RECENT)
    return _entries(group, coming_or_called_off(turn.session, group.id, after))
