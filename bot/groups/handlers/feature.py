"""The Feature that every file beside this one adds its handlers to."""

from bot.feature import Feature

groups = Feature("groups")
