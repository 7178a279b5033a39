"""A demo's own key and database in one folder, so that trying Tend asks for nothing and touches nothing else.

The key lies beside the database, which is right for a rehearsal and wrong for anything else.
"""

from pathlib import Path

from bot.keys import write_new_key
from bot.settings import Settings, checked

KEY = "key"
MADE = (KEY, "tend.sqlite3*", "local-chat.sqlite3*")
"""What a demo makes in its folder; nothing else there is ever deleted."""


def demo_settings(folder: Path, port: int) -> Settings:
    """Settings that hear of no TEND_ variable but the log level. Makes the folder and its key when missing."""
    folder.mkdir(parents=True, exist_ok=True)
    key = folder / KEY
    if not key.exists():
        write_new_key(key)
    return checked(directory=folder, database=None, key=None, key_file=key, port=port)


def forget(folder: Path) -> None:
    """Deletes what earlier demos made."""
    for pattern in MADE:
        for file in folder.glob(pattern):
            file.unlink()
