"""Who could see an answer: one line for beside the question, made of facts, so that it is true wherever Tend runs.

Three can be looking: peers, whom only the slice that asks can name; whoever runs this Tend; whoever owns the chat. The
last two are facts of the deployment and of the platform, and no slice repeats them from habit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from bot import screens
from bot.port import Onlookers

Kept = Literal["sealed", "apart", "not"]
"""How an answer is kept: sealed under its owner's key; apart from whose it is; or not at all."""
Where = Literal["private", "circle"]
"""Where it is said: in somebody's own conversation with Tend, or in a private place for several."""

UNKNOWN = Onlookers()


@dataclass(frozen=True)
class Seen:
    """The facts of this deployment. `operator` runs it, in words for members; empty when they did not say."""

    operator: str = ""
    platforms: Mapping[str, Onlookers] = field(default_factory=dict)

    def on(self, platform: str) -> Onlookers:
        return self.platforms.get(platform, UNKNOWN)

    def line(self, platform: str, peers: str, kept: Kept, where: Where) -> str:
        """`peers` is a whole sentence about who of the people around may see it."""
        facts = self.on(platform)
        readers = facts.private if where == "private" else facts.circle
        return screens.could_see(peers, self.operator, kept, readers)
