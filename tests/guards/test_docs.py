"""What stands in docs/ is true as far as a machine can tell: links lead somewhere, and no command is missing."""

import ast
import re
from collections import Counter
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from bot.credentials import Credential
from bot.db import Kept
from bot.features import FEATURES
from bot.sealed import SealedColumn
from tests.conversations import document
from tests.conversations.acts import FillsIn, Types
from tests.conversations.forms import plain
from tests.guards.source import HOUSE, is_screens, modules, named, pages, tree

LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)(?:#[\w-]+)?\)")
PATH = re.compile(r"`((?:bot|adapters|tests|docs|migrations)/[\w./-]*)`")


def test_every_link_leads_somewhere() -> None:
    links = [(page, target) for page in pages() for target in LINK.findall(page.read_text("utf-8"))]
    ours = [(page, target) for page, target in links if "://" not in target]
    assert ours
    assert [(named(page), target) for page, target in ours if not (page.parent / target).exists()] == []


def test_every_file_that_is_named_exists() -> None:
    now = [page for page in pages() if page.name != "CHANGELOG.md"]
    spoken_of = [(named(page), path) for page in now for path in PATH.findall(page.read_text("utf-8"))]
    assert [(page, path) for page, path in spoken_of if not (HOUSE / path).exists()] == []


def test_every_room_is_on_the_map_once() -> None:
    page = (HOUSE / "docs" / "house.md").read_text("utf-8")
    rooms = [path for path in modules("bot") if path.parent == HOUSE / "bot" and path.name != "__init__.py"]
    on_the_map = Counter(
        path for row in re.findall(r"^\| (`bot/.*?) \|", page, re.MULTILINE) for path in PATH.findall(row)
    )
    assert [named(path) for path in rooms if on_the_map[named(path)] != 1] == []


def test_every_command_is_documented_in_its_own_words() -> None:
    table = (HOUSE / "docs" / "commands.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `(\w+)` \| ([^|]+) \|", table, re.MULTILINE))
    assert rows == {word: command.about for one in FEATURES for word, command in one.commands.items()}


def test_everything_that_can_follow_a_command_is_documented_in_its_own_words() -> None:
    table = (HOUSE / "docs" / "commands.md").read_text("utf-8")
    rows = re.findall(r"^\| (`\w+ [^|]+`) \| ([^|]+) \|", table, re.MULTILINE)
    commands = [command for one in FEATURES for command in one.commands.values()]
    assert {tuple(re.findall(r"`([^`]+)`", typed)): does for typed, does in rows} == {
        tuple(f"{command.word} {phrase}" for phrase in phrases.split(" / ")): does
        for command in commands
        for phrases, does in command.also.items()
    }


def test_every_command_is_typed_in_a_conversation() -> None:
    acts = [paragraph.act for path in document.documents() for paragraph in document.read(path)]
    typed = {act.words.removeprefix("tend ").split()[0] for act in acts if isinstance(act, Types)}
    assert {word for one in FEATURES for word in one.commands} - typed == set()


def test_every_private_field_is_filled_in_in_a_conversation() -> None:
    """There, it is looked for on everybody's screen, on the disk and in the log."""
    acts = [paragraph.act for path in document.documents() for paragraph in document.read(path)]
    answered = {plain(label) for act in acts if isinstance(act, FillsIn) for label in act.answers}
    private = {label for path in modules("bot") if is_screens(path) for label in _private_labels(path)}
    assert private
    assert [label for label in private if not any(re.fullmatch(label, plain(one)) for one in answered)] == []


def _private_labels(path: Path) -> list[str]:
    """The labels of `Text("name", "label", …, private=True)` that stand there or are named in the module, as patterns:
    what is counted into a label may be anything.
    """
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    labels = [call.args[1] for call in calls if "private" in [keyword.arg for keyword in call.keywords]]
    named_here = vars(import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts)))
    found = [named_here.get(one.id, "") if isinstance(one, ast.Name) else one for one in labels]
    return [_pattern(label) for label in found if label]


def _pattern(label: str | ast.expr) -> str:
    if isinstance(label, ast.JoinedStr):
        return "".join(_pattern(part) if isinstance(part, ast.Constant) else ".*" for part in label.values)
    return re.escape(plain(label if isinstance(label, str) else ast.literal_eval(label)))


def test_nothing_that_is_kept_is_told_twice() -> None:
    """Two rows for the same thing could say two different things about it."""
    page = (HOUSE / "docs" / "privacy.md").read_text("utf-8")
    kept, _ = page.split("\n\nIn the database")
    rows = Counter(re.findall(r"^\| ([^|]+) \|", kept, re.MULTILINE))
    assert "the answers" in rows
    assert [what for what, times in rows.items() if times > 1] == []


def test_every_table_is_named_where_privacy_is_spoken_of() -> None:
    page = (HOUSE / "docs" / "privacy.md").read_text("utf-8")
    assert [table for table in Kept.metadata.tables if f"`{table}`" not in page] == []


def test_what_is_said_to_be_sealed_is() -> None:
    sealed = {
        f"{table.name}.{column.name}"
        for table in Kept.metadata.sorted_tables
        for column in table.columns
        if isinstance(column.type, SealedColumn)
    }
    assert Credential.__tablename__ in Kept.metadata.tables
    assert sealed >= {
        "checkin_answers.answer",
        "checkin_sentences.words",
        "consults.sentence",
        "outbox.words",
        "typing.state",
        "credentials.secret",
    }


def test_how_long_things_are_kept_is_what_the_code_says() -> None:
    page = (HOUSE / "docs" / "privacy.md").read_text("utf-8")
    rows = re.findall(r"\| (\d+) days?[^|]*\| `([\w.]+)\.([A-Z_]+)` \|", page)
    assert len(rows) == page.count("| `bot.")
    said = {(module, name): timedelta(days=int(days)) for days, module, name in rows}
    assert {(module, name): getattr(import_module(module), name) for module, name in said} == said
