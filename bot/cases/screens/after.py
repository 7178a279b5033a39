"""What is said when a case is over: the closing words, the presenter's own page, a question weeks later, hours."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from bot.cases.actions import SendNews, TellOthers
from bot.cases.papers import Card
from bot.cases.rules import GONE_WITHIN, LONGEST
from bot.cases.screens import first
from bot.cases.screens.draft import words_field
from bot.marks import length, quoted
from bot.rhythm import say_date
from bot.ui import Button, Form, Message

ROOM_FOR_OFFERS = 1000
WILL = "- What I will do: "


def closed(form: str, minutes: int, kept: int, totals: str, last_word: str) -> Message:
    last = "" if last_word == "said" else " The presenter declined the last word."
    return Message(
        f"**This case is over.** {form}, {minutes} minutes.{last}{totals} Thank you.\n"
        f"In {kept} days everything that Tend has said here is deleted, here and in Tend; a date, the format and the "
        "minutes are left. Until then each of you can take your own words back. The presenter gets a page for their "
        "own records."
    )


WITHDRAWN = Message(
    "A case that you were in is over, since its presenter is no longer in. What Tend had said in it is deleted."
)

GOES = "A case that you have brought is deleted, with everything that was said in it."
FADES = (
    f"A case that you have brought under a mask is deleted, its text and your words at once. What the others have read "
    f"goes within {GONE_WITHIN.days} days, at an hour that does not tell whose it was."
)
OUTLIVED = Message(
    f"A case that you were in began {LONGEST.days} days ago and has not come to its end, so it is over now. "
    "What Tend had said in it is deleted. Type **case** to bring one again."
)


def note(
    on: str, form: str, paper: Card, others: int, facilitated: bool, offers: Sequence[str], last: dict[str, str]
) -> Message:
    """One page for the presenter's own records."""
    present = (
        f"the presenter{', a facilitator' if facilitated else ''} and {others} {'peer' if others == 1 else 'peers'}"
    )
    lines = [
        "**Your note of this consultation**, for your own records. Tend does not keep it; take it from here today.",
        f"- When: {on}, {form}",
        f"- The question: {quoted(paper.question)}",
        f"- Why now: {_written(last.get('now', ''))}",
        f"- Present, by role: {present}",
        *_fitting(offers),
        f"{WILL}{_written(last.get('will', ''))}",
        f"- Why: {_written(last.get('why', ''))}",
    ]
    return Message("\n".join(lines))


def _written(words: str) -> str:
    """What was said, or room to write."""
    return quoted(words) if words else "…"


def _fitting(offers: Sequence[str]) -> list[str]:
    """As many as a page bears, each shortened."""
    lines: list[str] = []
    for number, offer in enumerate(offers):
        one = _offer(offer)
        if length("\n".join([*lines, one])) > ROOM_FOR_OFFERS:
            return [*lines, f"- Offered: {len(offers) - number} more, where the case stood"]
        lines.append(one)
    return lines or [NOTHING_OFFERED]


def _offer(words: str) -> str:
    return f"- Offered: {quoted(words if len(words) <= 160 else words[:159] + '…')}"


NOTHING_OFFERED = "- Offered: nothing in writing"


def without(words: str, page: Message) -> Message:
    """The presenter's page without these words of somebody's."""
    left = page.text.replace(f"{_offer(words)}\n", "", 1)
    will = left.index(WILL)
    return replace(page, text=left if "\n- Offered: " in left else f"{left[:will]}{NOTHING_OFFERED}\n{left[will:]}")


def follow_up(case_id: str, on: str, form: str, weeks: int, *, stands: bool) -> Message:
    ask = (
        f"{weeks} weeks ago, on {on}, you brought a case ({form}). What became of what you meant to do? What would you "
        "ask your group now?"
    )
    if not stands:
        return Message(f"{ask} The case itself is deleted, so this is for your own thoughts and your own records.")
    return Message(
        f"{ask} If you like, press or type **Tell those who were in**; it is looked through like everything else.",
        (Button("Tell those who were in", TellOthers(case_id)),),
    )


NEWS = "How it went"
NEWS_SEEN = "Those who were in read it, once you say so."


def news_form(case_id: str, could_see: str) -> Form:
    return Form(NEWS, SendNews(case_id), (words_field("words"),), note=could_see)


def news(presenter: str, words: str) -> Message:
    return Message(f"**{first(presenter)} tells how it went**: {quoted(words)}")


TOLD = Message("Those who were in have heard it.")
TOO_LATE = Message(
    "The case is deleted by now, so there is no place to say it in. Perhaps bring it to your next meeting."
)


def hours(rows: Sequence[tuple[date, str, str, int]]) -> Message:
    """`rows`: the day, the format, the part, the minutes."""
    if not rows:
        return Message("No case with you in it is noted yet. Hours are noted when a phase is over, for you alone.")
    total = sum(row[3] for row in rows)
    lines = [f"- {say_date(on)}: {form}, as {part}, {minutes} minutes" for on, form, part, minutes in rows[-20:]]
    more = [f"- and {len(rows) - 20} before; **export** gives all of them"] if len(rows) > 20 else []
    return Message(
        "\n".join(
            [
                f"**Your hours in cases**: {total // 60} h {total % 60} min, for you alone. **export** has them by "
                f"phase.",
                *more,
                *lines,
                "Boards count peer groups differently; over days, a phase counts with the minutes of its format if "
                "you spoke.",
            ]
        )
    )
