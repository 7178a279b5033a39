"""Twenty-six ways in which Slack was seen to fail: each has a test that carries its number, or a reason why not."""

import re
from pathlib import Path

FAILURES = {
    1: "a connection goes deaf without closing",
    2: "Slack asks for a new connection, for any of its reasons",
    3: "the HTTP session was closed",
    4: "the same event is delivered again and again",
    5: "a retry is the first and only delivery",
    6: "a press or a form, which have no event id, comes twice",
    7: "the work takes longer than an acknowledgement may",
    8: "a form comes more than three seconds after the press",
    9: "a form is refused",
    10: "a view was changed by somebody else in between (hash_conflict)",
    11: "Slack limits a method",
    12: "the connection is lost after a post was accepted",
    13: "history may not be read, or hardly",
    14: "a text is too long, or would format, link or call",
    15: "a channel is archived, unknown, or without Tend",
    16: "a person is deactivated or cannot be written to",
    17: "a token is revoked or invalid",
    18: "the app is removed, told in any order and number",
    19: "two need a new token at the same time",
    20: "a right is missing",
    21: "requests are malformed or hostile",
    22: "a captured request is sent again",
    23: "a clock is wrong",
    24: "something arrives that nobody knows",
    25: "somebody of another workspace acts",
    26: "a bot, perhaps Tend itself, speaks",
}
NOT_MET = {
    10: "Tend changes only a form that waits for Tend itself, so nobody else changes it, and sends no hash.",
}


def numbers() -> set[int]:
    files = Path(__file__).parent.glob("test_*.py")
    return {int(number) for file in files for number in re.findall(r"def test_s(\d\d)_", file.read_text("utf-8"))}


def test_every_failure_has_a_test_or_a_reason() -> None:
    assert numbers() | NOT_MET.keys() == FAILURES.keys()
    assert not numbers() & NOT_MET.keys()
