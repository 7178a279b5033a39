"""Whether Discord would take what we send: the limits that its specification and its documentation name."""

from collections.abc import Mapping, Sequence
from typing import Any

Json = Mapping[str, Any]
ROW, BUTTON, TEXT, WORDS, LABEL, RADIO, BOXES = 1, 2, 4, 10, 18, 21, 22


def check_message(given: Json, files: int = 0) -> None:
    content, embeds = given.get("content") or "", given.get("embeds") or []
    assert content or embeds or files, "an empty message"
    assert len(content) <= 2000
    assert sum(len(embed["description"]) for embed in embeds) <= 6000
    assert all(1 <= len(embed["description"]) <= 4096 for embed in embeds)
    assert len(given.get("nonce") or "") <= 25
    assert not given.get("nonce") or given["enforce_nonce"] is True
    assert given["allowed_mentions"]["parse"] == [], "nobody is called by anything but their name"
    assert len(given.get("attachments") or ()) == files
    assert all(len(one.get("description") or "") <= 1024 for one in given.get("attachments") or ())
    _check_rows(given.get("components") or [])


def _check_rows(rows: Sequence[Json]) -> None:
    assert len(rows) <= 5
    buttons = [button for row in rows for button in row["components"]]
    assert all(row["type"] == ROW and 1 <= len(row["components"]) <= 5 for row in rows)
    assert all(button["type"] == BUTTON and button["style"] in (1, 2, 3, 4) for button in buttons)
    assert all(1 <= len(button["label"]) <= 80 and 1 <= len(button["custom_id"]) <= 100 for button in buttons)
    ids = [button["custom_id"] for button in buttons]
    assert len(ids) == len(set(ids)), "two buttons that carry the same"


def check_modal(given: Json) -> None:
    assert 1 <= len(given["title"]) <= 45
    assert 1 <= len(given["custom_id"]) <= 100
    assert 1 <= len(given["components"]) <= 5
    for label in given["components"]:
        if label["type"] == WORDS:
            assert 1 <= len(label["content"]) <= 4000
            continue
        assert label["type"] == LABEL
        assert 1 <= len(label["label"]) <= 45
        assert 0 < len(label.get("description") or "-") <= 100
        _check_field(label["component"])
    ids = [label["component"]["custom_id"] for label in given["components"] if label["type"] == LABEL]
    assert len(ids) == len(set(ids))


def _check_field(field: Json) -> None:
    assert 1 <= len(field["custom_id"]) <= 100
    if field["type"] == TEXT:
        assert field["style"] in (1, 2)
        assert 1 <= field["max_length"] <= 4000
        assert len(field.get("value") or "") <= field["max_length"]
        return
    assert field["type"] in (RADIO, BOXES)
    options, least = field["options"], 2 if field["type"] == RADIO else 1
    assert least <= len(options) <= 10
    assert all(1 <= len(one["label"]) <= 100 and 1 <= len(one["value"]) <= 100 for one in options)
    assert len({one["value"] for one in options}) == len(options)
    chosen = [one for one in options if one.get("default")]
    assert field["type"] == BOXES or len(chosen) <= 1
    if field["type"] == BOXES:
        assert not (field["required"] and field["min_values"] == 0)
        assert field["min_values"] <= field["max_values"] <= len(options)


def check_commands(given: Sequence[Json]) -> None:
    assert len(given) <= 100
    for command in given:
        assert command["name"].islower()
        assert len(command["name"]) <= 32
        assert 1 <= len(command["description"]) <= 100
        assert len(command["options"]) <= 25
        assert all(1 <= len(one["description"]) <= 100 for one in command["options"])
        assert all(one["max_length"] <= 6000 for one in command["options"])
