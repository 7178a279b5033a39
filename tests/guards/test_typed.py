"""What handlers compare typed words with is what their commands say can be typed: in the help, and in the docs."""

import ast
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from bot.features import FEATURES
from tests.guards.source import HOUSE, is_screens, modules, named, tree

HEARD = {"words", "word", "rest", "plain", "typed", "verb", "first", "understood"}
"""What a handler calls words that somebody typed after a command, and what it has made of them."""
NOT_TYPED = {
    "bot/rotation/typing.py": {"for", "co-facilitator", "cofacilitator", "facilitator", "presenter", "timekeeper"},
}
"""The role of a turn and whom it is taken from, which come after its word."""


def test_every_word_that_a_handler_knows_is_one_that_its_slice_offers() -> None:
    strange = {}
    for feature in FEATURES:
        offered = {
            phrase for command in feature.commands.values() for phrases in command.also for phrase in _all(phrases)
        }
        for path in modules(f"bot/{feature.name}"):
            known = {word for word in _known(path) if word.islower()} - NOT_TYPED.get(named(path), set())
            if left := known - offered:
                strange[named(path)] = sorted(left)
    assert strange == {}, "say in `also` of the command what can be typed after it"


def _all(phrases: str) -> Iterator[str]:
    """Each phrase, and each beginning and end of it: a handler may look at its words one by one."""
    for phrase in phrases.split(" / "):
        words = phrase.split()
        for at in range(1, len(words) + 1):
            yield " ".join(words[:at])
            yield " ".join(words[at - 1 :])


def _known(path: Path) -> Iterator[str]:
    """Every string that words are compared with in this file; not where days, hours and settings are read."""
    if is_screens(path) or path.name in ("rules.py", "tables.py", "reading.py"):
        return
    here = import_module(".".join(path.relative_to(HOUSE).with_suffix("").parts).removesuffix(".__init__"))
    for node in ast.walk(tree(path)):
        match node:
            case ast.Compare(left, [ast.Eq() | ast.NotEq() | ast.In() | ast.NotIn()], [other]) if _is_heard(left):
                yield from _strings(other, vars(here))
            case ast.Match(subject, cases) if _is_heard(subject):
                values = [
                    one.value for case in cases for one in ast.walk(case.pattern) if isinstance(one, ast.MatchValue)
                ]
                yield from (word for value in values for word in _strings(value, vars(here)))


def _is_heard(node: ast.expr) -> bool:
    """ "words", "words.casefold()", "understood.verb"; not "found.state"."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    if isinstance(node, ast.Attribute) and node.attr == "verb":
        node = node.value
    return isinstance(node, ast.Name) and node.id in HEARD


def _strings(node: ast.expr, here: dict[str, object]) -> Iterator[str]:
    match node:
        case ast.Constant(str() as word):
            yield word
        case ast.Name(name) if isinstance(found := here.get(name), str | tuple | list | dict):
            yield from ([found] if isinstance(found, str) else (word for word in found if isinstance(word, str)))
        case ast.Tuple(parts) | ast.List(parts) | ast.Set(parts):
            for part in parts:
                yield from _strings(part.value if isinstance(part, ast.Starred) else part, here)


def test_the_guard_reads_handlers() -> None:
    read = {named(path): set(_known(path)) for path in modules("bot/meetings", "bot/rotation")}
    assert {"coming", "not coming"} <= read["bot/meetings/handlers/coming.py"]
    assert {"move", "off"} <= read["bot/meetings/handlers/by_hand.py"]
    assert {"step in", "swap"} <= read["bot/rotation/typing.py"]
