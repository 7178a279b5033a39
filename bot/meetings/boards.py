"""How professional bodies count time in a peer group: data, each with its source and the day on which it was noted.

Shown as how a body counts, never as advice: bodies change their rules, and only they say what they accept.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Board:
    """`shares`: up to so many people, one's share of the time; beyond them, when `divided`, the time by their number.

    Without shares the body's rule depends on what Tend does not know, such as what was spoken of or who signed in and
    out, and no number is shown.
    """

    word: str
    name: str
    says: str
    source: str
    noted: date
    shares: tuple[tuple[int, Fraction], ...] = ()
    divided: bool = False
    monthly: int = 0


BOARDS = {
    board.word: board
    for board in (
        Board(
            "bacp",
            "BACP, accreditation (UK)",
            "at least 90 minutes in each calendar month, months not averaged; in a group of 4 or fewer half of the "
            "time counts, in a larger one the time divided by the people",
            "BACP, supervision requirements for accreditation",
            date(2026, 11, 1),
            shares=((4, Fraction(1, 2)),),
            divided=True,
            monthly=90,
        ),
        Board(
            "ap",
            "Addiction Professionals (UK)",
            "in peer groups of 5 or 6 a third of the time counts",
            "Addiction Professionals, supervision guidance",
            date(2026, 11, 1),
            shares=((6, Fraction(1, 3)),),
        ),
        Board(
            "psyba",
            "Psychology Board of Australia",
            "in each year from 1 December, 10 hours of peer consultation, of which only time on one's own practice "
            "counts, and 20 hours of other activities",
            "told by a secondary source; see the Board's guidelines on continuing professional development",
            date(2026, 11, 1),
        ),
        Board(
            "calpcc",
            "CALPCC, continuing education events (California)",
            "whoever attends signs in and out, and 15 minutes late is no credit; the provider keeps its records for 4 "
            "years, the licensee theirs for 2. Tend notes no signing in or out, so it can count nothing here",
            "CALPCC, requirements for continuing education events",
            date(2026, 11, 1),
        ),
    )
}
"""By the word that is typed after `hours`."""


def counted(board: Board, minutes: int, people: int) -> int:
    """Whole minutes that a body counts of a meeting, for one of so many people: 120 with 6 are 20, with 4 are 60."""
    share = next((share for most, share in board.shares if people <= most), None)
    if share is None:
        share = Fraction(1, people) if board.divided and people else Fraction(0)
    return int(minutes * share)
