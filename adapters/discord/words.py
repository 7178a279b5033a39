"""The adapter's own words: what is shown when Discord, and not a feature, is the reason for saying something."""

from adapters.discord.render import escaped
from bot.port import Onlookers
from bot.ui import Message

ONLOOKERS = Onlookers("Discord, the company,", "whoever manages threads on this server")
"""Discord's policy for developers forbids masking who somebody is."""
HEARD = Message("This reached Tend before, and counts once.")
NOT_SHOWN = Message(
    "Discord closed the door before Tend could answer what you just did in your server. It reached Tend. "
    "Type **help** here to see what you can look at or do."
)
GIVEN_BACK = "Tend could not keep what you wrote, so here it is for you to copy:"
COMMAND = "Tend, for your peer group. Leave it empty to see what you can do."
WORDS = "What you want to do, for example: consult, or pause until 14 December."


def goes_on(title: str, old: int) -> str:
    """In the room of a thread that was locked, above the one that follows it."""
    return (
        f"**{escaped(title)}** goes on in the thread beneath this. Its first one, <#{old}>, was locked, so Tend cannot "
        "write there; what was said in it stays."
    )


def goes_on_from(old: int) -> str:
    """The first words in a private thread that follows a locked one."""
    return f"This goes on from <#{old}>, which was locked, so Tend cannot write there; what was said in it stays."
