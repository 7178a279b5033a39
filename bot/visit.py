"""A house that is there, entered to do one thing at once, for whoever runs Tend; also while Tend runs."""

from collections.abc import Iterator
from contextlib import contextmanager

from bot import keys
from bot.app import App
from bot.clock import SystemClock
from bot.house import NONE_YET, look, open_house, spoken_address
from bot.settings import CannotStart, Settings


@contextmanager
def visited(settings: Settings) -> Iterator[App]:
    """Makes none. Raises CannotStart."""
    if not look(settings, keys.vault(settings)):
        raise CannotStart(NONE_YET.format(spoken_address(settings)))
    clock = SystemClock()
    house = open_house(settings, clock.now())
    try:
        yield house.app(clock, [])
    finally:
        house.close()
