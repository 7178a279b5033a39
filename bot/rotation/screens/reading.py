"""The words of reading: whose turn it is, how it came about, how even the turns are, and one's own balance."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.groups.tables import Group
from bot.marks import when
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation import screens as words
from bot.rotation.actions import ShowFairness, ShowMine, ShowTurns
from bot.rotation.screens.asking import ALL, DUTIES, HOW, mine
from bot.rotation.tables import Told
from bot.ui import Button, Message

RULE = (
    "First comes whoever has never done it, then whoever kept a turn, then whoever has done it least for the meetings "
    "they were at. For whoever passes or is away, the turn is kept. "
    "A newcomer does not facilitate their first meeting."
)


@dataclass(frozen=True)
class Next:
    """Who most likely has a role at a meeting to come: `who` is nobody, or a name. `settled`: it is given out."""

    role: str
    start: datetime
    who: Profile | None
    why: str
    settled: bool


@dataclass(frozen=True)
class Balance:
    """One's own turns in one role: `done`, and one's `share` of the turns at the meetings one was at."""

    role: str
    done: int
    share: float


def turns(
    group: Group,
    whose: Sequence[str],
    steps: Sequence[Told],
    *,
    role: str,
    mine_at: Meeting | None,
    buttons: tuple[Button, ...],
    pages: tuple[Button, ...],
) -> Message:
    """Whose turns they are and how it came about. `mine_at`: the reader has this role, at this meeting."""
    lines = [f"**Turns in {words.name(group.name)}**", *whose]
    lines += [DUTIES[role], HOW] if mine_at else []
    lines += ["How it is decided: **turns fairness**. Your own balance: **turns mine**."]
    lines += ["What happened, the latest first:", *(_told(step) for step in steps)] if steps else []
    return Message("\n".join(lines), (*(mine(mine_at, role) if mine_at else ()), *buttons, *pages)[:10])


def whose_turn(meeting: Meeting, role: str, who: Profile, state: str, *, mine: bool) -> str:
    """`state` is "will", "asked" or "chosen"."""
    you = "You " + words.DO[role].removesuffix(" in")
    if mine and state == "will":
        return f"{you} on {when(meeting.start)}; you said yes."
    they = you if mine else f"{words.name(who.name)} {words.DOES[role]}"
    said = {
        "will": "and said yes",
        "asked": "and has not answered yet" if not mine else "if you can; you have not answered yet",
        "chosen": "and is asked a week before" if not mine else "if you can; Tend asks you a week before",
    }
    return f"{they} on {when(meeting.start)}, {said[state]}."


def no_turn(meeting: Meeting, role: str, why: str) -> str:
    """`why` is "alone", "kept" (for the next meeting), "open" (people come forward) or "nobody"."""
    does = f"Nobody {words.DOES[role]} on {when(meeting.start)}"
    take = words.typed(role, "take")
    match why:
        case "alone":
            return f"{does} yet: you are the only member so far. With two, turns begin."
        case "kept":
            return f"{does}: the turn is kept for the next meeting. Any of you can all the same, with **{take}**."
        case "open":
            return f"{does} yet. Whoever would like to types **{take}**."
        case _:
            return f"{does} yet: {ALL}. Any of you can still, with **{take}**."


def wanted(role: str) -> str:
    return f"A volunteer {words.TO_DO[role]} is wanted: **{words.typed(role, 'take')}**."


def pages(group: Group, page: int, *, more: bool) -> tuple[Button, ...]:
    earlier = (Button("Earlier", ShowTurns(group.id, page + 1)),) if more else ()
    return earlier + ((Button("Later", ShowTurns(group.id, page - 1)),) if page else ())


def cards(group: Group) -> tuple[Button, ...]:
    return Button("Fairness", ShowFairness(group.id)), Button("My balance", ShowMine(group.id))


_STEPS = {
    "passed": "passed; the turn is kept",
    "not_coming": "was not coming; the turn is kept",
    "away": "was away; the turn is kept",
    "gone": "is no longer in the workspace; the turn is kept",
    "unreached": "could not be reached; the turn is kept",
    "absent": "could not be there; the turn is kept",
    "kept": "kept the turn for the next meeting",
    "called_off": "keeps the turn, since the meeting was called off",
    "asked_group": "asked the group for a volunteer",
    "volunteered": "volunteered",
    "gave": "gave the turn to a volunteer or a colleague, and is next after them",
    "left": "left the group",
    "back": "can be there after all",
}
_WHY = {
    "only": "nobody else could be asked",
    "same": "nobody took this turn last time",
    "kept": "had kept a turn",
    "fewest": "fewest turns for the meetings they were at",
    "together": "fewest turns in all roles",
    "longest": "longest since the last turn",
    "joined": "first to join of those with as many turns",
    "took": "offered",
    "volunteered": "volunteered",
    "swapped": "by a swap",
    "stepped_in": "stepped in",
    "back": "has it again",
    "up": "nobody without another turn could be asked",
    "free": "whoever is before them has another turn at this meeting",
}


def _told(step: Told) -> str:
    who = words.name(step.name) if step.name else "Somebody who has left"
    return f"- {when(step.start, 'date')}: {who} {_happened(step)}"


def _happened(step: Told) -> str:
    other = words.name(step.other) if step.other else "somebody who has left"
    match step.what:
        case "did":
            return words.DID[step.role]
        case "will":
            return f"said yes {words.TO_DO[step.role]}"
        case "took":
            return f"offered {words.TO_DO[step.role]}"
        case "chosen":
            return f"was chosen {words.TO_DO[step.role]}: {why(step.role, step.why)}"
        case "swapped":
            return f"swapped with {other}, {words.TO_DO[step.role]}"
        case "moved_up":
            return f"facilitates instead of {words.DOING[step.role]}; that turn is kept"
        case "stepped_in":
            return f"stepped in for {other}"
        case _:
            return _STEPS.get(step.what, "")


def why(role: str, reason: str) -> str:
    """A reason in words, e.g. "had kept a turn"."""
    return f"had not {words.DID[role]} yet" if reason == "never" else _WHY.get(reason, "")


def fairness(group: Group, score: int | None, coming: Sequence[Next]) -> Message:
    """For everybody: who is next in each role and why, and how even it has been. It ranks nobody."""
    lines = [f"**Fairness in {words.name(group.name)}**"]
    if score is None:
        lines += ["No turn has been done yet, so there is nothing to count."]
    else:
        lines += [
            f"Score: {score} of 100. 100 means that nobody is more than one turn away from their share; 90, that a "
            "tenth of all turns would have had to be somebody else's."
        ]
    lines += [RULE, "Who is next:" if coming else "No meeting is planned, so nobody is next."]
    lines += [_next(one) for one in coming]
    lines += ["What is settled is given out; what is likely may change as people come and go."] if coming else []
    return Message("\n".join(lines), (Button("My balance", ShowMine(group.id)),))


def _next(one: Next) -> str:
    who = f"{words.name(one.who.name)} {words.DOES[one.role]}" if one.who else f"nobody {words.DOES[one.role]} yet"
    because = f" ({why(one.role, one.why)})" if one.why and one.who else ""
    return f"- {when(one.start, 'date')}, {'settled' if one.settled else 'likely'}: {who}{because}"


def own(group: Group, there: int, balances: Sequence[Balance]) -> Message:
    """For one member alone."""
    lines = [f"**Your turns in {words.name(group.name)}**"]
    if there:
        meetings = "one meeting that is" if there == 1 else f"{there} meetings that are"
        lines += [f"You were at {meetings} remembered.", *(_balance(one) for one in balances)]
    else:
        lines += ["You have not been at a meeting that is remembered, so there is nothing to count yet."]
    lines += ["Only you can see this. Nobody is ranked, and nothing is owed for meetings at which you were not."]
    return Message("\n".join(lines))


def _balance(one: Balance) -> str:
    done = "one turn" if one.done == 1 else f"{one.done} turns"
    return f"- {words.CALLED[one.role]}: {done}; your share would be {one.share:.1f}, {_difference(one)}"


def _difference(one: Balance) -> str:
    away = one.share - one.done
    if abs(away) <= 1:
        return "which is even"
    return f"so you have had {abs(away):.1f} {'fewer' if away > 0 else 'more'}"
