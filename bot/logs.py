"""The log: a sentence, ids, and never anybody's words. What is not on the list of keys does not get in.

An error is logged as its type and the line it came from; its text may hold what somebody typed, so it is left out.
Other libraries' logs are kept to warnings, since at debug level they print whole requests.
"""

import json
import logging
import sys
import traceback
from collections.abc import MutableMapping
from datetime import UTC, datetime
from typing import Any

import structlog

ALLOWED = {
    "event",
    "level",
    "timestamp",
    "key",
    "action",
    "error",
    "at",
    "platform",
    "count",
    "address",
    "state",
    "seconds",
}
"""Keys that may appear in a log line."""
_LONGEST = 80

log = structlog.get_logger("tend")


def only_allowed(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drops every key that is not allowed and every value that is long enough to be prose."""
    kept = {key: _plain(value) for key, value in line.items() if key in ALLOWED}
    return kept | {"dropped": len(line) - len(kept)} if len(kept) < len(line) else kept


def _plain(value: Any) -> str | int | float | bool | None:
    if isinstance(value, BaseException):
        return described(value)
    if isinstance(value, int | float | bool | None):
        return value
    text = str(value)
    return text if len(text) <= _LONGEST else "<long>"


def described(error: BaseException) -> str:
    """Type and place of an error: "IntegrityError at turn.py:41"."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {frames[-1].filename.rpartition('/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{place}"


def set_up(level: str = "INFO") -> None:
    """Logs to standard error, one JSON object a line, ours at `level` and everybody else's at WARNING."""
    _configure(level)
    logging.raiseExceptions = False  # a line that cannot be written would be printed whole
    others = logging.StreamHandler()
    others.setFormatter(Wordless())
    logging.basicConfig(level=logging.WARNING, handlers=[others], force=True)


class Wordless(logging.Formatter):
    """Another library's line: whose it is, how grave, and where an error came from. Never its text."""

    def format(self, record: logging.LogRecord) -> str:
        error = record.exc_info[1] if record.exc_info else None
        when = datetime.fromtimestamp(record.created, UTC).isoformat()
        line = {"event": record.name, "level": record.levelname.lower(), "timestamp": when}
        return json.dumps(line | ({"error": described(error)} if error else {}))


def _configure(level: str) -> None:
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            only_allowed,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: structlog.PrintLogger(sys.stderr),  # looked up late, as pytest and pipes expect
    )


_configure("INFO")  # so that nothing is ever logged without the allow-list
