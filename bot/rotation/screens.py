"""Every word that is shown about turns."""

from collections.abc import Sequence
from datetime import datetime

from bot.groups.tables import Group
from bot.marks import quoted, when
from bot.meetings.tables import Meeting
from bot.people import Profile
from bot.rotation.actions import Pass, ShowTurns, Will
from bot.rotation.tables import Told
from bot.ui import Button, Message

I_WILL, I_CANNOT = "I will", "I can't this time"
HOW = f"Press {I_WILL} or {I_CANNOT}, or type **turns will** or **turns pass**."
RULE = (
    "First comes whoever has never facilitated, then whoever kept a turn, then whoever has facilitated least for the "
    "meetings they were at. For whoever passes or is away, the turn is kept. "
    "A newcomer does not facilitate their first meeting."
)
DUTIES = (
    "What it asks of you:\n"
    "- open on time, and read the agreement again together\n"
    "- help the presenter to get the key question into one sentence\n"
    "- shield the presenter from cross-examination, advice and blame\n"
    "- keep time, and questions to question time\n"
    "- at the end, ask whether the need was met, and close; note only date, people, minutes and format\n"
    "Presenting and facilitating at once is hard: the facilitator does not present."
)
NEWCOMER = (
    "Thank you for offering. A newcomer does not facilitate their first meeting, so this one is for somebody else; "
    "from your second meeting on you can."
)
NOT_COMING_YET = (
    "You said that you are not coming to that meeting. If you are after all, type **meeting coming** first."
)
NO_MEETING = "No meeting is planned, so there is no turn to take. Type **meeting** to see why."
GONE = "That meeting is no longer kept here. Type **turns** to see who is next."
_LONGEST_NAME = 40


def name(words: str) -> str:
    return quoted(words if len(words) <= _LONGEST_NAME else words[: _LONGEST_NAME - 1] + "…")


def _buttons(meeting: Meeting, role: str) -> tuple[Button, Button]:
    return Button(I_WILL, Will(meeting.id, role), "primary"), Button(I_CANNOT, Pass(meeting.id, role))


# Asking.


def ask(group: Group, meeting: Meeting, role: str, *, moved: bool) -> Message:
    """To whoever has the turn. `moved`: they were asked about another time before."""
    again = "The meeting has moved, and your turn has moved with it: " if moved else "It is your turn: "
    text = f"{again}would you facilitate **{name(group.name)}** on {when(meeting.start)}?\n{DUTIES}\n{HOW}"
    return Message(
        f"{text} If you cannot, the next person is asked, and your turn is kept for you.", _buttons(meeting, role)
    )


def passed_on(group: Group, meeting: Meeting, instead: Profile | None) -> Message:
    """To somebody who has gone away, about a turn that they knew of."""
    other = f"{name(instead.name)} is asked" if instead else "the room is asked"
    start = when(meeting.start, "date")
    return Message(
        f"Since you are away, {other} to facilitate **{name(group.name)}** on {start}. Your turn is kept for you."
    )


def nobody(meeting: Meeting, role: str) -> Message:
    """To the room, when nobody is left to ask."""
    text = f"Nobody is left to ask to facilitate our meeting on {when(meeting.start)}: {_ALL}. "
    text += f"Would one of you after all? Press {I_WILL}, or type **/tend turns will**."
    return Message(text, _buttons(meeting, role)[:1])


_ALL = "everybody has passed, is away, is not coming, or would be at their first meeting"


def somebody(meeting: Meeting, who: Profile) -> Message:
    """To the room, after it heard that there was nobody."""
    return Message(f"{name(who.name)} facilitates our meeting on {when(meeting.start)}.")


# Answers.


def will(group: Group, meeting: Meeting, role: str, *, stood: bool) -> Message:
    start = "That stands" if stood else "Thank you"
    start += f": you facilitate **{name(group.name)}** on {when(meeting.start)}."
    after = "You are down as coming, and the reminders name you. **turns** shows what it asks of you."
    return Message(f"{start} {after} If you cannot after all, type **turns pass**.", _buttons(meeting, role)[1:])


def passed(meeting: Meeting, instead: Profile | None, *, stood: bool) -> Message:
    start = "That stands: you passed." if stood else "Thank you for saying so."
    day = when(meeting.start, "date")
    nobody_left = "Nobody is left to ask, so the room is asked who facilitates"
    other = f"{name(instead.name)} is asked to facilitate" if instead else nobody_left
    return Message(f"{start} {other} on {day}. Your turn is kept for you.")


def not_yours(meeting: Meeting, who: Profile | None) -> str:
    if who is None:
        return f"Nobody has the turn for the meeting on {when(meeting.start)}, so there is nothing to pass on."
    return f"The turn for the meeting on {when(meeting.start)} is with {name(who.name)} now, so nothing happened."


def too_late(meeting: Meeting) -> str:
    what = "was called off" if meeting.cancelled_at else "has begun or is over"
    return (
        f"The meeting on {when(meeting.start)} {what}, so its turn stands as it was. Type **turns** to see who is next."
    )


def not_understood(words: str) -> Message:
    heard = f"I understood **turns**, but not “{name(words)}” after it. "
    return Message(f"{heard}For example: **turns will**, **turns pass**, or **turns** alone to read whose turn it is.")


# The history.


def turns(
    group: Group,
    next_turn: str,
    steps: Sequence[Told],
    *,
    mine: tuple[Meeting, str] | None,
    pages: tuple[Button, ...],
) -> Message:
    """Whose turn it is and how it came about. `mine`: the reader has the turn, at this meeting, in this role."""
    lines = [f"**Turns in {name(group.name)}**", next_turn, *([DUTIES, HOW] if mine else []), RULE]
    lines += ["What happened, the latest first:", *(_told(step) for step in steps)] if steps else []
    return Message("\n".join(lines), (*(_buttons(*mine) if mine else ()), *pages))


def whose_turn(meeting: Meeting, who: Profile, state: str, *, mine: bool) -> str:
    """`state` is "will", "asked" or "chosen"."""
    they = "You facilitate" if mine else f"{name(who.name)} facilitates"
    said = {
        "will": "and said yes",
        "asked": "and has not answered yet" if not mine else "if you can; you have not answered yet",
        "chosen": "and is asked a week before" if not mine else "if you can; Tend asks you a week before",
    }
    if mine and state == "will":
        return f"{they} on {when(meeting.start)}; you said yes."
    return f"{they} on {when(meeting.start)}, {said[state]}."


def no_turn(meeting: Meeting, *, alone: bool) -> str:
    if alone:
        return (
            f"Nobody facilitates on {when(meeting.start)} yet: you are the only member so far. With two, turns begin."
        )
    return f"Nobody facilitates on {when(meeting.start)} yet: {_ALL}. Any of you can still, with **turns will**."


def pages(group: Group, page: int, *, more: bool) -> tuple[Button, ...]:
    earlier = (Button("Earlier", ShowTurns(group.id, page + 1)),) if more else ()
    return earlier + ((Button("Later", ShowTurns(group.id, page - 1)),) if page else ())


_STEPS = {
    "will": "said yes",
    "took": "took the turn",
    "did": "facilitated",
    "passed": "passed; the turn is kept",
    "not_coming": "was not coming; the turn is kept",
    "away": "was away; the turn is kept",
    "gone": "is no longer in the workspace; the turn is kept",
    "unreached": "could not be reached; the turn is kept",
    "left": "left the group",
}
_WHY = {
    "only": "nobody else could be asked",
    "never": "had not facilitated yet",
    "kept": "had kept a turn",
    "fewest": "fewest turns for the meetings they were at",
    "longest": "longest since the last turn",
    "joined": "first to join of those with as many turns",
}


def _told(step: Told) -> str:
    who = name(step.name) if step.name else "Somebody who has left"
    what = _STEPS.get(step.what) or f"was chosen: {_WHY.get(step.why, '')}"
    return f"- {_date(step.start)}: {who} {what}"


def _date(start: datetime) -> str:
    return when(start, "date")
