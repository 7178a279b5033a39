"""Lines that whoever runs Tend has checked: they stand on the card, and nothing in their file takes the card away."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from adapters.__main__ import main
from bot.support.own import FILE, Unreadable, findings, lines, own_lines
from bot.support.rules import FRESH, lines_for
from tests.chat import Chat
from tests.support.test_card import CHECKED

TODAY = date(2026, 11, 2)


def put(folder: Path, text: str = CHECKED) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / FILE).write_text(text, "utf-8")
    return folder


def test_they_stand_in_place_of_ours_of_their_kind_and_country_alone(tmp_path: Path) -> None:
    found = lines(put(tmp_path))
    assert [(line.kind, line.name) for line in found if "GB" in line.countries] == [
        ("talk", "Somebody"),
        ("emergency", "Emergency services"),
    ]
    assert [line.number for line in lines_for("GB", TODAY, found)] == ["01 23"]
    assert {line.name for line in found if "US" in line.countries} == {
        "Emergency services",
        "988 Suicide and Crisis Lifeline",
    }


def test_after_half_a_year_the_card_falls_back_to_the_link(tmp_path: Path) -> None:
    found, checked = lines(put(tmp_path)), date(2026, 10, 1)
    assert lines_for("GB", checked + FRESH, found)
    assert lines_for("GB", checked + FRESH + timedelta(days=1), found) == []


async def test_a_member_reads_them_without_a_restart(chat: Chat, tmp_path: Path) -> None:
    chat.app.folder, chat.zones = tmp_path, {"Ana": "Europe/London"}
    assert "01 23" not in str(await chat.types("Ana", "support"))
    put(tmp_path)
    assert "To talk to somebody: **01 23**, Somebody" in str(await chat.types("Ana", "support"))
    assert "01 23" in str(await chat.types("Ana", "my client wants to die"))


BROKEN = {
    "[[line]": "is not TOML",
    "colour = 3": "holds no line",
    "[[line]]\nname = 'x'": "line 1: countries: field required",
    CHECKED.replace("2026-10-01", "'last week'"): "line 1: verified_on",
    CHECKED.replace('"talk"', '"chat"'): "line 1: kind",
}


@pytest.mark.parametrize("text", BROKEN)
async def test_a_file_that_cannot_be_read_is_said_to_whoever_wrote_it_and_costs_nobody_the_card(
    text: str, chat: Chat, tmp_path: Path
) -> None:
    chat.app.folder, chat.zones = put(tmp_path, text), {"Ana": "Europe/London"}
    with pytest.raises(Unreadable, match=BROKEN[text]):
        own_lines(tmp_path)
    assert "https://findahelpline.com" in str(await chat.types("Ana", "support"))
    assert "Until it can be read" in findings(tmp_path, TODAY)[0]


def test_a_month_before_a_line_goes_the_doctor_asks_for_it(tmp_path: Path) -> None:
    put(tmp_path)
    checked = date(2026, 10, 1)
    asked = [bool(findings(tmp_path, checked + timedelta(days=days))) for days in (0, 150, 151, 181, -1)]
    assert asked == [False, False, True, True, True]
    assert findings(tmp_path / "nowhere", TODAY) == []


def tend(folder: Path) -> Result:
    return CliRunner().invoke(main, ["support"], env={"TEND_DIRECTORY": str(folder)})


def test_the_command_names_every_line_and_ends_with_one_for_a_file_that_is_not_right(tmp_path: Path) -> None:
    said = tend(tmp_path)
    assert said.exit_code == 0
    assert "Samaritans: never checked; not shown, nobody has checked it" in said.stdout
    assert "None of your own" in said.stdout
    assert "1 of them from" in tend(put(tmp_path)).stdout
    assert "Samaritans" not in tend(tmp_path).stdout
    put(tmp_path, "colour = 3")
    said = tend(tmp_path)
    assert (said.exit_code, "holds no line" in said.stderr) == (1, True)
