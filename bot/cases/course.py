"""The course of a case: what the engine says has happened becomes rows, timers and words, and nothing is remembered."""

from collections.abc import Mapping
from datetime import timedelta

from bot.cases import cards, ending, papers, place, rating, rules, seats, tables
from bot.cases.actions import Remind, Shred, SoonOver, StepEnds
from bot.cases.screens import after, floor, speaking
from bot.cases.tables import GIVEN_BACK, HELD, SHOWN, Case, Word
from bot.db import new_id
from bot.formats import engine
from bot.formats.engine import Outcome, State, Verdict
from bot.turn import Turn


def begin(turn: Turn, case: Case) -> None:
    """Those who are in are brought together, and the first phase begins."""
    case.began_at, case.apart = turn.now, case.masked  # a shared place would show who presents
    state = seats.state(turn, case)
    place.open_anew(turn, case)
    turn.cancel(place.key(case, "stands"))
    turn.at(place.key(case, "longest"), turn.now + rules.LONGEST, Shred(case.id))  # however long it is paused
    follow(turn, case, state, engine.begin(state))


def follow(turn: Turn, case: Case, before: State, outcome: Outcome, last: Mapping[str, str] | None = None) -> None:
    """Keeps what has come of an event, and tells those who are in."""
    now = outcome.state
    case.culture, case.last_word = now.culture or case.culture, now.last_word
    if now.at != before.at and before.step:
        _end_step(turn, case, before)
    case.step = now.at
    _keep_seats(turn, case, now)
    turn.session.flush()
    open_to = seats.entrance(case, now)
    if not outcome.closed and (before.at < 0 or open_to != seats.entrance(case, before)):
        turn.change(place.key(case, "card"), cards.begun(turn, case, open_to))
    if outcome.closed:
        _give_back(turn, case, outcome)
        ending.close(turn, case, now, last or {})
    elif outcome.began:
        _begin_step(turn, case, now, outcome)


def _keep_seats(turn: Turn, case: Case, state: State) -> None:
    for seat, _ in seats.inside(turn, case):
        seat.done_in = case.step if seat.member_id in state.done else None
        seat.hand_at = seat.hand_at if seat.member_id in state.hands else None


def _end_step(turn: Turn, case: Case, state: State) -> None:
    step = state.step
    if step is None or case.step_began_at is None:
        return
    place.change(turn, case, f"step/{state.at}", floor.phase_over(step, state.at, len(state.steps)))
    if step.rated:
        rating.ask(turn, case, state.at)
    ending.note_minutes(turn, case, state, step, state.at)
    ending.cancel(turn, case)


def _begin_step(turn: Turn, case: Case, state: State, outcome: Outcome) -> None:
    step = state.step
    if step is None:
        return None
    case.step_began_at, case.paused_at = turn.now, None
    if not case.live and dict(step.may) == {"presenter": "story"}:  # it stands in writing
        told = engine.speak(state, state.presenter)
        return follow(turn, case, state, told)
    zones = seats.zones(turn, case)
    due = [zones[who] for who in state.everybody if engine.speech(state, who)]
    ends = turn.now + timedelta(minutes=step.minutes) if case.live else rules.ends(turn.now, step.days, due)
    case.step_ends_at = ends
    place.tell_phase(turn, case, seats.state(turn, case))
    set_timers(turn, case, state)
    _give_back(turn, case, outcome)
    return None


def set_timers(turn: Turn, case: Case, state: State) -> None:
    """When the phase ends, what is said shortly before, and one reminder for each who is due."""
    step, began, ends = state.step, case.step_began_at, case.step_ends_at
    if step is None or began is None or ends is None:
        return
    turn.at(place.key(case, "step"), ends, StepEnds(case.id, state.at))
    if case.live:
        if step.minutes > 3:
            turn.at(place.key(case, "soon"), ends - rules.SOON, SoonOver(case.id, state.at))
        turn.at(place.key(case, "left"), ends + rules.LEFT_LIVE, StepEnds(case.id, state.at))
        return
    for who in state.everybody:
        remind_of(turn, case, state, who)


def remind_of(turn: Turn, case: Case, state: State, who: str) -> None:
    """Once, when half of their waking hours in this phase have gone by; never of a half that is past."""
    if case.live or state.step is None or case.step_began_at is None or not engine.speech(state, who):
        return
    due = rules.reminded(case.step_began_at, state.step.days, seats.zones(turn, case)[who])
    profile = seats.profiles(turn, case).get(who)  # none of whoever has left under a mask
    if profile and due > turn.now:
        turn.at(place.key(case, f"remind/{who}"), profile.opens(due), Remind(case.id, state.at, who))


def _give_back(turn: Turn, case: Case, outcome: Outcome) -> None:
    """Held words go to their author alone, who says them or leaves them. What is still unsaid at the end is deleted."""
    people, state = seats.profiles(turn, case), outcome.state
    for word in tables.words(turn.session, case, HELD, GIVEN_BACK):
        key, words = place.key(case, f"held/{word.id}"), papers.spoken(turn, word)
        if outcome.closed and word.state == GIVEN_BACK:
            turn.change(key, speaking.given_back_at_the_end(words))
        elif word.state == HELD and word.member_id in outcome.given_back and word.member_id in people:
            late = engine.speak_late(state, word.member_id) == "said"
            message = speaking.given_back(case.id, word.id, words, state.step.name if state.step else "", late=late)
            said = speaking.given_back_at_the_end(words) if outcome.closed else message
            turn.say(people[word.member_id].person, said, key=key)
            word.state = GIVEN_BACK
        if outcome.closed:
            turn.session.delete(word)


def speak(turn: Turn, case: Case, member_id: str, fields: Mapping[str, str]) -> Verdict:
    """Words that were looked through are said, or held until their author's phase."""
    before = seats.state(turn, case)
    outcome = engine.speak(before, member_id)
    if outcome.verdict not in ("said", "held"):
        return outcome.verdict or "over"
    held = outcome.verdict == "held"
    _add(turn, case, before, member_id, fields.get("words") or fields.get("will", ""), HELD if held else SHOWN)
    if not held:
        turn.cancel(place.key(case, f"remind/{member_id}"))
    follow(turn, case, before, outcome, fields)
    place.keep_up(turn, case, before)
    return outcome.verdict


def _add(turn: Turn, case: Case, state: State, member_id: str, words: str, stands: str) -> None:
    id, case.said = new_id(), case.said + 1
    word = Word(
        id=id,
        case_id=case.id,
        member_id=member_id,
        number=case.said,
        step=max(state.at, 0),
        speech=engine.speech(state, member_id) or "answer",
        state=stands,
        words=papers.seal_word(turn, case, member_id, id, words),
        at=turn.now,
    )
    turn.session.add(word)
    turn.session.flush()
    if stands == SHOWN:
        place.show_word(turn, case, word)


def tell_news(turn: Turn, case: Case, words: str) -> None:
    """The presenter tells those who were in how it went."""
    name = seats.name(case, case.presenter_id, seats.profiles(turn, case))
    place.tell(turn, case, f"news/{int(turn.now.timestamp())}", after.news(name, words))


def say_held(turn: Turn, case: Case, word: Word) -> Verdict:
    """Held words that were given back are said under a new number: in a phase for them, or when none is to come."""
    state, words = seats.state(turn, case), papers.spoken(turn, word)
    verdict = engine.speak_late(state, word.member_id)
    if verdict == "said":
        _add(turn, case, state, word.member_id, words, SHOWN)
    elif verdict == "held" and engine.speech(state, word.member_id):
        verdict = speak(turn, case, word.member_id, {"words": words})
    if verdict == "said":
        drop_held(turn, case, word)
    return verdict


def drop_held(turn: Turn, case: Case, word: Word) -> None:
    turn.take_back(place.key(case, f"held/{word.id}"))
    turn.session.delete(word)
    turn.session.flush()


def pause(turn: Turn, case: Case) -> None:
    if case.paused_at is None:
        case.paused_at = turn.now
        ending.cancel(turn, case)
        place.show_phase(turn, case)


def resume(turn: Turn, case: Case) -> None:
    """Everything is later by as long as the pause was."""
    if case.paused_at is None or case.step_began_at is None or case.step_ends_at is None:
        return
    pause = turn.now - case.paused_at
    case.step_began_at += pause
    case.step_ends_at += pause
    case.paused_at = None
    turn.session.flush()
    place.show_phase(turn, case)
    set_timers(turn, case, seats.state(turn, case))


def extend(turn: Turn, case: Case) -> None:
    more = rules.EXTENDED_LIVE if case.live else rules.EXTENDED_DAYS
    case.step_ends_at = max(case.step_ends_at or turn.now, turn.now) + more
    turn.session.flush()
    place.show_phase(turn, case)
    set_timers(turn, case, seats.state(turn, case))
