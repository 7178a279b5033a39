"""The line beside a question says what is true of this deployment and this platform, and nothing from habit."""

from dataclasses import replace

import pytest

from adapters.discord import words as discord
from adapters.local import screens as local
from adapters.slack import words as slack
from bot.app import App
from bot.cases.screens import after, bringing, rating
from bot.checkins.screens import questions as checkin_questions
from bot.checkins.screens import sharing
from bot.consults.screens import asking as consult_asking
from bot.drafts import screens as drafts
from bot.feature import Feature
from bot.marks import Quoted, spans
from bot.onlookers import Seen
from bot.port import Onlookers, Reply
from bot.pulse.screens import questions as pulse_questions
from bot.spoken import spoken
from bot.turn import Turn
from bot.ui import Form, Message, Text
from tests.chat import Chat, FakeMessenger

PEERS = "nobody in your group."
feature = Feature("could")


@feature.command("could", "who could see it")
def look(turn: Turn, words: str) -> Reply:
    platform = turn.heard.who.platform
    return Message(f"{turn.could_see(platform, PEERS)} Masks: {turn.masks(platform)}.")


def line(operator: str = "", facts: Onlookers | None = None, *, where: str = "private", kept: str = "sealed") -> str:
    seen = Seen(operator, {"here": facts} if facts else {})
    return spoken(seen.line("here", PEERS, kept, where), "")  # type: ignore[arg-type]


def test_it_names_peers_operator_and_owner() -> None:
    said = line("the Riverside clinic", Onlookers("the clinic's owner", "thread wardens"))
    assert said == (
        "Who could see this: nobody in your group. Kept encrypted; the Riverside clinic, who runs this Tend, "
        "holds the key. The clinic's owner may be able to read along."
    )


def test_a_private_place_for_several_has_readers_of_its_own() -> None:
    assert "Thread wardens may be able" in line(facts=Onlookers("an owner", "thread wardens"), where="circle")


def test_what_is_kept_apart_or_not_at_all_is_said_so() -> None:
    assert "Whoever runs this Tend cannot tell" in line(kept="apart")
    assert "Tend does not keep it." in line(kept="not")


def test_nobody_to_read_is_nobody_named() -> None:
    assert "may be able to read" not in line(facts=Onlookers("", ""))


def test_a_platform_that_says_nothing_is_taken_to_be_read_by_its_owner_and_to_allow_no_masks() -> None:
    assert "Whoever owns this chat may be able to read" in line()
    assert Seen().on("elsewhere").masks is False


def test_an_operator_cannot_format_or_ping() -> None:
    spans_of = list(spans(Seen("**everybody**").line("here", PEERS, "sealed", "private")))
    assert Quoted("**everybody**") in spans_of


async def test_a_turn_knows_its_platforms_facts(chat: Chat) -> None:
    messenger = FakeMessenger(onlookers=Onlookers("the neighbours", "", masks=True))
    chat.app = App(chat.app.database, chat.app.vault, chat.app.clock, [feature], [messenger], "Dr Roe")
    reply = await chat.types("Ana", "could")
    assert isinstance(reply, Message)
    said = spoken(reply.text, "")
    assert "Dr Roe, who runs this Tend" in said
    assert "The neighbours may be able" in said
    assert "Masks: True" in said


SLICES = (
    *(pulse_questions.PEERS, bringing.CARD_SEEN, after.NEWS_SEEN, rating.PEERS, checkin_questions.PEERS),
    *(sharing.PEERS, drafts.NOBODY_YET, consult_asking.PEERS),
)


@pytest.mark.parametrize("facts", [discord.ONLOOKERS, slack.ONLOOKERS, local.ONLOOKERS])
def test_above_a_form_there_is_room_for_it_whatever_the_operator_is_called(facts: Onlookers) -> None:
    seen = Seen("the Rural Psychotherapists' Mutual Support Association of the Northern Uplands".ljust(80, "."))
    seen = replace(seen, platforms={"here": facts})
    for peers in SLICES:
        Form("A form", "typing.words:x", (Text("a", "A"),), note=seen.line("here", peers, "sealed", "circle"))
