"""The log: sentences of ours, ids, and where an error came from. Never a word of anybody's, whoever logs it."""

import logging
from collections.abc import Iterator

import pytest

from bot.logs import log, set_up


@pytest.fixture(autouse=True)
def _logging_as_in_life(capsys: pytest.CaptureFixture[str]) -> Iterator[None]:
    root = logging.getLogger()
    before, level = list(root.handlers), root.level
    root.handlers.clear()
    set_up()
    yield
    root.handlers[:] = before
    root.setLevel(level)


def test_what_is_not_on_the_list_of_keys_does_not_get_in(capsys: pytest.CaptureFixture[str]) -> None:
    log.info("saved", key="outbox/1", words="private words")
    written = capsys.readouterr().err
    assert "outbox/1" in written
    assert "private words" not in written


def test_another_librarys_error_is_named_without_its_text(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        raise ValueError("private words")
    except ValueError:
        logging.getLogger("aiohttp.server").exception("in the middle of private words")
    written = capsys.readouterr().err
    assert "aiohttp.server ERROR ValueError at test_logs.py" in written
    assert "private words" not in written
