"""Everything that Tend does, in the order in which the help lists it."""

from bot.checkins.handlers import checkins
from bot.feature import Feature
from bot.forget import kernel
from bot.groups.handlers import groups
from bot.meetings.handlers import meetings
from bot.rotation.handlers import rotation
from bot.support.handlers import support

FEATURES: tuple[Feature, ...] = (groups, checkins, meetings, rotation, support, kernel)
