"""What Discord delivers, as the bot's Events.

An interaction is a command, a button or a form that was sent; a message is read only where Tend alone is written to.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from discord import Interaction, InteractionType, Locale
from discord import Message as Said

from adapters.discord import form
from adapters.discord.places import Spot, person, sent
from adapters.discord.render import carried
from bot.port import Event

UNKNOWN = "?"
"""What a button carries that carries nothing; no action goes by this name."""
ONE_CLOCK: dict[Locale, str] = {
    Locale.british_english: "Europe/London",
    Locale.bulgarian: "Europe/Sofia",
    Locale.croatian: "Europe/Zagreb",
    Locale.czech: "Europe/Prague",
    Locale.danish: "Europe/Copenhagen",
    Locale.dutch: "Europe/Amsterdam",
    Locale.finnish: "Europe/Helsinki",
    Locale.french: "Europe/Paris",
    Locale.german: "Europe/Berlin",
    Locale.greek: "Europe/Athens",
    Locale.hindi: "Asia/Kolkata",
    Locale.hungarian: "Europe/Budapest",
    Locale.italian: "Europe/Rome",
    Locale.japanese: "Asia/Tokyo",
    Locale.korean: "Asia/Seoul",
    Locale.lithuanian: "Europe/Vilnius",
    Locale.norwegian: "Europe/Oslo",
    Locale.polish: "Europe/Warsaw",
    Locale.romanian: "Europe/Bucharest",
    Locale.swedish: "Europe/Stockholm",
    Locale.taiwan_chinese: "Asia/Taipei",
    Locale.thai: "Asia/Bangkok",
    Locale.turkish: "Europe/Istanbul",
    Locale.ukrainian: "Europe/Kyiv",
    Locale.vietnamese: "Asia/Ho_Chi_Minh",
}
"""Languages most of whose speakers share a clock: a guess to begin with, since Discord tells nobody's zone.

English of America, Spanish, Portuguese, Russian and the rest are spoken on many clocks, and so guess nothing.
"""


@dataclass(frozen=True)
class Did:
    """One thing that somebody did. `interaction` is what it can be answered through; None for a direct message.

    `typed` is what they wrote into a form, without what is private.
    """

    event: Event
    user: int
    spot: Spot
    interaction: Interaction[Any] | None = None
    typed: list[str] = field(default_factory=list, repr=False)


def interaction(did: Interaction[Any]) -> Did | None:
    """None for what is no command, button or form."""
    given: Mapping[str, Any] = did.data or {}
    match did.type:
        case InteractionType.application_command:
            return _did(did, text=command(given), command=True)
        case InteractionType.component:
            return _did(did, action=carried(str(given.get("custom_id", ""))) or UNKNOWN)
        case InteractionType.modal_submit:
            action = str(given.get("custom_id", ""))
            return _did(did, typed=form.not_private(given), action=action, answers=form.answers(given))
        case _:
            return None


def command(given: Mapping[str, Any]) -> str:
    """What stands after /tend."""
    return next((str(option.get("value", "")) for option in given.get("options", ())), "")


def _did(did: Interaction[Any], typed: list[str] | None = None, **what: Any) -> Did:
    where = Spot(did.guild_id or 0, did.channel_id or 0)
    event = Event(
        id=f"i.{did.id}",
        who=person(did.user.id),
        where=where.place,
        on=sent(where, did.message.id) if did.message else None,
        private=where.private,
        stays=False,
        name=did.user.display_name,
        zone=ONE_CLOCK.get(did.locale, ""),
        locale=str(did.locale),
        **what,
    )
    return Did(event, did.user.id, where, did, typed or [])


def words(said: Said) -> Did | None:
    """A direct message to Tend. None for everything else: other bots, rooms, and what Discord itself says."""
    if said.guild or said.author.bot or said.is_system() or not said.content:
        return None
    where = Spot(0, said.channel.id)
    event = Event(
        id=f"m.{said.id}",
        who=person(said.author.id),
        where=where.place,
        text=said.content,
        private=True,
        forms="press",
        stays=False,
        name=said.author.display_name,
    )
    return Did(event, said.author.id, where)
