"""Whom and where, as a row keeps it: one line of JSON, the same each time, so that it can be looked for."""

import json
from functools import lru_cache

from bot.port import Circle, Person, Place, Sent, To, Workspace


@lru_cache(maxsize=1000)  # three of them for everything that anybody does
def write_address(to: To | Workspace) -> str:
    match to:
        case Workspace(platform, id):
            return json.dumps(["workspace", platform, id])
        case Place(platform, id):
            return json.dumps(["place", platform, id])
        case Person(platform, id):
            return json.dumps(["person", platform, id])
        case Circle(people, near, topic):
            return json.dumps(["circle", near.platform, near.id, topic, *(p.id for p in people)])


def read_address(kept: str) -> To:
    match json.loads(kept):
        case ["place", platform, id]:
            return Place(platform, id)
        case ["person", platform, id]:
            return Person(platform, id)
        case ["circle", platform, near, topic, *ids]:
            return Circle(tuple(Person(platform, id) for id in ids), Place(platform, near), topic)
        case _:
            raise ValueError("not an address")


def read_workspace(kept: str) -> Workspace | None:
    """From an address; None where it is another's, or empty."""
    kind, *rest = json.loads(kept or "[null]")
    return Workspace(*rest) if kind == "workspace" else None


def write_sent(where: Sent) -> str:
    return json.dumps([where.where.platform, where.where.id, where.id, where.beneath and where.beneath.id])


def read_sent(kept: str) -> Sent:
    platform, place, id, beneath = json.loads(kept)
    return Sent(Place(platform, place), id, Place(platform, beneath) if beneath else None)
