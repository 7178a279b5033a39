"""The Feature that all handlers of cases belong to."""

from bot.feature import Feature

cases = Feature("cases")
