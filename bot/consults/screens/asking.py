"""What somebody reads before they ask for a consult: the door, in which group, and the form."""

from collections.abc import Callable, Sequence

from bot.actions import Action
from bot.consults import rules
from bot.consults.actions import AskPeer, AskPeerBy, Request, RequestBy
from bot.consults.screens import BY_WHEN
from bot.front import Say
from bot.ui import Button, Choice, Form, Message, Text, options

PLACE, MASKED, THREE = "place", "masked", "three"
PEERS = "whoever is asked, and nobody else in your group."


def form(does: Request | RequestBy, sees: str, sentence: str, *, masks: bool) -> Form:
    """`sees` says who could see what is answered; `masks`: the platform lets somebody ask without their name.

    RequestBy knows how soon, so that is not asked.
    """
    soon = (_soon(),) if isinstance(does, Request) else ()
    fields = (_kind(masks=masks), *soon, _sentence(sentence), _seeks())
    return Form("Ask for a consult", does, fields, submit="Ask", note=sees)


def _kind(*, masks: bool) -> Choice:
    kinds = [("tell", "Tell me – advice is welcome"), ("think", "Think with me"), ("listen", "Just listen")]
    unnamed = [(MASKED, "Name me only to those who say yes")] if masks else []
    ways = [(THREE, "Three peers together"), (PLACE, "My sentence also into our private place"), *unnamed]
    help = "Choose one of the first three. The last ones are extras, if you like."
    return Choice("kind", "What would help?", options([*kinds, *ways]), help, many=True)


def _soon() -> Choice:
    soon = options([(soon, BY_WHEN[soon].capitalize()) for soon in rules.SOON])
    help = "“Now” may reach somebody outside their own hours. The others do not."
    return Choice("soon", "How soon?", soon, help)


def _sentence(value: str) -> Text:
    begun = value[: rules.SENTENCE]
    return Text("sentence", SENTENCE, LOOKED_THROUGH, True, rules.SENTENCE, begun, required=False, private=True)


def _seeks() -> Text:
    help = "For example Turkish, grief. Peers who have named it are asked first."
    return Text("seeks", "A language or topic to look for", help, most=rules.SEEKS, required=False, private=True)


LOOKED_THROUGH = "No names or places; it is looked through first. Once typed, whoever runs this chat has it already."
SENTENCE = "A sentence that identifies no client"
KEEP = "Ask as it is"
ONLY_TOPICS = (
    "Something in it could point to somebody. A language and a topic are enough here, for example: Turkish, grief. "
    "What you want to keep as it is fits into your sentence, which you can look through before it goes."
)
CHOOSE_ONE = "Please choose one of these."
CHOOSE_KIND = "Please choose one of the first three, and of the others what you like."
TOO_MUCH_SOUGHT = "Up to eight, each a word or two, with commas between them. For example: Turkish, grief"
IN_PRIVATE = Message("Let us keep this between us: please type **consult** to me in private, not here in the room.")
OPEN_HERE = "Others could read along if you typed it here. This opens a form that only you see."


def too_long(typed: str) -> str:
    return f"That is {len(typed)} characters; {rules.SENTENCE} fit. One sentence is enough, the rest has time."


def which_group(groups: Sequence[tuple[str, str]], does: Callable[[str], Action] = AskPeer) -> Message:
    buttons = tuple(Button(name[:75], does(id)) for id, name in groups[:10])
    return Message("You are in several groups. Whom would you like to ask? Press or type the name.", buttons)


def goes_on(soon: str) -> Callable[[str], Action]:
    """A press that asks in a group; `soon` is what was said of it already."""
    return lambda group_id: AskPeerBy(group_id, soon) if soon else AskPeer(group_id)


AT_THE_DOOR = (
    "**Consults**\nSomething that will not leave you alone? Tend asks one peer at a time, in private. After something "
    "terrible: **urgent**."
)


def at_the_door(*, asked: int) -> Message:
    """`asked` is how many peers wait for the reader's own answer."""
    waiting = (Button("Show what a peer is asking", Say("asked"), "primary"),) if asked else ()
    text = f"{AT_THE_DOOR}\nA peer is asking you right now." if asked else AT_THE_DOOR
    return Message(text, (*waiting, Button("Ask a peer", AskPeer(""))))


def open_here(does: Action) -> Message:
    return Message(OPEN_HERE, (Button("Ask a peer", does),))
