"""What a group wants to come back to: noting it, marking it as done, and taking that back."""

from bot.agenda import rules
from bot.agenda.actions import Done, NotDone, Note, SaveNote
from bot.agenda.handlers import handover
from bot.agenda.handlers.feature import agenda
from bot.agenda.handlers.reading import at_letter, follow_ups, noted
from bot.agenda.screens import follow_ups as screens
from bot.agenda.screens.also import ALSO_FOLLOW_UPS
from bot.agenda.tables import FollowUp, open_follow_ups
from bot.db import new_id
from bot.drafts.handlers import offered, sentence
from bot.drafts.purpose import PURPOSES
from bot.groups.membership import here, of
from bot.groups.tables import Group, members
from bot.meetings.tables import next_to_begin
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Form, Invalid, Message

PURPOSE = "followups"


@agenda.command("followups", "what your group wants to come back to", also=ALSO_FOLLOW_UPS)
def typed(turn: Turn, words: str) -> Reply:
    """ "followups", "followups add", "followups done B"."""
    _, group = here(turn)
    word, _, rest = words.strip().partition(" ")
    match word.casefold():
        case "":
            return _page(turn, group)
        case "add" | "note":
            return _form(turn, group, rest.strip())
        case "done":
            return done(turn, Done(_at_letter(turn, group, rest)))
        case _:
            return screens.not_understood(words)


def _at_letter(turn: Turn, group: Group, rest: str) -> str:
    found = at_letter([one.id for one in open_follow_ups(turn.session, group.id)], rest)
    if found is None:
        raise Refused(screens.no_letter(rest))
    return found


def _page(turn: Turn, group: Group, first: str = "", undo: str = "") -> Message:
    return screens.page(group, follow_ups(turn, group.id), first, undo)


@agenda.on(Note)
def note(turn: Turn, action: Note) -> Reply:
    _, group = of(turn, action.group)
    return _form(turn, group)


def _form(turn: Turn, group: Group, words: str = "") -> Form:
    _has_room(turn, group)
    return screens.form(group, words)


def _has_room(turn: Turn, group: Group) -> None:
    if len(open_follow_ups(turn.session, group.id)) >= rules.OPEN:
        raise Refused(screens.FULL)


@agenda.on(SaveNote)
def save(turn: Turn, action: SaveNote) -> Reply:
    _, group = of(turn, action.group)
    words, whose = turn.answer("words"), turn.answer("whose")
    if not words or len(words) > rules.FOLLOW_UP:
        return Invalid({"words": screens.TOO_LONG if words else screens.EMPTY})
    member = _called(turn, group, whose)
    if whose and not member:
        return Invalid({"whose": screens.no_member(whose)})
    return offered(turn, PURPOSE, f"{group.id} {member or '-'}", " ".join(words.split()))


def _called(turn: Turn, group: Group, name: str) -> str:
    """The id of the one member who is called that, or whose name begins so."""
    wanted, people = " ".join(name.casefold().split()), members(turn.session, group.id)
    exact = [member.id for member, who in people if who.name.casefold() == wanted]
    near = exact or [member.id for member, who in people if who.name.casefold().startswith(wanted)]
    return near[0] if wanted and len(near) == 1 else ""


def _go(turn: Turn, about: str, words: str) -> Reply:
    group_id, whose = about.split()
    member, group = of(turn, group_id)
    _has_room(turn, group)
    here_still = {one.id for one, _ in members(turn.session, group.id)}
    found = FollowUp(id=new_id(), group_id=group.id, by_id=member.id, at=turn.now)
    found.whose_id = whose if whose in here_still else None
    profile = turn.session.get_one(Profile, member.profile_id)
    found.words = turn.seal(words, owner=profile.owner, cell=found.cell)
    turn.session.add(found)
    _keep_up(turn, group)
    return _page(turn, group, screens.NOTED)


PURPOSES[PURPOSE] = sentence(screens.LABEL, rules.FOLLOW_UP, screens.KEEP, _go)


def _keep_up(turn: Turn, group: Group) -> None:
    """The card that somebody has been given shows it as well."""
    turn.session.flush()
    meeting = next_to_begin(turn.session, group.id, turn.now)
    if meeting:
        handover.keep_up(turn, meeting)


def _known(turn: Turn, id: str) -> tuple[FollowUp, Group]:
    found = turn.session.get(FollowUp, id)
    if found is None:
        raise Refused(screens.GONE)
    _, group = of(turn, found.group_id)
    return found, group


@agenda.on(Done)
def done(turn: Turn, action: Done) -> Reply:
    """Any member may: a group knows itself what it has come back to."""
    found, group = _known(turn, action.follow_up)
    found.done_at = found.done_at or turn.now
    _keep_up(turn, group)
    return _page(turn, group, screens.done(noted(turn, found).words), found.id)


@agenda.on(NotDone)
def not_done(turn: Turn, action: NotDone) -> Reply:
    found, group = _known(turn, action.follow_up)
    found.done_at = None
    _keep_up(turn, group)
    return _page(turn, group, screens.BACK)
