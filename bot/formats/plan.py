"""What a format comes to for one case: its phases for the help that was asked for, and the two rounds that all have.

Before the first ideas the group looks at culture, identity and power, unless the presenter declined it; and the
presenter has the last word.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bot.formats import screens
from bot.formats.format import Format, Help, Phase, Role, Speech
from bot.formats.reading import bank

CULTURE, LAST_WORD = "culture", "last-word"
CULTURE_MINUTES, LAST_WORD_MINUTES = 4, 3
CULTURE_DAYS, LAST_WORD_DAYS = 0.5, 1.0


@dataclass(frozen=True)
class Step:
    """One phase of one case. `minutes` live, `days` of somebody's own waking hours otherwise. See `Phase`."""

    id: str
    name: str
    minutes: int
    days: float
    may: Mapping[Role, Speech] = field(hash=False)
    prompt: str
    in_turn: bool = False
    rated: bool = False
    lenses: bool = False
    last_word: bool = False


def plan(form: Format, help: Help, *, culture: bool, number: int = 0) -> tuple[Step, ...]:
    """The steps of a case. `number` counts the group's cases, so that prompts go round."""
    steps: list[Step] = []
    for phase in form.phases:
        if phase.id == form.culture_before and culture:
            steps.append(_culture(number))
        if help not in phase.not_for:
            steps.append(_step(phase, help))
    return tuple(steps if steps[-1].last_word else [*steps, _LAST_WORD])


def _step(phase: Phase, help: Help) -> Step:
    """Whoever just wants to be heard gets no suggestions: what would be one is a reflection."""
    told = {role: _heard(speech) if help == "listen" else speech for role, speech in phase.may.items()}
    prompt = phase.prompts.get(help, phase.prompt)
    marks = {name: getattr(phase, name) for name in ("in_turn", "rated", "lenses", "last_word")}
    return Step(phase.id, phase.name, phase.minutes, phase.days, told, prompt, **marks)


def _heard(speech: Speech) -> Speech:
    return "reflection" if speech == "suggestion" else speech


def _culture(number: int) -> Step:
    prompts = bank("culture")
    everybody: dict[Role, Speech] = {"presenter": "answer", "peers": "reflection"}
    prompt = prompts[number % len(prompts)]
    return Step(CULTURE, screens.CULTURE, CULTURE_MINUTES, CULTURE_DAYS, everybody, prompt)


_LAST_WORD = Step(
    LAST_WORD,
    screens.LAST_WORD,
    LAST_WORD_MINUTES,
    LAST_WORD_DAYS,
    {"presenter": "answer"},
    screens.LAST_WORD_PROMPT,
    last_word=True,
)


def lens(peers: tuple[str, ...], who: str, number: int) -> str:
    """From where this peer looks in the group's case of this number; each moves on by one from case to case."""
    lenses = bank("lenses")
    return lenses[(peers.index(who) + number) % len(lenses)]
