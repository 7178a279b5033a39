"""Not alone, privately: one's own weeks, and one message after as many as one chose."""

from datetime import date, datetime, timedelta

from sqlalchemy import func, select

from bot.buddies.tables import Seat
from bot.consults import hours, rules
from bot.consults.actions import LookIn, WriteAfter
from bot.consults.handlers.feature import consults
from bot.consults.screens import alone
from bot.consults.screens.also import ALSO_ALONE
from bot.consults.tables import NotAlone
from bot.groups.tables import all_memberships
from bot.peers.tables import wishes
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rhythm import instant, waking
from bot.turn import Turn
from bot.ui import Message
from bot.zones import zone


@consults.command(
    "alone",
    "weeks since your last consult or buddy, for you alone; a message after as many as you like",
    also=ALSO_ALONE,
)
def weeks(turn: Turn, words: str) -> Reply:
    if not words:
        return _card(turn, turn.meet())
    try:
        return _write_after(turn, rules.weeks(words))
    except ValueError:
        return Message(alone.not_weeks())


@consults.on(WriteAfter)
def write_after(turn: Turn, action: WriteAfter) -> Reply:
    if not 0 <= action.weeks <= rules.MOST_WEEKS:
        raise Refused(alone.not_weeks())
    return _write_after(turn, action.weeks)


def _write_after(turn: Turn, after: int) -> Message:
    profile = turn.meet()
    stop_writing(turn, profile)
    if after:
        turn.session.add(NotAlone(profile_id=profile.id, weeks=after, since=turn.now))
        turn.session.flush()
        _look_in_at(turn, profile, _day(turn.now, profile) + timedelta(weeks=after))
    return _card(turn, profile, alone.SAVED)


def stop_writing(turn: Turn, profile: Profile) -> None:
    turn.cancel(_timer(profile))
    if row := turn.session.get(NotAlone, profile.id):
        turn.session.delete(row)
        turn.session.flush()


def _card(turn: Turn, profile: Profile, note: str = "") -> Message:
    row, last = turn.session.get(NotAlone, profile.id), _last(turn, profile)
    ago = None if last is None else max((_today(turn, profile) - last).days, 0) // 7
    gave = [noted.gave for noted in hours.noted(turn, profile)]
    return alone.card(ago, gave.count(True), gave.count(False), row.weeks if row else 0, note)


def _last(turn: Turn, profile: Profile) -> date | None:
    """The day of their last consult, or meeting with a buddy that they noted."""
    consults = [noted.on for noted in hours.noted(turn, profile)]
    mine = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    met = turn.session.scalar(select(func.max(Seat.met_at)).where(Seat.member_id.in_(mine)))
    return max([*consults, *([_day(met, profile)] if met else [])], default=None)


def _today(turn: Turn, profile: Profile) -> date:
    return _day(turn.now, profile)


def _day(at: datetime, profile: Profile) -> date:
    return at.astimezone(zone(profile.zone or "UTC")).date()


# one message


def _timer(profile: Profile) -> str:
    return f"consults/alone/{profile.id}"


def _look_in_at(turn: Turn, profile: Profile, day: date) -> None:
    """When their own hours begin on that day."""
    hours, here = wishes(turn, profile).hours, zone(profile.zone or "UTC")
    within = waking.next_waking(instant(datetime.combine(day, hours.begins), here), here, (hours.begins, hours.ends))
    turn.at(_timer(profile), within, LookIn(profile.id))


@consults.timer(LookIn)
def look_in(turn: Turn, action: LookIn) -> None:
    """Once for each stretch of weeks: it does not nag."""
    profile, row = turn.session.get(Profile, action.profile), turn.session.get(NotAlone, action.profile)
    if not profile or not row:
        return
    last, since, today = _last(turn, profile), _day(row.since, profile), _today(turn, profile)
    begins = max(last or since, since)
    over, told = begins + timedelta(weeks=row.weeks), row.told_at is not None and _day(row.told_at, profile) >= begins
    if today >= over and not told and not profile.away(turn.now):
        row.told_at = turn.now
        turn.ask(profile, alone.quiet_weeks(row.weeks), key=f"{_timer(profile)}/{turn.now:%Y%m%d}", scope="")
    _look_in_at(turn, profile, over if over > today else today + timedelta(weeks=1))
