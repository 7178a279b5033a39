"""Forms as a document speaks of them: fields by their label, options by theirs."""

import textwrap
from collections.abc import Mapping

from bot.spoken import spoken
from bot.ui import Choice, Field, Form


def form_text(form: Form) -> str:
    """What stands above the questions of a form, and each in a line."""
    note = [spoken(form.note, "")] if form.note else []
    return "\n".join([*note, *(f"- **{field.label}**{_asked(field)}" for field in form.fields)])


def _asked(field: Field) -> str:
    said = [] if field.required else ["may be left out"]
    said += [field.help.rstrip(".")] if field.help else []
    said += [f"now: {_filled(field)}"] if field.value else []
    if isinstance(field, Choice):
        said += [" / ".join(option.label for option in field.options) + (", any of them" if field.many else "")]
    return f" – {'; '.join(said)}" if said else ""


def _filled(field: Field) -> str:
    if isinstance(field, Choice):
        return ", ".join(option.label for option in field.options if option.value in field.value)
    return textwrap.shorten(field.value, 100, placeholder=" …")


def asked(form: Form, answers: Mapping[str, str]) -> list[Field]:
    """The fields that are answered. Raises LookupError for an answer that nobody asked for."""
    labels = {plain(field.label) for field in form.fields}
    if extra := [label for label in answers if plain(label) not in labels]:
        raise LookupError(f"the form “{form.title}” does not ask for {extra}; it asks for {sorted(labels)}")
    return [field for field in form.fields if plain(field.label) in {plain(label) for label in answers}]


def plain(label: str) -> str:
    return label.strip().rstrip("?.:").casefold()


def label_of(field: Field, answers: Mapping[str, str]) -> str:
    return next(label for label in answers if plain(label) == plain(field.label))


def field_label(form: Form, name: str) -> str:
    return next(field.label for field in form.fields if field.name == name)


def value(field: Field, label: str, answers: Mapping[str, str]) -> str | list[str]:
    """An answer as the form takes it; "–" leaves it empty. Raises LookupError for an option that is not there."""
    said = answers[label]
    if said in ("–", "-"):
        return [] if isinstance(field, Choice) and field.many else ""
    if not isinstance(field, Choice):
        return said
    by_label = {plain(option.label): option.value for option in field.options}
    chosen = [by_label.get(plain(part)) for part in (said.split(", ") if field.many else [said])]
    if None in chosen:
        raise LookupError(f"“{field.label}” offers {sorted(by_label)}, not “{said}”")
    found = [one for one in chosen if one is not None]
    return found if field.many else found[0]
