"""Six therapists in four zones, for whoever wants to see a group at work before having one."""

from adapters.local.store import Room, Someone, Store
from bot.app import App

ROOM = Room("room", "room", "Tuesday circle", open=True)
PEOPLE = (
    Someone("ana", "Ana", "Europe/Berlin", "private practice in Berlin"),
    Someone("ben", "Ben", "Europe/Berlin", "clinic in Leipzig"),
    Someone("chidi", "Chidi", "Africa/Lagos", "trauma work in Lagos"),
    Someone("dana", "Dana", "America/New_York", "couples and families, New York"),
    Someone("eira", "Eira", "Atlantic/Reykjavik", "the only therapist for 90 km around"),
    Someone("farid", "Farid", "Europe/Berlin", "parental leave until spring"),
)


async def open_sample(app: App, store: Store) -> None:
    for person in PEOPLE:
        store.add_person(person)
    store.add_room(ROOM)
