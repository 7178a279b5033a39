"""Drawings become pictures that chats can show, with letters in them on a server that has no fonts."""

import pytest

from adapters.drawing import png

PAPER = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" font-family="sans-serif"><title>x</title>{}</svg>'
)


def test_a_drawing_is_a_png_of_twice_its_size() -> None:
    made = png(PAPER.format(""))
    assert made.startswith(b"\x89PNG")
    assert [int.from_bytes(made[at : at + 4]) for at in (16, 20)] == [80, 40]


def test_its_words_are_drawn() -> None:
    assert png(PAPER.format('<text y="15">Wörter</text>')) != png(PAPER.format(""))


def test_nothing_outside_it_is_fetched() -> None:
    outside = PAPER.format('<image href="file:///etc/hostname" width="9" height="9"/>')
    assert png(outside) == png(PAPER.format(""))


def test_what_is_no_drawing_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        png("no")
