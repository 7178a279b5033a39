"""What many have at the same minute does not begin for all of them in the same second.

A whole workspace is asked at nine on Monday. Each of its people gets an instant of their own for that, within two
minutes and the same every week; the hour that they chose, and were told, stays as it is.
"""

from datetime import datetime, timedelta

from bot.sealed import Vault

SPREAD = timedelta(minutes=2)
"""The latest that anything is later for it. Nothing is ever earlier, and what is tied to a minute has none of it."""
ON_TIME = timedelta(minutes=5)
"""What comes this soon after its plan is on time: the spread, and as long as a busy Tend may take on top of it."""
_PARTS = 16**8


def spread(vault: Vault, due: datetime, id: str) -> datetime:
    """`due`, or up to SPREAD later: always as much for the same id, and nobody can tell it without the root key."""
    return due + SPREAD * (int(vault.blind(f"spread {id}")[:8], 16) / _PARTS)


def counted_from(planned: datetime, now: datetime) -> datetime:
    """From when a time is counted that was to begin at `planned`: from now only when that is late."""
    return planned if planned <= now <= planned + ON_TIME else now
