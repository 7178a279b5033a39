"""Retention and erasure: what the kernel keeps goes by date, and a person can be forgotten in one transaction.

Each slice says for itself what it forgets and what it erases. The person's data key goes too, so that even yesterday's
copy of the database holds nothing of theirs that can be read.
"""

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import delete

from bot import plaintext
from bot.feature import Feature
from bot.ledger import Heard, Parcel
from bot.outbox import write_address
from bot.people import Profile
from bot.turn import Turn

HEARD = timedelta(days=7)
"""Repeated deliveries come within minutes; a week is generous."""
SAID = timedelta(days=90)
"""How long it is remembered where a message stands, so that it can be changed; its words went when it was said."""

kernel = Feature("kernel")


@kernel.forgets
def sweep(turn: Turn) -> None:
    turn.session.execute(delete(Heard).where(Heard.at < turn.now - HEARD))
    turn.session.execute(delete(Parcel).where(Parcel.done_at < turn.now - SAID))
    plaintext.sweep(turn.session, turn.now)


@kernel.erases
def erase_on_the_way(turn: Turn, profile: Profile) -> None:
    """What was on its way to them, and what they were typing."""
    turn.session.execute(delete(Parcel).where(Parcel.to == write_address(profile.person)))
    plaintext.erase(turn.session, profile.person)


def erase(turn: Turn, profile: Profile, features: Iterable[Feature]) -> None:
    """Forgets a person: rows in every slice, then their key, then their profile."""
    for feature in features:
        for erasure in feature.erasures:
            erasure(turn, profile)
    turn.vault.destroy(turn.session, profile.owner)
    turn.session.delete(profile)


def export(turn: Turn, profile: Profile, features: Iterable[Feature]) -> dict[str, object]:
    """Everything that Tend keeps about a person, opened, by slice; for that person alone."""
    about = {"name": profile.name, "zone": profile.zone, "away_until": profile.away_until}
    kept: dict[str, object] = {"you": about}
    for feature in features:
        for own in feature.exports:
            kept |= {feature.name: own(turn, profile)}
    return kept
