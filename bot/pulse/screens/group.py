"""What the group reads: that a pulse is open, its result or why there is none, and what the group has decided."""

from collections.abc import Mapping
from datetime import datetime

from bot.groups.screens import named, titled
from bot.groups.tables import Group
from bot.instruments import Instrument
from bot.marks import when
from bot.pulse.actions import AskRhythm, Open, SetRhythm, ShowCopies
from bot.pulse.rules import LEAST, MOST, Withheld
from bot.pulse.screens import numbers
from bot.pulse.screens.choosing import choose, spoken
from bot.pulse.screens.handing_in import scores
from bot.pulse.screens.picture import alt, drawn
from bot.pulse.screens.questions import SUPPORT, begin
from bot.pulse.tables import PulsePlan, Wave
from bot.rhythm import recall
from bot.ui import Button, Form, Message, Picture, Text

EXAMPLE = "first Monday 09:00"
COPIES = Button("My copies", ShowCopies())
INSTEAD = (
    "What helps without any of this is an opening round: at the next meeting, whoever likes says in a sentence how "
    "they are, under their own name."
)


def too_small(members: int, least: int) -> str:
    return (
        f"A pulse needs at least {least} members, and your group has {members}: with fewer, everybody could work out "
        "who said what, so Tend shows no result at all. For yourself alone you can take such questions by typing "
        f"**measure**. {INSTEAD}"
    )


def too_often(asked: Instrument) -> str:
    why = numbers.recalled(asked, "The questions ask about ", ", so a") or "A"
    return f"{why} pulse can come every {numbers.often(asked)} or more rarely."


def too_soon(asked: Instrument, again: datetime) -> str:
    return f"{too_often(asked)} For your group, the next one can open after {when(again)}."


def opened(wave: Wave, group: Group, opener: str) -> Message:
    """Told to the room. `opener` is empty when the rhythm opened it."""
    who = f"{named(opener)} has opened the pulse" if opener else "It is time for the pulse"
    return Message(
        f"{who} of {titled(group.name)}. It is open until {when(wave.closes_at)}. Everybody has the questions in their "
        "direct messages with Tend; whether somebody answers is told to nobody. What can be shown comes here when "
        "it has closed, once.",
        (begin(wave),),
    )


def opened_by_you(wave: Wave) -> Message:
    return Message(
        f"The pulse is open until {when(wave.closes_at)}. The room was told, and everybody has the questions in their "
        "direct messages.",
        (begin(wave),),
    )


def was_open(wave: Wave, group: Group) -> Message:
    """What stands in the room in place of `opened` from the close on."""
    return Message(
        f"The pulse of {titled(group.name)}, open from {when(wave.opened_at, 'date')}, has closed. What could be shown "
        "stands in this room."
    )


def overview(
    group: Group,
    plan: PulsePlan | None,
    asked: Instrument,
    shown: Wave | None,
    again: datetime | None,
    *,
    copies: bool,
    members: int,
) -> Message:
    """`again`: from when one can be opened, while that is still to come."""
    least = plan.least if plan else LEAST
    lines = [f"**The pulse of {titled(group.name)}**", "None is open now."]
    if members < least:
        lines += [f"Opening one takes {least} members, and your group has {members}. {INSTEAD}"]
    lines += [_rhythm(plan)]
    lines += [f"The latest result was shown for the pulse of {when(shown.opened_at, 'date')}."] if shown else []
    lines += [
        f"A result is shown when at least {least} have answered. To ask for more, type for example **pulse least 7**; "
        f"fewer than {LEAST} cannot be chosen.",
        f"Any member may open one{f' after {when(again)}' if again else ''}. It asks everybody {_what(asked)}, and is "
        "open for a week. To ask something else: **pulse questions**.",
    ]
    buttons = [] if again or members < least else [Button("Open a pulse", Open(group.id), "primary")]
    buttons += [Button("Set a rhythm", AskRhythm(group.id)), choose(group)]
    return Message("\n".join(lines), (*buttons, *([COPIES] if copies else []), SUPPORT))


def _what(asked: Instrument) -> str:
    return f"{numbers.counted(asked)} of Tend's own" if asked.wording == "ours" else f"the questions of {spoken(asked)}"


def _rhythm(plan: PulsePlan | None) -> str:
    if plan is None or not plan.rhythm:
        return f"It opens when a member opens it. For a rhythm, type for example **pulse {EXAMPLE}**."
    coming = f", next {when(plan.next_at)}" if plan.next_at else ""
    return f"It opens by itself: {recall(plan.rhythm).spoken()}{coming}. To stop that, type **pulse off**."


def rhythm_form(group: Group, plan: PulsePlan | None) -> Form:
    field = Text("rhythm", "When should a pulse open by itself?", f"For example {EXAMPLE}; or: off", most=120)
    return Form("Rhythm of the pulse", SetRhythm(group.id), (field,), "Save")


def decided(who: str, group: Group, plan: PulsePlan) -> Message:
    """Told to the room after a member has changed the rhythm."""
    return Message(
        f"{named(who)} has changed the pulse of {titled(group.name)}. {_rhythm(plan)} Anybody in the group can change "
        "that."
    )


def decided_least(who: str, group: Group, plan: PulsePlan) -> Message:
    return Message(
        f"{named(who)} has changed the pulse of {titled(group.name)}: from the next one on, a result is shown when at "
        f"least {plan.least} have answered. Anybody in the group can change that, to {LEAST} or more."
    )


SAVED = Message("Saved, and the group's room was told.")
UNCHANGED = Message("It is so already, so nothing changed and nobody was told.")


def not_a_least() -> str:
    return (
        f"That has to be a whole number from {LEAST} to {MOST}, for example **pulse least 7**. Fewer than {LEAST} "
        "cannot be chosen: with them, one could work out who said what."
    )


def result(
    wave: Wave, group: Group, asked: Instrument, shown: Mapping[str, str], before: Mapping[str, str] | None
) -> Message:
    """Said once, to the room. `before`: an earlier result that may be put beside this one."""
    on_line, line_before = shown, before
    shown, before = _numbers(asked, shown), before and _numbers(asked, before)
    lines = [f"**The pulse of {titled(group.name)}, {when(wave.opened_at, 'date')} to {when(wave.closes_at, 'date')}**"]
    for scale in asked.scales:
        earlier = f" (the time before: {before[scale.id]})" if before else ""
        lines.append(f"- {scale.title}: {shown[scale.id]}{earlier}")
    picture = Picture(drawn(asked.scales, on_line, line_before), alt(asked.scales, shown, before))
    return Message("\n".join([*lines, *_how_to_read(asked)]), (SUPPORT,), picture)


def _numbers(asked: Instrument, results: Mapping[str, str]) -> dict[str, str]:
    return {scale.id: numbers.in_its_numbers(asked, scale, results[scale.id]) for scale in asked.scales}


def _how_to_read(asked: Instrument) -> list[str]:
    whose = f"Questions of Tend's own, {asked.note}." if asked.note else f"The questions are those of {asked.title}."
    return [
        f"{numbers.how_to_read(asked)} More is not shown and not kept; the sums are deleted now. In a small group, "
        "two who compare their answers may still guess at somebody else's, so be kind to each other with it.",
        f"{whose} If you like, talk about it at the next meeting; nobody has to say what they answered.",
    ]


def withheld(wave: Wave, group: Group, why: Withheld) -> Message:
    """No result, why, what it would take, and what the group can do instead. It depends on no answer."""
    return Message(
        f"**The pulse of {titled(group.name)} has closed, and no result is shown.**\n"
        f"{_why(why, wave.least)}\n"
        "This has nothing to do with what anybody answered. All answers are deleted now. "
        f"{INSTEAD}",
        (SUPPORT,),
    )


def _why(why: Withheld, least: int) -> str:
    match why:
        case Withheld.FEW:
            return f"Fewer than {least} have answered. With at least {least}, nobody's answer can be read off."
        case Withheld.SMALL:
            return (
                f"The group has fewer than {least} members now. A pulse can show something again when it has {least}."
            )
        case Withheld.PUT_BACK:
            return (
                "Tend had to go back to an earlier copy of what it keeps. Answers that came after that copy are lost, "
                "and a result of the others alone could say something about single people."
            )
        case Withheld.ALIKE:
            return (
                "Nearly the same people have answered as in a pulse that was shown before. Put side by side, the two "
                f"would say something about single people. A result is shown when exactly the same people answer "
                f"again, or at least {least} others."
            )


def shared(name: str, asked: Instrument, answers: Mapping[str, str]) -> Message:
    """Somebody's own answers, which they have chosen to share for this one pulse."""
    return Message(
        f"{named(name)} has chosen to share their own answers of this pulse:\n{scores(asked, answers)}\n"
        f"{_line(asked)}They are not part of the group's result."
    )


def _line(asked: Instrument) -> str:
    return "From 1 to 5. " if all(asked.range(scale) == (1, 5) for scale in asked.scales) else ""


def cannot_open(group: Group, why: str) -> Message:
    """Told to the room when the rhythm finds that the questions cannot be asked any more."""
    return Message(
        f"It is time for the pulse of {titled(group.name)}, and it could not open. {why} Anybody in the group can "
        "choose other questions: **pulse questions**."
    )
