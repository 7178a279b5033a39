"""The examples in deploy/ name settings that there are, and commands that Tend has; the linters see to the rest."""

import re
from pathlib import Path

import pytest
from pydantic_settings import BaseSettings

from adapters.__main__ import CHATS, main
from adapters.chats import settings_of_chats
from bot.settings import Settings, names
from tests.guards.source import HOUSE

FILES = sorted((HOUSE / "deploy").iterdir())
KINDS: list[type[BaseSettings]] = [Settings, *settings_of_chats()]
KNOWN = {name for kind in KINDS for name in names(kind)}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_it_names_settings_and_commands_that_there_are(file: Path) -> None:
    text = file.read_text("utf-8")
    assert set(re.findall(r"\bTEND_[A-Z_]+", text)) <= KNOWN
    assert set(re.findall(r"\btend (\w+) ", text)) & set(main.commands)
    started = re.search(r"(?:\[run, |/tend run )(\w+)", text)
    assert started
    assert started[1] in CHATS
    assert {"TEND_KEY_FILE", "TEND_ERASED_FILE", "TEND_HEALTH_PORT"} <= set(re.findall(r"\bTEND_[A-Z_]+", text))
