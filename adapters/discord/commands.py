"""`/tend`, with words after it: what can be typed to Tend anywhere, and a list of it to choose from while typing.

Discord allows 25 commands beneath one name, and Tend has more words than that. So there is one command, whose list of
words comes from the App at the moment it is opened; Discord hears of the command only when it has another one.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from discord.app_commands import Choice
from discord.http import HTTPClient

from adapters.discord import words
from bot.feature import Command
from bot.logs import log

TEXT, STRING = 1, 3
"""Discord's numbers: a command that is typed, an option that is a text."""
IN_SERVERS, WITH_TEND = 0, 1
MOST = 25
"""Suggestions at once."""
LONGEST = 100
"""Characters of a suggestion; also what can be typed after /tend, so that a button can bring it back."""

TEND: dict[str, Any] = {
    "name": "tend",
    "type": TEXT,
    "description": words.COMMAND,
    "contexts": [IN_SERVERS, WITH_TEND],
    "integration_types": [0],
    "options": [
        {"name": "words", "type": STRING, "description": words.WORDS, "autocomplete": True, "max_length": 1500},
    ],
}


async def sync(http: HTTPClient, application: int) -> bool:
    """Tells Discord about the command if it knows another one, or none; whether it was told."""
    there: list[Any] = list(await http.get_global_commands(application))
    if len(there) == 1 and has(there[0], TEND):
        return False
    await http.bulk_upsert_global_commands(application, [TEND])
    log.info("discord commands written")
    return True


def has(theirs: Any, ours: Any) -> bool:
    """Whether everything of ours is there. Discord adds ids and defaults of its own."""
    if isinstance(ours, Mapping):
        return isinstance(theirs, Mapping) and all(has(theirs.get(key), value) for key, value in ours.items())
    if isinstance(ours, list):
        return (
            isinstance(theirs, list)
            and len(theirs) == len(ours)
            and all(has(one, other) for one, other in zip(theirs, ours, strict=True))
        )
    return bool(theirs == ours)


def suggestions(commands: Iterable[Command], typed: str) -> list[Choice[str]]:
    """What may be meant, in the order of the help. What was typed after a command's word stays."""
    word, _, rest = typed.strip().partition(" ")
    meant = [one for one in commands if one.word.startswith(word.casefold())]
    if rest:
        meant = [one for one in meant if one.word == word.casefold()]
    return [_choice(one, rest) for one in meant][:MOST]


def _choice(command: Command, rest: str) -> Choice[str]:
    whole = f"{command.word} {rest}".strip()
    told = f"{whole} – {command.about}"
    return Choice(name=told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…", value=whole[:LONGEST])
