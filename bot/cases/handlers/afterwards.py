"""After a case: how it went, weeks later; one's own hours; and the day on which nothing of it is left."""

from datetime import date
from itertools import groupby

from bot.cases import ending, hours, rules, seats, tables
from bot.cases.actions import FollowUp, SendNews, Shred, TellOthers
from bot.cases.handlers.feature import cases
from bot.cases.papers import NEWS
from bot.cases.screens import after, refusals
from bot.cases.tables import Case
from bot.drafts.handlers import offered
from bot.formats.reading import every
from bot.groups.tables import Member
from bot.people import Profile
from bot.port import Refused, Reply
from bot.rhythm import say_date
from bot.turn import Turn
from bot.ui import Invalid, Message


@cases.timer(FollowUp)
def follow_up(turn: Turn, action: FollowUp) -> None:
    """The presenter alone is asked. When the case is deleted, nothing says which one it was but its date and format."""
    profile = turn.session.get(Profile, action.profile)
    if profile is None:
        return
    case = tables.find(turn.session, action.case)
    noted = None if case else _noted(turn, profile, action.weeks)
    if case and case.closed_at:
        on, form = say_date(case.closed_at.date()), every()[case.format].name
    elif noted:
        on, form = say_date(noted[0]), noted[1]
    else:
        return
    message = after.follow_up(action.case, on, form, action.weeks, stands=case is not None)
    turn.ask(profile, message, key=f"cases/{action.case}/follow/{action.weeks}", scope="")


def _noted(turn: Turn, profile: Profile, weeks: int) -> tuple[date, str] | None:
    """The person's own note of the hours that they presented then."""
    on = (turn.now - rules.WEEK * weeks).date()
    presented = [one for one in hours.noted(turn, profile) if one.part == "presenter"]
    near = [one for one in presented if abs((one.on - on).days) <= 1]
    return (near[-1].on, _name(near[-1].format)) if near else None


def _name(format: str) -> str:
    return every()[format].name if format in every() else format


@cases.on(TellOthers)
def tell_others(turn: Turn, action: TellOthers) -> Reply:
    case, _ = _presented(turn, action.case)
    sees = turn.could_see(turn.heard.who.platform, after.NEWS_SEEN)
    return after.news_form(case.id, sees) if case else after.TOO_LATE


@cases.on(SendNews)
def send_news(turn: Turn, action: SendNews) -> Reply:
    case, member = _presented(turn, action.case)
    if case is None or member is None:
        return after.TOO_LATE
    words = turn.answer("words")
    if len(words) > rules.WORDS:
        return Invalid({"words": refusals.too_long(len(words), rules.WORDS)})
    return offered(turn, NEWS, case.id, words)


def _presented(turn: Turn, case_id: str) -> tuple[Case | None, Member | None]:
    if tables.find(turn.session, case_id) is None:
        return None, None
    case, member, _ = seats.mine(turn, case_id)
    if member.id != case.presenter_id:
        raise Refused(refusals.NOT_YOURS)
    return case, member


@cases.timer(Shred)
def shred(turn: Turn, action: Shred) -> None:
    case = tables.find(turn.session, action.case)
    if case:
        ending.expire(turn, case)


def own_hours(turn: Turn, profile: Profile) -> Message:
    """Everything that is noted for this person, a line for each case and part."""
    every = sorted(hours.noted(turn, profile), key=_case_and_part)
    together = groupby(every, key=_case_and_part)
    return after.hours(
        [(on, _name(form), part, sum(one.minutes for one in group)) for (on, form, part), group in together]
    )


def _case_and_part(noted: hours.Noted) -> tuple[date, str, str]:
    return noted.on, noted.format, noted.part
