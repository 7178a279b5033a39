"""A random walk through every format: whatever people do and in whichever order, no rule of the floor is broken.

What may be said is read here from the format's own file, not from the engine that is being tried.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.formats import engine
from bot.formats.engine import Outcome, State
from bot.formats.format import HELPS, Format, Help
from bot.formats.plan import plan
from bot.formats.reading import every

EVENTS = ("speak", "speak", "speak", "pass", "hand", "pause", "resume", "next", "time", "decline", "out", "begin")


@dataclass
class Floor:
    """What an onlooker with the format's file in hand writes down."""

    form: Format
    help: Help
    culture: bool
    live: bool
    leaders: str
    peers: list[str]
    said: list[tuple[int, str]] = field(default_factory=list)
    waiting: set[str] = field(default_factory=set)
    visited: list[int] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def may(self, state: State, who: str) -> bool:
        """By the file: whether this person's words may be heard in this step."""
        name = state.steps[state.at].id
        file = {phase.id: set(phase.may) for phase in self.form.phases}
        allowed = file.get(name, {"presenter"} if name == "last-word" else {"presenter", "peers"})
        part = "presenter" if who == "presenter" else "facilitator" if who == self.leaders else "peers"
        return part in allowed or (part == "facilitator" and "peers" in allowed)

    def due(self, state: State, who: str) -> bool:
        """By the file: whether they can be said now, or no phase is to come in which they could, but the last word."""
        ordinary = [at for at, step in enumerate(state.steps) if not step.last_word]
        ahead = [at for at in ordinary if at >= state.at and self.may(replace(state, at=at), who)]
        return not ahead or ahead[0] == state.at

    def rule(self, holds: bool, sentence: str) -> None:
        if not holds:
            self.broken.append(sentence)


def walk(form: Format, help: Help, seed: int, *, steps: int = 60) -> list[str]:
    """The rules that were broken on one walk."""
    dice = random.Random(seed)
    live, culture = dice.random() < 0.5, dice.random() < 0.7
    peers = [f"peer{number}" for number in range(dice.randint(1, 5))]
    leader = dice.choice(["", "leader"]) if not live else "leader"
    state = State(plan(form, help, culture=culture, number=seed), "presenter", leader, tuple(peers), live)
    floor = Floor(form, help, culture, live, leader, peers)
    for _ in range(steps):
        state = _one(floor, state, dice)
    while not state.over:
        state = engine.resume(state, state.facilitator or state.peers[0])
        state = _after(floor, state, engine.begin(state) if state.at < 0 else engine.time_is_up(state), "time")
    floor.rule(not floor.waiting, f"words of {floor.waiting} were never given back")
    floor.rule(state.last_word in ("said", "declined"), "nobody had the last word")
    floor.rule(state.culture in ("", "done", "declined"), "more than done or declined is noted")
    return floor.broken


def _one(floor: Floor, state: State, dice: random.Random) -> State:
    what = dice.choice(EVENTS)
    who = dice.choice(["presenter", *floor.peers, floor.leaders or "presenter", "stranger"])
    acts: dict[str, Callable[[], Outcome]] = {
        "begin": lambda: engine.begin(state),
        "speak": lambda: engine.speak(state, who),
        "pass": lambda: engine.leave_out(state, who),
        "hand": lambda: Outcome(engine.raise_hand(state, who)),
        "pause": lambda: Outcome(engine.pause(state)),
        "resume": lambda: Outcome(engine.resume(state, who)),
        "next": lambda: engine.go_on(state, who),
        "time": lambda: engine.time_is_up(state),
        "decline": lambda: engine.decline_round(state, who),
        "out": lambda: _out(floor, state, who, dice),
    }
    outcome = acts[what]()
    if what == "speak":
        _spoke(floor, state, who, outcome)
    if what == "decline" and outcome.state.at != state.at:
        floor.rule(state.steps[state.at].id == "culture", f"{state.steps[state.at].id} was declined")
        floor.rule(who in ("presenter", floor.leaders), f"{who} declined a round for everybody")
    if what == "next" and outcome.state.at != state.at:
        leads = who == state.facilitator if state.facilitator else who in state.peers
        floor.rule(leads, f"{who} went on without leading")
    return _after(floor, state, outcome, what)


def _out(floor: Floor, state: State, who: str, dice: random.Random) -> Outcome:
    if dice.random() < 0.8 or who == "stranger":
        return Outcome(state)
    outcome = engine.step_out(state, who)
    floor.waiting.discard(who)
    floor.peers = [peer for peer in floor.peers if peer != who]
    return outcome


def _spoke(floor: Floor, state: State, who: str, outcome: Outcome) -> None:
    match outcome.verdict:
        case "said":
            step = state.steps[state.at]
            floor.rule(who in state.everybody, f"a stranger was heard in {step.id}")
            floor.rule(floor.may(state, who), f"{who} was heard in {step.id}")
            floor.rule(not state.paused, "somebody was heard during a pause")
            if state.live and step.in_turn and who != "presenter":
                order = [one for one in (*state.peers, state.facilitator) if one]
                before = order[: order.index(who)]
                able = [one for one in before if floor.may(state, one)]
                floor.rule(who in state.done or set(able) <= state.done, f"{who} spoke out of turn in {step.id}")
            floor.said.append((state.at, who))
        case "held":
            floor.rule(not floor.may(state, who), f"{who} was held back though they may speak")
            floor.waiting.add(who)
        case "over" if 0 <= state.at < len(state.steps):
            floor.rule(not floor.may(state, who), f"{who} was turned away though they may speak")


def _after(floor: Floor, before: State, outcome: Outcome, what: str) -> State:
    now = outcome.state
    for who in outcome.given_back:
        floor.rule(who in floor.waiting, f"{who} was given back words that were not held")
        floor.rule(now.over or floor.due(now, who), f"{who} was given back words while a phase for them is to come")
        floor.waiting.discard(who)
    if now.at != before.at:
        floor.rule(now.at > before.at, "a step came twice")
        floor.rule(not before.paused or what in ("next", "out"), f"time went on during a pause by {what}")
        floor.rule(outcome.began or outcome.closed, "a step began and nobody was told")
        floor.visited.append(now.at)
    for who in floor.waiting - ({*outcome.given_back} if now.over else set()):
        floor.rule(now.at == before.at or not floor.due(now, who), f"words of {who} are kept longer than they need be")
    floor.rule(now.held == floor.waiting or now.over, f"{now.held} are held, and {floor.waiting} wait")
    return now


@pytest.mark.parametrize("form", every().values(), ids=lambda form: form.id)
@given(seed=st.integers(0, 2**32), help=st.sampled_from(HELPS))
@settings(max_examples=25, deadline=None)
def test_no_rule_of_the_floor_is_ever_broken(form: Format, help: Help, seed: int) -> None:
    assert walk(form, help, seed) == []


@pytest.mark.campaign
@pytest.mark.timeout(600)
def test_ten_thousand_walks_through_each_format() -> None:
    walks = [(form, HELPS[seed % 3], seed) for form in every().values() for seed in range(10_000)]
    assert [one for form, help, seed in walks for one in walk(form, help, seed)] == []
