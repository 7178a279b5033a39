"""What somebody says of themselves to peers, as one sealed cell of a length that tells nothing."""

import json
from datetime import time

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from bot.db import Kept
from bot.peers.rules import FILLED, Hours, Wishes
from bot.people import Profile
from bot.sealed import Sealed, SealedColumn
from bot.turn import Turn


class PeerWishes(Kept):
    """One person's Wishes, sealed with their key. A row says that somebody once opened this page, and no more."""

    __tablename__ = "peer_wishes"
    profile_id: Mapped[str] = mapped_column(ForeignKey("people.id", ondelete="CASCADE"), primary_key=True)
    sealed: Mapped[Sealed] = mapped_column(SealedColumn)


def wishes(turn: Turn, profile: Profile) -> Wishes:
    """What they said; for somebody who never did, what goes without saying."""
    row = turn.session.get(PeerWishes, profile.id)
    return _read(turn.open(row.sealed, cell=_cell(profile))) if row else Wishes()


def keep(turn: Turn, profile: Profile, said: Wishes) -> None:
    sealed = turn.seal(_written(said), owner=profile.owner, cell=_cell(profile))
    row = turn.session.get(PeerWishes, profile.id)
    if row:
        row.sealed = sealed
    else:
        turn.session.add(PeerWishes(profile_id=profile.id, sealed=sealed))


def apart(turn: Turn, one: Profile, other: Profile) -> bool:
    """Whether either of them would rather not meet the other. Which of them is never said."""
    return other.id in wishes(turn, one).apart or one.id in wishes(turn, other).apart


def _cell(profile: Profile) -> str:
    return f"peer_wishes.sealed.{profile.id}"


def _written(said: Wishes) -> str:
    kept = {
        "languages": said.languages,
        "topics": said.topics,
        "hours": [said.hours.begins.isoformat("minutes"), said.hours.ends.isoformat("minutes")],
        "apart": sorted(said.apart),
    }
    words = json.dumps(kept)
    return words.ljust(-(-len(words) // FILLED) * FILLED)


def _read(written: str) -> Wishes:
    kept = json.loads(written)
    begins, ends = (time.fromisoformat(one) for one in kept["hours"])
    return Wishes(tuple(kept["languages"]), tuple(kept["topics"]), Hours(begins, ends), frozenset(kept["apart"]))
