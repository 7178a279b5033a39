"""The list of words: what is on it, what must stay off, and that it only matches."""

import time

import pytest
import yaml
from pydantic import ValidationError

from bot.support.listed import known_words, plain, read, touches

ON = (
    "I want to die",
    "a client told me she wants to die.",
    "My supervisee’s client DOESN'T WANT TO LIVE any more",
    "Suicidal ideation again, the third time this month",
    "she has been cutting herself",
    "he took an overdose on Sunday",
    "Sie will sich umbringen",
    "Ich möchte nicht mehr leben",
    "Selbsttötung",
    "Er hat sich das Leben genommen",
    "elle ne veut plus vivre",
    "il veut mettre fin à ses jours",
    "dice que quiere morir",
    "non voglio più vivere",
    "ze wil dood",
    "Zelfdoding",
    "ela não quer mais viver",
    "myśli samobójcze",
    "nie chcę żyć",
    "My ex said he is\n going to  kill me",
    "SUÏCIDE?",
)
OFF = (
    "this report is killing me",
    "I cut myself some slack",
    "die Woche war schwer",
    "I could murder a coffee",
    "dead tired after six sessions",
    "I am dying to tell you",
    "the deadline is on Friday",
    "The plant in my office died",
    "I want to diet",
    "I want the noise to die down",
    "Grief work: her father died in spring",
    "she killed it in the presentation",
    "endlich Feierabend, ich will nur noch schlafen",
    "je veux dormir",
    "quiero más tiempo",
    "wil meer tijd",
    "hurt feelings in the team",
    "the self harmonises with the role",
    "",
    "5",
)


@pytest.mark.parametrize("words", ON)
def test_words_that_may_be_a_crisis_are_found_however_they_are_written(words: str) -> None:
    assert touches(words)


@pytest.mark.parametrize("words", OFF)
def test_a_hard_week_is_not_a_crisis(words: str) -> None:
    assert not touches(words)


def test_every_group_says_why_and_speaks_every_language() -> None:
    languages = {"en", "de", "fr", "es", "it", "nl", "pt", "pl"}
    assert [set(group.words) for group in known_words()] == [languages] * len(known_words())
    assert all(len(group.why) > 30 for group in known_words())


def test_everything_listed_is_found_and_is_written_as_it_compares() -> None:
    listed = [word for group in known_words() for words in group.words.values() for word in words]
    assert len(listed) > 200
    assert [word for word in listed if not touches(f"well, {word.removesuffix('*')} she said")] == []
    assert [word for word in listed if plain(word) != word.removesuffix("*")] == []


@pytest.mark.parametrize(
    "broken", ["- words: {en: [a]}", "- {why: so, words: {en: a}}", "- {why: so, score: 3, words: {}}"]
)
def test_a_list_that_lacks_a_reason_or_scores_is_refused(broken: str) -> None:
    with pytest.raises((ValidationError, yaml.YAMLError)):
        read(broken)


def test_the_longest_field_is_read_at_once() -> None:
    begun = time.perf_counter()
    touches("suici " * 250 + "self harmless " * 100)
    assert time.perf_counter() - begun < 0.5
