"""What was seen, as block quotes headed by who sees it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.spoken import clock_words
from tests.conversations.driver import Seen

NOTHING = "> *Nothing new to see.*"
HEADS = {
    "new": "**To {to}**",
    "changed": "**To {to}**, in place of what stood there",
    "taken back": "**To {to}**, taken back",
    "form": "**To {to}**, a form: **{title}**",
    "still open": "**To {to}**, and the form stays open",
    "file": "**{to}** opens the file {title}",
}


def blocks(seen: Sequence[Seen]) -> list[str]:
    """One block quote for each thing, or one for several people who see the same at once."""
    together = [_for_all(list(same)) for _, same in groupby(seen, _without_reader)]
    return [_block(one) for one in together] or [NOTHING]


def _without_reader(one: Seen) -> tuple[Seen, str]:
    private = one.to == one.reader
    return replace(one, to="" if private else one.to, reader="", zone="", at=None), _stamp(one)


def _for_all(same: list[Seen]) -> Seen:
    return same[0] if len(same) == 1 else replace(same[0], to=f"{names([one.to for one in same])}, each alone")


def names(people: Sequence[str]) -> str:
    """["Ana", "Ben", "Cleo"] as "Ana, Ben and Cleo"."""
    return " and ".join(filter(None, [", ".join(people[:-1]), people[-1]]))


def _stamp(one: Seen) -> str:
    return "" if one.at is None else f" · {clock_words(one.at, 'moment', one.zone)}"


def _block(one: Seen) -> str:
    head = HEADS[one.kind].format(to=one.to, title=one.title) + _stamp(one)
    buttons = [" ".join(f"[{label}]" for label in one.buttons)] if one.buttons else []
    lines = [head, "", *_spaced(one.text), *(["", *buttons] if buttons else [])]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _spaced(text: str) -> list[str]:
    """A blank line between any two, except between the items of a list and inside a file."""
    out: list[str] = []
    for line in text.strip("\n").splitlines():
        if out and line.strip() and out[-1] and not (_item(out[-1]) and _item(line)):
            out.append("")
        out.append(line)
    return out


def _item(line: str) -> bool:
    return re.match(r"- |\d+\. |    ", line) is not None
