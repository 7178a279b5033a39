"""What we do about turns: asked, taken and passed on; when other slices tell of something; and what is kept of it."""

from bot.rotation.handlers import following, keeping, turns
from bot.rotation.handlers.feature import rotation

__all__ = ["following", "keeping", "rotation", "turns"]
