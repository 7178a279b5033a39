"""What an operator can set: environment variables and one file, read once into one frozen Settings.

What cannot be right is said in sentences that name the variable and the next step, and never repeat its value: a value
may be a key or a password. The descriptions here are the table in docs/settings.md, and a test compares the two.
"""

import os
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, TypeVar
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import Field, SecretStr, ValidationError, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

S = TypeVar("S", bound=BaseSettings)

PREFIX = "TEND_"
FILE = "TEND_SETTINGS"
"""The variable that names the settings file; without it, `.env` in the current folder is read if it is there."""


class CannotStart(Exception):
    """Tend cannot work like this. `str()` is a sentence or two for the operator, with the next step."""


class Settings(BaseSettings):
    """Everything that can be set; the variable of each field is its name in capitals after TEND_."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore", hide_input_in_errors=True)

    directory: Path = Field(
        Path("var/tend"), description="The folder for the database and whatever else Tend writes; made when missing."
    )
    database: SecretStr | None = Field(
        None,
        description="Another database, as a SQLAlchemy address. Without it: the file `tend.sqlite3` in the directory.",
    )
    key: SecretStr | None = Field(
        None, description="The key that private words are sealed with. Better in a file; see `TEND_KEY_FILE`."
    )
    key_file: Path | None = Field(
        None, description="The file that holds the key. `tend key FILE` makes one. Keep it apart from the database."
    )
    erased_file: Path | None = Field(
        None,
        description="The file that remembers who was erased, so that no copy brings them back. Keep it with the key. "
        "Without it: the file `erased` in the directory.",
    )
    port: int = Field(
        8765, ge=0, le=65535, description="Where the local chat listens, on this machine only; 0 takes a free port."
    )
    operator: str = Field(
        "",
        max_length=80,
        description="Who runs this Tend, in words that its members know, such as `the Riverside clinic`.",
    )
    health_port: int | None = Field(
        None, ge=0, le=65535, description="Where `/healthz`, `/readyz` and `/metrics` answer. Without it they do not."
    )
    health_host: str = Field(
        "127.0.0.1", description="The address at which they answer; `0.0.0.0` lets other machines ask."
    )
    calendar_url: str = Field(
        "",
        description="Where calendars reach `TEND_HEALTH_PORT` from outside, such as `https://tend.example`. Without it "
        "members get calendar files, and no address to subscribe to.",
    )
    processes: int = Field(
        1,
        ge=1,
        description="How many processes of Tend share the database. Each speaks so much more slowly, since platforms "
        "count what all of them say.",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR. No level logs anybody's words."
    )

    @field_validator("calendar_url")
    @classmethod
    def _reaches_us(cls, given: str, others: ValidationInfo) -> str:
        if given and urlsplit(given).scheme not in ("https", "http") or given and not urlsplit(given).netloc:
            raise ValueError("has to begin with https:// and a host, such as https://tend.example")
        if given and others.data.get("health_port") is None:
            raise ValueError("is set, and TEND_HEALTH_PORT is not: set that to the port that it leads to")
        return given.rstrip("/")

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, given: object) -> object:
        return given.upper() if isinstance(given, str) else given

    @property
    def erasures(self) -> Path:
        return self.erased_file or self.directory / "erased"

    @property
    def feeds(self) -> str:
        """What the address of a member's calendar begins with; empty where calendars reach no Tend."""
        return f"{self.calendar_url}/calendar/" if self.calendar_url else ""

    @property
    def database_url(self) -> str:
        if self.database:
            return self.database.get_secret_value()
        return f"sqlite:///{self.directory.absolute() / 'tend.sqlite3'}"


def load(*beside: type[BaseSettings]) -> Settings:
    """The settings of this process. Raises CannotStart with everything that is wrong, a sentence for each.

    `beside` are settings of other parts, such as a chat's own, so that their names are not taken for mistyped ones.
    """
    file = _file()
    _only_known(set(os.environ) | set(dotenv_values(file) if file else ()), [Settings, *beside])
    return load_beside(Settings)


def load_beside(kind: type[S]) -> S:
    """Settings of another part, from the same places. Raises CannotStart."""
    return _checked(kind, _env_file=_file(), _env_file_encoding="utf-8")


def checked(**given: Any) -> Settings:
    """Settings of which some are given beforehand. Raises CannotStart."""
    return _checked(Settings, **given)


def _checked(kind: type[S], **given: Any) -> S:
    try:
        return kind(**given)
    except ValidationError as wrong:
        prefix = _prefix(kind)
        raise CannotStart(" ".join(_sentence(error, prefix) for error in wrong.errors(include_input=False))) from None


def names(kind: type[BaseSettings]) -> list[str]:
    """The variables of these settings."""
    return [_prefix(kind) + field.upper() for field in kind.model_fields]


def _prefix(kind: type[BaseSettings]) -> str:
    return kind.model_config.get("env_prefix", "")


def _file() -> Path | None:
    named = os.environ.get(FILE)
    if named and not Path(named).is_file():
        raise CannotStart(f"{FILE} names a file that is not there: {named}. Write that file, or unset {FILE}.")
    return Path(named or ".env") if named or Path(".env").is_file() else None


def _only_known(given: set[str], kinds: list[type[BaseSettings]]) -> None:
    """A mistyped name must not go unheard: somebody believes in what they set."""
    known = [FILE, *(name for kind in kinds for name in names(kind))]
    for name in sorted(given):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            near = get_close_matches(name.upper(), known, n=1)
            hint = f"Did you mean {near[0]}?" if near else f"There are {', '.join([FILE, *names(Settings)])}."
            raise CannotStart(f"{name} is not a setting of Tend. {hint}")


def _sentence(error: object, prefix: str) -> str:
    """A plain sentence for one of pydantic's errors."""
    match error:
        case {"loc": (str() as field, *_), "type": "literal_error", "ctx": {"expected": expected}}:
            return f"{prefix}{field.upper()} has to be one of {str(expected).replace(chr(39), '')}."
        case {"loc": (str() as field, *_), "type": "int_parsing" | "greater_than_equal"} if "port" not in field:
            return f"{prefix}{field.upper()} has to be a whole number, from 1 up."
        case {"loc": (str() as field, *_), "type": "int_parsing" | "greater_than_equal" | "less_than_equal"}:
            return f"{prefix}{field.upper()} has to be a number from 0 to 65535, such as 8765."
        case {"loc": (str() as field, *_), "type": "value_error", "ctx": {"error": error}}:
            return f"{prefix}{field.upper()} {error}."
        case {"loc": (str() as field, *_), "msg": str(message)}:
            return f"{prefix}{field.upper()} cannot be read: {message}."
    return "The settings cannot be read."
