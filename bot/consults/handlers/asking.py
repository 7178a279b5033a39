"""Asking a peer: the form, where a request stands, and stopping."""

from collections.abc import Callable, Iterator

from bot.actions import Action
from bot.consults import choosing, course, hours, request, rules, tables, together
from bot.consults.actions import AskPeer, AskPeerBy, BeginNow, Request, RequestBy, StopAsking
from bot.consults.drafted import Draft
from bot.consults.handlers.answering import waiting_for
from bot.consults.handlers.feature import consults
from bot.consults.screens import asking, to_asker
from bot.consults.tables import Consult
from bot.drafts import kept
from bot.drafts.handlers import offered, sentence, waiting
from bot.drafts.purpose import PURPOSES, WORDS
from bot.groups import membership
from bot.groups.tables import Group, Member, group_at, memberships
from bot.peers.rules import read_list
from bot.people import Profile
from bot.port import Refused, Reply
from bot.screening import screen
from bot.turn import Turn
from bot.ui import Form, Invalid, Message


@consults.command("consult", "ask a peer for a consult, or see where your request stands; consult now, for now")
def consult(turn: Turn, words: str) -> Reply:
    return _ask(turn, "", words)


@consults.front
def at_the_door(turn: Turn, profile: Profile | None) -> Iterator[Message]:
    mine = [member.id for member, _ in memberships(turn.session, turn.heard.who)]
    if mine:
        yield asking.at_the_door(asked=len(waiting_for(turn, mine)))


@consults.command("stop", "end your own request for a consult, or see that nothing is being asked for you")
def stop_typed(turn: Turn, words: str) -> Reply:
    """What could be stopped is shown, with the button that does it: a word is too little to end something by."""
    mine = [member for member, _ in memberships(turn.session, turn.heard.who)]
    found = next(filter(None, (tables.waiting(turn.session, member.id) for member in mine)), None)
    return course.standing(turn, found) if found else to_asker.NOTHING_TO_STOP


@consults.on(AskPeer)
def ask_peer(turn: Turn, action: AskPeer) -> Reply:
    return _ask(turn, action.group)


@consults.on(AskPeerBy)
def ask_peer_by(turn: Turn, action: AskPeerBy) -> Reply:
    return _ask(turn, action.group, action.soon)


def _ask(turn: Turn, group_id: str, words: str = "") -> Reply:
    if not group_id and not group_at(turn.session, turn.heard.where):
        mine = memberships(turn.session, turn.heard.who)
        if len(mine) > 1:
            return asking.which_group([(group.id, group.name) for _, group in mine], _on(turn, words))
    member, group = membership.of(turn, group_id) if group_id else membership.here(turn)
    return _instead(turn, member, group) or waiting(turn, "consults", f"{group.id} ") or _form(turn, group, words)


def _on(turn: Turn, words: str) -> Callable[[str], Action]:
    """A press that goes on in a group, with what was said already: how soon goes along, and a sentence waits here."""
    soon, sentence = rules.begun(words)
    if sentence:
        kept.begin(turn, BEGUN, "", {WORDS: sentence})
    return asking.goes_on(soon)


def _said_before(turn: Turn) -> str:
    draft = kept.latest(turn, BEGUN, "")
    return kept.opened(turn, draft)[WORDS] if draft else ""


def _form(turn: Turn, group: Group, words: str) -> Form | Message:
    """The questions are answered where nobody else reads along, or in a form that only the asker sees.

    Whoever said with the command how soon, or what about, is not asked that again.
    """
    if turn.heard.private or turn.heard.forms == "now":
        sees = turn.could_see(turn.heard.who.platform, asking.PEERS)
        soon, sentence = rules.begun(words)
        does = RequestBy(group.id, soon) if soon else Request(group.id)
        sentence = sentence or _said_before(turn)
        return asking.form(does, sees, sentence, masks=turn.masks(turn.heard.who.platform))
    return asking.open_here(_on(turn, words)(group.id)) if turn.heard.forms == "press" else asking.IN_PRIVATE


def _instead(turn: Turn, member: Member, group: Group) -> Message | None:
    """What there is to say when this member cannot ask now."""
    if open_request := tables.waiting(turn.session, member.id):
        return course.standing(turn, open_request)
    asked = hours.asked(turn, tables.profile(turn.session, member.id), [member.id])
    if len(asked) >= rules.ASKS:
        return to_asker.enough(asked[-rules.ASKS] + rules.ASKS_WITHIN)
    return None if choosing.peers(turn, group, choosing.Sought(member.id)) else to_asker.nobody_to_ask(group.name)


@consults.on(Request)
def send(turn: Turn, action: Request) -> Reply:
    return _send(turn, action.group, turn.answer("soon"))


@consults.on(RequestBy)
def send_by(turn: Turn, action: RequestBy) -> Reply:
    return _send(turn, action.group, action.soon)


def _send(turn: Turn, group_id: str, soon: str) -> Reply:
    member, group = membership.of(turn, group_id)
    if instead := _instead(turn, member, group):
        return _with_their_words(turn, member, instead)
    if wrong := _wrong(turn, soon):
        return Invalid(wrong)
    if begun := kept.latest(turn, BEGUN, ""):
        kept.drop(turn, begun)
    about = Draft(
        group.id,
        _kinds(turn)[0],
        soon,
        tuple(way for way in turn.chosen("kind") if way not in rules.KINDS),
        request.seal(turn, turn.answer("seeks"), member.id, _SEEKS),
    )
    return offered(turn, "consults", about.pack(), turn.answer("sentence"))


_SEEKS = "drafts.about.consults"


def _go(turn: Turn, about: str, words: str) -> Reply:
    """The asker has looked at it: a peer is asked. Raises Refused, and their words stay, where that cannot be."""
    draft = Draft.unpack(about)
    member, group = membership.of(turn, draft.group_id)
    if instead := _instead(turn, member, group):
        raise Refused(instead.text, *instead.buttons)
    wish = course.Wish(
        draft.kind,
        draft.soon,
        words,
        turn.open(draft.seeks, cell=_SEEKS) if draft.seeks else "",
        in_place=asking.PLACE in draft.how,
        masked=asking.MASKED in draft.how and turn.masks(group.platform),
        wanted=rules.THREE if asking.THREE in draft.how else rules.ONE,
    )
    return course.begin(turn, member, group, wish) or _instead(turn, member, group)


BEGUN = "consults begun"
"""A sentence that was typed before its group was chosen."""
PURPOSES["consults"] = sentence(asking.SENTENCE, rules.SENTENCE, asking.KEEP, _go)
PURPOSES[BEGUN] = sentence(
    asking.SENTENCE, rules.SENTENCE, asking.KEEP, lambda turn, about, words: _ask(turn, "", words)
)


def _with_their_words(turn: Turn, member: Member, instead: Message) -> Message | Invalid:
    """A form that came in vain stays open with what was typed; one that came twice has been taken already."""
    in_vain = turn.answer("sentence") and not tables.waiting(turn.session, member.id)
    return Invalid({}, instead.text) if in_vain else instead


def _kinds(turn: Turn) -> list[str]:
    """Which of the kinds were chosen; it should be one."""
    return [kind for kind in turn.chosen("kind") if kind in rules.KINDS]


def _wrong(turn: Turn, soon: str) -> dict[str, str]:
    wrong = {} if soon in rules.SOON else {"soon": asking.CHOOSE_ONE}
    if len(_kinds(turn)) != 1:
        wrong["kind"] = asking.CHOOSE_KIND
    if len(words := turn.answer("sentence")) > rules.SENTENCE:
        wrong["sentence"] = asking.too_long(words)
    try:
        read_list(turn.answer("seeks"))
    except ValueError:
        wrong["seeks"] = asking.TOO_MUCH_SOUGHT
    if screen(turn.answer("seeks")):
        wrong["seeks"] = asking.ONLY_TOPICS
    return wrong


@consults.on(StopAsking)
def stop(turn: Turn, action: StopAsking) -> Reply:
    found = _mine(turn, action.consult)
    if found is None:
        return to_asker.OVER_ALREADY
    if found.taken_at:
        return to_asker.together(found.id, together.everybody(turn, found)[1:])
    request.end(turn, found)
    return to_asker.stopped(found.group_id)


@consults.on(BeginNow)
def begin_now(turn: Turn, action: BeginNow) -> Reply:
    found = _mine(turn, action.consult)
    if found is None:
        return to_asker.OVER_ALREADY
    if not tables.yeses(turn.session, found):
        return to_asker.NOBODY_YET
    if not found.taken_at:
        together.open_place(turn, found)
        return to_asker.BEGINNING
    return to_asker.together(found.id, together.everybody(turn, found)[1:])


def _mine(turn: Turn, consult_id: str) -> Consult | None:
    """One's own request. Raises Refused for somebody else's."""
    found = tables.find(turn.session, consult_id)
    if found and membership.of(turn, found.group_id)[0].id != found.asker_id:
        raise Refused(to_asker.NOT_YOUR_REQUEST)
    return found
