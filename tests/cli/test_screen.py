"""`tend screen` reads a file or what is typed, prints findings, and never repeats in an error what it read."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Tend


def test_a_list_to_read(tend: Tend) -> None:
    done = tend("screen", typed="First line.\nSaw Thandiwe from Leeds.\n")
    assert done.returncode == 0
    assert "line 2: 'Thandiwe' (A, names)." in done.stdout
    assert "it does not make a text anonymous" in done.stdout


def test_nothing_found_is_no_promise(tend_here: Tend) -> None:
    done = tend_here("screen", "-", typed="We spoke about endings.\n")
    assert (done.returncode, "two questions are left" in done.stdout) == (0, True)


def test_one_json_list(tend_here: Tend, tmp_path: Path) -> None:
    (tmp_path / "case.txt").write_text("Ngozi went to Łódź.", "utf-8")
    done = tend_here("screen", "case.txt", "--json")
    assert [(one["start"], one["end"], one["category"], one["text"]) for one in json.loads(done.stdout)] == [
        (0, 5, "A", "Ngozi"),
        (14, 18, "B", "Łódź"),
    ]
    assert set(json.loads(done.stdout)[0]) == {"start", "end", "category", "text", "why", "suggestion"}


def test_a_line_out_for_each_line_in(tend_here: Tend) -> None:
    typed = "".join(
        json.dumps({"text": text, "id": 7}) + "\n" for text in ("Ngozi wept.", "Nothing.", "Ring 020 7946 0018")
    )
    done = tend_here("screen", "--jsonl", typed=typed)
    assert [[one["category"] for one in json.loads(line)] for line in done.stdout.splitlines()] == [["A"], [], ["D"]]


@pytest.mark.parametrize(
    ("text", "start"),
    [("😀 Thandiwe wept", 2), ("Wept.\r\nThandiwe", 7), ("\0Thandiwe\0", 1), ("e\u0301 Thandiwe", 3)],
)
def test_places_are_counted_in_code_points_of_what_was_given(
    tend_here: Tend, tmp_path: Path, text: str, start: int
) -> None:
    (tmp_path / "case.txt").write_bytes(text.encode())
    (tmp_path / "case.jsonl").write_text(json.dumps({"text": text}) + "\r\n", newline="")
    for done in (tend_here("screen", "case.txt", "--json"), tend_here("screen", "case.jsonl", "--jsonl")):
        (finding,) = json.loads(done.stdout)
        assert (finding["start"], finding["end"]) == (start, start + 8)
        assert text[finding["start"] : finding["end"]] == finding["text"] == "Thandiwe"


def test_nothing_in_is_nothing_found(tend_here: Tend) -> None:
    assert (tend_here("screen", "--json", typed="").stdout, tend_here("screen", "--jsonl", typed="").stdout) == (
        "[]\n",
        "",
    )


def test_half_a_pair_and_a_mark_of_order_are_read(tend: Tend) -> None:
    done = tend("screen", "--jsonl", typed='\ufeff{"text": "Ring x\\ud83d@example.org or Thandiwe"}\n')
    assert done.returncode == 0
    assert "Thandiwe" in [one["text"] for one in json.loads(done.stdout)]


def test_an_error_names_the_line_and_does_not_quote_it(tend_here: Tend) -> None:
    for wrong in ('{"text": "Ngozi', '{"words": "Ngozi"}', '["Ngozi"]', '{"text": 7, "x": "Ngozi"}', ""):
        done = tend_here("screen", "--jsonl", typed='{"text": "Fine."}\n' + wrong + "\n")
        assert done.returncode == 1
        assert "Line 2 is not" in done.stderr
        assert "Ngozi" not in done.stdout + done.stderr


def test_a_file_that_is_no_text(tend_here: Tend, tmp_path: Path) -> None:
    (tmp_path / "case.doc").write_bytes(b"\xff\xfe\x00Ngozi")
    done = tend_here("screen", "case.doc")
    assert (done.returncode, done.stderr.strip()) == (1, "Error: This is not text in UTF-8.")
