"""A Driver that is the core itself: people press and fill in forms through `tests.chat`, without any platform."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot import people
from bot.app import App
from bot.clock import StoppedClock
from bot.db import Database
from bot.feature import Feature
from bot.features import FEATURES
from bot.marks import Mention, When, spans
from bot.port import Circle, Event, Gone, Place, Reply, Sent, Why, Workspace
from bot.rehearsal import advance
from bot.sealed import Vault
from bot.spoken import clock_words
from bot.ui import Form, Invalid, Message, Text
from tests.chat import PLATFORM, ROOM, Chat, FakeMessenger, Shown, direct
from tests.conversations.acts import Door
from tests.conversations.driver import Closing, Kind, Seen, Shutting
from tests.conversations.forms import asked, field_label, form_text, label_of, value
from tests.conversations.page import names

WORKSPACE = "house"
"""Where every document takes place."""
NOES: dict[Door, Why] = {"room": "removed", "right": "denied"}
SEES = "Who could see this:"
ASKING = ("checkins.rate:", "pulse.rate:", "measures.pick:", "measures.field:", "agenda.kept:")
"""Buttons that are a private answer: beside them stands who could see it."""
IN_NEED = (
    "checkins.rate:",
    "checkins.write:",
    "pulse.rate:",
    "measures.pick:",
    "measures.field:",
    "consults.can:",
    "consults.stop:",
)
"""Where somebody alone is asked how they are, or asks or is asked for help, support is one press away."""
HELP = "support.show"
LINES_OF_A_FILE = 16
"""More of a file is not written down."""


@dataclass(frozen=True)
class Secret:
    """What somebody wrote into a private field of the form with this action."""

    writer: str
    action: str
    words: str


class Recorder(FakeMessenger):
    """Keeps besides what was asked of it, in order for each place: what two ways of doing the same must agree in."""

    def __init__(self) -> None:
        super().__init__()
        self.said: dict[str, list[str]] = {}

    async def send(self, to: Place, message: Message, *, key: str, again: bool, thread: str = "") -> Sent:
        self._may(to.id)
        self.said.setdefault(to.id, []).append(message.text)
        return await super().send(to, message, key=key, again=again, thread=thread)

    def workspace(self, id: str) -> str:
        return WORKSPACE

    async def edit(self, sent: Sent, message: Message) -> None:
        self._may(sent.where.id)
        self.said.setdefault(sent.where.id, []).append(f"changed: {message.text}")
        await super().edit(sent, message)

    async def delete(self, sent: Sent) -> None:
        self._may(sent.where.id)
        self.said.setdefault(sent.where.id, []).append("taken back")
        await super().delete(sent)


class Pressing:
    """People press buttons and fill in forms."""

    def __init__(
        self, database: Database, vault: Vault, clock: StoppedClock, features: Sequence[Feature] = FEATURES
    ) -> None:
        self.clock, self.database = clock, database
        self.recorder = Recorder()
        self.chat = Chat(database, vault, clock, features)
        self.chat.messenger = self.recorder
        self.chat.app = App(database, vault, clock, features, [self.recorder])
        self.known: dict[str, Shown] = {}
        self.past: list[Shown] = []
        self.given: dict[str, dict[str, str | list[str]]] = {}
        self.secrets: list[Secret] = []
        self.unsaid: list[str] = []
        """What was asked with no line about who could see the answer, or with no way to support."""
        self.closes: Closing | None = self._closes
        self.shuts: Shutting | None = self._shuts

    async def begin(self, zones: Mapping[str, str], at: datetime) -> None:
        self.chat.zones = dict(zones)
        self.clock.move(at)

    async def end(self) -> None:
        """Nobody does anything any more."""

    def _closes(self, who: str, closed: bool) -> None:
        id = self.chat.person(who).id
        if closed:
            self.recorder.trouble[id] = Gone("closed")
        else:
            self.recorder.trouble.pop(id, None)

    async def _shuts(self, door: Door, shut: bool) -> None:
        if door == "workspace":
            await self.chat.app.learn(Workspace(PLATFORM, WORKSPACE), "uninstalled" if shut else None)
        elif shut:
            self.recorder.trouble[ROOM.id] = Gone(NOES[door])
        else:
            self.recorder.trouble.pop(ROOM.id, None)

    def now(self) -> datetime:
        return self.clock.now()

    async def moment(self) -> None:
        """Whatever people do takes them a second, so that what comes later is later."""
        await advance(self.chat.app, self.clock, self.clock.now() + timedelta(seconds=1))

    async def types(self, who: str, words: str, *, in_room: bool) -> list[Seen]:
        await self.moment()
        reply = await self.chat.types(who, words, ROOM if in_room else None, forms="now")
        return self._seen(who, reply)

    async def presses(self, who: str, label: str, *, old: bool) -> list[Seen]:
        await self.moment()
        if not old:
            self._must_see(who, label)
            return self._seen(who, await self.chat.presses(who, label))
        shown, action = self._past(who, label)
        return self._seen(who, await self._press(who, shown.where, action, Sent(shown.where, shown.id)))

    def _must_see(self, who: str, label: str) -> None:
        labels = [button.label for shown in self.chat.sees(who) for button in shown.message.buttons]
        if label.casefold() not in [one.casefold() for one in labels]:
            raise LookupError(f"{who} sees no button [{label}], only {' '.join(f'[{one}]' for one in labels[-10:])}")

    async def presses_an_old_version(self, who: str) -> list[Seen]:
        return self._seen(who, await self._press(who, direct(self.chat.person(who)), "tea.pour:1", None))

    async def _press(self, who: str, where: Place, action: str, on: Sent | None) -> Reply:
        return await self.chat._act(who, where, action=action, on=on)

    async def fills_in(self, who: str, answers: Mapping[str, str]) -> list[Seen]:
        await self.moment()
        form = self.chat.forms[who]
        given = {field.name: value(field, label_of(field, answers), answers) for field in asked(form, answers)}
        self._note_secrets(who, form, given)
        self.given[who] = self.given.get(who, {}) | given
        reply = await self.chat.sends(who, **self.given[who])
        return self._seen(who, reply)

    def _note_secrets(self, who: str, form: Form, given: Mapping[str, str | list[str]]) -> None:
        private = [field.name for field in form.fields if isinstance(field, Text) and field.private]
        begun = form.action
        if begun.startswith("drafts."):  # the same words once more: what matters is what they are for
            begun = next((one.action for one in reversed(self.secrets) if one.writer == who), begun)
        self.secrets += [Secret(who, begun, str(given[name])) for name in private if given.get(name)]

    def _note_unsaid(self, who: str, form: Form) -> None:
        read = [
            form.note,
            *(field.help for field in form.fields),
            *(shown.message.text for shown in self.chat.sees(who)[-1:]),
        ]
        if any(field.private for field in form.fields) and not any(SEES in text for text in read):
            self.unsaid.append(f"the form “{form.title}” does not say to {who} who could see what they answer")

    async def looks_at(self, who: str, what: str) -> list[Seen]:
        if what == "the file":
            return [self._file(who)]
        latest = [shown for shown in self.chat.sees(who) if shown.where == ROOM and not shown.reader][-1]
        return [self._described(latest, "new", who)]

    async def again(self) -> list[Seen]:
        event: Event = self.chat.event
        return self._seen("", await self.chat.again(event))

    async def lives(self, until: datetime, *, seen_by: str) -> list[Seen]:
        seen: list[Seen] = []
        while (due := await self.chat.app.next_due()) and due <= until:
            await advance(self.chat.app, self.clock, max(due, self.clock.now()))
            seen += self._new(seen_by, at=self.clock.now())
        await advance(self.chat.app, self.clock, until)
        return seen + self._new(seen_by, at=until)

    async def sleeps(self, until: datetime, *, seen_by: str) -> list[Seen]:
        self.clock.move(until)
        return await self.lives(until, seen_by=seen_by)

    # what was seen

    def _seen(self, who: str, reply: Reply) -> list[Seen]:
        return [*self._window(who, reply), *self._new("")]

    def _window(self, who: str, reply: Reply) -> Iterator[Seen]:
        """A form is not a message: it stands in front of them, for one person."""
        zone = self._zone(who)
        match reply:
            case Form():
                self.given[who] = {}
                self._note_unsaid(who, reply)
                yield Seen(who, who, zone, "form", form_text(reply), (reply.submit,), reply.title)
            case Invalid(why, sentence):
                wrong = [f"- {field_label(self.chat.forms[who], name)}: {told}" for name, told in why.items()]
                yield Seen(who, who, zone, "still open", marked("\n".join([sentence, *wrong]), zone))

    def _zone(self, who: str) -> str:
        """What they told Tend, or what the chat knows."""
        with self.database.begin() as session:
            profile = people.known(session, self.chat.person(who)) if who else None
            return (profile.zone if profile else "") or self.chat.zones.get(who, "")

    def _new(self, seen_by: str, at: datetime | None = None) -> list[Seen]:
        found = [(self.known.get(shown.id), shown) for shown in sorted(self.recorder.shown, key=self._lane)]
        self._keep()
        seen = [self._described(now, kind, seen_by, at) for before, now in found if (kind := changed(before, now))]
        return [one for one in seen if seen_by in ("", one.reader)]

    def _lane(self, shown: Shown) -> tuple[int, int]:
        """What a person did is answered first, then the room hears, then others. Lanes are delivered side by side."""
        places = [direct(self.chat.person(name)) for name in self.chat.zones]
        if shown.reader:
            return 0, 0
        return (2, places.index(shown.where)) if shown.where in places else (1, 0 if shown.where == ROOM else 1)

    def _note_unasked(self, shown: Shown) -> None:
        actions = [button.action for button in shown.message.buttons]
        if any(one.startswith(ASKING) for one in actions) and SEES not in shown.message.text:
            self.unsaid.append(f"a question does not say who could see its answer: {shown.message.text[:80]}")
        if any(one.startswith(IN_NEED) for one in actions) and HELP not in actions:
            self.unsaid.append(f"no support is one press away from: {shown.message.text[:80]}")

    def _keep(self) -> None:
        for shown in self.recorder.shown:
            before = self.known.get(shown.id)
            if changed(before, shown):
                self._note_unasked(shown)
                self.past += [before] if before else []
                self.known[shown.id] = Shown(**vars(shown))

    def _described(self, shown: Shown, kind: Kind, seen_by: str, at: datetime | None = None) -> Seen:
        to, reader = self._audience(shown, seen_by)
        zone = self._zone(reader)
        text = "\n".join([marked(shown.message.text, zone), *extras(shown.message)])
        return Seen(to, reader, zone, kind, text, tuple(button.label for button in shown.message.buttons), at=at)

    def _audience(self, shown: Shown, seen_by: str) -> tuple[str, str]:
        """Who sees it, in words, and in whose zone it is written down here."""
        cast = list(self.chat.zones)
        private = {direct(self.chat.person(name)): name for name in cast}
        circle = self.recorder.circles.get(shown.where.id)
        inside = [name for name in cast if circle and self.chat.person(name) in circle.people]
        anybody = seen_by or cast[0]
        if shown.reader and shown.where not in private:
            return f"{shown.reader} alone, {self._where(shown.where, circle)}", shown.reader
        if shown.reader or shown.where in private:
            return (shown.reader or private[shown.where],) * 2
        if circle:
            reader = seen_by if seen_by in inside or not inside else inside[0]
            return f"{names(inside)}, in a place of their own: “{circle.topic}”", reader
        return "the room" if shown.where == ROOM else f"everybody, {self._where(shown.where, None)}", anybody

    def _where(self, place: Place, circle: Circle | None) -> str:
        return "in the room" if place == ROOM else "in their own place" if circle else "in the thread"

    def _past(self, who: str, label: str) -> tuple[Shown, str]:
        for shown in reversed([*self.past, *self.known.values()]):
            for button in shown.message.buttons:
                if button.label == label and self.chat._can_read(who, shown):
                    return shown, button.action
        raise LookupError(f"{who} has never seen a button “{label}”")

    def _file(self, who: str) -> Seen:
        file = [shown.message.file for shown in self.chat.sees(who) if shown.message.file][-1]
        assert file is not None
        lines = file.text.splitlines()
        shown = [*lines[:LINES_OF_A_FILE], "…"] if len(lines) > LINES_OF_A_FILE else lines
        return Seen(who, who, "", "file", "\n".join(f"    {line}" for line in shown), title=file.name)


def changed(before: Shown | None, now: Shown) -> Kind | None:
    """What happened to a message, if anything did."""
    if before is None:
        return None if now.deleted else "new"
    if now.deleted != before.deleted:
        return "taken back"
    return "changed" if now.message != before.message else None


def marked(text: str, zone: str) -> str:
    """As light Markdown: marks as words, bold kept."""
    return "".join(_marked(span, zone) for span in spans(text)).replace("****", "")


def _marked(span: object, zone: str) -> str:
    match span:
        case When(at, style, bold):
            words = clock_words(at, style, zone)
        case Mention(_, _, words, bold):
            words = f"@{words}"
        case _:
            words, bold = span.text, span.bold  # type: ignore[attr-defined]  # Plain or Quoted
    return f"**{words}**" if bold and words.strip() else words


def extras(message: Message) -> list[str]:
    """What hangs on a message, as a reader would describe it."""
    picture = [f"*A picture:* {message.picture.alt}"] if message.picture else []
    return picture + ([f"*A file:* {message.file.name}"] if message.file else [])
