"""docs/discord.md says what is different on Discord: each line of that table is performed, and says what came of it."""

import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from adapters.discord import client
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.marks import quoted
from bot.port import Unreachable
from bot.sealed import Vault
from bot.ui import File, Message
from tests.adapters.exam import ANSWERS, HOSTILE, Exam, circle, instant, picture
from tests.discord.people import AGAIN, People
from tests.discord.server import Discord
from tests.discord.shapes import DIRECT, No
from tests.discord.slow import SEEN, slow

PAGE = Path(__file__).parents[2] / "docs" / "discord.md"
ANA = f"POST /channels/{DIRECT + 101}/messages"


class Tried:
    """Somebody who tries everything once, and says in a few words what it was like."""

    def __init__(self, people: People, discord: Discord, exam: Exam, app: App) -> None:
        self.people, self.discord, self.exam, self.app = people, discord, exam, app
        self._keys = iter(range(1000))

    async def says(self, message: Message, name: str = "Ana") -> str:
        await self.people.messenger.send(self.people.room, message, key=f"k{next(self._keys)}", again=False)
        return (await self.people.reads(name))[-1].text

    async def a_time(self) -> str:
        ana, ben = await self.says(instant()), await self.says(instant(), "Ben")
        return "on the reader's own clock" if ("18:30" in ana, "17:30" in ben) == (True, True) else "elsewhere"

    async def words(self) -> str:
        read = await self.says(Message(f"{quoted(HOSTILE)}"))
        return "to the letter: nothing formats, links or calls" if read == HOSTILE else read

    async def signs(self) -> str:
        whole = await self.says(Message(quoted("*" * 2000))) == "*" * 2000
        return "whole, in a frame" if whole and self.discord.said[-1].body["embeds"] else "cut"

    async def in_the_room(self) -> str:
        await self.people.types("Ana", "exam", in_room=True)
        seen = [name for name in ("Ana", "Ben") if "What now?" in [r.text for r in await self.people.reads(name)]]
        return "seen by who asked alone" if seen == ["Ana"] else f"seen by {seen}"

    async def in_private(self) -> str:
        await self.people.types("Ana", "exam")
        return "gone" if self.discord.said[-1].reader else "stays there"

    async def form_pressed(self) -> str:
        await self.people.types("Ana", "exam")
        await self.people.presses("Ana", "Form")
        return "opens in front" if await self.people.form("Ana") else "does not open"

    async def form_typed(self) -> str:
        await self.people.types("Ana", "exam")
        await self.people.types("Ana", "form")
        asked = (await self.people.reads("Ana"))[-1]
        return f"one question at a time, with a button that opens it{'' if asked.buttons else '?'}"

    async def form_refused(self) -> str:
        self.exam.refusing = True
        await self.form_pressed()
        self.people.filled[101] |= ANSWERS
        await self.people.does(self.people.submission("Ana"))
        closed = await self.people.form("Ana") is None
        await self.people.presses("Ana", AGAIN)
        stands = await self.people.form("Ana") == ANSWERS | {"kept": "as it was"}
        return f"{'closes' if closed else 'stays'}; a button opens it again {'with everything in it' if stands else ''}"

    async def form_slow(self) -> str:
        await self.people.types("Ana", "slow form", in_room=True)
        await self.people.until(lambda: bool(self.people.sees("Ana")))
        await self.people.presses("Ana", AGAIN)
        return "a button that opens it" if await self.people.form("Ana") else "nothing"

    async def two(self) -> str:
        both = circle([self.people.person("Ana"), self.people.person("Ben")], self.people.room)
        places = {await self.people.messenger.gather(both, key="two") for _ in range(2)}
        (thread,) = self.discord.threads.values()
        inside = "the two" if thread.people == {101, 102} else str(thread.people)
        return f"a private thread of {inside} and Tend, {'the same one each time' if len(places) == 1 else 'a new one'}"

    async def locked(self) -> str:
        sent = await self.people.messenger.send(
            self.people.room, Message("Begun."), key="c", again=False, thread="Case"
        )
        assert sent.beneath is not None
        self.discord.threads[int(sent.id)].locked = True
        await self.people.messenger.send(sent.beneath, Message("More."), key="m", again=False)
        link, more = self.discord.said[-2:]
        new = self.discord.threads[more.channel]
        assert new.name == "Case"
        named = f"<#{sent.id}>" in link.body["content"] and more.body["content"] == "More." and link.id == more.channel
        return f"goes on in another of its title, {'beneath a sentence that names it' if named else new.name}"

    async def picture(self) -> str:
        shown = await self.says(picture())
        there = "picture.png" in self.discord.said[-1].files and shown.endswith("It goes up from 1 to 5.")
        return "a picture, with its words for screen readers" if there else "nothing"

    async def file(self) -> str:
        await self.says(Message("For you.", file=File("meeting.ics", "text/calendar", "BEGIN:VCALENDAR")))
        return "a file" if self.discord.said[-1].files == {"meeting.ics": b"BEGIN:VCALENDAR"} else "nothing"

    async def unclear(self) -> str:
        self.discord.lose_after = 1
        for again in (False, True):
            try:
                await self.people.messenger.send(self.people.room, Message("Once."), key="once", again=again)
            except Unreachable:
                continue  # the outbox would come again, as this loop does
        read = [one.text for one in await self.people.reads("Ana")]
        return "perhaps twice" if read.count("Once.") == 2 else "once"

    async def unclear_later(self) -> str:
        self.discord.remembers_nonces = False
        return await self.unclear()

    async def closed(self) -> str:
        self.discord.trouble[ANA] = [No(50007)]
        for key in ("a", "b"):
            await self._through_the_outbox(key)
        asked = self.discord.calls[ANA]
        del self.discord.trouble[ANA]
        await self.people.types("Ana", "exam", in_room=True)
        await self.app.deliver()
        read = [one.text.strip() for one in await self.people.reads("Ana")]
        assert [text for text in read if text.startswith("Waits")] == ["Waits: a.", "Waits: b."]
        return "is not written to until they do something" if asked == 1 else f"is written to {asked} times"

    async def _through_the_outbox(self, key: str) -> None:
        ana, words = self.people.person("Ana"), Message(f"Waits: {key}.")
        await self.app.database.run(lambda session: self.app._turn(session).say(ana, words, key=key))
        await self.app.deliver()


LINES: dict[str, Callable[[Tried], Awaitable[str]]] = {
    "a time": Tried.a_time,
    "a name or words that somebody wrote": Tried.words,
    "a text that its signs make too long": Tried.signs,
    "an answer in the room": Tried.in_the_room,
    "an answer in one's own conversation": Tried.in_private,
    "a form, from a button or /tend": Tried.form_pressed,
    "a form, from words in a direct message": Tried.form_typed,
    "a form that is refused": Tried.form_refused,
    "a form, while the database is slow": Tried.form_slow,
    "a place for two": Tried.two,
    "what is for a thread that somebody locked": Tried.locked,
    "a picture": Tried.picture,
    "a file": Tried.file,
    "a message whose sending ended unclearly": Tried.unclear,
    "a message whose sending ended unclearly, minutes later": Tried.unclear_later,
    "somebody whose direct messages are closed": Tried.closed,
}


def table() -> dict[str, str]:
    part = PAGE.read_text("utf-8").partition("## What is different here")[2].partition("\n\nA test")[0]
    return dict(re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)[1:])


@pytest.mark.parametrize("line", LINES)
async def test_it_is_on_discord_as_the_page_says(
    line: str,
    people: People,
    discord: Discord,
    database: Database,
    vault: Vault,
    clock: StoppedClock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(client, "DEFER_SECONDS", 0.3)
    SEEN.clear()
    exam = Exam()
    app = App(database, vault, clock, [exam.feature(), slow], [people.messenger])
    await people.connect(app)
    await people.until(lambda: people.chat.messenger.client is not None)
    assert table()[line] == await LINES[line](Tried(people, discord, exam, app))


def test_the_page_has_no_other_lines() -> None:
    assert [line for line in table() if not line.startswith("---")] == list(LINES)
