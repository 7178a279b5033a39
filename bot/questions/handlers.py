"""Asking in the open: the form, the screen, the rooms in which it stands, and its end."""

import secrets
from collections.abc import Sequence
from datetime import timedelta

from sqlalchemy import delete, select

from bot.db import insert_new, new_id
from bot.drafts.handlers import offered, sentence
from bot.drafts.purpose import PURPOSES
from bot.feature import Feature
from bot.groups import membership
from bot.groups.actions import Left
from bot.groups.tables import Group, all_memberships, ever_member
from bot.outbox import workspace_of
from bot.people import Profile
from bot.port import Refused, Reply
from bot.questions import rules, screens, tables
from bot.questions.actions import Around, AskQuestion, OpenQuestion, Settle, TakeAway, TakeBack, TakeDown
from bot.questions.tables import Question, Shown, TakesPart
from bot.turn import Turn
from bot.ui import Form, Invalid, Message

questions = Feature("questions")


@questions.command("question", "ask your group something in the open, to be answered in a thread", also=screens.ALSO)
def question(turn: Turn, words: str) -> Reply:
    member, group = membership.here(turn)
    if words.casefold() == "around":
        return _around(turn, group)
    if tables.open_of(turn.session, member.id) >= rules.OPEN:
        return screens.ENOUGH
    if turn.heard.private or turn.heard.forms == "now":
        return _form(turn, group)
    return screens.open_here(group) if turn.heard.forms == "press" else screens.IN_PRIVATE


@questions.on(OpenQuestion)
def open_question(turn: Turn, action: OpenQuestion) -> Reply:
    _, group = membership.of(turn, action.group)
    return _form(turn, group)


def _form(turn: Turn, group: Group) -> Form:
    sees = turn.could_see(group.platform, screens.THOSE_WHO_ARE_ASKED, where="circle")
    return screens.form(group, len(_others(turn, group)), sees, masks=turn.masks(group.platform))


def _others(turn: Turn, group: Group) -> Sequence[Group]:
    """The other groups of the same workspace that take part, if this one does."""
    taking = tables.taking_part(turn.session, group.platform)
    if group not in taking:
        return []
    here = workspace_of(turn, group.place)
    return [other for other in taking if other is not group and workspace_of(turn, other.place) == here]


@questions.on(AskQuestion)
def ask(turn: Turn, action: AskQuestion) -> Reply:
    member, group = membership.of(turn, action.group)
    words = turn.answer("words")
    if not words or len(words) > rules.LONGEST:
        return Invalid({"words": screens.TOO_LONG if words else screens.EMPTY})
    if tables.open_of(turn.session, member.id) >= rules.OPEN:
        return Invalid({}, screens.ENOUGH.text)
    masked = turn.answer("name") == rules.MASKED and turn.masks(group.platform)
    around = turn.answer("whom") == rules.AROUND
    return offered(turn, "questions", f"{group.id} {int(masked)} {int(around)}", words)


def _go(turn: Turn, about: str, words: str) -> Reply:
    """The author has looked at it: it goes to the rooms."""
    group_id, masked, around = about.split()
    member, group = membership.of(turn, group_id)
    if tables.open_of(turn.session, member.id) >= rules.OPEN:
        raise Refused(screens.ENOUGH.text)  # and the draft stays as it was
    profile = turn.meet()
    found = Question(id=new_id(), group_id=group.id, member_id=member.id, masked=masked == "1", asked_at=turn.now)
    found.words = turn.seal(words, owner=profile.owner, cell=_cell(found))
    turn.session.add(found)
    turn.session.flush()
    groups = [group, *(_others(turn, group) if around == "1" else [])]
    asker = None if found.masked else profile
    for each in groups:
        turn.session.add(Shown(question_id=found.id, group_id=each.id))
        said = screens.asked(asker, group, words, elsewhere=each is not group)
        turn.say(each.place, said, key=_key(found, each), thread=screens.THREAD)
    until = turn.now + rules.STANDS
    turn.at(f"questions/{found.id}", until, TakeDown(found.id))
    sees = turn.could_see(group.platform, screens.peers_see(len(groups), masked=found.masked), where="circle")
    return screens.stands(found.id, groups, until, sees)


PURPOSES["questions"] = sentence(screens.LABEL, rules.LONGEST, screens.KEEP, _go)


def _cell(found: Question) -> str:
    return f"questions.words.{found.id}"


def _key(found: Question, group: Group) -> str:
    return f"questions/{found.id}/{group.id}"


def _mine(turn: Turn, question_id: str) -> tuple[Question, Profile]:
    """The presser's own question. Raises Refused for anybody else's."""
    found, profile = turn.session.get(Question, question_id), turn.profile
    if found is None:
        raise Refused(screens.GONE)
    mine = ever_member(turn.session, found.group_id, profile.id) if profile else None
    if profile is None or mine is None or mine.id != found.member_id:
        raise Refused(screens.NOT_YOURS)
    return found, profile


@questions.on(Settle)
def settle(turn: Turn, action: Settle) -> Reply:
    """It stays to be read, without buttons and without anything here that opens it."""
    found, profile = _mine(turn, action.question)
    words = turn.open(found.words, cell=_cell(found))
    for group in tables.rooms(turn.session, found.id):
        turn.change(_key(found, group), screens.settled(None if found.masked else profile, words))
    _forget(turn, found)
    return screens.SETTLED


@questions.on(TakeBack)
def take_back(turn: Turn, action: TakeBack) -> Reply:
    found, _ = _mine(turn, action.question)
    _take_down(turn, found)
    return screens.TAKEN_BACK


@questions.timer(TakeDown)
def take_down(turn: Turn, action: TakeDown) -> Reply:
    found = turn.session.get(Question, action.question)
    if found:
        _take_down(turn, found)
    return None


def _take_down(turn: Turn, found: Question) -> None:
    for group in tables.rooms(turn.session, found.id):
        turn.take_back(_key(found, group))
    _forget(turn, found)


def _forget(turn: Turn, found: Question) -> None:
    turn.cancel(f"questions/{found.id}")
    turn.session.execute(delete(Shown).where(Shown.question_id == found.id))
    turn.session.delete(found)
    turn.session.flush()


def _around(turn: Turn, group: Group) -> Message:
    taking = tables.taking_part(turn.session, group.platform)
    here = workspace_of(turn, group.place)
    others = [other for other in taking if other is not group and workspace_of(turn, other.place) == here]
    return screens.around(group, len(others), on=group in taking)


@questions.on(Around)
def set_around(turn: Turn, action: Around) -> Reply:
    """Any member may, as with every setting of a group, and the room is told who did."""
    _, group = membership.of(turn, action.group)
    if action.on:
        changed = insert_new(turn.session, TakesPart, group_id=group.id, since=turn.now)
    else:
        row = turn.session.get(TakesPart, group.id)
        changed = row is not None
        if row:
            turn.session.delete(row)
    if changed:
        said = screens.changed(turn.meet(), on=bool(action.on))
        turn.say(group.place, said, key=f"questions/around/{group.id}/{new_id()}")
    return screens.SAVED


@questions.when(Left)
def leave(turn: Turn, left: Left) -> None:
    """Whoever leaves takes their questions with them; but one without a name stays, or its going would be the name."""
    for found in _of(turn, left.member):
        if not found.masked:
            _take_down(turn, found)


def _of(turn: Turn, member_id: str) -> Sequence[Question]:
    return turn.session.scalars(select(Question).where(Question.member_id == member_id)).all()


@questions.erases
def erase(turn: Turn, profile: Profile) -> None:
    """The words are deleted here at once; what stands without a name goes from the rooms some time later."""
    for member, group in all_memberships(turn.session, profile.id):
        leave(turn, Left(group.id, member.id))
        for found in _of(turn, member.id):
            for room in tables.rooms(turn.session, found.id):
                later = timedelta(seconds=secrets.randbelow(int(rules.GONE_WITHIN.total_seconds())))
                turn.at(f"questions/away/{found.id}/{room.id}", turn.now + later, TakeAway(found.id, room.id))
            _forget(turn, found)


@questions.timer(TakeAway)
def take_away(turn: Turn, action: TakeAway) -> Reply:
    turn.take_back(f"questions/{action.question}/{action.group}")
    return None


@questions.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """A person's own questions that stand, in their own words."""
    mine = [member.id for member, _ in all_memberships(turn.session, profile.id)]
    standing = turn.session.scalars(select(Question).where(Question.member_id.in_(mine)).order_by(Question.asked_at))
    return {
        "questions": [
            {"at": found.asked_at, "words": turn.open(found.words, cell=_cell(found)), "without_name": found.masked}
            for found in standing
        ]
    }
