"""The feature of docs/add-a-feature.md is built from the page's own code, and the page's own conversation is held."""

import re
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

import bot
from bot import actions
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.sealed import Vault
from tests.conversations.by_chat import Pressing
from tests.conversations.by_typing import Typing
from tests.conversations.perform import Performance
from tests.conversations.test_conversations import assert_same
from tests.guards.source import HOUSE

PUBLISHED = actions.PUBLISHED
"""As it was before."""
PAGE = (HOUSE / "docs" / "add-a-feature.md").read_text("utf-8")


@pytest.fixture
def kettle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Feature]:
    """The page's code blocks as the files that their first lines name."""
    for path, code in re.findall(r"```python\n# bot/(\S+)\n(.+?)```", PAGE, re.DOTALL):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_text(code, "utf-8")
    monkeypatch.setattr(bot, "__path__", [*bot.__path__, str(tmp_path)])
    monkeypatch.setattr(actions, "PUBLISHED", dict(actions.PUBLISHED))  # what is published here, nobody else meets
    yield import_module("bot.kettle.handlers").kettle
    for name in [name for name in sys.modules if name.startswith("bot.kettle")]:
        del sys.modules[name]
    del bot.kettle  # type: ignore[attr-defined]  # importing it has put it there


@pytest.mark.parametrize("how", [Pressing, Typing])
async def test_the_page_holds_what_it_says(
    how: type[Pressing], kettle: Feature, tmp_path: Path, database: Database, vault: Vault, clock: StoppedClock
) -> None:
    conversation = re.findall(r"```markdown\n(.+?)```", PAGE, re.DOTALL)[0]
    path = tmp_path / "the-kettle.md"
    path.write_text(conversation, "utf-8")
    driver = how(database, vault, clock, [kettle])
    shown = await Performance(driver).of(path)
    assert driver.recorder.said == {"dm-ana": ["The water has boiled."]}
    if how is Pressing:
        assert_same(conversation, shown, path.name)


def test_nothing_of_it_stays_for_other_tests(kettle: Feature) -> None:
    known = {kind.name for kind in kettle.handlers}
    assert known == {"kettle.put_on", "kettle.boiled"} <= actions.PUBLISHED.keys()
    assert known & PUBLISHED.keys() == set()
