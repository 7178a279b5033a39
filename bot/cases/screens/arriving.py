"""What those who are in read first: who they are, what is asked, what holds, and the case itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.cases.actions import Report, TakePart
from bot.cases.papers import Card
from bot.cases.screens import HOLDS, WANTS, first
from bot.cases.screens.card import culture
from bot.formats.format import Format
from bot.marks import quoted
from bot.ui import Button, Message

NOBODY_YET = "nobody yet"


def topic(on: str, place: int) -> str:
    return f"Case, {on}" if place == 1 else f"Case, {on} ({place})"


@dataclass(frozen=True)
class There:
    """Who is in a case, by the names that its readers see: `others` are those besides the presenter, or one line with
    their number; `leader` is empty when nobody facilitates; `parts` says who has which role of the format; `listening`
    counts those who came in later to listen.
    """

    presenter: str
    leader: str
    others: Sequence[str]
    parts: Mapping[str, str]
    listening: int

    def spoken(self) -> str:
        """ "the presenter, 4 others. Ben facilitates. 1 more listens." """
        leads = f"{first(self.leader)} facilitates." if self.leader else "Nobody facilitates; Tend keeps the time."
        listen = f" {self.listening} more {'listens' if self.listening == 1 else 'listen'}." if self.listening else ""
        return f"{', '.join([self.presenter, *self.others])}. {leads}{listen}"


def welcome(case_id: str, paper: Card, there: There, form: Format, help: str, kept: int, *, apart: bool) -> Message:
    """`apart`: each reads it in their own conversation, as there is no place for all of them."""
    where = "What follows is" if apart else "This place is"
    reads = "" if apart else " What you write here without Tend, it neither reads nor can delete."
    parts = [f"- {role.capitalize()}: {there.parts.get(role, NOBODY_YET)}. {asks}" for role, asks in form.roles.items()]
    lines = [
        f"**{where} for those who are in this case**: {there.spoken()}",
        *parts,
        f"{first(there.presenter)} would like {WANTS[help]}. The question: “{quoted(paper.question)}”",
        culture(paper.note),
        f"The format: {form.name}",
        HOLDS,
        "Speak with **Say something** under each phase: then Tend can keep the floor, look through it for what "
        f"identifies, and delete it {kept} days after the end.{reads} Whoever runs this chat may be able to read here.",
    ]
    free = [role for role in form.roles if role not in there.parts]
    return Message("\n".join(lines), tuple(Button(f"I'll be {role}", TakePart(case_id, role)) for role in free))


def some_others(count: int) -> str:
    """Under a mask nobody is listed: by who is missing one could tell who presents."""
    return f"{count} others"


def body(case_id: str, presenter: str, paper: Card) -> Message:
    return Message(
        f"**{first(presenter)} tells the case**\n{quoted(paper.body)}", (Button("Report 0", Report(case_id, 0)),)
    )


def came(name: str, *, listens: bool) -> Message:
    """Those who are in know who reads along."""
    how = "to listen" if listens else "as well"
    return Message(f"{first(name)} has come in {how}, and reads it from the beginning in their own conversation.")
