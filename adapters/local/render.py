"""Marks into HTML. Everything is escaped; only what our own marks say becomes a tag.

What people wrote stands in a <bdi>, to the letter: it cannot format, link, call anybody, or turn the words around it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from markupsafe import Markup

from adapters.local.store import Someone
from bot.marks import Mention, Plain, Span, Style, When, spans

_BOLD = Markup("<strong>{}</strong>")
_TIME = Markup('<time datetime="{}" title="{}">{}</time>')


@dataclass
class _Line:
    bullet: bool = False
    html: list[Markup] = field(default_factory=list)


def words(text: str, reader: Someone, now: datetime) -> Markup:
    """A text as paragraphs and lists, its instants in the reader's zone; `now` tells whether a year is worth saying."""
    parts = []
    for kind, lines in groupby(_lines(text, reader, now), key=lambda line: (line.bullet, bool(line.html))):
        parts.append(_block(kind, [Markup("").join(line.html) for line in lines]))
    return Markup("\n").join(parts)


def line(text: str, reader: Someone, now: datetime) -> Markup:
    """A text on one line, for labels."""
    return Markup(" ").join(Markup("").join(line.html) for line in _lines(text, reader, now))


def _block(kind: tuple[bool, bool], lines: list[Markup]) -> Markup:
    match kind:
        case True, _:
            return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(line) for line in lines))
        case False, True:
            return Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
        case _:
            return Markup("")


def _lines(text: str, reader: Someone, now: datetime) -> Iterator[_Line]:
    """Only our own words break lines and begin lists; what is quoted stays within its line."""
    line = _Line()
    for span in spans(text):
        if not isinstance(span, Plain):
            line.html.append(_inline(span, reader, now))
            continue
        first, *others = span.text.split("\n")
        _append(line, first, span.bold)
        for other in others:
            yield line
            line = _Line()
            _append(line, other, span.bold)
    yield line


def _append(line: _Line, text: str, bold: bool) -> None:
    if not line.html and not line.bullet and text.startswith("- "):
        line.bullet, text = True, text[2:]
    if text:
        line.html.append(_BOLD.format(text) if bold else Markup("{}").format(text))


def _inline(span: Span, reader: Someone, now: datetime) -> Markup:
    match span:
        case When(at, style):
            html = time(at, style, reader.zone, now)
        case Mention(_, id, name):
            html = Markup('<bdi class="mention{}">@{}</bdi>').format(" me" if id == reader.id else "", name)
        case _:
            html = Markup('<bdi class="quoted">{}</bdi>').format(span.text)
    return _BOLD.format(html) if span.bold else html


def time(at: datetime, style: Style, zone: str, now: datetime) -> Markup:
    """An instant as people say it where they live, with the whole of it for whoever asks."""
    whole = f"{said(at, 'moment', zone, now)} ({zone or 'UTC'})"
    return _TIME.format(at.strftime("%Y-%m-%dT%H:%M:%SZ"), whole, said(at, style, zone, now))


def said(at: datetime, style: Style, zone: str, now: datetime) -> str:
    """An instant in words: "Tuesday 10 November, 18:30". The year only when it is another one."""
    local, here = at.astimezone(ZoneInfo(zone or "UTC")), now.astimezone(ZoneInfo(zone or "UTC"))
    year = "" if local.year == here.year else f" {local.year}"
    date, clock = f"{local:%A} {local.day} {local:%B}{year}", f"{local:%H:%M}"
    return {"date": date, "time": clock}.get(style, f"{date}, {clock}")


def brief(at: datetime, zone: str) -> str:
    """The same where there is little room: "Tue 10 Nov, 18:30"."""
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    return f"{local:%a} {local.day} {local:%b}, {local:%H:%M}"


def city(zone: str) -> str:
    """The city that a zone is named after: "St Johns" for America/St_Johns."""
    return (zone or "UTC").rsplit("/", 1)[-1].replace("_", " ")
