"""The log: sentences of ours, ids, and where an error came from. Never a word of anybody's, whoever logs it."""

import json
import logging
import sys

import pytest

from bot.logs import Wordless, log


def test_what_is_not_on_the_list_of_keys_does_not_get_in(capsys: pytest.CaptureFixture[str]) -> None:
    log.info("saved", key="outbox/1", words="private words")
    written = capsys.readouterr().err
    assert "outbox/1" in written
    assert "private words" not in written


def test_another_librarys_error_is_named_without_its_text() -> None:
    try:
        raise ValueError("private words")
    except ValueError:
        said = {"name": "aiohttp.server", "levelname": "ERROR", "msg": "private words", "exc_info": sys.exc_info()}
    line = json.loads(Wordless().format(logging.makeLogRecord(said | {"created": 0})))
    assert line == {
        "event": "aiohttp.server",
        "level": "error",
        "timestamp": "1970-01-01T00:00:00+00:00",
        "error": "ValueError at test_logs.py:21",
    }
