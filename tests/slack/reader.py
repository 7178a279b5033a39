"""Slack's blocks as somebody reads them: dates on the reader's own clock, texts to the letter."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

Json = Mapping[str, Any]


@dataclass
class Reading:
    """What a person makes of some blocks."""

    text: str = ""
    bold: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    buttons: tuple[str, ...] = ()


def read(blocks: Sequence[Json], zone: str, names: Mapping[str, str]) -> Reading:
    """`names` are what Slack shows for the ids of people."""
    runs = [run for block in blocks for run in (*_runs(block, zone, names), (block, "\n"))]
    texts = "".join(text for _, text in runs).strip("\n")
    bold = tuple(text for element, text in runs if element.get("style", {}) == {"bold": True} and text.strip())
    calls = tuple(text for element, text in runs if element.get("type") == "user")
    return Reading(texts, bold, calls, tuple(one["text"]["text"] for one in buttons(blocks)))


def buttons(blocks: Sequence[Json]) -> list[Json]:
    return [element for block in blocks if block["type"] == "actions" for element in block["elements"]]


def _runs(shown: Json, zone: str, names: Mapping[str, str]) -> Iterator[tuple[Json, str]]:
    match shown["type"]:
        case "rich_text" | "rich_text_section" | "rich_text_preformatted":
            for number, element in enumerate(shown["elements"]):
                if number and shown["type"] == "rich_text":
                    yield shown, "\n"
                yield from _runs(element, zone, names)
        case "rich_text_list":
            for number, element in enumerate(shown["elements"]):
                yield shown, "\n- " if number else "- "
                yield from _runs(element, zone, names)
        case "text":
            yield shown, shown["text"]
        case "user":
            yield shown, names.get(shown["user_id"], shown["user_id"])
        case "date":
            yield shown, clock(shown["timestamp"], shown["format"], zone)
        case "section" | "header":
            yield shown, shown["text"]["text"]


def clock(timestamp: int, format: str, zone: str) -> str:
    local = datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(zone or "UTC"))
    date = f"{local:%A, %B} {local.day}, {local.year}"
    return format.replace("{date_long}", date).replace("{time}", f"{local:%H:%M}")
