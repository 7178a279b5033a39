"""What people do with turns in a history by chance, and what always has to be true of them meanwhile."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import get_args

from sqlalchemy import func, select

from bot.addresses import write_address
from bot.groups.actions import ComeBack, Enter, Leave, SaveAway, SaveSetting
from bot.groups.tables import Group, Member, members
from bot.ledger import Parcel
from bot.meetings.actions import Attend, CallOff, Move, PutBack
from bot.meetings.rules import COFACILITATOR, FACILITATOR, PRESENTER
from bot.meetings.tables import Attendance, Meeting, Part
from bot.people import Profile
from bot.port import Person
from bot.rotation.actions import Agree, AskGroup, AskSwap, Decline, Keep, Pass, StepIn, Take, TakeBack, Will
from bot.rotation.rules import ASKED, Why
from bot.rotation.tables import CAME_BY, Step, Swap
from tests.chat import PLATFORM
from tests.meetings.play import Play

VERBS = {"will": Will, "pass": Pass, "keep": Keep, "volunteer": AskGroup}


@dataclass(frozen=True)
class Held:
    """Who has a seat: `since` when, for which `start`, and whether they `knew` of it."""

    member: str | None
    since: datetime
    start: datetime
    knew: bool


Seats = dict[tuple[str, str], Held]


@dataclass
class TurnPlay(Play):
    """What has to be true of turns all along, and what people do with them."""

    seats: Seats = field(default_factory=dict)
    seq: int = 0
    asked: Counter[tuple[object, ...]] = field(default_factory=Counter)
    mail: list[Parcel] = field(default_factory=list)
    ended: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.seats, self.seq = self.now_seated(), self.session.scalar(select(func.max(Step.seq))) or 0

    def now_seated(self) -> Seats:
        """Every seat of a meeting that is not over and not called off; of somebody who has left it is nobody's."""
        found = (
            select(Part, Meeting.start, Member.left_at)
            .join(Meeting, Meeting.id == Part.meeting_id)
            .outerjoin(Member, Member.id == Part.member_id)
            .where(Meeting.ended_at.is_(None), Meeting.cancelled_at.is_(None))
        )
        return {
            (part.meeting_id, part.role): Held(
                None if left else part.member_id, part.since, start, bool(part.asked_for or part.will)
            )
            for part, start, left in self.session.execute(found.execution_options(populate_existing=True))
        }

    # What has to be true.

    def holds(self) -> None:
        self.mail = []
        super().holds()
        before, self.seats = self.seats, self.now_seated()
        steps = self.session.scalars(select(Step).where(Step.seq > self.seq).order_by(Step.seq)).all()
        self.seq = max([self.seq, *(step.seq for step in steps)])
        self.one_role_each()
        for seat in before.keys() & self.seats.keys():
            if before[seat].member != self.seats[seat].member:
                mine = [step for step in steps if (step.meeting_id, step.role) == seat]
                self.has_a_reason(seat, before[seat], self.seats[seat], mine)
                self.is_told(seat, before[seat], mine)
        for seat in self.seats:
            if seat not in before or before[seat].member != self.seats[seat].member:
                self.is_no_newcomer(seat, self.seats[seat].member, steps)
        self.no_stale_swap()
        self.ends()

    def one_role_each(self) -> None:
        counts = Counter((meeting, held.member) for (meeting, _), held in self.seats.items() if held.member)
        assert not [one for one, count in counts.items() if count > 1], "nobody has two roles"

    def has_a_reason(self, seat: tuple[str, str], old: Held, new: Held, steps: Sequence[Step]) -> None:
        """The history says who, and why. Whoever leaves after the beginning and comes back has what they had."""
        if new.member and self.clock.now() < new.start:
            came = [step for step in steps if step.member_id == new.member and step.what in CAME_BY]
            assert came, f"nothing says how {seat[1]} came about"
            assert came[-1].what != "chosen" or came[-1].why in get_args(Why)
        if old.member and old.knew and seat[1] in self.roles() and self.clock.now() < old.start:
            named = {step.member_id for step in steps} | {step.other_id for step in steps}
            assert old.member in named, f"nothing says why {seat[1]} went"

    def is_told(self, seat: tuple[str, str], old: Held, steps: Sequence[Step]) -> None:
        """Whoever knew of a turn and loses it by somebody else's act hears so once; by their own, from the reply."""
        person = self.person_of(old.member)
        told = [parcel for parcel in self.mail if person and parcel.to == person and self.is_about(parcel, seat)]
        if person is None:
            assert not told
        elif any(step.what == "moved_up" and step.member_id == old.member for step in steps):
            assert self.sits(seat[0], old.member)  # and is asked about the turn that they have instead
        elif not old.knew or old.member == self.member_of(self.actor):
            assert len(told) <= 1
        else:
            assert len(told) == 1, f"told {[parcel.key for parcel in told]}, by {self.actor or 'a timer'}"

    def is_about(self, parcel: Parcel, seat: tuple[str, str]) -> bool:
        if parcel.key.startswith("rotation/swap/"):
            return self.session.get_one(Swap, parcel.key.split("/")[2]).meeting_id == seat[0]
        return parcel.key.startswith(f"rotation/{seat[0]}/{seat[1]}/") and "/asked/" not in parcel.key

    def is_no_newcomer(self, seat: tuple[str, str], member: str | None, steps: Sequence[Step]) -> None:
        chosen = any((s.meeting_id, s.role, s.member_id, s.what) == (*seat, member, "chosen") for s in steps)
        if member and (seat[1] in (FACILITATOR, COFACILITATOR) or (seat[1] == PRESENTER and chosen)):
            assert not self.is_new(member, seat[0]), f"a newcomer is {seat[1]}"

    def is_new(self, member: str, at: str) -> bool:
        held = select(Meeting.id).where(Meeting.ended_at.is_not(None), Meeting.id != at)
        been = select(Attendance.member_id).where(Attendance.there.is_(True), Attendance.meeting_id.in_(held))
        return bool(self.session.scalars(held).first()) and member not in self.session.scalars(been).all()

    def no_stale_swap(self) -> None:
        for swap in self.session.scalars(select(Swap).where(Swap.state == "asked")):
            held = self.seats.get((swap.meeting_id, swap.role))
            assert held, "a swap is open for no meeting"
            assert held.member == swap.asker_id, "a swap is open that nobody can agree to"

    def ends(self) -> None:
        """At a meeting that has just ended."""
        over = set(self.session.scalars(select(Meeting.id).where(Meeting.ended_at.is_not(None))))
        for meeting in over - self.ended:
            parts = self.session.scalars(
                select(Part).where(Part.meeting_id == meeting, Part.member_id.is_not(None))
            ).all()
            did = {part.role: part.member_id for part in parts}
            assert len(set(did.values())) == len(did)
            for role in (FACILITATOR, COFACILITATOR):
                assert role not in did or not self.is_new(str(did[role]), meeting), f"a newcomer was {role}"
            self.did["held"] += 1
        self.ended = over

    def hears(self, parcel: Parcel) -> None:
        self.mail.append(parcel)
        kind = parcel.key.split("/")
        if "asked" in kind[3:4]:
            part = self.session.get_one(Part, (kind[1], kind[2]))
            about = (*kind[:5], part.since, part.asked_for)
            self.asked[about] += 1
            assert self.asked[about] == 1, f"asked twice: {parcel.key}"

    def plays(self, deed: str, *how: object) -> None:
        super().plays(deed, *how)
        for (meeting, role), held in self.seats.items():
            if held.member and self.clock.now() < held.start <= self.clock.now() + ASKED:
                part = self.session.get_one(Part, (meeting, role))
                assert part.asked_for == held.start, f"whoever is {role} was not asked"

    # Who is who.

    def roles(self) -> list[str]:
        return self.session.get_one(Group, self.group).roles.split()

    def member_of(self, name: str) -> str | None:
        person = Person(PLATFORM, name.lower())
        found = select(Member.id).join(Profile, Profile.id == Member.profile_id).where(Profile.handle == person.id)
        return self.session.scalar(found.where(Member.left_at.is_(None)))

    def name_of(self, member: str) -> str:
        """By which they act."""
        return next(profile.name for one, profile in members(self.session, self.group) if one.id == member)

    def person_of(self, member: str | None) -> str | None:
        here = {one.id: profile.person for one, profile in members(self.session, self.group)}
        return write_address(here[member]) if member in here else None

    def sits(self, meeting: str, member: str | None) -> bool:
        return any(at == meeting and held.member == member for (at, _), held in self.seats.items())

    def holder(self, n: int, role: str) -> tuple[str, str] | None:
        """The meeting and the name of whoever has a role at the nth meeting to come; any if nobody has it."""
        meeting = self.nth(n).id
        held = {one: seat.member for (at, one), seat in self.seats.items() if at == meeting and seat.member}
        member = held.get(role) or next(iter(held.values()), None)
        return (meeting, self.name_of(member)) if member else None

    def role_of(self, meeting: str, name: str) -> str:
        member = self.member_of(name)
        return next(one for (at, one), held in self.seats.items() if at == meeting and held.member == member)

    # What people do.

    def _eve(self, hours: int) -> None:
        left = self.nth(0).start - self.clock.now() - timedelta(hours=hours)
        if left > timedelta(0):
            self.lives(left / timedelta(hours=1))

    def _join(self, name: str) -> bool:
        return self.does(name, Enter(self.group, 1), zone="Europe/Berlin")

    def _leave(self, name: str) -> bool:
        return len(members(self.session, self.group)) > 1 and self.does(name, Leave(self.group))

    def _away(self, name: str, days: int) -> bool:
        until = self.clock.now() + timedelta(days=days)
        return self.does(name, SaveAway(), until=f"{until:%-d %B %Y}")

    def _come_back(self, name: str) -> bool:
        return self.does(name, ComeBack())

    def _roles(self, chosen: set[str]) -> bool:
        return self.does("Ana", SaveSetting(self.group, "roles"), value=", ".join(sorted(chosen)))

    def _says(self, verb: str, n: int, role: str) -> bool:
        found = self.holder(n, role)
        if found is None:
            return False
        done = self.does(found[1], VERBS[verb](found[0], self.role_of(*found)))
        self.did[verb] += done
        return done

    def _take(self, name: str, n: int, role: str) -> bool:
        return self.does(name, Take(self.nth(n).id, role))

    def _ill(self, hours: int, name: str, role: str, back: bool) -> bool:
        """On the day somebody steps in, and perhaps whoever was ill can be there after all."""
        self._eve(hours)
        found, meeting = self.holder(0, role), self.nth(0).id
        if found is None:
            return False
        ill, role = found[1], self.role_of(*found)
        done = self.does(name, StepIn(meeting, role))
        self.did["step in"] += done
        self.fires()
        if back and done:
            self.did["take back"] += self.does(ill, TakeBack(meeting, role))
        return done

    def _swap(self, n: int, role: str, k: int, answer: str) -> bool:
        found = self.holder(n, role)
        if found is None:
            return False
        meeting, name = found
        others = [one.id for one, _ in members(self.session, self.group) if one.id != self.member_of(name)]
        done = bool(others) and self.does(name, AskSwap(meeting, self.role_of(*found), others[k % len(others)]))
        if answer != "later":
            self._answer_a_swap(answer == "yes")
        return done

    def _answer_a_swap(self, yes: bool) -> bool:
        swap = self.session.scalars(select(Swap).where(Swap.state == "asked").order_by(Swap.at)).first()
        if swap is None:
            return False
        before = dict(self.seats)
        done = self.does(self.name_of(swap.asked_id), Agree(swap.id) if yes else Decline(swap.id))
        moved = [seat for seat in before if seat in self.seats and before[seat].member != self.seats[seat].member]
        self.did["exchanged"] += len(moved) == 2
        return done

    def _attend(self, name: str, n: int, answer: str) -> bool:
        return self.does(name, Attend(self.nth(n).id, answer))

    def _move(self, n: int, days: int) -> bool:
        """Whoever has a turn has it still, unless the history says why not: `has_a_reason`. So do those who swapped."""
        meeting = self.nth(n)
        day = meeting.start + timedelta(days=days)
        return self.does("Ana", Move(meeting.id), day=f"{day:%-d %B %Y}", time="18:30")

    def _call_off(self, n: int) -> bool:
        return self.does("Ben", CallOff(self.nth(n).id))

    def _put_back(self, n: int) -> bool:
        off = self.session.scalars(select(Meeting).where(Meeting.off == "hand").order_by(Meeting.start)).all()
        return bool(off) and self.does("Ana", PutBack(off[n % len(off)].id))
