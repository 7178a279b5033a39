"""The terminal's own words."""

from pathlib import Path

from bot.port import Onlookers

ONLOOKERS = Onlookers("whoever sits at this computer", "whoever sits at this computer", masks=True)
"""Everything is printed here."""


def welcome(name: str) -> str:
    return (
        f"You are {name}, alone with Tend. Type help to see what Tend can do, or a number to choose.\n"
        "/as Ben makes you Ben, /room goes to the group's room, /dm back to being alone with Tend; Ctrl-D ends.\n"
        "This is a terminal for one: everything that Tend says to anybody is printed here."
    )


def prompt(name: str, where: str) -> str:
    return f"{name} [{where}] > "


def alone(name: str) -> str:
    return f"{name} alone"


def only_to(name: str, where: str) -> str:
    return where if where == alone(name.casefold()) else f"{where}, only to {name.casefold()}"


def changed(where: str) -> str:
    return f"{where}, changed"


def taken_back(where: str) -> str:
    return f"[{where}] A message was taken back."


def kept(path: Path) -> str:
    return f"The file is here: {path}"
