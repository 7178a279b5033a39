"""What happens when somebody takes a measure or looks at their own results."""

from bot.measures.handlers import keeping, taking, viewing, wishes
from bot.measures.handlers.feature import measures

__all__ = ["keeping", "measures", "taking", "viewing", "wishes"]
