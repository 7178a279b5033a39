"""The wording of instruments that others hold: read from the operator's own copy, kept beside the database, asked for.

Without its words, and without its holder's terms accepted by whoever runs Tend, an instrument is put to nobody.
"""

import os
from collections.abc import Mapping
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import AwareDatetime, ValidationError

from bot import yamls
from bot.instruments.definition import Instrument, Part
from bot.settings import Settings

FOLDER = "wording"


class WordingFault(Exception):
    """A file is not the wording of this instrument. `str()` says what it lacks."""


class NotReady(Exception):
    """An instrument cannot be put to anybody. `str()` says why, and what whoever runs Tend can do."""


class Wording(Part):
    """Texts by item id and labels by answer code, and the terms that were accepted for them."""

    instrument: str
    version: int
    items: dict[str, str]
    answers: dict[str, str]
    terms: str
    accepted_at: AwareDatetime


def terms(instrument: Instrument) -> str:
    """What is accepted. When it changes, it has to be accepted anew."""
    return f"{instrument.holder}. {instrument.licence}"


class Shelf:
    """Where wording is kept: one file an instrument, outside the package."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, instrument: Instrument) -> Path:
        return self.folder / f"{instrument.id}.yaml"

    def keep(self, instrument: Instrument, words: tuple[dict[str, str], dict[str, str]], now: datetime) -> Path:
        """Writes what `read` gave, with the holder's terms accepted now; readable by its owner alone."""
        items, answers = words
        content = {
            "instrument": instrument.id,
            "version": instrument.version,
            "items": items,
            "answers": answers,
            "terms": terms(instrument),
            "accepted_at": now.isoformat(),
        }
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = self.path(instrument)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
            yaml.safe_dump(content, file, allow_unicode=True, sort_keys=False, width=120)
        return path

    def with_words(self, instrument: Instrument) -> Instrument:
        """The instrument as it can be put to people. Raises NotReady."""
        if instrument.wording == "ours":
            return instrument
        kept = self._kept(instrument)
        if kept.terms != terms(instrument):
            raise NotReady(f"The terms for {instrument.id} have changed since they were accepted. {_load(instrument)}")
        worded = _worded(instrument, kept.items, kept.answers)
        if kept.version != instrument.version or not worded.ready:
            raise NotReady(f"The wording of {instrument.id} does not fit its definition any more. {_load(instrument)}")
        return worded

    def _kept(self, instrument: Instrument) -> Wording:
        path = self.path(instrument)
        try:
            return _read(path, path.stat().st_mtime_ns)
        except FileNotFoundError:
            raise NotReady(_none(instrument)) from None
        except (OSError, yaml.YAMLError, ValidationError):
            raise NotReady(f"The wording of {instrument.id} here cannot be read. {_load(instrument)}") from None


@lru_cache(maxsize=64)
def _read(path: Path, changed: int) -> Wording:
    """Once for each time it was changed: a member waits for it at every press."""
    return Wording.model_validate(yamls.read(path.read_text("utf-8")), strict=False)


def _none(instrument: Instrument) -> str:
    return f"There is no wording for {instrument.id} here. {_load(instrument)}"


def _load(instrument: Instrument) -> str:
    return f"Whoever runs Tend can load it from their own copy: tend instruments wording {instrument.id} FILE."


def _worded(instrument: Instrument, items: Mapping[str, str], answers: Mapping[str, str]) -> Instrument:
    return instrument.model_copy(
        update={
            "items": tuple(item.model_copy(update={"text": items.get(item.id, "")}) for item in instrument.items),
            "answers": {
                name: tuple(one.model_copy(update={"label": answers.get(one.code, "")}) for one in choices)
                for name, choices in instrument.answers.items()
            },
        }
    )


def blank(instrument: Instrument) -> str:
    """A file to fill in, for `read`."""
    content = {
        "items": {item.id: item.text for item in instrument.items},
        "answers": {one.code: one.label for choices in instrument.answers.values() for one in choices},
    }
    return str(yaml.safe_dump(content, allow_unicode=True, sort_keys=False, width=120))


def read(instrument: Instrument, text: str) -> tuple[dict[str, str], dict[str, str]]:
    """Texts by item id and labels by answer code, from a file as `blank` gives it. Raises WordingFault."""
    try:
        given = yamls.read(text)
    except yaml.YAMLError:
        raise WordingFault(_shape(instrument)) from None
    if not isinstance(given, dict) or set(given) - {"items", "answers"} or not given.get("items"):
        raise WordingFault(_shape(instrument))
    ids = [item.id for item in instrument.items]
    codes = [one.code for choices in instrument.answers.values() for one in choices]
    items = _by_name(given["items"], ids, f"{instrument.id} has {len(ids)} items")
    return items, _by_name(given.get("answers") or {}, codes, f"{instrument.id} has {len(codes)} answers")


def _shape(instrument: Instrument) -> str:
    return (
        'It should be YAML with "items" and "answers". To have one to fill in: '
        f"tend instruments show {instrument.id} --blank > FILE"
    )


def _by_name(given: Any, names: list[str], there_are: str) -> dict[str, str]:
    """A list is taken in the order of the instrument; a mapping by its names."""
    if isinstance(given, list) and len(given) == len(names):
        given = dict(zip(names, given, strict=True))
    if not isinstance(given, dict):
        raise WordingFault(f"{there_are}, and the file has {len(given) if isinstance(given, list) else 'none'}.")
    words = {str(name): " ".join(str(text or "").split()) for name, text in given.items()}
    unknown, lacking = [name for name in words if name not in names], [name for name in names if not words.get(name)]
    if lacking:
        raise WordingFault(f"{there_are}, and the file has {len(words) - len(unknown)}. {_none_for(lacking)}")
    if unknown:
        raise WordingFault(f"{there_are}, and none of them is {unknown[0]}.")
    return {name: words[name] for name in names}


def _none_for(lacking: list[str]) -> str:
    more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
    return f"There are no words for {', '.join(lacking[:5])}{more}."


def worded(instrument: Instrument, folder: Path | None) -> Instrument:
    """The instrument with its words, as `folder` beside the database has them. Raises NotReady."""
    if instrument.ready:
        return instrument
    if folder is None:
        raise NotReady(_none(instrument))
    return Shelf(folder / FOLDER).with_words(instrument)


def shelf(settings: Settings) -> Shelf:
    """Beside the database that these settings name."""
    return Shelf(settings.directory / FOLDER)
