"""A button that was ever sent answers for ever: published actions keep their names and fields, and have a handler.

`actions.txt` lists every action that was ever published. It may only grow: one that is no longer offered keeps its line
and its handler, and one that has to change gets a successor under a new name.
"""

from pathlib import Path

from bot.actions import PUBLISHED, Action, shape
from bot.features import FEATURES
from bot.front import Say
from bot.plaintext import OpenTyped

LIST = Path(__file__).parent / "actions.txt"


def published() -> dict[str, type[Action]]:
    return {name: kind for name, kind in PUBLISHED.items() if kind.__module__.startswith("bot.")}


def line(kind: type[Action]) -> str:
    return " ".join([kind.name, *(f"{field}:{type_.__name__}" for field, type_ in shape(kind).items())])


def test_the_list_names_every_action_and_none_has_changed() -> None:
    listed = LIST.read_text("utf-8").splitlines()
    assert sorted(map(line, published().values())) == sorted(listed), "add new lines; never change or remove one"


def test_every_action_has_a_handler() -> None:
    handled = {kind for feature in FEATURES for kind in feature.handlers} | {OpenTyped, Say}
    assert [name for name, kind in published().items() if kind not in handled] == []


def test_an_action_is_named_after_its_slice() -> None:
    for feature in FEATURES:
        for kind in feature.handlers:
            assert kind.name.partition(".")[0] == feature.name
