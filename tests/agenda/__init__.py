"""The week before a meeting, and what comes after it."""
