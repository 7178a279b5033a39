"""What Tend says: where its words live, and the tone that they keep."""

import ast
import re
from pathlib import Path

from tests.guards.source import is_screens, modules, named, tree, words

SHOWN = {"Message", "Button", "Form", "Text", "Choice", "Option", "Picture", "Refused", "Invalid"}
"""What is shown to people, and so is built from words that stand in a screens file."""
NEVER = re.compile(
    r"!|you (failed|forgot|missed|neglected)|overdue|you must|you should have|don.t forget|streak|invalid|illegal"
    r"|unfortunately|oops|\berror\b|asap|hurry|last chance",
    re.IGNORECASE,
)
"""Shouting, blame, nagging, and the words of machines."""
PICTURES = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\ufe0f]")
"""Emoji: they say different things to different people, and nothing good to a screen reader."""
PLATFORMS = re.compile(r"\b(slack|discord|matrix|telegram|whatsapp|mattermost|teams|bolt|webhook)\w*\b", re.IGNORECASE)


def test_no_sentence_shouts_blames_or_nags() -> None:
    spoken = [(named(path), *said) for path in modules("bot") if is_screens(path) for said in words(tree(path))]
    assert spoken
    assert [said for said in spoken if NEVER.search(said[2]) or PICTURES.search(said[2])] == []


def test_words_that_are_shown_stand_in_screens() -> None:
    elsewhere = [path for path in modules("bot") if not is_screens(path)]
    assert [where for path in elsewhere for where in _spoken_here(path)] == []


def _spoken_here(path: Path) -> list[str]:
    calls = [node for node in ast.walk(tree(path)) if isinstance(node, ast.Call)]
    shown = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in SHOWN]
    return [f"{named(path)}:{line} {text}" for call in shown for line, text in _sentences(call)]


def _sentences(call: ast.Call) -> list[tuple[int, str]]:
    """Strings in the call itself that read like words to people; names of fields and empty strings do not."""
    given = [*call.args, *(keyword.value for keyword in call.keywords)]
    spoken = [found for node in given if not isinstance(node, ast.Call) for found in words(node)]
    return [(line, text) for line, text in spoken if " " in text.strip() or text[:1].isupper()]


TO_THE_OPERATOR = {
    "bot/disk.py",
    "bot/doctor.py",
    "bot/health.py",
    "bot/house.py",
    "bot/instruments/page.py",
    "bot/formats/reading.py",
    "bot/keys.py",
    "bot/life.py",
    "bot/lookahead/printing.py",
    "bot/metrics.py",
    "bot/migrate.py",
    "bot/rekeying.py",
    "bot/restoring.py",
    "bot/rotation/account.py",
    "bot/settings.py",
    "bot/support/own.py",
}
"""What they say is read at the command line, in a log or by machines, by whoever runs Tend, and in no chat."""
NOT_SAID = {"VACUUM INTO ?": "SQL"}
SENTENCE = re.compile(r"[\s“*]*[A-Z].* .*[.?:]\s*", re.DOTALL)


def test_sentences_stand_in_screens() -> None:
    """A string that begins with a capital and ends with a full stop, a question mark or a colon. `bot.unclear` is a
    screen too, beneath all others.
    """
    paths = [path for path in modules("bot") if not is_screens(path) and named(path) != "bot/unclear.py"]
    found = {named(path): [said for _, said in words(tree(path)) if SENTENCE.fullmatch(said)] for path in paths}
    said = {path: [one for one in some if one not in NOT_SAID] for path, some in found.items()}
    assert {path: some for path, some in said.items() if some and path not in TO_THE_OPERATOR} == {}
    assert {path for path in TO_THE_OPERATOR if not said[path]} == set(), "these say nothing any more"


def test_the_core_names_no_platform() -> None:
    found = [(named(path), *PLATFORMS.findall(path.read_text("utf-8"))) for path in modules("bot")]
    assert [name for name in found if len(name) > 1] == []
