"""The phases as they are read while a case goes on: what each is, who may speak, what was said, what time it is."""

from collections.abc import Collection, Sequence
from datetime import datetime

from bot.cases.actions import (
    Extend,
    GoOn,
    LeaveOut,
    LeaveOutRound,
    Pause,
    RaiseHand,
    Report,
    Resume,
    Safety,
    Say,
    StepOut,
    TakeBack,
)
from bot.cases.screens import days, first
from bot.formats.plan import Step
from bot.marks import quoted, when
from bot.ui import Button, Message

VERBS = {
    "story": "tells",
    "factual": "asks",
    "open": "asks",
    "reflection": "says",
    "suggestion": "suggests",
    "answer": "answers",
}
ASKED = {
    "story": "tells the story",
    "factual": "questions about facts",
    "open": "open questions",
    "reflection": "reflections",
    "suggestion": "suggestions",
    "answer": "answers",
}


def phase(
    case_id: str,
    step: Step,
    at: int,
    count: int,
    *,
    live: bool,
    until: datetime | None,
    who: str,
    lenses: Sequence[str],
    hands: str,
    whose: str,
    paused: bool,
    state: str,
    can: Collection[str],
) -> Message:
    """A phase as it stands: `state` is "", "soon" or "up"; `who` says who speaks, `whose` turn it is, and `can` what
    those who read this can do, as in `bot.formats.engine`.
    """
    lasts = f"{step.minutes} minutes" if live else f"{days(step.days)} of your own waking hours each"
    ends = f", until {when(until, 'time' if live else 'moment')}" if until else ""
    lines = [f"**{at + 1} of {count}: {step.name}** ({lasts}{ends})", step.prompt, who]
    lines += lenses
    lines += [f"It goes round. Now: {whose}."] if whose else []
    lines += [f"Hands: {hands}."] if hands else []
    lines += ["Two minutes are left."] if state == "soon" and not paused else []
    leads = "lead" in can
    lines += [TIME_IS_UP if leads else TIME_IS_UP_FOR_ANOTHER] if state == "up" and not paused else []
    if paused:
        return Message("\n".join([*lines, PAUSED_NOW if leads else PAUSED_BY_ANOTHER]), _paused(case_id, at, can))
    return Message("\n".join(lines), _buttons(case_id, at, step, can))


TIME_IS_UP, TIME_IS_UP_FOR_ANOTHER = "The time is up: **Next**, or **Extend**.", "The time is up."
PAUSED_NOW = "**Paused.** When you are ready, press **Go on with it**."
PAUSED_BY_ANOTHER = "**Paused.** It goes on when whoever facilitates is ready."
STEP_OUT = "step out"


def hands(names: Sequence[str], *, masked: bool) -> str:
    """Under a mask only their number."""
    return str(len(names)) if masked and names else ", ".join(names)


def _buttons(case_id: str, at: int, step: Step, can: Collection[str]) -> tuple[Button, ...]:
    """Nobody is shown what they cannot do."""
    does = (
        ("speak", Button("Say something", Say(case_id), "primary")),
        ("pass", Button("Decline" if step.last_word else "Pass", LeaveOut(case_id, at))),
        ("skip the round", Button("Skip this round", LeaveOutRound(case_id, at))),
        ("raise a hand", Button("Raise my hand", RaiseHand(case_id))),
        ("lead", Button("Hold the case", Pause(case_id))),
        ("lead", Button("Extend", Extend(case_id, at))),
        ("lead", Button("Next", GoOn(case_id, at))),
    )
    return (*(button for act, button in does if act in can), *_at_any_time(case_id, can))


def _paused(case_id: str, at: int, can: Collection[str]) -> tuple[Button, ...]:
    leads = (Button("Go on with it", Resume(case_id)), Button("Next", GoOn(case_id, at))) if "lead" in can else ()
    return (*leads, *_at_any_time(case_id, can))


def _at_any_time(case_id: str, can: Collection[str]) -> tuple[Button, ...]:
    out = (Button("Step out", StepOut(case_id)),) if STEP_OUT in can else ()
    return (Button("Safety", Safety(case_id)), *out)


def who_speaks(step: Step, presenter: str) -> str:
    """ "Everybody but Ana: open questions. Ana answers." """
    peers, theirs, lead = (step.may.get(role) for role in ("peers", "presenter", "facilitator"))
    said = []
    if peers:
        said.append(f"Everybody but {presenter}: {ASKED[peers]}.")
    elif lead:
        said.append("Whoever facilitates speaks.")
    if theirs:
        said.append(f"{first(presenter)} {VERBS[theirs]}.")
    elif peers:
        said.append(f"{first(presenter)} listens; what they write meanwhile is kept for their own phase.")
    return " ".join(said)


def phase_over(step: Step, at: int, count: int) -> Message:
    return Message(f"{at + 1} of {count}: {step.name}{_stop(step)} This phase is over.")


def _stop(step: Step) -> str:
    """Ends a sentence with the name of a phase, which may be a question."""
    return "" if step.name.endswith("?") else "."


def looks(name: str, lens: str) -> str:
    return f"- {name} looks as: {lens}"


def own_look(lens: str) -> str:
    """Under a mask each reads their own alone: by who is missing one could tell who presents."""
    return f"- You look as: {lens}"


def said(case_id: str, number: int, name: str, speech: str, words: str) -> Message:
    return Message(
        f"**{number}.** {first(name)} {VERBS[speech]}: {quoted(words)}",
        (Button(f"Report {number}", Report(case_id, number)), Button(f"Take back {number}", TakeBack(case_id, number))),
    )


YOU, SOMEBODY_ELSE = "you", "somebody else"
WAITS_FOR_ANSWER = "A question waits for you. "
PAUSED = Message("Paused. **Go on with it** when you are ready.")
RESUMED = Message("It goes on.")
NEXT = Message("On to the next.")
OUT = Message("You have stepped out, and nobody is told why. Of this case, nothing more reaches you.")


def reminder(case_id: str, question: str, step: Step, at: int, until: datetime | None, waits: str) -> Message:
    ends = f" It ends on {when(until)}." if until else ""
    skip = "Decline" if step.last_word else "Pass"
    return Message(
        f"In the case “{quoted(question)}” the phase is **{step.name}**{_stop(step)}{ends} {step.prompt}\n"
        f"{waits}Press or type **Say something** or **{skip}**. This is the only reminder in this phase.",
        (Button("Say something", Say(case_id), "primary"), Button(skip, LeaveOut(case_id, at))),
    )


def time_is_up(case_id: str, step: Step, at: int) -> Message:
    return Message(
        f"The time for “{step.name}” is up. Press or type **Next** or **Extend**.",
        (Button("Next", GoOn(case_id, at)), Button("Extend", Extend(case_id, at))),
    )
