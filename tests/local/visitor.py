"""Somebody with a browser that runs no scripts: follows links, fills in forms, presses buttons, reads what is there."""

from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Self

from aiohttp import ClientResponse, ClientSession

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


@dataclass
class Element:
    """An element of a page; `text` is everything that can be read in it."""

    tag: str
    attributes: dict[str, str]
    inside: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        if self.tag in ("img", "br"):
            return self.attributes.get("alt", "\n")
        parts = [part if isinstance(part, str) else part.text for part in self.inside]
        return "".join(parts)

    def __getitem__(self, name: str) -> str:
        return self.attributes.get(name, "")

    def all(self, tag: str = "", **having: str) -> list["Element"]:
        """Every element beneath with this tag and these attributes; `kind` is one of its classes."""
        found = []
        for part in self.inside:
            if isinstance(part, Element):
                found += [part] if part._is(tag, having) else []
                found += part.all(tag, **having)
        return found

    def one(self, tag: str = "", **having: str) -> "Element":
        return self.all(tag, **having)[-1]

    def _is(self, tag: str, having: Mapping[str, str]) -> bool:
        same = all(self[name] == value for name, value in having.items() if name != "kind")
        return (not tag or self.tag == tag) and same and having.get("kind", "") in ["", *self["class"].split()]


class Page(HTMLParser):
    """Reads a page as browsers do, as far as this chat's pages need it."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self.open = [self.root]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while len(self.open) > 1 and self.open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        self.open[-1].inside.append(data)


class Visitor:
    """One person at one address. `page` is what is on the screen, `url` where it is from."""

    def __init__(self, session: ClientSession, address: str, person: str) -> None:
        self.session, self.address, self.person = session, address, person
        self.page, self.url, self.status = Element("", {}), "", 0
        self.sent: tuple[str, dict[str, list[str]]] = ("", {})

    @classmethod
    @asynccontextmanager
    async def at(cls, address: str, person: str) -> AsyncIterator[Self]:
        async with ClientSession() as session:
            yield cls(session, address, person)

    async def goes(self, room: str = "") -> None:
        await self.opens(f"/as/{self.person}/in/{room or f'dm-{self.person}'}")

    async def opens(self, path: str) -> None:
        async with self.session.get(self.address + path) as answer:
            await self._read(answer)

    async def writes(self, words: str, room: str = "") -> None:
        await self.goes(room)
        await self.submits(self.page.one("form", kind="write"), {"text": [words]})

    async def presses(self, label: str) -> None:
        """The last button of this label on the screen."""
        forms = [form for form in self.page.all("form", kind="buttons") for b in form.all("button") if b.text == label]
        button = next(button for button in forms[-1].all("button") if button.text == label)
        await self.submits(forms[-1], {"action": [button["value"]]})

    async def fills_in(self, answers: Mapping[str, str | Sequence[str]]) -> None:
        """The form on the screen: these answers, and what stands in the other fields."""
        form = self.page.one("form", kind="sheet")
        given = {f"field-{name}": [said] if isinstance(said, str) else list(said) for name, said in answers.items()}
        await self.submits(form, values(form) | given)

    async def submits(self, form: Element, given: Mapping[str, Sequence[str]]) -> None:
        hidden = {one["name"]: [one["value"]] for one in form.all("input", type="hidden")}
        self.sent = (form["action"], hidden | {name: list(given[name]) for name in given})
        await self.repeats()

    async def repeats(self) -> None:
        """Sends what was sent last, to the letter."""
        path, fields = self.sent
        flat = [(name, value) for name, values in fields.items() for value in values]
        async with self.session.post(self.address + path, data=flat) as answer:
            await self._read(answer)

    async def _read(self, answer: ClientResponse) -> None:
        self.status, self.url = answer.status, answer.url.path
        self.page = Page(await answer.text()).root

    @property
    def posts(self) -> list[Element]:
        return self.page.all("article")

    @property
    def read(self) -> list[str]:
        """The words of every message on the screen."""
        return [post.all("div", kind="words")[0].text for post in self.posts]


def values(form: Element) -> dict[str, list[str]]:
    """What stands in the fields of a form, as a browser would send it."""
    typed = {one["name"]: [one["value"]] for one in form.all("input", type="text")}
    long = {one["name"]: [one.text.removeprefix("\n")] for one in form.all("textarea")}
    chosen: dict[str, list[str]] = {}
    for one in [*form.all("input", type="radio"), *form.all("input", type="checkbox")]:
        chosen.setdefault(one["name"], [])
        chosen[one["name"]] += [one["value"]] if "checked" in one.attributes else []
    return typed | long | chosen
