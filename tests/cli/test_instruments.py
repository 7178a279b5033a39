"""`tend instruments`: listing, showing, checking, and taking wording from an operator's own copy."""

import json
from pathlib import Path

from tests.cli.conftest import Tend

WORDS = "items: [one, two, three, four]\nanswers: [v, w, x, y, z]\n"


def test_the_list_says_what_can_be_used(tend_here: Tend) -> None:
    said = tend_here("instruments", "list")
    assert said.returncode == 0
    rows = {line.split()[0]: line for line in said.stdout.splitlines()}
    assert "not a validated instrument" in rows["tend-pulse"]
    assert "needs wording" in rows["cbi"]


def test_showing_names_holder_licence_and_the_wobble_but_no_wording(tend_here: Tend) -> None:
    said = tend_here("instruments", "show", "cbi").stdout
    assert "(NFA), Denmark" in said
    assert "so up to 16.5 points are its normal wobble" in said
    assert "Item " not in said
    assert "Item meaning-1: How often" in tend_here("instruments", "show", "tend-pulse").stdout


def test_an_instrument_that_there_is_not_is_answered_with_the_nearest(tend_here: Tend) -> None:
    said = tend_here("instruments", "show", "proqol")
    assert (said.returncode, said.stderr) == (1, "Error: There is no instrument proqol. Did you mean proqol5?\n")


def test_checking_prints_a_line_a_case_and_its_exit_status_tells(tend_here: Tend, tmp_path: Path) -> None:
    case = {"id": "a", "responses": [0, 4, 4, 0], "expected": {"sum": 0}}
    (tmp_path / "good.json").write_text(json.dumps({"instrument": "pss4", "vectors": [case]}))
    (tmp_path / "off.json").write_text(
        json.dumps({"instrument": "pss4", "vectors": [case, case | {"id": "b", "expected": {"sum": 1}}]})
    )
    said = tend_here("instruments", "check", "good.json")
    assert (said.returncode, said.stdout) == (0, "ok   good a\n")
    said = tend_here("instruments", "check", "good.json", "off.json")
    assert said.returncode == 1
    assert said.stdout.splitlines() == ["ok   good a", "ok   off a", "FAIL off b: sum: expected 1, got 0"]


def test_wording_is_kept_only_when_the_terms_are_accepted(tend_here: Tend, tmp_path: Path) -> None:
    (tmp_path / "pss4").write_text(WORDS)
    no = tend_here("instruments", "wording", "pss4", "pss4", typed="n\n", directory="house")
    assert no.returncode == 1
    assert "Holder: Sheldon Cohen" in no.stdout
    assert "Nothing was kept" in no.stderr
    assert not (tmp_path / "house").exists()
    yes = tend_here("instruments", "wording", "pss4", "pss4", typed="y\n", directory="house")
    assert yes.returncode == 0
    assert (tmp_path / "house" / "wording" / "pss4.yaml").exists()
    rows = {line.split()[0]: line for line in tend_here("instruments", "list", directory="house").stdout.splitlines()}
    assert "wording loaded" in rows["pss4"]


def test_a_script_accepts_by_a_flag_and_what_is_not_whole_is_refused(tend_here: Tend, tmp_path: Path) -> None:
    (tmp_path / "whole").write_text(WORDS)
    (tmp_path / "half").write_text("items: [one, two]\n")
    assert tend_here("instruments", "wording", "pss4", "whole", "--accept-terms").returncode == 0
    said = tend_here("instruments", "wording", "pss4", "half", "--accept-terms")
    assert said.returncode == 1
    assert said.stderr == "Error: half is not the wording of pss4. pss4 has 4 items, and the file has 2.\n"
    assert (
        "own and has its words" in tend_here("instruments", "wording", "tend-pulse", "whole", "--accept-terms").stderr
    )


def test_a_file_to_fill_in_is_what_the_loader_takes(tend_here: Tend, tmp_path: Path) -> None:
    said = tend_here("instruments", "show", "pss4", "--blank").stdout
    (tmp_path / "filled").write_text(said.replace("''", "words"))
    assert tend_here("instruments", "wording", "pss4", "filled", "--accept-terms").returncode == 0
