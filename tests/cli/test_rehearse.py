"""`tend rehearse` as people run it: what it prints, and how it ends."""

import json

import pytest

from tests.cli.conftest import Tend


def test_a_rule_as_json(tend: Tend) -> None:
    rule = ("--rule", "last Sunday 02:30", "--zone", "Europe/Berlin")
    done = tend("rehearse", *rule, "--from", "2027-03-01", "--months", "2", "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout) == [
        {"local": "2027-03-28T03:30:00", "utc": "2027-03-28T01:30:00Z", "offset": "+02:00"},
        {"local": "2027-04-25T02:30:00", "utc": "2027-04-25T00:30:00Z", "offset": "+02:00"},
    ]


@pytest.mark.parametrize(
    ("words", "status", "sentence"),
    [
        (("--rule", "second tuesday 18:30", "--zone", "Europe/Berln"), 2, "Did you mean Europe/Berlin"),
        (("--rule", "second tuesday", "--zone", "Europe/Berlin"), 2, "I found no time of day"),
        (("--rule", "second tuesday 18:30"), 2, "Say whose clocks"),
        (("--rule", "tue 18:30", "--zone", "UTC", "--from", "1.11.2026"), 2, "not a date such as 2026-11-01"),
        (("--rule", "tue 18:30", "--zone", "UTC", "--months", "0"), 2, "--months"),
        (("A group", "--zone", "UTC"), 2, "belong to a --rule"),
        ((), 2, "Name either a GROUP or a --rule"),
        (("A group",), 1, "There is no database"),
    ],
)
def test_what_cannot_be_done_ends_in_a_sentence(
    tend_here: Tend, words: tuple[str, ...], status: int, sentence: str
) -> None:
    done = tend_here("rehearse", *words)
    assert (done.returncode, done.stdout) == (status, "")
    assert sentence in " ".join(done.stderr.split())
