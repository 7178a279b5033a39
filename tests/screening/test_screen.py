"""What the screen finds and leaves alone, and how a suggestion reads in its place."""

import pytest

from bot.screening import Category, apply, screen, screens
from bot.screening.circles import ROLES


def found(text: str) -> list[tuple[str, str]]:
    return [(finding.category.letter, finding.text) for finding in screen(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("saw jenny from leeds on 14/3", [("A", "jenny"), ("B", "leeds"), ("C", "14/3")]),
        ("My client Wiremu Ngata was seen on 14 March 2024.", [("A", "Wiremu Ngata"), ("C", "14 March 2024")]),
        ("Her mother is 92 and his father is 62.", [("C", "92")]),
        ("His wife Grace lives in Reading.", [("A", "Grace"), ("B", "Reading")]),
        ("Ring 020 7946 0018, fax 020 7946 0019.", [("D", "020 7946 0018"), ("E", "020 7946 0019")]),
        (
            "Mail thandi@example.org or see example.org/thandi.",
            [("F", "thandi@example.org"), ("N", "example.org/thandi")],
        ),
        ("SSN 078-05-1120, MRN 448213.", [("G", "078-05-1120"), ("H", "448213")]),
        ("Bupa policy number 55 1234 8.", [("I", "55 1234 8")]),
        ("The IBAN is GB82 WEST 1234 5698 7654 32.", [("J", "GB82 WEST 1234 5698 7654 32")]),
        ("Passport 533401372, plate AB12 CDE.", [("K", "533401372"), ("L", "AB12 CDE")]),
        ("IMEI 490154203237518 at 192.168.7.14", [("M", "490154203237518"), ("O", "192.168.7.14")]),
        ("They took her fingerprints.", [("P", "fingerprints")]),
        ("The only vet in the village.", [("R", "The only vet in the village")]),
    ],
)
def test_what_could_identify_somebody(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Will she come? She may, and I hope to mark the ending with grace.",
        "We used CBT and EMDR; PHQ-9 of 14 at session 12, down from 20 in 2019.",
        "Rogers would say acceptance, Beck would look at the thought, and a Freudian would wait.",
        "She takes 50mg of sertraline, pays £20 a session, and is Catholic, Polish and 34 years old.",
        "A three year old, 7/10 anxiety, 24/7 care, and 10 minutes of silence.",
        "I am reading about Gestalt, and it was a nice bath.",
    ],
)
def test_what_is_left_alone(text: str) -> None:
    assert found(text) == []


def suggestions() -> list[str]:
    """Everything that the screen can write in place of something."""
    people = {f"{owner} {role}" for owner in ("my", "his", "the") for role in ROLES}
    plain = {instead for _, _, instead in screens.WHY.values()} | {words for _, words in screens._INSTITUTIONS}
    other = {"a colleague", "an officer", "a relative", "a city", "a town", "one day", "at that time of year"}
    return sorted(people | plain | other | {"in 1987"})


@pytest.mark.parametrize(
    "frame",
    [
        "{}",
        "{} rang me today.",
        "{}, and then a ward.",
        "Then {} rang.",
        "It was near {}. He left.",
        "It was {}, a ward.",
    ],
)
def test_what_the_screen_has_written_it_does_not_find_again(frame: str) -> None:
    """Otherwise *Take* would never come to an end."""
    for words in suggestions():
        for written in (words, words[:1].upper() + words[1:]):
            text = frame.format(written)
            at = text.index(written)
            again = [one.text for one in screen(text) if one.start < at + len(written) and one.end > at]
            assert again == [], text


@pytest.mark.parametrize(
    "text",
    [
        "Dalhousie University, Halifax",
        "Leeds General Infirmary rang. St Mary's School, a ward.",
        "The Royal Oak, Leeds.",
    ],
)
def test_taking_every_suggestion_comes_to_an_end(text: str) -> None:
    for _ in range(6):
        if findings := screen(text):
            text = apply(text, findings[0])
    assert screen(text) == ()


@pytest.mark.parametrize(
    ("text", "reads"),
    [
        ("His sister Kelly rang me.", "His sister rang me."),
        ("Her brother, Tom, left.", "Her brother left."),
        ("She lives in Leeds.", "She lives in a city."),
        ("We met on 14 March.", "We met at that time of year."),
        ("Since 14 March 2024 nothing.", "Since 2024 nothing."),
        ("My client Thandiwe wept.", "My client wept."),
        ("His wife Ngozi's job.", "His wife's job."),
        ("Thandiwe wept.", "The client wept."),
        ("She is 92.", "She is 90 or over."),
        ("the Leeds office", "the city office"),
    ],
)
def test_a_suggestion_reads_well_in_its_place(text: str, reads: str) -> None:
    (finding,) = screen(text)
    assert apply(text, finding) == reads


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Ich sage, dass Frau Klein nicht mehr kommt.", ["Frau Klein"]),
        ("Él dice que no pasa nada, pero llora mucho.", []),
        ("Elle a peur de tout et ne dort plus.", []),
        ("Hij zegt niets en kijkt naar de deur.", []),
        ("Maria de la Cruz called, et al.", ["Maria de la Cruz"]),
        ("I've told them I'd wait; they've left.", []),
        ("A Pinter-ish silence, then Glasgow-based cousins.", ["Glasgow"]),
        ("Die Klientin berichtet von Grübeln und Scham. Vor der Tür steht der Vater.", []),
        ("Ihre Tochter Wiebke lebt in Bitterfeld, sie heißt Kaltz.", ["Wiebke", "Bitterfeld", "Kaltz"]),
        ("L'enfant attend. J'ai répondu trop vite, et l'angoisse de Maëva monte.", ["Maëva"]),
        ("Quiere dejar la terapia. Puede que la rosa del patio la escuche mejor.", []),
        ("Joost van den Heuvel belt weer, zijn moeder is 94 jaar.", ["Joost van den Heuvel", "94 jaar"]),
        ("«Vous aussi, vous partez.» Mamie a 93 ans.", ["93 ans"]),
    ],
)
def test_what_is_ordinary_in_another_language_is_no_name(text: str, found: list[str]) -> None:
    assert [one.text for one in screen(text)] == found


def test_a_finding_says_where_it_stands_and_why() -> None:
    (finding,) = screen("We laughed … then Özlem wept.")
    assert (finding.start, finding.end, finding.category) == (18, 23, Category.A)
    assert finding.why


def test_a_text_that_has_changed_is_not_changed_further() -> None:
    (finding,) = screen("She lives in Leeds.")
    with pytest.raises(ValueError, match="changed"):
        apply("They both live in Leeds.", finding)


def test_the_categories_are_those_of_the_rule() -> None:
    assert "".join(category.letter for category in Category) == "ABCDEFGHIJKLMNOPQR"


@pytest.mark.parametrize(
    ("text", "letter"),
    [
        ("I have pasted a close-up of her face below.", "Q"),
        ("Anbei ein Bild seines Gesichts.", "Q"),
        ("On lui a pris ses empreintes digitales.", "P"),
        ("Winner of the 2016 national pie contest, he hides.", "R"),
        ("The sole survivor of the Drumlach ferry fire.", "R"),
        ("He wore number 14 for the Brackley hurlers.", "R"),
        ("Their page is griefgarden.studio and it helps.", "N"),
        ("Model and serial SC-1132 / 508817, the pump.", "M"),
        ("(see pt 88214)", "H"),
        ("Motorbike, KT-88-ZB, sold.", "L"),
    ],
)
def test_one_finding_holds_the_whole_of_it(text: str, letter: str) -> None:
    (finding,) = screen(text)
    assert finding.category.letter == letter
    assert len(finding.text) > len(text) / 4


@pytest.mark.parametrize(
    "text",
    [
        "She draws her face over and over, and I can picture his when she says that.",
        "He won't have his photo taken.",
        "The school's asking for a report.",
        "I was the first to cry, and he left.now I wait.",
        "We spoke of how the first weeks in the new practice went.",
        "CBT v EMDR, then: which? In the matter of the fee I was a coward.",
        "Trichotillomania, 19. The Palo Alto people and the Maastricht interview would both ask.",
        "Desmopressin at night; the Bristol stool chart says seven.",
    ],
)
def test_what_only_sounds_like_a_picture_or_a_feat_is_left_alone(text: str) -> None:
    assert found(text) == []
