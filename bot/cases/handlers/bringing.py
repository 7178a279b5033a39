"""Bringing a case: two forms with a choice of formats between them, the author's own two questions, the card."""

from bot.cases import cards, papers, place, rules, seats, tables
from bot.cases.actions import Bring, ChooseFormat, SendCard, SendCase, ShowFormats, Shred, Withdraw
from bot.cases.ending import withdraw
from bot.cases.handlers.feature import cases
from bot.cases.papers import CASE
from bot.cases.screens import bringing, refusals, standing
from bot.cases.screens import draft as screen
from bot.cases.tables import IN, Case
from bot.db import new_id
from bot.drafts import kept
from bot.drafts import screens as drafts
from bot.drafts.handlers import again, waiting
from bot.drafts.purpose import PURPOSES, Fields, Purpose
from bot.drafts.tables import Draft
from bot.formats.format import HELPS, Format
from bot.formats.reading import every
from bot.groups import membership
from bot.groups.screens import agreement
from bot.groups.tables import Group, Member, agreement_of, group_at, memberships
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Form, Invalid, Message

AT_ONCE = 8
"""Formats on one page; the others are one press away."""


def agreed(turn: Turn, member: Member, group: Group) -> Message | None:
    """The agreement as it stands, for somebody who has not accepted it: until then no case opens for them."""
    if membership.has_accepted(member, group):
        return None
    return agreement.to_accept(group, agreement_of(turn.session, group), bringing.AGREE_FIRST)


@cases.on(Bring)
def bring(turn: Turn, action: Bring) -> Reply:
    if not action.group and not group_at(turn.session, turn.heard.where):
        mine_ = memberships(turn.session, turn.heard.who)
        if len(mine_) > 1:
            return bringing.which_group([(group.id, group.name) for _, group in mine_])
    member, group = membership.of(turn, action.group) if action.group else membership.here(turn)
    if instead := agreed(turn, member, group) or unfinished(turn, member):
        return instead
    if turn.heard.private or turn.heard.forms == "now":
        return bringing.first_form(group.id)
    return bringing.open_here(group.id) if turn.heard.forms == "press" else bringing.IN_PRIVATE


def unfinished(turn: Turn, member: Member) -> Message | None:
    """Where a case stands that this member is still writing, shown again."""
    case = tables.unfinished(turn.session, member.id)
    return waiting(turn, CASE, case.id) if case else None


@cases.on(SendCard)
def send_card(turn: Turn, action: SendCard) -> Reply:
    member, group = membership.of(turn, action.group)
    if instead := agreed(turn, member, group) or unfinished(turn, member):
        return instead
    fields = {name: turn.answer(name) for name in ("population", "setting", "theme", "question")}
    wrong = _too_long(fields)
    if turn.answer("help") not in HELPS:
        wrong["help"] = bringing.CHOOSE_ONE
    if wrong:
        return Invalid(wrong)
    number = tables.cases_so_far(turn.session, group.id)
    case = Case(
        id=new_id(),
        group_id=group.id,
        presenter_id=member.id,
        help=turn.answer("help"),
        number=number,
        days_kept=group.case_days,
        made_at=turn.now,
    )
    turn.session.add(case)
    turn.session.flush()
    draft = kept.begin(turn, CASE, case.id, fields)
    asks = rules.asks(fields["question"])
    return formats(case) if asks else bringing.no_question(case.id, draft.id, fields["question"])


def _too_long(fields: dict[str, str]) -> dict[str, str]:
    most = {name: bringing.line(name).most for name in fields}
    return {
        name: refusals.too_long(len(words), most[name]) for name, words in fields.items() if len(words) > most[name]
    }


@cases.on(ShowFormats)
def show_formats(turn: Turn, action: ShowFormats) -> Reply:
    case, _ = _my_own(turn, action.case)
    return formats(case, action.first)


def formats(case: Case, first: int = 0) -> Message:
    """Those first that suit the help that was asked for."""
    listed = sorted(every().values(), key=lambda one: case.help not in one.suits)
    page = listed[first : first + AT_ONCE]
    return bringing.formats(case.id, page, first + AT_ONCE, len(listed) > first + AT_ONCE)


def _my_own(turn: Turn, case_id: str) -> tuple[Case, Draft]:
    """A case that the presser is writing and that is not up yet. Raises Refused."""
    case, member, _ = seats.case_of(turn, case_id)
    if member.id != case.presenter_id:
        raise Refused(refusals.NOT_YOURS)
    draft = kept.latest(turn, CASE, case.id)
    if draft is None or case.opened_at:
        raise Refused(refusals.NOTHING_DRAFTED)
    return case, draft


@cases.on(ChooseFormat)
def choose(turn: Turn, action: ChooseFormat) -> Reply:
    case, draft = _my_own(turn, action.case)
    return _second(turn, case, draft, _form(action.format))


def _second(turn: Turn, case: Case, draft: Draft, form: Format) -> Form:
    sees = turn.could_see(turn.heard.who.platform, bringing.CARD_SEEN)
    return bringing.second_form(case.id, form, kept.opened(turn, draft), sees)


def _form(id: str) -> Format:
    if id not in every():
        raise Refused(bringing.NO_FORMAT)
    return every()[id]


@cases.on(SendCase)
def send_case(turn: Turn, action: SendCase) -> Reply:
    case, draft = _my_own(turn, action.case)
    form = _form(action.format)
    given = {name: turn.answer(name) for name in ("note", "body")}
    wrong = _too_long(given)
    if turn.answer("pace") not in ("days", "live"):
        wrong["pace"] = bringing.CHOOSE_ONE
    if wrong:
        return Invalid(wrong)
    case.format, case.live = form.id, turn.answer("pace") == "live"
    return again(turn, draft, kept.opened(turn, draft) | given, drafts.LOOK)


def mask(turn: Turn) -> Message:
    """Whether a case that is being written comes without its presenter's name; a second time takes that back."""
    mine_ = memberships(turn.session, turn.heard.who)
    found = next((case for member, _ in mine_ if (case := tables.unfinished(turn.session, member.id))), None)
    if found is None:
        raise Refused(bringing.NOTHING_TO_MASK)
    if not turn.masks(turn.heard.who.platform):
        raise Refused(bringing.NO_MASKS)
    found.masked = not found.masked
    return bringing.MASKED if found.masked else bringing.UNMASKED


def _put_up(turn: Turn, case_id: str, fields: Fields) -> Message:
    """The author has answered both questions with no: the card goes to the room."""
    case, member, _ = seats.case_of(turn, case_id)
    papers.put_card(turn, case, fields)
    case.opened_at = turn.now
    case.culture = "" if fields.get("note") else "left out"
    seats.sit(turn, case, member, IN)
    turn.session.flush()
    group = turn.session.get_one(Group, case.group_id)
    turn.say(group.place, cards.now(turn, case), key=place.key(case, "card"))
    turn.at(place.key(case, "stands"), turn.now + rules.CARD_STANDS, Shred(case.id))
    return bringing.put_up(case.id, live=case.live, masked=case.masked)


def _format_first(turn: Turn, case_id: str) -> Message | None:
    case, _, _ = seats.case_of(turn, case_id)
    return None if case.format else formats(case)


def _left(turn: Turn, case_id: str) -> None:
    """The author dropped it or did not come back to it."""
    case = tables.find(turn.session, case_id)
    if case and case.opened_at is None:
        withdraw(turn, case)


PURPOSES[CASE] = Purpose(
    bringing.BODY,
    screen.KEEP,
    _put_up,
    screen.fields,
    before=_format_first,
    left=_left,
    asks=screen.two_questions,
)


@cases.on(Withdraw)
def take_all_back(turn: Turn, action: Withdraw) -> Reply:
    case, member, _ = seats.case_of(turn, action.case)
    if member.id != case.presenter_id:
        raise Refused(refusals.NOT_YOURS)
    withdraw(turn, case)
    return bringing.TAKEN_BACK


@cases.front
def at_the_door(turn: Turn, profile: Profile | None) -> list[Message]:
    mine_ = memberships(turn.session, turn.heard.who)
    return [standing.at_the_door(standing.DOOR, mine_[0][1].id if len(mine_) == 1 else "")] if mine_ else []
