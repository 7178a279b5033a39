"""One format as its file says it: who may speak in which phase and how, for how long, and what they are asked.

Unknown words in a file are refused, so that a slip of the finger is never a rule that silently does not hold.
"""

from collections.abc import Mapping
from typing import Annotated, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, model_validator

Help = Literal["tell", "think", "listen"]
"""What the presenter wants: to be told what others think, to think with somebody, or to be heard without advice."""
Role = Literal["presenter", "peers", "facilitator"]
"""Who may speak. The facilitator speaks as the peers do, unless a phase says what they do themselves."""
Speech = Literal["story", "factual", "open", "reflection", "suggestion", "answer"]
"""A story, a question about a fact, an open question, a reflection, a suggestion, or what the presenter answers."""

QUESTIONS: tuple[Speech, ...] = ("factual", "open")
RATED: tuple[Speech, ...] = (*QUESTIONS, "reflection")
"""What a presenter may rate: questions, and what others take the problem to be. Suggestions may be refused anyway."""
HELPS: tuple[Help, ...] = ("tell", "think", "listen")

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,23}$")]
Line = Annotated[str, Field(min_length=1, max_length=60)]
Sentences = Annotated[str, Field(min_length=1, max_length=400)]


Listed = Field(strict=False)
"""A list in the file, a tuple here; what stands in it is still checked strictly."""


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")


class Phase(_Strict):
    """`minutes` when people meet; `days` of their own waking hours when the case goes over days.

    `prompts` stand in place of `prompt` for a kind of help; `not_for` leaves the phase out for one. `in_turn`: one
    after the other. `rated`: the presenter may say how close each came. `lenses`: each looks from another place.
    `last_word`: the presenter says what they will do, or declines to.
    """

    id: Word
    name: Line
    minutes: Annotated[int, Field(ge=1, le=120)]
    days: Annotated[float, Field(ge=0.25, le=7)] = 1
    may: Annotated[Mapping[Role, Speech], Field(min_length=1)]
    prompt: Sentences
    prompts: Mapping[Help, Sentences] = {}
    not_for: Annotated[tuple[Help, ...], Listed] = ()
    in_turn: bool = False
    rated: bool = False
    lenses: bool = False
    last_word: bool = False

    @model_validator(mode="after")
    def _means_something(self) -> Self:
        if self.in_turn and "peers" not in self.may:
            raise ValueError("in_turn is about peers, and here none may speak")
        if self.rated and self.may.get("peers") not in RATED:
            raise ValueError(f"rated is about what peers ask or say, so peers need one of {', '.join(RATED)}")
        if self.last_word and dict(self.may) != {"presenter": "answer"}:
            raise ValueError("the last word is the presenter's alone, so it says may: {presenter: answer}")
        if self.may.get("presenter") == "suggestion":
            raise ValueError("the presenter gets suggestions and makes none")
        return self


class Format(_Strict):
    """`people` are the fewest and the most, the presenter among them. `minutes_sure` is false when they are ours.

    `culture_before` names the phase before which culture, identity and power are looked at: that of the first ideas.
    `roles` are parts beside presenter and facilitator, and what each asks; those named in `leads` may pause, extend and
    go on as the facilitator does.
    """

    id: Word
    name: Line
    about: Annotated[str, Field(min_length=1, max_length=200)]
    source: Annotated[str, Field(min_length=1, max_length=200)]
    people: Annotated[tuple[int, int], Listed]
    minutes: Annotated[int, Field(ge=5, le=240)]
    minutes_sure: bool = True
    suits: Annotated[tuple[Help, ...], Field(min_length=1, strict=False)]
    roles: Annotated[Mapping[Word, Sentences], Field(max_length=3)] = {}
    leads: Annotated[tuple[Word, ...], Listed] = ()
    culture_before: Word
    phases: Annotated[tuple[Phase, ...], Field(min_length=2, max_length=12, strict=False)]

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        for wrong in self._wrong():
            raise ValueError(wrong)
        return self

    def _wrong(self) -> list[str]:
        ids = [phase.id for phase in self.phases]
        fewest, most = self.people
        total = sum(phase.minutes for phase in self.phases)
        lost = [name for name in self.leads if name not in self.roles]
        checks = {
            f"people is {fewest} to {most}: it takes at least 3, and at most 12 fit at a table": 3
            <= fewest
            <= most
            <= 12,
            f"the phases come to {total} minutes, and minutes says {self.minutes}": total == self.minutes,
            "presenter, facilitator and peers are in every format, so no role can be called so": not {*get_args(Role)}
            & set(self.roles),
            f"with {len(self.roles)} roles beside presenter and facilitator it takes at least {len(self.roles) + 2} "
            f"people, and people begins at {fewest}": fewest >= len(self.roles) + 2,
            f"leads names {', '.join(lost)}, and roles does not": not lost,
            "two phases have the same id": len(set(ids)) == len(ids),
            f"culture_before says {self.culture_before}, and no phase has this id": self.culture_before in ids,
            "the presenter never speaks": any("presenter" in phase.may for phase in self.phases),
            "nobody but the presenter ever speaks": any("peers" in phase.may for phase in self.phases),
            "only the last phase can be the last word": not any(phase.last_word for phase in self.phases[:-1]),
            "culture and last-word are the ids of rounds that every format has": not {"culture", "last-word"}
            & set(ids),
            "a kind of help leaves out every phase in which peers speak": all(
                any("peers" in phase.may and kind not in phase.not_for for phase in self.phases) for kind in HELPS
            ),
        }
        return [sentence for sentence, holds in checks.items() if not holds]
