"""A process to be killed: the local chat with the toy feature, in a folder, on a free port whose address it prints.

    python -m tests.local.house FOLDER [MOMENT]

At MOMENT it kills itself as `kill -9` would: "heard" (an event is kept and nobody was answered), "sending" (a parcel is
claimed), "sent" (a message is shown and not yet marked as said).
"""

import asyncio
import os
import signal
import sys
from pathlib import Path

from adapters.local import LocalChat
from adapters.local.messenger import LocalMessenger
from bot.app import App
from bot.db import Database, Kept
from bot.life import live
from bot.port import Event, Place, Reply, Sent
from bot.sealed import Vault, new_root_key
from bot.taken import Taken
from bot.ui import Message
from tests.local.conftest import furnish
from tests.local.toy import tea


def die(now: bool) -> None:
    if now:
        os.kill(os.getpid(), signal.SIGKILL)


class DyingApp(App):
    moment = ""

    async def handle(self, event: Event) -> Reply:
        reply = await super().handle(event)
        die(self.moment == "heard")
        return reply


class DyingMessenger(LocalMessenger):
    moment = ""

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        die(self.moment == "sending")
        sent = await super().send(to, message, key=key, again=again, thread=thread)
        die(self.moment == "sent")
        return sent


async def main(folder: Path, moment: str) -> None:
    chat = LocalChat(folder / "chat.sqlite3", 0, lambda address: print(address, flush=True))
    furnish(chat)
    chat.messenger = DyingMessenger(chat.store, chat.clock)
    chat.messenger.moment = moment
    database = Database(f"sqlite:///{folder}/tend.sqlite3")
    Kept.metadata.create_all(database.engine)
    vault = Vault(_key(folder / "key"))
    app = DyingApp(database, vault, chat.clock, [tea], [chat.messenger], taken=Taken(folder, vault))
    app.moment = moment
    await live(app, [chat])


def _key(file: Path) -> str:
    if not file.exists():
        file.write_text(new_root_key(), "utf-8")
    return file.read_text("utf-8")


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), "".join(sys.argv[2:])))
