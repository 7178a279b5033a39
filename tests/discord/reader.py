"""Discord's Markdown as somebody reads it: what formats, links, hides or calls does not come out to the letter.

Written from how Discord's own app reads a message: a backslash before a sign that is no letter, digit or blank shows
the sign; then calls, instants, pairs of signs; headings, quotations, lists and small print where a line begins.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

INLINE = re.compile(
    r"\\(?P<sign>[^0-9A-Za-z\s])"
    r"|<@!?(?P<user>\d+)>|<(?:@&|#)(?P<other>\d+)>|(?P<all>@everyone|@here)"
    r"|<t:(?P<at>-?\d+)(?::(?P<style>[tTdDfFR]))?>|<a?:(?P<emoji>\w+):\d+>|<(?P<angled>https?://[^\s>]+)>"
    r"|```(?P<block>.+?)```|(?P<tick>`+)(?P<code>.+?)(?P=tick)"
    r"|\[(?P<name>[^\]\n]+)\]\((?P<to>[^)\s]+)\)|(?P<link>https?://[^\s<]+)"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)|__(?P<under>(?:\\.|[^\\])+?)__(?!_)"
    r"|\*(?=\S)(?P<star>(?:\\.|\*\*|[^\\*])+?)\*(?!\*)|\b_(?P<low>(?:\\.|[^\\_])+?)_\b"
    r"|~~(?P<struck>.+?)~~|\|\|(?P<hidden>.+?)\|\|",
    re.DOTALL,
)
BLOCK = re.compile(r"(?P<space>[ \t]*)(?P<sign>#{1,3} |-# |> |>>> |[-*+] |\d+\. )(?P<rest>.*)")
CLOCKS = {"t": "%H:%M", "D": "%d %B %Y", "F": "%A, %d %B %Y %H:%M"}


@dataclass
class Reading:
    """What a person makes of a text. `live` is everything that formats, links, hides or calls in it, but for bold."""

    text: str = ""
    bold: list[str] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    lists: list[str] = field(default_factory=list)
    live: list[str] = field(default_factory=list)


def read(markdown: str, zone: str, names: Mapping[str, str]) -> Reading:
    """`names` are what Discord shows for the ids of people."""
    reading = Reading()
    reading.text = "\n".join(_line(line, reading, zone, names) for line in _lines(markdown))
    return reading


def _lines(markdown: str) -> Iterator[str]:
    yield from markdown.split("\n")


def _line(line: str, reading: Reading, zone: str, names: Mapping[str, str]) -> str:
    block = BLOCK.fullmatch(line)
    if block is None:
        return _inline(line, reading, zone, names)
    rest = _inline(block["rest"], reading, zone, names)
    if block["sign"] == "- ":
        reading.lists.append(rest)
        return f"- {rest}"
    reading.live.append(block["sign"])
    return rest


def _inline(words: str, reading: Reading, zone: str, names: Mapping[str, str]) -> str:
    said, at = "", 0
    for found in INLINE.finditer(words):
        said += words[at : found.start()] + _shown(found, reading, zone, names)
        at = found.end()
    return said + words[at:]


def _shown(found: "re.Match[str]", reading: Reading, zone: str, names: Mapping[str, str]) -> str:
    kind = found.lastgroup or ""
    match kind:
        case "sign":
            return found["sign"]
        case "user":
            reading.calls.append(names.get(found["user"], "somebody"))
            return names.get(found["user"], "somebody")
        case "at" | "style":
            return clock(int(found["at"]), found["style"] or "f", zone)
        case "bold":
            inner = _inline(found["bold"], reading, zone, names)
            reading.bold.append(inner)
            return inner
        case _:
            reading.live.append(found[0])
            return f"‹{kind}›"


def clock(timestamp: int, style: str, zone: str) -> str:
    return datetime.fromtimestamp(timestamp, UTC).astimezone(ZoneInfo(zone or "UTC")).strftime(CLOCKS[style])
