"""What the drivers that are a platform have in common: what Tend answered last, and which places it opened."""

from bot.app import App
from bot.port import Circle, Event, Messenger, Place, Reply


class Answering(App):
    """Remembers what it was told and answered last, for what a page tells about forms."""

    reply: Reply = None
    event: Event

    async def handle(self, event: Event) -> Reply:
        self.event = event
        self.reply = await super().handle(event)
        return self.reply


def gathered(messenger: Messenger) -> dict[str, Circle]:
    """The private places that are opened from now on, and for whom, by the id of each; it grows as they are."""
    circles: dict[str, Circle] = {}
    gather = messenger.gather

    async def remembered(circle: Circle, *, key: str) -> Place:
        place = await gather(circle, key=key)
        circles[place.id] = circle
        return place

    messenger.gather = remembered  # type: ignore[method-assign]
    return circles
