"""Settings are read once, from the environment or a file, and what is wrong with them is said in a sentence."""

import re
from pathlib import Path

import pytest
from pydantic import SecretStr
from pydantic_settings import BaseSettings

from adapters.__main__ import main
from adapters.chats import settings_of_chats
from bot.settings import FILE, PREFIX, CannotStart, Settings, load, names

DOC = Path(__file__).parents[2] / "docs" / "settings.md"
SECRET = "not for anybody's eyes"


def complaint() -> str:
    with pytest.raises(CannotStart) as no:
        load()
    return str(no.value)


def test_without_settings_everything_is_in_one_folder() -> None:
    settings = load()
    assert settings.database_url == f"sqlite:///{Path.cwd()}/var/tend/tend.sqlite3"
    assert (settings.port, settings.log_level, settings.key) == (8765, "INFO", None)


def test_a_file_gives_settings_and_the_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("TEND_PORT=1000\nTEND_LOG_LEVEL=warning\nOTHER=kept for others\n")
    monkeypatch.setenv("TEND_PORT", "2000")
    assert (load().port, load().log_level) == (2000, "WARNING")


def test_another_file_can_be_named(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("mine").write_text("TEND_PORT=1000\n")
    monkeypatch.setenv(FILE, "mine")
    assert load().port == 1000
    monkeypatch.setenv(FILE, "theirs")
    assert complaint() == (
        "TEND_SETTINGS names a file that is not there: theirs. Write that file, or unset TEND_SETTINGS."
    )


@pytest.mark.parametrize("where", ["environment", "file"])
def test_a_mistyped_name_is_heard(where: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if where == "file":
        Path(".env").write_text(f"TEND_DATABSE={SECRET}\n")
    else:
        monkeypatch.setenv("TEND_DATABSE", SECRET)
    assert complaint() == "TEND_DATABSE is not a setting of Tend. Did you mean TEND_DATABASE?"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("PORT", "http", "TEND_PORT has to be a number from 0 to 65535, such as 8765."),
        ("PORT", "70000", "TEND_PORT has to be a number from 0 to 65535, such as 8765."),
        ("LOG_LEVEL", "loud", "TEND_LOG_LEVEL has to be one of DEBUG, INFO, WARNING or ERROR."),
    ],
)
def test_what_cannot_be_right_is_said_in_a_sentence(
    name: str, value: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    assert complaint() == sentence


def test_everything_that_is_wrong_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEND_PORT", "http")
    monkeypatch.setenv("TEND_LOG_LEVEL", "loud")
    assert {"TEND_PORT", "TEND_LOG_LEVEL"} <= set(complaint().split())


def test_a_chats_own_settings_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TEND_SLACK_APP_TOKN", SECRET)
    with pytest.raises(
        CannotStart, match=r"^TEND_SLACK_APP_TOKN is not a setting of Tend. Did you mean TEND_SLACK_APP"
    ):
        load(*settings_of_chats())
    monkeypatch.delenv("TEND_SLACK_APP_TOKN")
    monkeypatch.setenv("TEND_SLACK_APP_TOKEN", "x")
    assert load(*settings_of_chats()).port == 8765


def test_settings_never_show_their_secrets() -> None:
    secret = SecretStr(SECRET)
    assert SECRET not in repr(Settings(key=secret, database=secret))


def test_the_table_of_settings_is_what_the_code_says() -> None:
    kinds: list[type[BaseSettings]] = [Settings, *settings_of_chats()]
    rows = [
        f"| `{name}` | {'–' if field.default in (None, '') else f'`{field.default}`'} | {field.description} |"
        for kind in kinds
        for name, field in zip(names(kind), kind.model_fields.values(), strict=True)
    ]
    written = [line for line in DOC.read_text("utf-8").splitlines() if line.startswith(f"| `{PREFIX}")]
    assert written == rows


def test_the_table_of_commands_is_what_the_code_has() -> None:
    assert set(re.findall(r"^\| `tend (\w+)", DOC.read_text("utf-8"), re.MULTILINE)) == set(main.commands)
