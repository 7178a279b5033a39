"""docs/slack.md says what is different in Slack: each line of that table is performed, and says what came of it."""

import re
import time
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.app import App
from bot.marks import quoted
from bot.ui import File, Message, Picture
from tests.adapters.exam import ANSWERS, HOSTILE, Exam, circle, instant, picture
from tests.slack.people import People
from tests.slack.server import ROOM, No, Slack

PAGE = Path(__file__).parents[2] / "docs" / "slack.md"
FILE = Message("For you.", file=File("meeting.ics", "text/calendar", "BEGIN:VCALENDAR"))


class Tried:
    """Somebody who tries everything once, and says in a few words what it was like."""

    def __init__(self, people: People, slack: Slack, app: App, exam: Exam) -> None:
        self.people, self.slack, self.app, self.exam = people, slack, app, exam
        self._keys = iter(range(1000))

    async def says(self, message: Message, name: str = "Ana", where: str = ROOM) -> str:
        place = self.people.room if where == ROOM else await self.people.messenger.direct(self.people.person(name))
        await self.people.messenger.send(place, message, key=f"k{next(self._keys)}", again=False)
        return (await self.people.reads(name))[-1].text

    async def a_time(self) -> str:
        ana, ben = await self.says(instant()), await self.says(instant(), "Ben")
        return "on the reader's own clock" if ("18:30" in ana, "17:30" in ben) == (True, True) else "elsewhere"

    async def words(self) -> str:
        read = await self.says(Message(f"{quoted(HOSTILE)}"))
        return "to the letter: nothing formats, links or calls" if read == HOSTILE else read

    async def in_the_room(self) -> str:
        await self.people.types("Ana", "exam", in_room=True)
        seen = [name for name in ("Ana", "Ben") if "What now?" in [r.text for r in await self.people.reads(name)]]
        return "seen by who asked alone" if seen == ["Ana"] else f"seen by {seen}"

    async def in_private(self) -> str:
        await self.people.types("Ana", "exam")
        return "gone" if self.slack.said[-1].reader else "stays there"

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
        await self.people.fills_in("Ana", ANSWERS)
        beneath = self.people.acked["response_action"] == "errors" and "short" in self.people.acked["errors"]
        return "stays open, what is wrong beneath its field" if beneath else "closes"

    async def form_slow(self) -> str:
        await self.form_pressed()
        self.people.filled["U1"] |= ANSWERS
        self.app.database._workers.submit(time.sleep, 1.5)
        ack = await self.slack.deliver("interactive", self.people.submission("Ana"))
        await self.people.chat.listeners.settle()
        came = self.slack.modals["U1"]["blocks"][0]["elements"][0]["elements"][0]["text"]
        waits = "stays open and says so" if "still writing" in str(ack["view"]) else "closes"
        return f"{waits}, then {'what came of it' if came == 'Handed in.' else came}"

    async def two(self) -> str:
        both = circle([self.people.person("Ana"), self.people.person("Ben")], self.people.room)
        places = {await self.people.messenger.gather(both, key=key) for key in ("a", "b")}
        return f"a conversation of the two and Tend, {'the same one each time' if len(places) == 1 else 'a new one'}"

    def _without_files(self) -> None:
        self.slack.trouble["files.getUploadURLExternal"] = [No("missing_scope")]

    async def picture_in_words(self) -> str:
        self._without_files()
        return "its words" if "It goes up" in await self.says(picture()) else "nothing"

    async def picture_drawn(self) -> str:
        shown = await self.says(Message("Yours.", picture=Picture(picture().picture.svg, "It rises.")))  # type: ignore[union-attr]
        return (
            "a picture, with its words for screen readers" if self.slack.said[-1].file and shown == "It rises." else ""
        )

    async def file_in_words(self) -> str:
        self._without_files()
        return "its text" if "BEGIN:VCALENDAR" in await self.says(FILE) else "nothing"

    async def file_sent(self) -> str:
        await self.says(FILE)
        return "a file" if self.slack.said[-1].file else "nothing"

    async def unclear(self) -> str:
        self.slack.lose_after = 1
        for again in (False, True):
            try:
                await self.people.messenger.send(self.people.room, Message("Once."), key="once", again=again)
            except Exception:  # noqa: S112 -- the outbox would come again, as this loop does
                continue
        read = [one.text for one in await self.people.reads("Ana")]
        return "perhaps twice" if read.count("Once.") == 2 else "once"


LINES: dict[str, Callable[[Tried], Awaitable[str]]] = {
    "a time": Tried.a_time,
    "a name or words that somebody wrote": Tried.words,
    "an answer in the room": Tried.in_the_room,
    "an answer in one's own conversation": Tried.in_private,
    "a form, from a button or /tend": Tried.form_pressed,
    "a form, from words in a direct message": Tried.form_typed,
    "a form that is refused": Tried.form_refused,
    "a form, while the database is slow": Tried.form_slow,
    "a place for two": Tried.two,
    "a picture, without `files:write`": Tried.picture_in_words,
    "a picture, with it": Tried.picture_drawn,
    "a file, without `files:write`": Tried.file_in_words,
    "a file, with it": Tried.file_sent,
    "a message whose sending ended unclearly": Tried.unclear,
}


def table() -> dict[str, str]:
    part = PAGE.read_text("utf-8").partition("## What is different here")[2].partition("\n\nA test")[0]
    return dict(re.findall(r"^\| (.+?) \| (.+?) \|$", part, re.MULTILINE)[1:])


@pytest.mark.parametrize("line", LINES)
async def test_it_is_in_slack_as_the_page_says(line: str, people: People, slack: Slack, app: App, exam: Exam) -> None:
    assert table()[line] == await LINES[line](Tried(people, slack, app, exam))


def test_the_page_has_no_other_lines() -> None:
    assert [line for line in table() if not line.startswith("---")] == list(LINES)
