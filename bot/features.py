"""Everything that Tend does, in the order in which the help lists it."""

from bot.feature import Feature
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.meetings.handlers import meetings
from bot.rotation.handlers import rotation

FEATURES: tuple[Feature, ...] = (groups, meetings, rotation, kernel)
