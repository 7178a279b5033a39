"""Patterns that are tried only where they may begin find what they would find anywhere."""

import re
import tomllib
from importlib.resources import files

import pytest

from bot.screening.beginnings import REACH, beginnings, by_letter

LABELS = tomllib.loads((files("bot.screening") / "lists" / "labels.toml").read_text("utf-8"))
WORDS = [word for words in LABELS.values() for word in words]


@pytest.mark.parametrize(
    ("pattern", "begins"),
    [
        ("mrn", {"mrn"}),
        (r"(?:credit|debit)\s+card", {"cre", "deb"}),
        (r"(?:health\s+)?insurance", {"hea", "ins"}),
        ("e-?fax", {"e-f", "efa"}),
        (r"n\.?i\.?\s?no", {"n.i", "ni.", "ni ", "nin"}),
        ("n[ou]mero", {"nom", "num"}),
        (r"h\s+number", {"h "}),
        ("#(?=\\d)", {"#"}),
        (r"\w+", {""}),
        ("(?:ab)+c", {"ab"}),
    ],
)
def test_how_a_pattern_begins(pattern: str, begins: set[str]) -> None:
    assert beginnings(pattern) == begins


def test_every_label_says_how_it_begins() -> None:
    assert [word for word in WORDS if "" in beginnings(word)] == []


def test_what_a_label_matches_begins_so() -> None:
    """Of those among them that are mere words."""
    plain = [word for word in WORDS if re.fullmatch(r"(?:[a-z]|\\s\+)+", word)]
    said = {word: re.sub(r"\\s\+", " ", word) for word in plain}
    assert len(said) > 100
    assert [word for word in said if said[word][:REACH] not in beginnings(word)] == []


@pytest.mark.parametrize(
    "pattern", ["mon|tues?|wed(?:nes)?|m", "(?:a|ab|(?:the\\s+)?(?:4th|fourth)|x[yz])", "st\\.?\\s+p|[àa]b|#1"]
)
def test_sorted_by_letters_a_pattern_finds_the_same(pattern: str) -> None:
    text = "Mon tue Tues wed wednes m a ab the 4th FOURTH xy XZ St. p st p Àb ab #1 mons"
    before, after = (re.compile(one, re.IGNORECASE) for one in (f"(?:{pattern})", by_letter(pattern)))
    assert [found.span() for found in after.finditer(text)] == [found.span() for found in before.finditer(text)]


def test_what_may_begin_with_anything_cannot_be_sorted() -> None:
    with pytest.raises(ValueError, match="anything"):
        by_letter(r"a|\w+")
