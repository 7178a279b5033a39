"""How much the screen finds of texts that it was not tuned on, and how often it is wrong about clean ones."""

import pytest

from tests.screening.figures import Figures, measure, milliseconds, read, table

pytestmark = pytest.mark.filterwarnings("error")


@pytest.fixture(scope="module")
def held_out() -> Figures:
    return measure(read("held_out"))


def test_the_held_out_set_is_large_and_holds_every_category(held_out: Figures) -> None:
    assert len(read("held_out")) >= 300
    assert held_out.clean >= 100
    assert min(held_out.marked[letter] for letter in "ABCDEFGHIJKLMNOPQR") >= 10


def test_what_is_found_does_not_get_less(held_out: Figures) -> None:
    assert held_out.recall("CDEFGHIJKLMNO") >= 0.97, "\n".join(held_out.missed)
    assert held_out.recall("AB") >= 0.94, "\n".join(held_out.missed)
    assert held_out.alarms() <= 0.06, "\n".join(held_out.flagged)


@pytest.mark.parametrize(
    ("name", "every"), [("tuning", 6), ("second", 1), pytest.param("tuning", 1, marks=pytest.mark.everywhere)]
)
def test_what_was_tuned_on_is_found_nearly_whole(name: str, every: int) -> None:
    figures = measure(read(name)[::every])
    assert figures.recall("CDEFGHIJKLMNO") >= 0.99, "\n".join(figures.missed)
    assert figures.recall("AB") >= (0.98 if name == "tuning" else 0.95), "\n".join(figures.missed)
    assert figures.alarms() <= 0.02, "\n".join(figures.flagged)


def test_the_docs_say_what_is_measured(held_out: Figures) -> None:
    from tests.guards.source import HOUSE

    assert table(held_out) in (HOUSE / "docs" / "screening.md").read_text("utf-8"), table(held_out)


@pytest.mark.campaign
def test_a_page_takes_milliseconds() -> None:
    """Of the processor's time, on a machine that does nothing else."""
    p50, _, _, _ = milliseconds(read("held_out"))
    assert p50 <= 5
