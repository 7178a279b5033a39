"""Forms that somebody has open, kept until they are accepted; what is typed into them is in the page and never kept.

A chat platform itself sees to it that a needed answer is there, fits, and is one of the options; here we are the
platform.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from aiohttp import web
from multidict import MultiDictProxy

from adapters.local import screens
from adapters.local.store import Store
from bot.port import Answers
from bot.screens import NEEDED
from bot.ui import Choice, Field, Form, Invalid, Text, dump, load_form

Posted = MultiDictProxy[str | bytes | bytearray | web.FileField]

MOST_OPEN = 5
"""Forms that one person can leave open; the oldest go first."""


@dataclass(frozen=True)
class OpenForm:
    """`pressed` is the message whose button opened it.

    `given` is what was typed; `why` and `sentence` say why it came back.
    """

    id: str
    person: str
    room: str
    pressed: int | None
    form: Form
    given: Mapping[str, Sequence[str]] = field(default_factory=dict)
    why: Mapping[str, str] = field(default_factory=dict)
    sentence: str = ""

    def value(self, asked: Field) -> Sequence[str]:
        """What stands in a field: what was typed, or else what it was filled in with."""
        if asked.name in self.given:
            return self.given[asked.name]
        return asked.value if isinstance(asked, Choice) else [asked.value]

    def text(self, asked: Text) -> str:
        return "".join(self.value(asked))


def keep(store: Store, opened: OpenForm) -> None:
    store.db.execute(
        "insert or replace into forms values (?, ?, ?, ?, ?)",
        (opened.id, opened.person, opened.room, opened.pressed, dump(opened.form)),
    )
    store.db.execute(
        "delete from forms where person = ? and rowid not in"
        " (select rowid from forms where person = ? order by rowid desc limit ?)",
        (opened.person, opened.person, MOST_OPEN),
    )


def find(store: Store, person: str, id: str) -> OpenForm | None:
    row = store.db.execute("select * from forms where id = ? and person = ?", (id, person)).fetchone()
    return OpenForm(id, person, row["room"], row["pressed"], load_form(row["form"])) if row else None


def close(store: Store, id: str) -> None:
    store.db.execute("delete from forms where id = ?", (id,))


def read(form: Form, posted: Posted) -> dict[str, list[str]]:
    """What was typed and chosen, by field name; the empty option means that none was chosen."""
    return {asked.name: _read(asked, posted) for asked in form.fields}


def _read(asked: Field, posted: Posted) -> list[str]:
    given = [value for value in posted.getall(f"field-{asked.name}", []) if isinstance(value, str)]
    if isinstance(asked, Choice):
        return [value for value in given if value]
    return [value.replace("\r\n", "\n") for value in given[:1]]


def check(form: Form, given: Mapping[str, Sequence[str]]) -> Invalid | None:
    """What is wrong with the answers, as far as the form itself can tell."""
    why = {asked.name: wrong for asked in form.fields if (wrong := _wrong(asked, given[asked.name]))}
    return Invalid(why) if why else None


def _wrong(asked: Field, given: Sequence[str]) -> str:
    if asked.required and not "".join(given).strip():
        return NEEDED
    if isinstance(asked, Choice):
        possible = {option.value for option in asked.options}
        return "" if possible.issuperset(given) and (asked.many or len(given) < 2) else screens.NOT_AN_OPTION
    typed = len("".join(given))
    return screens.too_long(typed, asked.most) if typed > asked.most else ""


def answers(form: Form, given: Mapping[str, Sequence[str]]) -> Answers:
    many = {asked.name for asked in form.fields if isinstance(asked, Choice) and asked.many}
    return {name: list(values) if name in many else "".join(values[:1]) for name, values in given.items()}


def fingerprint(given: Mapping[str, Sequence[str]]) -> str:
    """The same answers have the same one: sent twice they are one event, corrected they are another."""
    return hashlib.sha256(json.dumps(given, sort_keys=True).encode()).hexdigest()[:16]
