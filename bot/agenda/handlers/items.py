"""Bringing something: the form, the look at its words before anybody reads them, changing it, taking it back."""

from bot.agenda import rules
from bot.agenda.actions import Add, Bring, ChangeItem, SaveItem, TakeBackItem
from bot.agenda.handlers.feature import agenda, is_open
from bot.agenda.handlers.page import ask, changed, page, typed_order
from bot.agenda.handlers.reading import at_letter, opened
from bot.agenda.handlers.waiting import bring_typed, close
from bot.agenda.screens import NO_MEETING
from bot.agenda.screens import items as screens
from bot.agenda.screens.also import ALSO
from bot.agenda.tables import Item, items, last_place
from bot.db import new_id
from bot.drafts.handlers import offered, sentence
from bot.drafts.purpose import PURPOSES
from bot.formats.reading import every
from bot.groups.membership import here
from bot.groups.tables import Group, Member, members
from bot.meetings.acting import meant
from bot.meetings.tables import Meeting, next_meeting, next_to_begin
from bot.people import Profile
from bot.port import Refused, Reply
from bot.turn import Turn
from bot.ui import Form, Invalid

PURPOSE = "agenda"
ADDING = ("add", "bring", "new")
BACK = ("back", "drop", "remove")


@agenda.command("agenda", "what the next meeting is for; agenda add to bring something", also=ALSO)
def typed(turn: Turn, words: str) -> Reply:
    """ "agenda", "agenda add", "agenda change B", "agenda back B", "agenda order B A", "agenda ask"."""
    member, group = here(turn)
    word, _, rest = words.strip().partition(" ")
    verb, later = word.casefold(), next_to_begin(turn.session, group.id, turn.now)
    meeting = (later if verb else None) or next_meeting(turn.session, group.id, turn.now)
    if meeting is None:
        raise Refused(NO_MEETING)
    if not verb:
        return page(turn, member, group, meeting)
    if verb in ADDING:
        return _form(turn, meeting, rest.strip())
    return _typed(turn, member, group, meeting, verb, rest) or screens.not_understood(words)


def _typed(turn: Turn, member: Member, group: Group, meeting: Meeting, verb: str, rest: str) -> Reply:
    if verb == "ask":
        return ask(turn, member, group, meeting)
    if verb == "order":
        return typed_order(turn, member, group, meeting, rest)
    if verb == "next":
        return bring_typed(turn, member, group)
    if verb not in ("change", *BACK):
        return None
    item = at_letter([one.id for one, _ in items(turn.session, meeting.id)], rest)
    if item is None:
        raise Refused(screens.no_letter(rest))
    return change(turn, ChangeItem(item)) if verb == "change" else take_back(turn, TakeBackItem(item))


# Bringing something.


@agenda.on(Bring)
def bring(turn: Turn, action: Bring) -> Reply:
    _, _, meeting = meant(turn, action.meeting)
    return _form(turn, meeting)


def _form(turn: Turn, meeting: Meeting, title: str = "") -> Form:
    _has_room(turn, meeting)
    return screens.form(Add(meeting.id), title)


def _has_room(turn: Turn, meeting: Meeting) -> None:
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    if len(items(turn.session, meeting.id)) >= rules.ITEMS:
        raise Refused(screens.FULL)


@agenda.on(Add)
def add(turn: Turn, action: Add) -> Reply:
    meant(turn, action.meeting)
    return _looked_at(turn, f"add {action.meeting}")


def _looked_at(turn: Turn, about: str) -> Reply:
    """What the form says, if it can be read; the title goes on once it was looked through."""
    title, minutes, format = turn.answer("title"), turn.answer("minutes"), turn.answer("format")
    if not title or len(title) > rules.TITLE:
        return Invalid({"title": screens.TOO_LONG if title else screens.EMPTY})
    how = rules.read_format(format) if format else None
    if format and how is None:
        return Invalid({"format": screens.no_format(format)})
    long = rules.read_minutes(minutes) if minutes else how.minutes if how else rules.MINUTES
    if long is None:
        return Invalid({"minutes": screens.BAD_MINUTES})
    return offered(turn, PURPOSE, f"{about} {long} {how.id if how else '-'}", " ".join(title.split()))


def _go(turn: Turn, about: str, title: str) -> Reply:
    """Its author has looked at it, or nothing was found."""
    verb, id, minutes, how = about.split()
    format = how if how in every() else ""
    if verb == "add":
        return _put_on(turn, id, title, int(minutes), format)
    return _save(turn, id, title, int(minutes), format)


PURPOSES[PURPOSE] = sentence(screens.LABEL, rules.TITLE, screens.KEEP, _go)


def _put_on(turn: Turn, meeting_id: str, title: str, minutes: int, format: str) -> Reply:
    member, group, meeting = meant(turn, meeting_id)
    if not is_open(turn, meeting):  # it began or was called off while the words waited for a look
        meeting = next_to_begin(turn.session, group.id, turn.now) or meeting
    _has_room(turn, meeting)
    item = Item(id=new_id(), meeting_id=meeting.id, member_id=member.id, minutes=minutes, format=format, at=turn.now)
    item.position, item.waits = last_place(turn.session, meeting.id), False
    return _kept(turn, item, title, member, group, meeting)


def _kept(turn: Turn, item: Item, title: str, member: Member, group: Group, meeting: Meeting) -> Reply:
    profile = turn.session.get_one(Profile, member.profile_id)
    item.title = turn.seal(title, owner=profile.owner, cell=item.cell)
    turn.session.add(item)
    changed(turn, meeting)
    said = screens.on_it(opened(turn, item, profile), len(members(turn.session, group.id)))
    return page(turn, member, group, meeting, said)


# Changing it, and taking it back.


def mine(turn: Turn, item_id: str) -> tuple[Item, Member, Group, Meeting]:
    """The presser's own item. Raises Refused for anybody else's, and for one that is no longer there."""
    item = turn.session.get(Item, item_id)
    if item is None:
        raise Refused(screens.GONE)
    member, group, meeting = meant(turn, item.meeting_id)
    if item.member_id != member.id:
        raise Refused(screens.NOT_YOURS)
    return item, member, group, meeting


@agenda.on(ChangeItem)
def change(turn: Turn, action: ChangeItem) -> Reply:
    item, _, _, meeting = mine(turn, action.item)
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    title = turn.open(item.title, cell=item.cell)
    return screens.form(SaveItem(item.id), title, item.minutes, every().get(item.format))


@agenda.on(SaveItem)
def save(turn: Turn, action: SaveItem) -> Reply:
    mine(turn, action.item)
    return _looked_at(turn, f"change {action.item}")


def _save(turn: Turn, item_id: str, title: str, minutes: int, format: str) -> Reply:
    item, member, group, meeting = mine(turn, item_id)
    if not is_open(turn, meeting):
        raise Refused(screens.BEGUN)
    item.minutes, item.format = minutes, format
    return _kept(turn, item, title, member, group, meeting)


@agenda.on(TakeBackItem)
def take_back(turn: Turn, action: TakeBackItem) -> Reply:
    item, member, group, meeting = mine(turn, action.item)
    title, waited = turn.open(item.title, cell=item.cell), item.waits
    close(turn, item, screens.taken_back(title))
    turn.session.delete(item)
    changed(turn, meeting)
    following = next_to_begin(turn.session, group.id, turn.now) if waited else meeting
    return page(turn, member, group, following or meeting, screens.taken_back(title))
