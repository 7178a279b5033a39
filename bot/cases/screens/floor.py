"""What those who are in read while a case goes on: the place, each phase, what was said, and what time it is."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from bot.cases.actions import (
    DropHeld,
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
    SayHeld,
    SendWords,
    StepOut,
    TakeBack,
    TakePart,
)
from bot.cases.papers import Card
from bot.cases.screens import HOLDS, WANTS, days, first
from bot.cases.screens.card import culture
from bot.cases.screens.draft import words_field
from bot.formats.format import Format
from bot.formats.plan import Step
from bot.marks import quoted, when
from bot.ui import Button, Form, Message

VERBS = {
    "story": "tells",
    "factual": "asks",
    "open": "asks",
    "reflection": "says",
    "suggestion": "suggests",
    "answer": "answers",
}
TITLES = {
    "story": "The story",
    "factual": "A question",
    "open": "A question",
    "reflection": "A reflection",
    "suggestion": "A suggestion",
    "answer": "An answer",
}
ASKED = {
    "story": "tells the story",
    "factual": "questions about facts",
    "open": "open questions",
    "reflection": "reflections",
    "suggestion": "suggestions",
    "answer": "answers",
}


def topic(on: str, place: int) -> str:
    return f"Case, {on}" if place == 1 else f"Case, {on} ({place})"


def welcome(
    case_id: str,
    paper: Card,
    presenter: str,
    leader: str,
    others: Sequence[str],
    listening: int,
    form: Format,
    parts: Mapping[str, str],
    help: str,
    kept: int,
    *,
    apart: bool,
) -> Message:
    """`parts` names who has which role of the format; `listening` counts those who came in later to listen."""
    leads = f"{first(leader)} facilitates." if leader else "Nobody facilitates; Tend keeps the time."
    where = "What follows is" if apart else "This place is"
    reads = "" if apart else " What you write here without Tend, it neither reads nor can delete."
    listens = f" {listening} more {'listens' if listening == 1 else 'listen'}." if listening else ""
    free = [role for role in form.roles if role not in parts]
    return Message(
        "\n".join(
            [
                f"**{where} for those who are in this case**: {', '.join([presenter, *others])}. {leads}{listens}",
                *(f"- {role.capitalize()}: {parts.get(role, NOBODY_YET)}. {form.roles[role]}" for role in form.roles),
                f"{first(presenter)} would like {WANTS[help]}. The question: “{quoted(paper.question)}”",
                culture(paper.note),
                f"The format: {form.name}",
                HOLDS,
                "Speak with **Say something** under each phase: then Tend can keep the floor, look through it for "
                f"what identifies, and delete it {kept} days after the end.{reads} Whoever runs this chat may be able "
                "to read here.",
            ]
        ),
        tuple(Button(f"I'll be {role}", TakePart(case_id, role)) for role in free),
    )


def some_others(count: int) -> str:
    """Under a mask nobody is listed: by who is missing one could tell who presents."""
    return f"{count} others"


def body(case_id: str, presenter: str, paper: Card) -> Message:
    return Message(
        f"**{first(presenter)} tells the case**\n{quoted(paper.body)}", (Button("Report 0", Report(case_id, 0)),)
    )


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


def seen_by(step: Step, *, held: bool) -> str:
    """Who of the people around reads what is written in this form."""
    if step.last_word:
        return "Those who are in read what you will do; the rest is for your note alone."
    return (
        "Nobody else, until you say it yourself." if held else "Those who are in read it, and nobody else in the group."
    )


def form(case_id: str, step: Step, at: int, speech: str, held: bool, could_see: str) -> Form:
    does = SendWords(case_id, at)
    if step.last_word:
        last = tuple(words_field(name) for name in ("will", "why", "now"))
        return Form("The last word", does, last, note=could_see)
    title = "Kept until your phase" if held else TITLES.get(speech, "Say something")
    return Form(title, does, (words_field("words"),), "Keep it" if held else "Send", could_see)


NOBODY_YET = "nobody yet"
YOU, SOMEBODY_ELSE = "you", "somebody else"
SAID = Message("Said to those who are in.")
SAID_LAST = Message("Said. That was the last word; your note comes to you alone.")
HELD = Message(
    "Kept for you. In this phase you listen; I give it back to you when yours comes, and you say it then or leave it."
)
NOT_ASKED = Message("In this phase you listen, so nothing is waited for from you.")
WAITS_FOR_ANSWER = "A question waits for you. "
PASSED = Message("You leave this one to the others.")
DECLINED = Message("Declined, and only that is noted.")
ROUND_LEFT_OUT = Message("This round is left out, and only that is noted.")
HAND_UP = Message("Your hand is up; whoever facilitates sees it.")
PAUSED = Message("Paused. **Go on with it** when you are ready.")
RESUMED = Message("It goes on.")
NEXT = Message("On to the next.")
OUT = Message("You have stepped out, and nobody is told why. Of this case, nothing more reaches you.")
GIVEN_BACK = Message("It was said to those who are in.")
LEFT_UNSAID = Message("Left unsaid, and deleted.")


def given_back(case_id: str, word_id: str, words: str, step: str, *, late: bool) -> Message:
    """Held words, to their author alone. `late`: no phase is to come in which they could be said."""
    now = (
        "Your silence is over, and only the last word is still to come; so this can be said now, outside the phases."
        if late
        else f"Now is the phase “{step}”, and you may speak."
    )
    return Message(
        f"{_wrote(words)}\n{now} Press or type **Say it now** or **Keep it unsaid**.",
        (
            Button("Say it now", SayHeld(case_id, word_id), "primary"),
            Button("Keep it unsaid", DropHeld(case_id, word_id)),
        ),
    )


def given_back_at_the_end(words: str) -> Message:
    return Message(f"{_wrote(words)}\nThe case is over, so it stays unsaid. It is yours alone, and deleted here.")


def _wrote(words: str) -> str:
    return f"While you were listening you wrote: “{quoted(words)}”"


def came(name: str, *, listens: bool) -> Message:
    """Those who are in know who reads along."""
    how = "to listen" if listens else "as well"
    return Message(f"{first(name)} has come in {how}, and reads it from the beginning in their own conversation.")


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


# Protection.


def reported(number: int, words: str) -> Message:
    what = "your case" if number == 0 else f"what you said under {number}"
    return Message(
        f"Somebody who is in asked that {what} be hidden, so I have hidden it at once, from everybody but you. That "
        "is no verdict: it may hold a detail that points to somebody. You can say it again in other words.\n"
        f"It was: “{quoted(words)}”"
    )


HIDDEN = Message("It is hidden from everybody but its author, who is told why, but not by whom.")
HIDDEN_ALREADY = Message("It is hidden already.")
TAKEN_BACK = Message("Taken back, and deleted: here, and where Tend had said it.")


def safety(text: str) -> Message:
    """The group's own card. Tend says nothing of its own about what is right."""
    shown = (
        quoted(text)
        if text
        else (
            "Your group has not written its own card yet: any member can, in **settings**, under *Safety card*. Until "
            "then: in danger, your local emergency number; about a duty to report, the body that registers you."
        )
    )
    return Message(
        f"**Somebody's safety comes first. The case is paused.**\n{shown}\n"
        "Whether something has to be reported is each one's own judgement; Tend has no opinion, tells nobody, and "
        "notes only that this card was shown. **Go on with it** when you are ready."
    )


SAFETY_SHOWN = Message("Everything is paused, and your group's own card stands in the place of the case.")
