"""The formats that come with Tend: complete, honest about their minutes, and a thirteenth needs no code."""

import re
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner

from adapters.__main__ import main
from bot.formats.engine import State, begin, speech, time_is_up
from bot.formats.format import HELPS, Format, Help
from bot.formats.plan import CULTURE, Step, lens, plan
from bot.formats.reading import LIBRARY, bank, check, every, read

FOLDER = Path(str(LIBRARY))
TOTALS = {
    "balint": [10, 8, 20, 4, 3],
    "consultancy": [10, 5, 10, 15, 5, 5],
    "consultancy-short": [5, 3, 9, 3],
    "solution-focused": [5, 5, 8, 3, 10, 4],
    "troika": [2, 6, 6, 4],
}
"""Minutes that are published for these formats."""

SMALL = """\
id: walk
name: A walk
about: Two walk and one listens.
source: Made up for a test.
people: [3, 5]
minutes: 20
suits: [think]
culture_before: walk
phases:
  - {id: tell, name: Telling, minutes: 5, may: {presenter: story}, prompt: Tell it.}
  - {id: walk, name: Walking, minutes: 15, days: 0.5, may: {peers: reflection}, prompt: Walk and talk.}
"""


def test_there_are_at_least_twelve() -> None:
    assert len(every()) >= 12


@pytest.mark.parametrize("id", TOTALS)
def test_minutes_are_those_that_are_published(id: str) -> None:
    assert [phase.minutes for phase in every()[id].phases] == TOTALS[id]


@pytest.mark.parametrize("form", every().values(), ids=lambda form: form.id)
def test_every_file_can_be_used_and_says_where_it_comes_from(form: Format) -> None:
    assert check(FOLDER / f"{form.id}.yaml") == []
    assert len(form.source) > 20
    if not form.minutes_sure:
        assert re.search(
            r"minutes are (?:ours|our division)|a mindful start of 5 to 10|the minutes are ours", form.source
        )


@pytest.mark.parametrize("form", every().values(), ids=lambda form: form.id)
@pytest.mark.parametrize("help", HELPS)
def test_in_each_format_the_culture_round_comes_before_ideas_and_the_presenter_speaks_last(
    form: Format, help: Help
) -> None:
    steps = plan(form, help, culture=True)
    ideas = [at for at, step in enumerate(steps) if step.may.get("peers") == "suggestion"]
    assert [step.id for step in steps].index(CULTURE) < min(ideas, default=99)
    assert steps[-1].last_word
    assert dict(steps[-1].may) == {"presenter": "answer"}
    assert CULTURE not in [step.id for step in plan(form, help, culture=False)]
    if help == "listen":
        assert ideas == []


def test_in_all_but_one_the_presenter_falls_silent() -> None:
    """The consultation team talks with the therapist, never about them."""
    never = [
        form.id for form in every().values() if not any(_listens(step) for step in plan(form, "think", culture=False))
    ]
    assert never == ["consultation-team"]


def _listens(step: Step) -> bool:
    return "presenter" not in step.may and "peers" in step.may


def test_the_kind_of_help_changes_what_is_asked() -> None:
    tell: Help = "tell"
    listen: Help = "listen"
    told, heard = (plan(every()["consultancy"], help, culture=False)[3] for help in (tell, listen))
    assert "plainly" in told.prompt
    assert told.may["peers"] == "suggestion"
    assert "not asked for ideas" in heard.prompt
    assert heard.may["peers"] == "reflection"


def test_lenses_move_on_from_case_to_case() -> None:
    peers = ("ben", "cleo", "dev")
    assert [lens(peers, who, 0) for who in peers] == list(bank("lenses")[:3])
    assert [lens(peers, "ben", number) for number in range(6)] == list(bank("lenses"))


def test_cultures_prompts_name_more_than_one_thing_each_and_go_round() -> None:
    prompts = bank("culture")
    assert len(prompts) >= 10
    assert all(re.search(r"\band\b|,", prompt) for prompt in prompts)
    said = {plan(every()["balint"], "think", culture=True, number=number)[2].prompt for number in range(len(prompts))}
    assert said == set(prompts)


def test_a_new_format_is_a_file_and_nothing_else() -> None:
    form = read(SMALL)
    state = begin(State(plan(form, "tell", culture=False), "ana", "", ("ben", "cleo"), live=False)).state
    heard = []
    while state.step:
        heard.append([who for who in state.everybody if speech(state, who)])
        state = time_is_up(state).state
    assert heard == [["ana"], ["ben", "cleo"], ["ana"]]


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        ("minutes: 20", "minutes: 25", "The phases come to 20 minutes, and minutes says 25."),
        ("minutes: 20", "minutes: '20'", "minutes: “20” does not fit: should be a valid integer."),
        ("people: [3, 5]", "people: [2, 5]", "People is 2 to 5: it takes at least 3, and at most 12 fit at a table."),
        ("about: Two walk and one listens.\n", "", "about: this is missing."),
        ("about:", "abuot:", "abuot: a format has no such line; it may be misspelt."),
        ("culture_before: walk", "culture_before: wlak", "Culture_before says wlak, and no phase has this id."),
        ("{peers: reflection}", "{peers: rant}", "Phase 2 (walk), may, peers: “rant” is none of"),
        ("{peers: reflection}", "{boss: reflection}", "Phase 2 (walk), may, boss: “boss” is none of"),
        ("days: 0.5", "days: soon", "Phase 2 (walk), days: “soon” does not fit"),
        (
            "may: {peers: reflection}",
            "rated: true, may: {peers: suggestion}",
            "Phase 2 (walk): rated is about what peers ask or say",
        ),
        (
            "suits: [think]",
            "roles: {peers: Sit.}\nsuits: [think]",
            "Presenter, facilitator and peers are in every format",
        ),
        ("suits: [think]", "leads: [scribe]\nsuits: [think]", "Leads names scribe, and roles does not."),
        (
            "suits: [think]",
            "roles: {scribe: Write., reader: Read.}\nsuits: [think]",
            "With 2 roles beside presenter and facilitator it takes at least 4 people, and people begins at 3.",
        ),
        ("id: walk, name", "id: Walk It, name", "Phase 2 (Walk It), id: “Walk It” has to be small letters"),
        ("id: walk\n", "id: walk\n\tname: x\n", "Line 2, column 1: this is not YAML"),
    ],
)
def test_what_is_wrong_is_said_in_plain_sentences(tmp_path: Path, old: str, new: str, sentence: str) -> None:
    assert old in SMALL
    file = tmp_path / "walk.yaml"
    file.write_text(SMALL.replace(old, new, 1), "utf-8")
    assert any(told.startswith(sentence) for told in check(file)), check(file)


def test_the_command_says_it_and_ends_with_one(tmp_path: Path) -> None:
    good, bad = tmp_path / "walk.yaml", tmp_path / "run.yaml"
    for file in (good, bad):
        file.write_text(SMALL, "utf-8")
    told = CliRunner().invoke(main, ["formats", "check", str(good)])
    assert (told.exit_code, told.output) == (0, f"{good}: This format can be used.\n")
    told = CliRunner().invoke(main, ["formats", "check", str(good), str(bad)])
    assert told.exit_code == 1
    assert told.output.endswith(f"{bad}: Its id is walk, so the file has to be called walk.yaml.\n")


def test_the_command_lists_and_shows() -> None:
    listed = CliRunner().invoke(main, ["formats", "list"]).output
    assert len(listed.splitlines()) == len(every())
    shown = CliRunner().invoke(main, ["formats", "show", "balint"]).output
    assert "3. The group imagines, 20 min or 2 days (peers: reflection)" in shown
    assert CliRunner().invoke(main, ["formats", "show", "ballet"]).exit_code == 1
    assert version("tend")
