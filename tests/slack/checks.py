"""Whether Slack would take what we send: its own models build and validate it, and its published limits are kept."""

from collections.abc import Iterator, Mapping
from typing import Any

from slack_sdk.models.blocks import Block
from slack_sdk.models.views import View

MOST_TEXT = 4000
"""Characters of a message's `text`; more is refused as msg_too_long."""
MOST_TOGETHER = 13_200
"""Characters of all blocks together; more is refused as msg_blocks_too_long."""


def check_message(payload: Mapping[str, Any]) -> None:
    assert len(payload["text"]) <= MOST_TEXT
    assert payload["text"].strip(), "a notification says something"
    if "blocks" in payload:  # Bolt itself says in a text alone that Tend is not there
        _check_blocks(payload["blocks"], most=50)
        assert sum(len(text) for text in _texts(payload["blocks"])) <= MOST_TOGETHER


def check_view(view: Mapping[str, Any]) -> None:
    View(**view).validate_json()
    _check_blocks(view["blocks"], most=100)
    names = [block["block_id"] for block in view["blocks"] if "block_id" in block]
    assert len(names) == len(set(names))
    assert all(len(name) <= 255 for name in names)


def _check_blocks(blocks: list[dict[str, Any]], most: int) -> None:
    assert 1 <= len(blocks) <= most
    for block, parsed in zip(blocks, Block.parse_all(blocks), strict=True):
        parsed.validate_json()
        assert parsed.to_dict() == block, "the model dropped or changed something"
    ids = [element["action_id"] for block in blocks for element in block.get("elements", ()) if "action_id" in element]
    assert len(ids) == len(set(ids))
    assert all(_texts(blocks)), "Slack refuses an empty text"


def _texts(shown: object) -> Iterator[str]:
    """Every text in a structure."""
    match shown:
        case {"text": str() as text}:
            yield text
        case Mapping():
            for inside in shown.values():
                yield from _texts(inside)
        case list():
            for inside in shown:
                yield from _texts(inside)
