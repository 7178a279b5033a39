"""Advice in disguise: the turns of phrase that are nudged, and honest questions that are left alone."""

import pytest

from bot.formats.advice import disguised

ADVICE = (
    "Have you tried writing her a letter?",
    "Have you thought about referring him?",
    "You should talk to the parents.",
    "Why don't you end earlier?",
    "I would suggest a contract.",
    "Wouldn't it be better to wait?",
    "What about setting a limit?",
    "If I were you I'd stop.",
    "Could you just ask them?",
    "I see. Maybe you need to slow down.",
)
QUESTIONS = (
    "How long have you worked together?",
    "What were you afraid of when the silence came?",
    "Who else knows about this?",
    "What does she do when you wait?",
    "Where in your body do you notice it?",
    "Is there a contract about lateness?",
    "What would he say if he heard us?",
    "How did you come to ask yourself that?",
)


@pytest.mark.parametrize("words", ADVICE)
def test_advice_in_disguise_is_noticed(words: str) -> None:
    assert disguised(words)


@pytest.mark.parametrize("words", QUESTIONS)
def test_an_honest_question_is_left_alone(words: str) -> None:
    assert disguised(words) == ""
