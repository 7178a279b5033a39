"""A whole process from start to end: told to stop, killed, started again."""

import json
import queue
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import COMMAND, environment

DOCKERFILE = Path(__file__).parents[2] / "Dockerfile"
READY = 40
"""Seconds that a slow machine may take for one start; it is about one on an ordinary one."""


class Running:
    """A `tend` that runs; what it prints can be waited for."""

    def __init__(self, folder: Path, *words: str, **settings: object) -> None:
        self.began = time.monotonic()
        self.process = subprocess.Popen(  # noqa: S603 -- our own command
            [*COMMAND, *words],
            cwd=folder,
            env=environment(settings),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said, self.lines = "", queue.Queue[str]()
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, words: str) -> str:
        """Everything it has said so far, once these words are among it."""
        while words not in self.said:
            self.said += self.lines.get(timeout=READY)
        return self.said

    def type(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def end(self, how: signal.Signals) -> tuple[int, float]:
        """The exit status, and the seconds that it took."""
        began = time.monotonic()
        self.process.send_signal(how)
        return self.process.wait(READY), time.monotonic() - began


@pytest.fixture
def running() -> Iterator[list[Running]]:
    started: list[Running] = []
    yield started
    for one in started:
        one.process.kill()
        one.process.wait()
        for pipe in (one.process.stdin, one.process.stdout):
            assert pipe
            pipe.close()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT])
def test_a12_told_to_stop_it_ends_well_and_soon(
    tmp_path: Path, key: str, running: list[Running], how: signal.Signals
) -> None:
    port = free_port()
    running.append(Running(tmp_path, "run", "terminal", key=key, health_port=port))
    running[0].until("You are Ana")
    assert healthy(port)
    status, seconds = running[0].end(how)
    assert status == 0
    assert seconds < 10
    assert "Traceback" not in running[0].said
    assert not healthy(port)


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def healthy(port: int) -> bool:
    """What a container is told every half minute."""
    written = re.search(r"^HEALTHCHECK.* CMD (\[.+\])$", DOCKERFILE.read_text().replace("\\\n", ""), re.MULTILINE)
    assert written
    command = [sys.executable, *json.loads(written[1])[1:]]
    environment = {"TEND_HEALTH_PORT": str(port)}
    return subprocess.run(command, env=environment, capture_output=True, check=False, timeout=20).returncode == 0  # noqa: S603


def test_killed_and_started_again_it_goes_on(tmp_path: Path, key: str, running: list[Running]) -> None:
    """A form that was half typed when the process died goes on where it was."""
    running.append(Running(tmp_path, "run", "terminal", key=key))
    running[0].type("/room\ncreate\nTuesday circle")
    running[0].until("Time zone of its meetings")
    assert running[0].end(signal.SIGKILL)[0] == -signal.SIGKILL
    running.append(Running(tmp_path, "run", "terminal", key=key))
    running[1].type("/room\nEurope/Berlin")
    running[1].until("When does it meet?")


def test_the_demo_opens_its_page_and_ends_well(tmp_path: Path, running: list[Running]) -> None:
    for _ in range(2):
        running.append(Running(tmp_path, "demo", "--port", "0"))
        address = re.search(r"http://127\.0\.0\.1:\d+", running[-1].until("Ctrl-C"))
        assert address
        with urllib.request.urlopen(address[0]) as page:  # noqa: S310 -- our own page
            assert page.status == 200
        assert running[-1].end(signal.SIGTERM)[0] == 0
    assert {path.name for path in (tmp_path / "var" / "demo").iterdir()} >= {
        "key",
        "tend.sqlite3",
        "local-chat.sqlite3",
    }


@pytest.mark.everywhere
def test_the_demo_repeats_nothing_after_it_was_killed(tmp_path: Path, running: list[Running]) -> None:
    shown = []
    for _ in range(2):
        running.append(Running(tmp_path, "demo", "--port", "0"))
        running[-1].until("Ctrl-C")
        assert running[-1].end(signal.SIGKILL)[0] == -signal.SIGKILL
        with sqlite3.connect(tmp_path / "var" / "demo" / "local-chat.sqlite3") as store:
            shown.append(store.execute("select key, room, body from messages order by id").fetchall())
        store.close()
    assert shown[0]
    assert shown[0] == shown[1]


def test_a_port_that_is_taken_is_said_before_anything_is_forgotten(
    tmp_path: Path, key: str, running: list[Running]
) -> None:
    running.append(Running(tmp_path, "demo", "--port", "0"))
    address = re.search(r":(\d+)", running[0].until("Ctrl-C"))
    assert address
    running.append(Running(tmp_path, "demo", "--fresh", "--port", address[1]))
    assert f"Port {address[1]} is taken" in running[1].until("Choose another one")
    assert running[1].process.wait(READY) == 1
    assert (tmp_path / "var" / "demo" / "key").exists()
    running.append(Running(tmp_path, "run", "local", key=key, port=address[1]))
    running[2].until("Choose another one")
    assert not (tmp_path / "var" / "tend").exists()


@pytest.mark.everywhere
def test_a_fresh_demo_forgets_and_leaves_other_files_alone(tmp_path: Path, running: list[Running]) -> None:
    folder = tmp_path / "var" / "demo"
    folder.mkdir(parents=True)
    (folder / "letter.txt").write_text("mine")
    keys = []
    for words in ([], [], ["--fresh"]):
        running.append(Running(tmp_path, "demo", "--port", "0", *words))
        running[-1].until("Ctrl-C")
        keys.append((folder / "key").read_text())
        running[-1].end(signal.SIGTERM)
    assert keys[0] == keys[1] != keys[2]
    assert (folder / "letter.txt").read_text() == "mine"
