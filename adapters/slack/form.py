"""A form as one of Slack's modals, and what was typed into it.

A modal knows everything that is needed when it comes back: its action, the place where it was opened, and its own
fields. Nothing about an open form is kept here.
"""

from collections.abc import Mapping
from typing import Any

from adapters.slack.render import Json, plain, rich
from bot.port import Answers
from bot.ui import Field, Form, Text

ANSWER = "answer"
"""Every field's element goes by this; the field's name is its block's."""


def modal(form: Form, where: str) -> Json:
    """`where` is the place that the answer belongs to; it comes back with the answers."""
    return {
        "type": "modal",
        "callback_id": form.action,
        "private_metadata": where,
        "title": plain(form.title),
        "submit": plain(form.submit),
        "close": plain("Cancel"),
        "blocks": [*([rich(form.note)] if form.note else []), *map(_input, form.fields)],
    }


def notice(title: Json, words: Json) -> Json:
    """A modal that only says something."""
    return {"type": "modal", "title": title, "close": plain("Close"), "blocks": [words]}


def _input(field: Field) -> Json:
    block: Json = {"type": "input", "block_id": field.name, "label": plain(field.label), "element": _element(field)}
    hint = {"hint": plain(field.help)} if field.help else {}
    return block | hint | {"optional": not field.required}


def _element(field: Field) -> Json:
    if isinstance(field, Text):
        return _filled({"type": "plain_text_input", "multiline": field.long, "max_length": field.most}, field.value)
    options = [{"text": plain(option.label), "value": option.value} for option in field.options]
    kind = "checkboxes" if field.many else "radio_buttons"
    return _filled({"type": kind, "options": options}, list(field.value))


def _filled(element: Json, value: str | list[str]) -> Json:
    """The element with this value standing in it. A choice that is filled in with nothing must not say so."""
    chosen = [option for option in element.get("options", []) if option["value"] in value]
    begun: Json = {}
    match element["type"]:
        case "plain_text_input" if value:
            begun = {"initial_value": value}
        case "radio_buttons" if chosen:
            begun = {"initial_option": chosen[0]}
        case "checkboxes" if chosen:
            begun = {"initial_options": chosen}
    return {"action_id": ANSWER} | element | begun


def answers(view: Mapping[str, Any]) -> Answers:
    """What was typed and chosen, by field name."""
    return {name: _answer(elements[ANSWER]) for name, elements in view["state"]["values"].items()}


def _answer(element: Mapping[str, Any]) -> str | list[str]:
    match element:
        case {"type": "checkboxes"}:
            return [option["value"] for option in element.get("selected_options") or ()]
        case {"type": "radio_buttons"}:
            return str((element.get("selected_option") or {}).get("value", ""))
        case _:
            return str(element.get("value") or "")


def left_blank(view: Mapping[str, Any]) -> list[str]:
    """Needed fields that hold nothing but blanks, which Slack takes for an answer."""
    given = answers(view)
    needed = [block["block_id"] for block in view["blocks"] if block["type"] == "input" and not block.get("optional")]
    return [name for name in needed if not "".join(given.get(name, "")).strip()]


def again(view: Mapping[str, Any]) -> Json:
    """The same modal with everything that was typed standing in it."""
    given = answers(view)
    blocks = [_kept(block, given) if block["type"] == "input" else block for block in view["blocks"]]
    kept = ("type", "callback_id", "private_metadata", "title", "submit", "close")
    return {key: view[key] for key in kept} | {"blocks": blocks}


def _kept(block: Json, given: Answers) -> Json:
    begins = ("initial_value", "initial_option", "initial_options")
    element = {key: value for key, value in block["element"].items() if key not in begins}
    value = given.get(block["block_id"], "")
    return block | {"element": _filled(element, value if isinstance(value, str) else list(value))}
