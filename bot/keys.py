"""The root key: made once, read at every start, kept in a file of its own or handed over by the environment.

Whoever has this key and the database can read everything, so the two belong in different places and backups.
"""

import os
import stat
from collections.abc import Iterable
from pathlib import Path

from pydantic import SecretStr

from bot.copies import sync
from bot.sealed import Vault, WrongKey, new_root_key
from bot.settings import CannotStart, Settings

NO_KEY = (
    "Tend has no key to seal private words with, so it does not start. "
    "Make one with `tend key tend.key`, then set TEND_KEY_FILE=tend.key."
)
TWO_KEYS = "TEND_KEY and TEND_KEY_FILE are both set, so it is unclear which key counts. Unset one of them."
NOT_A_KEY = "That is not a key that Tend has made; it may have been cut short. `tend key FILE` makes a new one."
WRONG_KEY = (
    "This key does not open this database, so nothing was read or written. Set TEND_KEY_FILE to the key that the "
    "database was made with; a new key cannot open what an old one sealed."
)


def write_new_key(file: Path, key: str = "") -> None:
    """Makes a key, or writes this one, in a new file that only its owner can read.

    Raises CannotStart rather than write over anything.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise CannotStart(f"{file} is there already, and a key must never be lost. Name another file.") from None
    except OSError as broken:
        raise CannotStart(f"{file} cannot be written: {broken.strerror}. Name a file in a folder of yours.") from None
    with os.fdopen(handle, "w") as opened:
        opened.write((key or new_root_key()) + "\n")
        opened.flush()
        os.fsync(opened.fileno())


def replace(file: Path, lines: Iterable[str]) -> None:
    """Other keys stand in the file from now on, and it is still its owner's alone. Before that, the old ones do.

    Raises OSError.
    """
    was = file.stat()
    new = file.with_name(f"{file.name}.new")
    new.unlink(missing_ok=True)
    handle = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as opened:
        opened.writelines(f"{line}\n" for line in lines)
        opened.flush()
        if (was.st_uid, was.st_gid) != (os.getuid(), os.getgid()):
            os.fchown(handle, was.st_uid, was.st_gid)
        os.fsync(handle)
    new.replace(file)
    sync(file.parent)


def lines(settings: Settings) -> list[str]:
    """The key, and while it is replaced, the old one after it. Raises CannotStart when there is none."""
    vault(settings)
    return _root(settings).split()


def with_old(settings: Settings, file: Path) -> Settings:
    """The same settings, which open what the key in this file has sealed as well."""
    old = lines(settings.model_copy(update={"key": None, "key_file": file}))
    return settings.model_copy(update={"key": SecretStr("\n".join([*lines(settings), *old])), "key_file": None})


def vault(settings: Settings) -> Vault:
    """The vault that the set key opens. Raises CannotStart when there is no key, or none that Tend could have made."""
    try:
        return Vault(_root(settings))
    except WrongKey:
        raise CannotStart(NOT_A_KEY) from None


def _root(settings: Settings) -> str:
    if settings.key and settings.key_file:
        raise CannotStart(TWO_KEYS)
    if settings.key:
        return settings.key.get_secret_value()
    if settings.key_file is None:
        raise CannotStart(NO_KEY)
    try:
        return settings.key_file.read_text("utf-8")
    except (OSError, UnicodeDecodeError):
        raise CannotStart(
            f"TEND_KEY_FILE names {settings.key_file}, which cannot be read. Set it to the key's file; "
            "if there is no key yet, `tend key FILE` makes one."
        ) from None


def half_replaced(settings: Settings) -> bool:
    """Whether the file holds the old key as well, since a rotation was interrupted."""
    try:
        return len(lines(settings)) > 1
    except CannotStart:
        return False


def open_to_others(settings: Settings) -> bool:
    """Whether others on this machine can read the key's file."""
    mode = settings.key_file.stat().st_mode if settings.key_file and settings.key_file.exists() else 0
    return bool(mode & (stat.S_IRGRP | stat.S_IROTH))
