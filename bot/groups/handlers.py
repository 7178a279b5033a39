"""What happens when a group is made, joined, changed or left."""

from bot.feature import Feature

groups = Feature("groups")
