"""The slice as the dispatcher sees it."""

from bot.feature import Feature

buddies = Feature("buddies")
