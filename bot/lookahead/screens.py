"""Every word of a rehearsal: for a member in the chat, and as lines for whoever runs Tend."""

from collections.abc import Sequence
from datetime import date, datetime, time

from bot.foreseen import Foreseen
from bot.groups.screens import named
from bot.groups.screens.settings import BEFORE
from bot.groups.tables import Group, Member
from bot.lookahead.actions import Show
from bot.lookahead.gathering import Ahead, Here, Outlook
from bot.lookahead.rules import MONTHS, Played, iso, said_offset, shown
from bot.marks import length, quoted, when
from bot.rhythm import WEEKDAYS, say_date, say_time
from bot.rhythm.vocabulary import listed
from bot.ui import Button, Message

_MOST_NAMED = 10
_LONGEST_NAME = 20
_MOST_OTHERS = 5
_ROOM_FOR_MEETINGS = 1500


def not_understood(words: str) -> str:
    heard = f"I understood **rehearse**, but not “{quoted(words[:60])}” after it"
    return (
        f"{heard}: how many months should I look ahead, from {MONTHS[0]} to {MONTHS[-1]}? For example: **rehearse 24**"
    )


def rehearsal(found: Outlook, reader: Member, months: int, first: int) -> Message:
    """What is to come from the meeting of this number on, as many as fit."""
    head = [*_head(found, reader, months)] if first == 0 else [f"**{_titled(found.group)}**, further ahead:"]
    others = _others(found.others) if first == 0 else []
    room = _ROOM_FOR_MEETINGS - length("\n".join(others))
    lines = [_meeting(one, reader) for one in found.meetings[first:]]
    fitting = [line for n, line in enumerate(lines) if n == 0 or length("\n".join(lines[: n + 1])) <= room]
    following = first + len(fitting)
    more = following < len(found.meetings)
    foot = [f"Press More for the next {len(found.meetings) - following}."] if more else []
    buttons = [Button("More", Show(found.group.id, months, following))] if more else []
    buttons += [Button("From the start", Show(found.group.id, months, 0))] if first else []
    return Message("\n".join([*head, *others, *fitting, *foot]), tuple(buttons))


def _others(found: Sequence[Foreseen]) -> list[str]:
    """What belongs to no meeting, such as the end of a phase of a case."""
    lines = [f"- {when(one.at)}: {quoted(_said(one))}" for one in found[:_MOST_OTHERS]]
    return [*lines, f"- and {len(found) - _MOST_OTHERS} more like these"] if len(found) > _MOST_OTHERS else lines


def _titled(group: Group) -> str:
    return quoted(group.name if len(group.name) <= 60 else f"{group.name[:59]}…")


def _head(found: Outlook, reader: Member, months: int) -> list[str]:
    ahead = "month" if months == 1 else f"{months} months"
    if not found.meetings:
        none = f"No meeting of **{_titled(found.group)}** comes in the next {ahead}. Any member can change that with "
        return [f"{none}**settings**."]
    counted = "one meeting" if len(found.meetings) == 1 else f"{len(found.meetings)} meetings"
    own = found.checkins[reader.id]
    asked = {0: "no check-in", 1: "one check-in"}.get(own, f"{own} check-ins")
    reminded = _reminded(found)
    return [
        f"**{_titled(found.group)}**, the next {ahead} if nobody changes anything: {counted}{reminded}; and {asked} of "
        "your own. When others are asked to check in is shown to nobody.",
        "Your own clock comes first, then UTC and everybody's; **moves** marks an hour that is not the one of the "
        "meeting before.",
    ]


def _reminded(found: Outlook) -> str:
    names = list(dict.fromkeys(one.about for meeting in found.meetings for one in meeting.reminders))
    said = [words for name, words in BEFORE.items() if name in names]
    return f", with reminders {listed(said)} before" if said else ", without reminders"


def _meeting(one: Ahead, reader: Member) -> str:
    parts = "".join(f"; {role}: {_short(who)}" for role, who in one.parts.items() if who)
    mine = next((here for here in one.here if here.member.id == reader.id), None)
    own = _moves(mine.usual) if mine else ""
    clocks = [_clock(here) for here in one.here if here.member.id != reader.id]
    more = len(clocks) - _MOST_NAMED
    others = [*clocks[:_MOST_NAMED], *([f"{more} more"] if more > 0 else [])]
    return f"- {when(one.at)}{own}{parts}\n  {', '.join([f'UTC {_hour(one.at)}', *others])}"


def _hour(at: datetime) -> str:
    return f"{WEEKDAYS[at.weekday()][:3]} {at:%H:%M}"


def _clock(here: Here) -> str:
    local = shown(here.at, here.zone).local
    return f"{_short(here.profile.name)} {_hour(local)}{_moves(here.usual)}"


def _moves(usual: time | None) -> str:
    return f" (**moves**, was {say_time(usual)})" if usual else ""


def _short(name: str) -> str:
    return named(name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1]}…")


# For whoever runs Tend, as plain lines and as JSON. No check-in's hour is in either.


def as_rule(played: Played) -> list[dict[str, str]]:
    return [iso(one) for one in played.happens]


def rule_lines(played: Played) -> list[str]:
    lines = [
        f"{one.local:%a %Y-%m-%d %H:%M}  {said_offset(one.offset)}  {one.at:%Y-%m-%d %H:%M}Z" for one in played.happens
    ]
    return [f"{played.rhythm.spoken()}: {len(lines)} times", *lines]


def skipped(days: list[date], zone: str) -> list[str]:
    return [f"{say_date(one)} is left out: clocks in {zone} never had that day." for one in days]


def as_group(found: Outlook, now: datetime, until: datetime) -> dict[str, object]:
    return {
        "group": found.group.name,
        "zone": found.zone,
        "from": now.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "until": until.isoformat(timespec="seconds").replace("+00:00", "Z"),
        "meetings": [_as_meeting(one, found.zone) for one in found.meetings],
        "reminders": found.reminders,
        "check-ins": found.checkins.total(),
        "others": [{"utc": iso(shown(one.at, "UTC"))["utc"], "what": _said(one)} for one in found.others],
    }


def _as_meeting(one: Ahead, zone: str) -> dict[str, object]:
    return {
        **iso(shown(one.at, zone)),
        **{"parts": one.parts},
        "reminders": [{"before": each.about, "utc": iso(shown(each.at, "UTC"))["utc"]} for each in one.reminders],
        "members": [_as_clock(here) for here in one.here],
    }


def _as_clock(here: Here) -> dict[str, object]:
    told = iso(shown(here.at, here.zone))
    usual = {"usual": say_time(here.usual)} if here.usual else {}
    one = {"name": here.profile.name, "zone": here.zone, "local": told["local"], "offset": told["offset"]}
    return {**one, "moves": here.usual is not None, **usual}


def group_lines(found: Outlook) -> list[str]:
    counted = f"{len(found.meetings)} meetings, {found.reminders} reminders, check-ins: {found.checkins.total()}"
    others = [f"{one.at:%Y-%m-%d %H:%M}Z  {_said(one)}" for one in found.others]
    meetings = [_group_line(one, found.zone) for one in found.meetings]
    return [f"{found.group.name} ({found.zone}): {counted}", *others, *meetings]


def _said(one: Foreseen) -> str:
    return f"{one.what}, {one.about}" if one.about else one.what


def _group_line(one: Ahead, zone: str) -> str:
    local = shown(one.at, zone)
    lines = [f"{local.local:%a %Y-%m-%d %H:%M}  {said_offset(local.offset)}  {one.at:%Y-%m-%d %H:%M}Z"]
    lines += [f"  {role}: {who}" for role, who in one.parts.items() if who]
    lines += [f"  reminder, {BEFORE[each.about]} before: {each.at:%Y-%m-%d %H:%M}Z" for each in one.reminders]
    for here in one.here:
        there = shown(here.at, here.zone).local
        moved = f"  MOVES, was {say_time(here.usual)}" if here.usual else ""
        lines.append(f"  {here.profile.name} in {here.zone}: {there:%a %H:%M}{moved}")
    return "\n".join(lines)
