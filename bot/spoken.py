"""A message as plain text: for screen readers, terminals, logs of a rehearsal, and every platform without buttons."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.marks import Mention, Span, When, spans
from bot.ui import Message, rated


def render(message: Message, zone: str) -> str:
    """A message as plain text, its instants in `zone` (IANA; UTC when empty), its buttons numbered.

    Beside a rating, whose numbers are its answers, the other buttons have none.
    """
    parts = [spoken(message.text, zone)]
    parts += [message.picture.alt] if message.picture else []
    labels = [button.label for button in message.buttons]
    steps = rated(labels) or len(labels)
    parts += [_numbered(number, label) for number, label in enumerate(labels[:steps], 1)]
    parts += [f"- {label}" for label in labels[steps:]]
    return "\n".join(parts)


def _numbered(number: int, label: str) -> str:
    """As in "2. Not this time"; a rating already begins with its number, and says it once."""
    same = label == str(number) or label.startswith(f"{number} ")
    return f"{number}. {label.removeprefix(str(number)).strip() if same else label}".strip()


def spoken(text: str, zone: str) -> str:
    """Marks as words: an instant in `zone`, a person by name."""
    return "".join(_spoken(span, zone) for span in spans(text))


def _spoken(span: Span, zone: str) -> str:
    match span:
        case When(at, style):
            return clock_words(at, style, zone)
        case Mention():
            return span.name
        case _:
            return span.text


def clock_words(at: datetime, style: str, zone: str) -> str:
    """An instant in words, e.g. "Tuesday 8 December 2026, 18:30 (Europe/Berlin)"; `style` as in `marks.when`."""
    local = at.astimezone(ZoneInfo(zone or "UTC"))
    date, time = f"{local:%A} {local.day} {local:%B %Y}", f"{local:%H:%M} ({local.tzinfo})"
    return {"date": date, "time": time}.get(style, f"{date}, {time}")
