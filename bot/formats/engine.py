"""The floor: who may speak now, and what follows from what somebody did. State and event in, state and effects out.

Whoever speaks while it is not their phase is not silenced: their words are held, and given back to them when a phase
comes in which they may speak; at the latest when their silence is over and only the last word is to come. Nothing here
knows what was said.
"""

from dataclasses import dataclass, field, replace
from typing import Literal

from bot.formats.format import QUESTIONS, Role, Speech
from bot.formats.plan import CULTURE, Step

Verdict = Literal["said", "held", "not your turn", "paused", "over", "not in"]
Entrance = Literal["peer", "listener", "closed"]
Act = Literal["speak", "pass", "skip the round", "raise a hand", "lead"]


@dataclass(frozen=True)
class State:
    """A case at one instant. `at` is the step, -1 before it began and `len(steps)` when it is over.

    `facilitator` is empty when nobody leads; then time does, and any peer may pause. `peers` are everybody but these
    two. `beside` lead together with the facilitator. `done` have spoken or passed in this step. `held` says whose words
    wait; `hands` are raised, in order.
    """

    steps: tuple[Step, ...]
    presenter: str
    facilitator: str
    peers: tuple[str, ...]
    live: bool
    at: int = -1
    paused: bool = False
    done: frozenset[str] = frozenset()
    held: frozenset[str] = frozenset()
    hands: tuple[str, ...] = ()
    culture: str = ""
    last_word: str = ""
    beside: frozenset[str] = frozenset()

    @property
    def step(self) -> Step | None:
        return self.steps[self.at] if 0 <= self.at < len(self.steps) else None

    @property
    def over(self) -> bool:
        return self.at >= len(self.steps)

    @property
    def everybody(self) -> tuple[str, ...]:
        return tuple(filter(None, (self.presenter, *self.peers, self.facilitator)))


@dataclass(frozen=True)
class Outcome:
    """What came of an event. `verdict` is about speech; `given_back` are those whose held words are theirs again."""

    state: State
    verdict: Verdict | None = None
    began: bool = False
    given_back: frozenset[str] = field(default=frozenset())
    closed: bool = False


# Who may.


def role(state: State, who: str) -> Role | None:
    if who == state.presenter:
        return "presenter"
    return "facilitator" if who == state.facilitator else "peers" if who in state.peers else None


def speech(state: State, who: str, step: Step | None = None) -> Speech | None:
    """How somebody may speak in this step; None when they may not. The facilitator counts among the peers."""
    now, part = step or state.step, role(state, who)
    if now is None or part is None:
        return None
    return now.may.get(part) or (now.may.get("peers") if part == "facilitator" else None)


def may_lead(state: State, who: str) -> bool:
    """Whether this one pauses, extends and goes on: the facilitator and who is beside them, or any peer without one."""
    return who == state.facilitator or who in (state.beside if state.facilitator else state.peers)


def able(state: State, who: str) -> frozenset[Act]:
    """What somebody can do now. Whoever speaks out of their phase can, and their words are held."""
    does: dict[Act, bool] = {
        "speak": _verdict(state, who) in ("said", "held"),
        "pass": who in waiting(state),
        "skip the round": _skips(state, who),
        "raise a hand": raise_hand(state, who) != state,
        "lead": may_lead(state, who),
    }
    return frozenset(act for act, can in does.items() if can)


def entrance(state: State) -> Entrance:
    """As what somebody can still come in: a peer until the first phase of the peers is over; over days, a listener."""
    first = next((at for at, step in enumerate(state.steps) if "peers" in step.may), len(state.steps))
    if state.over:
        return "closed"
    return "peer" if state.at <= first else "closed" if state.live else "listener"


def floor(state: State) -> str:
    """Whose turn it is, in a step that goes round while people meet; empty when anybody may."""
    if not (state.live and state.step and state.step.in_turn):
        return ""
    return next((who for who in (*state.peers, state.facilitator) if who and who in waiting(state)), "")


def waiting(state: State) -> frozenset[str]:
    """Who has neither spoken nor passed yet in this step. The presenter is waited for when there is what to answer."""
    if state.step is None:
        return frozenset()
    return frozenset(who for who in state.everybody if speech(state, who)) - state.done


# What happens.


def begin(state: State) -> Outcome:
    return _enter(state, 0) if state.at < 0 else Outcome(state)


def speak(state: State, who: str) -> Outcome:
    """Somebody has words to say. They are said, or held, or stay with them for the reason that is given."""
    verdict = _verdict(state, who)
    if verdict == "held":
        return Outcome(replace(state, held=state.held | {who}), verdict)
    if verdict != "said" or state.step is None:
        return Outcome(state, verdict)
    done = state.done | {who}
    if speech(state, who) in QUESTIONS and state.step.may.get("presenter"):
        done -= {state.presenter}
    hands = tuple(hand for hand in state.hands if hand != who)
    last_word = "said" if state.step.last_word else state.last_word
    said = replace(state, done=done, hands=hands, last_word=last_word)
    return replace(_on_when_done(said), verdict=verdict)


def _verdict(state: State, who: str) -> Verdict:
    if role(state, who) is None:
        return "not in"
    if state.over or state.step is None:
        return "over"
    if state.paused:
        return "paused"
    if speech(state, who):
        return "not your turn" if floor(state) not in ("", who) and who != state.presenter else "said"
    later = any(speech(state, who, step) for step in state.steps[state.at + 1 :])
    return "held" if later else "over"


def speak_late(state: State, who: str) -> Verdict:
    """What becomes of words that were given back: said out of any phase when none is to come in which they could be."""
    if role(state, who) is None:
        return "not in"
    if state.over or state.step is None:
        return "over"
    return "paused" if state.paused else "held" if _ahead(state, who) else "said"


def leave_out(state: State, who: str) -> Outcome:
    """Somebody passes. In the last word, the presenter so declines it."""
    if state.step is None or state.paused or not speech(state, who):
        return Outcome(state)
    passed = replace(state, done=state.done | {who}, hands=tuple(hand for hand in state.hands if hand != who))
    return _on_when_done(replace(passed, last_word="declined") if state.step.last_word else passed)


def decline_round(state: State, who: str) -> Outcome:
    """The round about culture, identity and power is left out for all, by the presenter or whoever facilitates."""
    able = _skips(state, who) and not state.paused
    return _enter(replace(state, culture=state.culture or "declined"), state.at + 1) if able else Outcome(state)


def _skips(state: State, who: str) -> bool:
    round_ = state.step is not None and state.step.id == CULTURE
    return round_ and who != "" and who in (state.presenter, state.facilitator)


def _on_when_done(state: State) -> Outcome:
    """Over days a step ends when everybody has spoken; while people meet, the facilitator says so."""
    ends = state.step is not None and (not state.live or state.step.last_word) and not waiting(state)
    return _enter(state, state.at + 1) if ends else Outcome(state)


def time_is_up(state: State) -> Outcome:
    return Outcome(state) if state.step is None or state.paused else _enter(state, state.at + 1)


def go_on(state: State, who: str) -> Outcome:
    """The next step, at the wish of whoever leads; also out of a pause."""
    if state.step is None or not may_lead(state, who):
        return Outcome(state)
    return _enter(replace(state, paused=False), state.at + 1)


def pause(state: State) -> State:
    return replace(state, paused=True) if state.step else state


def resume(state: State, who: str) -> State:
    return replace(state, paused=False) if may_lead(state, who) else state


def raise_hand(state: State, who: str) -> State:
    able = state.live and speech(state, who) and who not in state.hands
    return replace(state, hands=(*state.hands, who)) if able else state


def step_out(state: State, who: str) -> Outcome:
    """Somebody is no longer in. Without a presenter, or without anybody else, the case is over."""
    left = replace(
        state,
        peers=tuple(peer for peer in state.peers if peer != who),
        facilitator="" if who == state.facilitator else state.facilitator,
        presenter="" if who == state.presenter else state.presenter,
        held=state.held - {who},
        done=state.done - {who},
        hands=tuple(hand for hand in state.hands if hand != who),
    )
    if not left.presenter or not (left.peers or left.facilitator):
        return Outcome(left) if state.over else _closed(left)
    return _on_when_done(left) if left.step and not left.paused else Outcome(left)


def _enter(state: State, at: int) -> Outcome:
    """Begins the step of this number. One in which nobody of those who are here may speak is passed over."""
    if at >= len(state.steps):
        return _closed(state)
    held_round = state.step is not None and state.step.id == CULTURE
    culture = state.culture or ("done" if held_round else "")
    there = replace(state, at=at, done=frozenset(), hands=(), culture=culture)
    if not any(speech(there, who) for who in there.everybody):
        return _enter(state, at + 1)
    back = frozenset(who for who in state.held if _returns(there, who))
    asked_first = "presenter" in there.steps[at].may and there.steps[at].may.get("peers") in QUESTIONS
    waits = frozenset({state.presenter}) if asked_first else frozenset()
    return Outcome(replace(there, held=state.held - back, done=waits), began=True, given_back=back)


def _returns(state: State, who: str) -> bool:
    """Held words wait for a phase in which they can be said, as long as one is to come."""
    ahead = _ahead(state, who)
    return not ahead or ahead[0] is state.step


def _ahead(state: State, who: str) -> list[Step]:
    """The steps from now on in which somebody may speak. The last word is not one: it is for what they will do."""
    return [step for step in state.steps[state.at :] if speech(state, who, step) and not step.last_word]


def _closed(state: State) -> Outcome:
    """Over. A last word that was not said counts as declined, and nobody's held words are kept from them."""
    last_word = state.last_word or "declined"
    rest = replace(state, at=len(state.steps), paused=False, done=frozenset(), hands=(), held=frozenset())
    return Outcome(replace(rest, last_word=last_word), closed=True, given_back=state.held)
