"""After something terrible: asking by presses alone, being on call, and looking again after a day and a week."""

from bot.consults import course, request, rules, tables
from bot.consults.actions import AskUrgently, BeOnCall, DoNotLookAgain, LookAgain, ShowUrgent
from bot.consults.handlers.feature import consults
from bot.consults.screens import asking, urgent
from bot.consults.tables import OnCall
from bot.groups import membership
from bot.groups.tables import Group, Member, group_at, memberships
from bot.people import Profile
from bot.port import Refused, Reply
from bot.support import screens as support
from bot.support.rules import country_of, known_lines, lines_for
from bot.turn import Turn
from bot.ui import Message


@consults.command("urgent", "after a client's suicide, an assault or a complaint; asks those on call, by presses alone")
def urgently(turn: Turn, words: str) -> Reply:
    return show(turn, ShowUrgent())


@consults.on(ShowUrgent)
def show(turn: Turn, action: ShowUrgent) -> Reply:
    mine = memberships(turn.session, turn.heard.who)
    if not action.group and len(mine) > 1 and not group_at(turn.session, turn.heard.where):
        return asking.which_group([(group.id, group.name) for _, group in mine], ShowUrgent)
    _, group = membership.of(turn, action.group) if action.group else membership.here(turn)
    zone = turn.heard.zone or (turn.profile.zone if turn.profile else "")
    lines = lines_for(country_of(zone), turn.now.date(), known_lines())
    return urgent.card(group.id, group.name, support.card(lines).text)


@consults.on(AskUrgently)
def ask(turn: Turn, action: AskUrgently) -> Reply:
    """An ordinary request of theirs ends for it; an urgent one goes on."""
    member, group = membership.of(turn, action.group)
    if action.what not in rules.WHAT:
        raise Refused(asking.CHOOSE_ONE)
    earlier = tables.waiting(turn.session, member.id)
    if earlier and earlier.soon == rules.URGENT:
        return course.standing(turn, earlier)
    if earlier:
        request.end(turn, earlier)
    _look_again_later(turn, turn.meet())
    return _begin(turn, member, group, action.what, urgent.EARLIER_ENDED if earlier else "")


def _begin(turn: Turn, member: Member, group: Group, what: str, note: str) -> Reply:
    said = course.begin(turn, member, group, course.Wish(rules.BESIDE, rules.URGENT, urgent.words(what)))
    return Message(note + said.text, said.buttons) if said else None


# later


def _look_again_later(turn: Turn, profile: Profile) -> None:
    for later in rules.LOOK_AGAIN:
        turn.at(_timer(profile.id, later.days), turn.now + later, LookAgain(profile.id, later.days))


def _timer(profile_id: str, days: int) -> str:
    return f"consults/later/{profile_id}/{days}"


@consults.timer(LookAgain)
def look_again(turn: Turn, action: LookAgain) -> None:
    profile = turn.session.get(Profile, action.profile)
    if profile and not profile.gone_at:
        key = f"{_timer(profile.id, action.days)}/{turn.now:%Y%m%d}"
        turn.ask(profile, urgent.look_again(action.days), key=key, scope="")


@consults.on(DoNotLookAgain)
def do_not_look_again(turn: Turn, action: DoNotLookAgain) -> Reply:
    if turn.profile:
        stop_looking(turn, turn.profile)
    return urgent.NOT_LATER


def stop_looking(turn: Turn, profile: Profile) -> None:
    for later in rules.LOOK_AGAIN:
        turn.cancel(_timer(profile.id, later.days))


# the rota


@consults.command("oncall", "be on call for colleagues after something terrible; nobody sees who is")
def on_call(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    return urgent.on_call(group.id, group.name, _stands(turn, member))


def _stands(turn: Turn, member: Member) -> str:
    row = turn.session.get(OnCall, member.id)
    return rules.NOT if row is None else rules.ANY if row.any_hour else rules.OWN


@consults.on(BeOnCall)
def be_on_call(turn: Turn, action: BeOnCall) -> Reply:
    member, group = membership.of(turn, action.group)
    if action.hours not in rules.ON_CALL:
        raise Refused(asking.CHOOSE_ONE)
    if row := turn.session.get(OnCall, member.id):
        turn.session.delete(row)
        turn.session.flush()
    if action.hours != rules.NOT:
        turn.session.add(OnCall(member_id=member.id, any_hour=action.hours == rules.ANY))
    return urgent.on_call(group.id, group.name, action.hours, urgent.SAVED)
