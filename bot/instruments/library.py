"""The definitions that come with Tend, read once. Each is one YAML file, read as plain values and checked strictly."""

import json
from functools import cache
from importlib.resources import files

from bot import yamls
from bot.instruments.definition import Instrument

_FOLDER = files("bot.instruments").joinpath("definitions")


def read(text: str) -> Instrument:
    """Raises yaml.YAMLError or pydantic's ValidationError for a file that cannot be right."""
    return Instrument.model_validate_json(json.dumps(yamls.read(text)))  # JSON has no tuples: lists become them


@cache
def instruments() -> dict[str, Instrument]:
    """Every instrument by id, our own first."""
    texts = [file.read_text("utf-8") for file in _FOLDER.iterdir() if file.name.endswith(".yaml")]
    found = sorted(map(read, texts), key=lambda one: (one.wording != "ours", one.id))
    return {one.id: one for one in found}


def instrument(id: str) -> Instrument:
    """Raises KeyError."""
    return instruments()[id]
