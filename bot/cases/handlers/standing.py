"""The command: where cases stand, and everything that can be done to one by typing."""

import re
from collections.abc import Sequence

from bot.cases import papers, place, seats, tables
from bot.cases.actions import Bring, ComeIn, Facilitate, Recuse, Say, Start
from bot.cases.handlers import afterwards, bringing, joining, protecting, speaking
from bot.cases.handlers.feature import cases
from bot.cases.screens import refusals, standing
from bot.cases.screens.also import ALSO
from bot.cases.tables import IN, INSIDE, RECUSED, Case
from bot.formats import engine
from bot.groups.tables import Group, Member, group_at, memberships
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Button, Message

_NUMBERED = re.compile(r"(report|take back)\s+#?(\d{1,4})")


@cases.command(
    "case", "bring a case, or see where cases stand; also: case hours, case say", also=ALSO, leads=("bring", "new")
)
def case(turn: Turn, words: str) -> Reply:
    typed = " ".join(words.casefold().replace("’", "'").split())
    mine_ = memberships(turn.session, turn.heard.who)
    profile = turn.profile
    if not mine_ or profile is None:
        return bringing.bring(turn, Bring())
    match typed:
        case "":
            return _stands(turn, [pair for pair in mine_ if _here(turn, pair[1])])
        case "new" | "bring":
            return bringing.bring(turn, Bring())
        case "hours":
            return afterwards.own_hours(turn, profile)
        case "mask":
            return bringing.mask(turn)
        case "in" | "i'm in":
            return joining.come_in(turn, ComeIn(_card_now(turn, mine_)))
        case "facilitate":
            return joining.facilitate(turn, Facilitate(_card_now(turn, mine_)))
        case "know":
            return joining.recuse(turn, Recuse(_card_now(turn, mine_)))
        case "start":
            return joining.start(turn, Start(_card_now(turn, mine_, mine=True)))
        case "say":
            return speaking.say(turn, Say(_mine_now(turn).id))
        case "safety":
            return protecting.stop_for_safety(turn, _mine_now(turn))
    return _numbered(turn, typed) or standing.not_understood(words)


def _numbered(turn: Turn, typed: str) -> Message | None:
    """ "report 3", "take back 3"."""
    found = _NUMBERED.fullmatch(typed)
    if found is None:
        return None
    one = _mine_now(turn, over=True)
    if found[1] == "report":
        return protecting.hide(turn, one, int(found[2]))
    return protecting.unsay(turn, one, seats.mine(turn, one.id)[1].id, int(found[2]))


def _here(turn: Turn, group: Group) -> bool:
    """In a group's room its cases are meant; anywhere else those of all one's groups."""
    room = group_at(turn.session, turn.heard.where)
    return room is None or room.id == group.id


def _mine_now(turn: Turn, *, over: bool = False) -> Case:
    """The case that is meant by who types: that of the place, or the only one that they are in. Raises Refused."""
    found: list[Case] = []
    for member, group in memberships(turn.session, turn.heard.who):
        every = tables.cases_of(turn.session, [group.id])
        able = [one for one in every if one.began_at and (over or one.running)]
        found += [one for one in able if seats.stance(turn, one, member) in INSIDE]
    places = [(one, turn.sent(place.key(one, f"{one.place}/welcome"))) for one in found]
    here = [one for one, sent in places if sent and sent.where == turn.heard.where]
    if len(here or found) != 1:
        raise Refused(refusals.WHICH_CASE if found else refusals.NO_CASE_OF_MINE)
    return (here or found)[0]


def _card_now(turn: Turn, mine_: Sequence[tuple[Member, Group]], *, mine: bool = False) -> str:
    """The case that is meant by who would come in, step aside or begin it: the only one that they are not in, or are in
    and that has not begun. Raises Refused.
    """
    found = [
        one.id
        for member, group in mine_
        if _here(turn, group)
        for one in tables.open_cases(turn.session, [group.id])
        if (seats.stance(turn, one, member) in INSIDE) is mine and not (mine and one.began_at)
    ]
    if len(found) != 1:
        raise Refused(refusals.WHICH_CARD if found else refusals.NO_CARD_OF_MINE if mine else refusals.NO_CARD)
    return found[0]


def _stands(turn: Turn, mine_: list[tuple[Member, Group]]) -> Reply:
    """Cards that are up, and cases that the asker is in; when there is nothing, the form."""
    lines: list[str] = []
    buttons: list[Button] = []
    for member, group in mine_:
        if writing := bringing.unfinished(turn, member):
            return writing
        for one in tables.open_cases(turn.session, [group.id]):
            told = _one(turn, one, member, group)
            lines += told[0]
            buttons += told[1]
    if not lines:
        return bringing.bring(turn, Bring())
    return standing.stands(lines, buttons, mine_[0][1].id if len(mine_) == 1 else "")


def _one(turn: Turn, one: Case, member: Member, group: Group) -> tuple[list[str], list[Button]]:
    """A line and buttons for one case, as far as it is open to this member."""
    said, people = seats.stance(turn, one, member), seats.profiles(turn, one)
    presenter = seats.name(one, one.presenter_id, people)
    question = papers.card(turn, one).question
    if one.began_at is None:
        line = standing.one_standing(group.name, question, presenter, standing.UP, None)
        return [line], standing.while_up(one.id, inside=said == IN, presents=one.presenter_id == member.id)
    state = seats.state(turn, one)
    if said not in INSIDE:
        still = standing.STILL_OPEN.get(seats.entrance(one, state), "") if said != RECUSED else ""
        line = standing.one_standing(group.name, question, presenter, still, None)
        return ([line], standing.while_up(one.id, inside=False)) if still else ([], [])
    leader = seats.name(one, one.facilitator_id, people) if state.facilitator else ""
    step = standing.in_phase(state.step.name if state.step else "", state.at + 1, len(state.steps), leader)
    line = standing.one_standing(group.name, question, presenter, step, one.step_ends_at)
    return [line], standing.while_on(one.id, speaks="speak" in engine.able(state, member.id))
