"""What is true of asking for a consult: who is asked next, at which hours, for how long, and how often.

The numbers are the policy. An order by chance would be fair on average; this one is fair every time: fewest offers
lately, then the longest wait since the last one, then a tie that falls differently in each request. Somebody who knows
the topic goes first as long as they were asked no more often than the others: knowing much is not punished.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from zoneinfo import ZoneInfo

from bot.peers.rules import Hours
from bot.rhythm import waking

KINDS = ("tell", "think", "listen")
"""What would help: tell me, think with me, just listen."""
NOW, TODAY, WEEK = "now", "today", "week"
SOON = (NOW, TODAY, WEEK)
"""How soon it is needed."""
URGENT = "urgent"
"""After something terrible: those on call are asked."""
WHAT = ("suicide", "assault", "complaint", "other")
"""What can have happened: a client's suicide, an assault, a complaint, something else as terrible."""
BESIDE = "beside"
"""What helps then."""
OWN, ANY, NOT = ON_CALL = ("own", "any", "not")
"""On call in one's own hours, at any hour, or not."""
LAST_LOOK = timedelta(days=7)
LOOK_AGAIN = (timedelta(days=1), LAST_LOOK)
"""How long after it whoever asked is written to, unless they would rather not."""
PATIENCE = {
    URGENT: timedelta(minutes=10),
    NOW: timedelta(minutes=20),
    TODAY: timedelta(hours=4),
    WEEK: timedelta(days=1),
}
"""How long one peer has before the next is asked as well; for today these are their own hours. Only a request for now
may reach somebody outside these. After a first yes it is also how long the others of three are waited for.
"""
LASTS = {URGENT: timedelta(hours=12), NOW: timedelta(hours=4), TODAY: timedelta(hours=24), WEEK: timedelta(days=7)}
"""How long a request stands; until then a late yes is still a yes."""
LATELY = timedelta(days=28)
"""How far back offers are counted, and how long they are kept; of each member, the last one stays."""
ASKS = 5
"""Requests of one person in one group within ASKS_WITHIN; more would wear the others out."""
ASKS_WITHIN = timedelta(days=7)
LEFT_OPEN = timedelta(days=14)
"""A consult that nobody calls done ends by itself after this long."""
MINUTES_KEPT = timedelta(days=2 * 365)
"""Dates and minutes, for a person's own hours; boards ask back two years (CALPCC, for licensees)."""
UNSEEN = timedelta(hours=12)
"""Within this time of leaving, at a drawn moment, a question without a name is withdrawn: at once would be a name."""
TRACES = timedelta(days=1)
"""How long after it has ended it can still be read off the sent messages who had a consult with whom."""
ONE, THREE = 1, 3
"""How many peers can be asked for."""
WEEKS = (4, 8, 12)
"""Weeks alone that are offered; MOST_WEEKS can be typed."""
MOST_WEEKS = 52
SENTENCE = 300
"""Characters of the asker's sentence."""
SEEKS = 100
"""Characters of the languages and topics that are looked for."""
LONGEST = 600
"""Minutes of one consult."""


FITS, UNDERSTANDS, FOREIGN = 0, 1, 2
"""A peer's language: one that was looked for, one in common, none in common."""


@dataclass(frozen=True)
class Peer:
    """A member who may be asked. `offers` were made to them in LATELY; `last` numbers the last one ever, 0 for none.

    `tongue` is FITS, UNDERSTANDS or FOREIGN; `knows`: they named a topic that was looked for.
    """

    id: str
    zone: ZoneInfo
    offers: int = 0
    last: int = 0
    hours: Hours = Hours()
    tongue: int = FITS
    knows: bool = False


def whom(peers: Iterable[Peer], soon: str, request: str, now: datetime) -> Peer | None:
    """Who is asked at this instant, of those who were not yet. For now: those in their own hours first, then the rest.

    Then a language that was looked for; then the fair order.
    """
    able = [peer for peer in peers if soon == NOW or awake(now, peer)]
    return min(able, key=lambda peer: (not awake(now, peer), peer.tongue, *fair(peer, request)), default=None)


def fair(peer: Peer, request: str) -> tuple[int, int, str]:
    """The order in which equally eligible peers are asked; knowing the topic weighs as much as one offer fewer."""
    tie = sha256(f"{request} {peer.id}".encode()).hexdigest()
    return peer.offers - peer.knows, peer.last, tie


def first_morning(peers: Iterable[Peer], now: datetime) -> datetime | None:
    """When the first of these peers has their own hours."""
    return min((next_waking(now, peer) for peer in peers), default=None)


def awake(now: datetime, peer: Peer) -> bool:
    """Whether it is within the hours in which they may be asked something."""
    return peer.hours.has(now.astimezone(peer.zone).time())


def next_waking(now: datetime, peer: Peer) -> datetime:
    """This instant, or the next at which their own hours begin."""
    return waking.next_waking(now, peer.zone, (peer.hours.begins, peer.hours.ends))


def time_is_up(soon: str, now: datetime, peer: Peer) -> datetime:
    """When a peer who is asked now has had their time."""
    return after_waking(now, PATIENCE[soon], peer) if soon == TODAY else now + PATIENCE[soon]


def after_waking(start: datetime, span: timedelta, peer: Peer) -> datetime:
    """The instant at which `span` of somebody's own hours has gone by; what lies between is left out."""
    return waking.after_waking(start, span, peer.zone, (peer.hours.begins, peer.hours.ends))


def minutes(words: str) -> int | None:
    """ "40", "40 min" or "about 40 minutes" as 40, from 1 to LONGEST. Raises ValueError; None for no words at all."""
    if not words.strip():
        return None
    found = re.fullmatch(r"(?:about |ca\.? |~\s?)?(\d{1,3})(?:\s?m(?:in(?:ute)?s?)?\.?)?", words.strip().casefold())
    if not found or not 1 <= int(found[1]) <= LONGEST:
        raise ValueError("no minutes")
    return int(found[1])


def begun(words: str) -> tuple[str, str]:
    """What was said with the command: "now I froze" as NOW and "I froze"; empty where nothing was said of either."""
    found = re.match(r"(now|today|(?:this )?week)\b[\s,.:–-]*", words.strip(), re.IGNORECASE)
    if not found:
        return "", words.strip()
    return found[1].casefold().removeprefix("this "), words.strip()[found.end() :]


def weeks(words: str) -> int:
    """ "6" or "6 weeks" as 6, and "off" as 0. Raises ValueError for anything else."""
    if words.strip().casefold() == "off":
        return 0
    found = re.fullmatch(r"(\d{1,2})(?:\s?w(?:eeks?)?)?", words.strip().casefold())
    if not found or not 1 <= int(found[1]) <= MOST_WEEKS:
        raise ValueError("no weeks")
    return int(found[1])
