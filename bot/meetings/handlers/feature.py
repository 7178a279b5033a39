"""The slice as the dispatcher sees it."""

from bot.feature import Feature

meetings = Feature("meetings")
