"""A message as Slack's blocks.

Text becomes rich text, where what people wrote is a text and nothing else: Slack reads no formatting, links, emoji
codes or calls into it, so there is nothing to escape and nothing to split. The plain `text` beside the blocks is what
notifications and screen readers say; there, escaping does the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from adapters.slack.places import PLATFORM, team_and_user
from bot.marks import Mention, Plain, Span, Style, When, spans
from bot.port import Person
from bot.spoken import clock_words
from bot.ui import Button, File, Message

Json = dict[str, Any]

BESIDE = "beside"
ROW = 5
"""Buttons beside each other."""
LOUDEST = 3000
"""Characters of a notification's text; Slack refuses more than 4000."""
FORMATS: dict[Style, str] = {"moment": "{date_long} {time}", "date": "{date_long}", "time": "{time}"}
"""Always the whole date: Slack's pretty one says "today", which no sentence of ours has room for after "on"."""
_LOOKS = {"primary": "primary", "danger": "danger"}


def payload(message: Message, beside: Sequence[str] = ()) -> Json:
    """`text` and `blocks` of a message. `beside` are Slack's ids of its picture and file; otherwise they are told.

    The ids stand in the block's own id, so that whoever takes the message away knows what else to take away.
    """
    blocks = [rich(message.text) | ({"block_id": ".".join([BESIDE, *beside])} if beside else {})]
    if message.picture and not beside:
        blocks.append(rich(message.picture.alt))
    if message.file and not beside:
        blocks.append(_written_out(message.file))
    return {"text": notification(message.text), "blocks": [*blocks, *rows(message.buttons)]}


def beside(blocks: Sequence[Json]) -> list[str]:
    """What hangs on a message of ours, by Slack's ids."""
    ids = [str(block.get("block_id", "")).split(".") for block in blocks]
    return [id for kind, *listed in ids if kind == BESIDE for id in listed]


def rows(buttons: Sequence[Button], first: int = 0) -> Iterator[Json]:
    """`first` is the number of the first button, where others stand above."""
    for number, row in enumerate(_batches(buttons)):
        yield {"type": "actions", "elements": [_button(n, one) for n, one in enumerate(row, first + number * ROW)]}


def _batches(buttons: Sequence[Button]) -> Iterator[Sequence[Button]]:
    return (buttons[start : start + ROW] for start in range(0, len(buttons), ROW))


def _button(number: int, button: Button) -> Json:
    made: Json = {"type": "button", "action_id": f"tend-{number}", "text": plain(button.label), "value": button.action}
    return made | ({"style": _LOOKS[button.look]} if button.look in _LOOKS else {})


def plain(text: str) -> Json:
    """Text without any markup; colons stay colons."""
    return {"type": "plain_text", "text": text, "emoji": False}


@dataclass
class _Line:
    bullet: bool = False
    elements: list[Json] = field(default_factory=list)


def rich(text: str) -> Json:
    """A text as one block of rich text."""
    elements: list[Json] = []
    for bullet, grouped in groupby(_lines(text), key=lambda line: line.bullet):
        lines = list(grouped)
        elements.append(_list(lines) if bullet else _section(lines))
    return {"type": "rich_text", "elements": [one for one in elements if one["elements"]]}


def _list(lines: list[_Line]) -> Json:
    points = [{"type": "rich_text_section", "elements": line.elements} for line in lines if line.elements]
    return {"type": "rich_text_list", "style": "bullet", "elements": points}


def _section(lines: list[_Line]) -> Json:
    elements: list[Json] = []
    for number, line in enumerate(lines):
        elements += [{"type": "text", "text": "\n"}] if number else []
        elements += line.elements
    return {"type": "rich_text_section", "elements": elements}


def _lines(text: str) -> Iterator[_Line]:
    """Only our own words break lines and begin lists; what is quoted stays within its line."""
    line = _Line()
    for span in spans(text):
        if not isinstance(span, Plain):
            line.elements.append(_element(span))
            continue
        for number, part in enumerate(span.text.split("\n")):
            if number:
                yield line
                line = _Line()
            _append(line, part, span.bold)
    yield line


def _append(line: _Line, text: str, bold: bool) -> None:
    if not line.elements and not line.bullet and text.startswith("- "):
        line.bullet, text = True, text[2:]
    if text:
        line.elements.append(_styled({"type": "text", "text": text}, bold))


def _element(span: Span) -> Json:
    match span:
        case When(at, style, bold):
            element: Json = {"type": "date", "timestamp": int(at.timestamp()), "format": FORMATS[style]}
            return _styled(element | {"fallback": clock_words(at, style, "")}, bold)
        case Mention(platform, id, _, bold) if platform == PLATFORM:
            return _styled({"type": "user", "user_id": team_and_user(Person(platform, id))[1]}, bold)
        case Mention(_, _, words, bold):
            return _styled({"type": "text", "text": words}, bold)
        case _:
            return _styled({"type": "text", "text": span.text}, span.bold)


def _styled(element: Json, bold: bool) -> Json:
    return element | ({"style": {"bold": True}} if bold else {})


def _written_out(file: File) -> Json:
    """A file as text, where Tend was not given the right to send files."""
    whole = f"{file.name}\n\n{file.text}"
    return {
        "type": "rich_text",
        "elements": [{"type": "rich_text_preformatted", "elements": [{"type": "text", "text": whole}]}],
    }


def notification(text: str) -> str:
    """What a notification says: no markup of ours, and nothing of theirs that Slack would take for markup."""
    said = ""
    for span in spans(text):
        piece = _told(span)
        if len(said) + len(piece) > LOUDEST:
            return said + escaped(getattr(span, "text", ""), LOUDEST - len(said)) + "…"
        said += piece
    return said


def _told(span: Span) -> str:
    match span:
        case When(at, style):
            return f"<!date^{int(at.timestamp())}^{FORMATS[style]}|{clock_words(at, style, '')}>"
        case Mention():
            return escaped(span.name)
        case _:
            return escaped(span.text)


def escaped(words: str, most: int = 1_000_000) -> str:
    """Words in which Slack finds no call and no link; at most `most` characters, and none of them half."""
    said = ""
    for letter in words:
        piece = _ESCAPES.get(letter, letter)
        if len(said) + len(piece) > most:
            break
        said += piece
    return said


_ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}
