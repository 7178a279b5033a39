"""Looks for words in whatever a folder of files holds, in every spelling in which they could stand there.

For the database, its journals, its copies and backups, logs, and anything else that outlives a moment.
"""

from base64 import b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = "quixotic-zebra-lantern"
"""What every canary begins with; nothing else says it, so that one search finds any of them."""


def spellings(words: str) -> Iterator[bytes]:
    """As they are, UTF-16 both ways, hex, and base64 wherever they begin in it."""
    for clear in (words.encode(), words.encode("utf-16-le"), words.encode("utf-16-be")):
        yield clear
        yield clear.hex().encode()
        yield clear.hex().upper().encode()
        for ahead in range(3):
            spelt = b64encode(b"\0" * ahead + clear)
            yield spelt[4 if ahead else 0 : -4]  # what stands beside the words changes the rest


def found_in(held: bytes, words: str = ROOT) -> list[str]:
    """The spellings in which the words stand there; in clear also in capitals."""
    return [repr(one) for one in spellings(words) if one in held] + ["capitals"] * (words.upper().encode() in held)


def in_files(folder: Path, words: str = ROOT) -> Mapping[str, list[str]]:
    """By file, the spellings found, in all files of a folder and of those within. LookupError for an empty one."""
    files = [path for path in sorted(folder.rglob("*")) if path.is_file()]
    if not files:
        raise LookupError(f"nothing to search in {folder}")
    return {str(path.relative_to(folder)): found for path in files if (found := found_in(path.read_bytes(), words))}
