"""Whatever a text is made of, one ten times as long takes about ten times as long: no pattern goes back over it."""

import random
from time import process_time

import pytest

from bot.screening import screen

SLACK = 4
"""Times what is fair: a pattern that goes back takes ten times that, and a busy machine or a cold cache two."""

_AGAIN = "12 |1.1.|+1|a|Aa |St | |at dot |id: 1a2b3c |photo of |the only "
_MORE = (
    "1|1-|12-|1.|1,|1:|1/|/|-|_|'|(|((1|(1)|@|#|#1|::|ab:|\n| \n|\t|…|“|+|A|A.|A. |A-|AB1|a1|a.|a@|a-|a'|Aa|Aa-"
    "|é|ß|中 |İ|ſ|°|£1|1%|1mg |first of |march 1 |may |12 may |on 1/2 |1/1/|the first |one two |oh one two |xxx-"
    "|***-|12-ab-|http://|www.|www.a|a.b/|x dot |a at b dot |192.168.|[at]|IMG_|a.jpg|a.pdf |$a|u/|The A "
    "|of the A |A and |A & B |12 A Road |a b road |rue de |hospital |at A |works at A |ltd |id number is |no. "
    "|insurance |her photo |attached |face |sent |foto |das bild |von |the only a |won the |number 1 |known as "
    "|the a of the |Dr |Mr A |my client |she |Sarah 12 "
)
AGAIN, MORE = _AGAIN.split("|"), _MORE.split("|")


def fair(again: str) -> None:
    short, long = (again * 2_000)[:2_000], (again * 20_000)[:20_000]
    most = SLACK * 10 * (min(_seconds(short), _seconds(short)) + 0.001)
    assert any(_seconds(long) < most for _ in range(3))


def _seconds(text: str) -> float:
    started = process_time()
    screen(text)
    return process_time() - started


@pytest.mark.parametrize("again", AGAIN)
def test_a_longer_text_takes_longer_by_its_length_alone(again: str) -> None:
    fair(again)


def test_so_does_a_mixture() -> None:
    fair("".join(AGAIN))


@pytest.mark.campaign
@pytest.mark.parametrize("again", MORE)
def test_so_does_anything_else(again: str) -> None:
    fair(again)


@pytest.mark.campaign
@pytest.mark.parametrize("seed", range(300))
def test_so_does_whatever_a_die_throws(seed: int) -> None:
    die = random.Random(seed)
    fair("".join(die.choices((*AGAIN, *MORE), k=die.randint(2, 6))))
