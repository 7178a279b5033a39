"""The slice as the dispatcher sees it."""

from bot.feature import Feature

rotation = Feature("rotation")
