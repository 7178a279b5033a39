"""Asking a peer: the form, where a request stands, and stopping."""

from collections.abc import Iterator

from bot.consults import choosing, course, rules, tables, together
from bot.consults.actions import AskPeer, Request, StopAsking
from bot.consults.handlers.feature import consults
from bot.consults.screens import to_asker
from bot.groups import membership
from bot.groups.tables import Group, Member, group_at, memberships
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Form, Invalid, Message


@consults.command("consult", "ask a peer for a consult, or see where your request stands")
def consult(turn: Turn, words: str) -> Reply:
    return _ask(turn, "")


@consults.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    mine = [member.id for member, _ in memberships(turn.session, turn.heard.who)]
    if mine:
        yield to_asker.at_the_door(asked=len(tables.open_offers(turn.session, mine)))


@consults.on(AskPeer)
def ask_peer(turn: Turn, action: AskPeer) -> Reply:
    return _ask(turn, action.group)


def _ask(turn: Turn, group_id: str) -> Reply:
    if not group_id and not group_at(turn.session, turn.heard.where):
        mine = memberships(turn.session, turn.heard.who)
        if len(mine) > 1:
            return to_asker.which_group([(group.id, group.name) for _, group in mine])
    member, group = membership.of(turn, group_id) if group_id else membership.here(turn)
    return _instead(turn, member, group) or _form(turn, group)


def _form(turn: Turn, group: Group) -> Form | Message:
    """The questions are answered where nobody else reads along, or in a form that only the asker sees."""
    if turn.heard.private or turn.heard.forms == "now":
        return to_asker.form(group.id, turn.could_see(turn.heard.who.platform, to_asker.PEERS))
    return to_asker.open_here(group.id) if turn.heard.forms == "press" else to_asker.IN_PRIVATE


def _instead(turn: Turn, member: Member, group: Group) -> Message | None:
    """What there is to say when this member cannot ask now."""
    if open_request := tables.waiting(turn.session, member.id):
        return course.standing(turn, open_request)
    asked = tables.asked_since(turn.session, member.id, turn.now - rules.ASKS_WITHIN)
    if len(asked) >= rules.ASKS:
        return to_asker.enough(asked[-rules.ASKS] + rules.ASKS_WITHIN)
    return None if choosing.peers(turn, group, member.id) else to_asker.nobody_to_ask(group.name)


@consults.on(Request)
def request(turn: Turn, action: Request) -> Reply:
    member, group = membership.of(turn, action.group)
    if instead := _instead(turn, member, group):
        return _with_their_words(turn, member, instead)
    if wrong := _wrong(turn):
        return Invalid(wrong)
    wish = course.Wish(
        turn.answer("kind"), turn.answer("soon"), turn.answer("sentence"), turn.answer("in_place") == "yes"
    )
    return course.begin(turn, member, group, wish) or _instead(turn, member, group)


def _with_their_words(turn: Turn, member: Member, instead: Message) -> Message | Invalid:
    """A form that came in vain stays open with what was typed; one that came twice has been taken already."""
    in_vain = turn.answer("sentence") and not tables.waiting(turn.session, member.id)
    return Invalid({}, instead.text) if in_vain else instead


def _wrong(turn: Turn) -> dict[str, str]:
    choices = {"kind": rules.KINDS, "soon": rules.SOON, "in_place": ("no", "yes")}
    wrong = {name: to_asker.CHOOSE_ONE for name, values in choices.items() if turn.answer(name) not in values}
    words = turn.answer("sentence")
    return wrong | ({"sentence": to_asker.too_long(words)} if len(words) > rules.SENTENCE else {})


@consults.on(StopAsking)
def stop(turn: Turn, action: StopAsking) -> Reply:
    found = tables.find(turn.session, action.consult)
    if found is None:
        return to_asker.OVER_ALREADY
    member, _ = membership.of(turn, found.group_id)
    if member.id != found.asker_id:
        raise Refused(to_asker.NOT_YOUR_REQUEST)
    if found.taken_at:
        return to_asker.together(found.id, together.the_two(turn, found)[1])
    course.end(turn, found)
    return to_asker.stopped(found.group_id)
