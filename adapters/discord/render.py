"""A message as Discord shows it: Markdown in which only our own marks are markup, rows of buttons, attachments.

Every sign that Discord could read as markup stands behind a backslash, so words that people wrote are shown to the
letter; nobody is notified but those whom we call by name. A text that its backslashes make too long for a message
moves, whole, into an embed, which takes twice as much.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO

from discord import AllowedMentions, ButtonStyle, Embed, File, Object, ui

from adapters.discord.places import PLATFORM
from adapters.drawing import png
from bot.marks import Mention, Plain, Span, Style, When, quoted, spans
from bot.ui import Button, Look, Message, TooLong

ROW = 5
"""Buttons beside each other."""
MOST = 2000
"""Characters of a message's content, backslashes too; an embed takes 4096."""
MOST_ALT = 1024
"""Characters of the words for a picture."""
PICTURE = "picture.png"
SAME = "#"
"""Discord refuses two buttons that carry the same; what follows this sign tells them apart. No action holds one."""
FORMATS: dict[Style, str] = {"moment": "F", "date": "D", "time": "t"}
STYLES: dict[Look, ButtonStyle] = {
    "plain": ButtonStyle.secondary,
    "primary": ButtonStyle.primary,
    "danger": ButtonStyle.danger,
}


@dataclass(frozen=True)
class Shown:
    """What a message consists of on Discord. `view` holds its buttons, and listens to none of them."""

    content: str
    embeds: list[Embed]
    view: ui.View
    called: list[int]
    message: Message

    @property
    def mentions(self) -> AllowedMentions:
        """Nobody is notified but those whom our own words call."""
        users = [Object(id) for id in self.called]
        return AllowedMentions(everyone=False, roles=False, replied_user=False, users=users)

    @property
    def files(self) -> list[File]:
        """Made anew each time, since sending reads them to their end. Raises ValueError for a drawing that is none."""
        return list(_files(self.message))


def shown(message: Message) -> Shown:
    text, called = markdown(message.text), _called(message.text)
    fits = len(text) <= MOST
    embeds = [] if fits else [Embed(description=text)]
    if message.picture and len(message.picture.alt) > MOST_ALT:
        embeds.append(Embed(description=escaped(message.picture.alt)))
    content = text if fits else " ".join(f"<@{id}>" for id in called)
    return Shown(content, embeds, rows(message.buttons), called, message)


def in_words(message: Message) -> Message:
    """Without what hangs on it, for where Tend may not attach anything: a picture is told."""
    told = [message.text, *([quoted(message.picture.alt)] if message.picture else [])]
    try:
        return Message("\n".join(told), message.buttons)
    except TooLong:
        return Message(message.text, message.buttons)


def rows(buttons: Sequence[Button]) -> ui.View:
    view = ui.View(timeout=None)
    for number, (button, does) in enumerate(zip(buttons, _told_apart(buttons), strict=True)):
        made: ui.Button[ui.View] = ui.Button(
            label=button.label, custom_id=does, style=STYLES[button.look], row=number // ROW
        )
        view.add_item(made)
    view.stop()  # or the library would remember every button ever sent, to call a method of ours that is not there
    return view


def _told_apart(buttons: Sequence[Button]) -> Iterator[str]:
    before: list[str] = []
    for button in buttons:
        same = before.count(button.action)
        yield f"{button.action}{SAME}{same}" if same else button.action
        before.append(button.action)


def carried(custom_id: str) -> str:
    """The action of a button."""
    return custom_id.partition(SAME)[0]


def _files(message: Message) -> Iterator[File]:
    if message.picture:
        alt = message.picture.alt
        words = alt if len(alt) <= MOST_ALT else f"{alt[: MOST_ALT - 1]}…"
        yield File(BytesIO(png(message.picture.svg)), PICTURE, description=words)
    if message.file:
        yield File(BytesIO(message.file.text.encode()), message.file.name)


# text


def markdown(text: str) -> str:
    """The text with its marks as Discord's. Bold ends with its line and begins again in the next."""
    said, bold = "", False
    for span in spans(text):
        for number, part in enumerate(_marked(span, at_start=not said or said.endswith("\n")).split("\n")):
            if number:
                said, bold = f"{said}{_turn(bold, False)}\n", False
            if part.strip():
                said, bold = f"{said}{_turn(bold, span.bold)}", span.bold
            said += part
    return said + _turn(bold, False)


def _turn(before: bool, now: bool) -> str:
    return "**" if before != now else ""


def _marked(span: Span, *, at_start: bool) -> str:
    match span:
        case When(at, style):
            return f"<t:{int(at.timestamp())}:{FORMATS[style]}>"
        case Mention(platform, id) if platform == PLATFORM and id.isdecimal():
            return f"<@{id}>"
        case Mention(_, _, name):
            return escaped(name, at_start=at_start)
        case Plain(words):
            return escaped(words, at_start=at_start, lists=True)
        case _:
            return escaped(span.text, at_start=at_start)


def _called(text: str) -> list[int]:
    ids = [span.id for span in spans(text) if isinstance(span, Mention) and span.platform == PLATFORM]
    return list(dict.fromkeys(int(id) for id in ids if id.isdecimal()))


_INLINE = re.compile(r"[\\*_~|`<\[\]@]|:(?=//)")
"""Signs that format, hide, link or call, wherever they stand."""
_BLOCK = re.compile(r"([ \t]*)(#{1,3}|-#|>|[-+]|\d+(?=[.)]))")
"""What a heading, small print, a quotation or a list begins with."""


def escaped(words: str, *, at_start: bool = True, lists: bool = False) -> str:
    """Words in which Discord finds no markup. `lists`: a line of ours that begins with "- " is one of a list."""
    lines = enumerate(words.split("\n"))
    return "\n".join(_line(line, begins=bool(number) or at_start, lists=lists) for number, line in lines)


def _line(line: str, *, begins: bool, lists: bool) -> str:
    if begins and lists and line.startswith("- "):
        return f"- {_inline(line[2:])}"
    block = _BLOCK.match(line) if begins else None
    if block is None:
        return _inline(line)
    sign, rest = block[2], line[block.end() :]
    if sign.isdigit():
        return f"{block[1]}{sign}\\{rest[:1]}{_inline(rest[1:])}"
    return f"{block[1]}\\{sign}{_inline(rest)}"


def _inline(words: str) -> str:
    return _INLINE.sub(lambda found: f"\\{found[0]}", words)
