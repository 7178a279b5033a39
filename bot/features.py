"""Everything that Tend does, in the order in which the help lists it."""

from bot.feature import Feature
from bot.forget import kernel
from bot.groups.handlers import groups

FEATURES: tuple[Feature, ...] = (groups, kernel)
