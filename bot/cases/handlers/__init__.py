"""What we do when a case is brought, discussed, protected and forgotten: one file a flow."""

from bot.cases import ahead
from bot.cases.handlers import (
    afterwards,
    bringing,
    drafts,
    joining,
    keeping,
    leading,
    protecting,
    rates,
    speaking,
    standing,
)
from bot.cases.handlers.feature import cases

cases.foresees(ahead.foresee)

__all__ = [
    "afterwards",
    "bringing",
    "cases",
    "drafts",
    "joining",
    "keeping",
    "leading",
    "protecting",
    "rates",
    "speaking",
    "standing",
]
