"""The list of words: what is on it, what must stay off, and that it only matches."""

import time

import pytest
import yaml
from pydantic import ValidationError

from bot.support.listed import known_idioms, known_words, plain, read, touches

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
    "i dont want to live",
    "he doesn't want to be here any more",
    "I'd rather be dead",
    "She ended her life last spring",
    "he had taken his own life",
    "she cuts herself",
    "I nearly killed myself laughing, but last night I wanted to die",
    "dass sie sterben will",
    "sie hat sich vor den Zug geworfen",
    "sich selbst verletzt",
    "er sagt, er bringt mich um",
    "elle a mis fin à ses jours",
    "il s'est pendu",
    "elle voulait mourir",
    "no quiere seguir viviendo",
    "se quitó la vida",
    "si è tolta la vita",
    "ze wil doodgaan",
    "zich van het leven beroofd",
    "ele quer se matar",
    "odebrała sobie życie",
)
QUOTED = (
    "She said: “I want to die.” I asked how long she had felt so.",
    "Die Klientin sagte: »Ich möchte nicht mehr leben.«",
    "Il m'a dit « je veux mourir », puis il a ri.",
    "Me dijo: «quiero morirme»",
)
"""A therapist who writes what a client said: the card is for them, too, and says so."""
DENIED = (
    "no suicidal ideation today",
    "she is not suicidal",
    "I do not want to kill myself",
    "Suizidalität wurde verneint",
    "nie ma myśli samobójczych",
)
"""A "not" is often said about what was thought of, and a list that understood it would hide what it misunderstands."""
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
    "I killed myself laughing at the team day",
    "I am killing myself to meet this deadline",
    "my supervisor is going to kill me when she sees these notes",
    "this caseload will kill me one day",
    "I hurt myself at the gym",
    "I cut myself in the kitchen",
    "an overdose of meetings",
    "cutting herself some slack",
    "he shot himself in the foot in that meeting",
    "career suicide",
    "she doesn't want to live with her father",
    "they do not want to live in a city",
    "Worte, die mich verletzen",
    "diese Hitze bringt mich um",
    "dieser Bericht wird mich umbringen",
    "eine Überdosis Kaffee",
    "elle s'est tue pendant la séance",
    "se tuer à la tâche",
    "j'avais envie de mourir de honte",
    "il ne veut plus vivre avec sa mère",
    "ce dossier va me tuer",
    "c'est ma raison de vivre",
    "no quiere vivir con su madre",
    "me muero de risa, ganas de morirme de risa",
    "mi jefa me va a matar",
    "questo lavoro mi uccide",
    "è ora di farla finita con queste riunioni",
    "ammazzarsi di lavoro",
    "non vuole più vivere con sua madre",
    "niet meer leven van zijn salaris",
    "esse relatório vai me matar",
    "vou me cortar o cabelo",
    "morrer de vergonha",
    "nie chce żyć z mężem",
    "ten raport mnie zabije",
    "the self harmonises with the role",
    "",
    "5",
)


@pytest.mark.parametrize("words", [*ON, *QUOTED, *DENIED])
def test_words_that_may_be_a_crisis_are_found_however_they_are_written(words: str) -> None:
    assert touches(words)


@pytest.mark.parametrize("words", OFF)
def test_a_hard_week_is_not_a_crisis(words: str) -> None:
    assert not touches(words)


def test_every_group_says_why_and_speaks_every_language() -> None:
    languages = {"en", "de", "fr", "es", "it", "nl", "pt", "pl"}
    every = [*known_words(), *known_idioms()]
    assert [set(group.words) for group in every] == [languages] * len(every)
    assert all(len(group.why) > 30 for group in every)


def test_an_idiom_is_passed_over_and_nothing_around_it_becomes_a_phrase() -> None:
    assert not touches("want to career suicide die")
    every = [word for group in known_idioms() for words in group.words.values() for word in words]
    assert [word for word in every if touches(f"well, {word.removesuffix('*')} she said")] == []
    assert [word for word in every if plain(word) != word.removesuffix("*")] == []
    hid = [word for group in known_words() for words in group.words.values() for word in words if word in every]
    assert hid == []


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
    touches("the list itself is read the first time")
    begun = time.process_time()
    touches("suici " * 250 + "self harmless " * 100)
    assert time.process_time() - begun < 0.5
