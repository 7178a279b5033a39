"""A form as one of Discord's modals, and what was typed into it.

Discord closes a modal when it is sent, whatever the answer, and sends back values without the questions. So nothing is
known of an open form here; what was refused is kept by the core, which opens it again.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from discord import CheckboxGroupOption, RadioGroupOption, TextStyle, ui

from adapters.discord.render import markdown
from bot.port import Answers
from bot.ui import Choice, Field, Form, Text

Json = Mapping[str, Any]

PRIVATE = "."
"""What the id of a private field begins with, so that it is known when it comes back."""


def modal(form: Form) -> ui.Modal:
    made = ui.Modal(title=form.title, custom_id=form.action)
    if form.note:
        made.add_item(ui.TextDisplay(markdown(form.note)))
    for field in form.fields:
        made.add_item(ui.Label(text=field.label, description=field.help or None, component=_component(field)))
    made.stop()  # the library need not remember it
    return made


def _component(field: Field) -> ui.Item[Any]:
    match field:
        case Text():
            return _text(field)
        case Choice(many=True):
            boxes = [
                CheckboxGroupOption(label=one.label, value=one.value, default=one.value in field.value)
                for one in field.options
            ]
            least = 1 if field.required else 0
            return ui.CheckboxGroup(
                custom_id=field.name, options=boxes, required=field.required, min_values=least, max_values=len(boxes)
            )
        case Choice():
            chosen = field.value[:1]
            radios = [
                RadioGroupOption(label=one.label, value=one.value, default=one.value in chosen) for one in field.options
            ]
            return ui.RadioGroup(custom_id=field.name, options=radios, required=field.required)


def _text(field: Text) -> ui.TextInput[Any]:
    return ui.TextInput(
        custom_id=f"{PRIVATE if field.private else ''}{field.name}",
        style=TextStyle.long if field.long else TextStyle.short,
        default=field.value or None,
        required=field.required,
        max_length=field.most,
    )


def answers(submitted: Json) -> Answers:
    """What was typed and chosen, by field name."""
    return {str(one["custom_id"]).removeprefix(PRIVATE): _answer(one) for one in _components(submitted)}


def not_private(submitted: Json) -> list[str]:
    """The texts that were typed, without those that must not be repeated."""
    texts = [one for one in _components(submitted) if not str(one["custom_id"]).startswith(PRIVATE)]
    return [str(one["value"]) for one in texts if one["type"] == TEXT and one.get("value")]


TEXT, BOXES = 4, 22
"""Discord's numbers for kinds of components."""


def _answer(component: Json) -> str | list[str]:
    if component["type"] == BOXES:
        return [str(value) for value in component.get("values") or ()]
    return str(component.get("value") or "")


def _components(submitted: Json) -> Iterator[Json]:
    """Each answer sits in its label; older ones sat in rows."""
    for outer in submitted.get("components", ()):
        yield from [outer["component"]] if "component" in outer else outer.get("components", ())
