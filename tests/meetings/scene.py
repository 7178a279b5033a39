"""What tests of meetings and turns look at: the kept meetings, what somebody was told, time that Tend slept through."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from bot.forget import erase, kernel
from bot.groups.handlers import groups
from bot.groups.tables import Member
from bot.meetings.handlers import meetings
from bot.meetings.tables import Attendance, Meeting, Part
from bot.people import Profile
from bot.rehearsal import settle
from bot.rotation.handlers import rotation
from bot.turn import Turn
from tests.chat import ROOM, Chat, Shown, direct, instants

SLICES = (groups, meetings, rotation, kernel)
GROUP_OF_THREE = ("Ana", "Ben", "Cleo")
FIRST, SECOND = datetime(2026, 11, 10, 17, 30, tzinfo=UTC), datetime(2026, 12, 8, 17, 30, tzinfo=UTC)
"""When a group that meets on second Tuesdays at 18:30 in Berlin does so next, and after that."""
DAY, WEEK, OVER = timedelta(days=1), timedelta(days=7), timedelta(minutes=90)
"""Before a meeting; and from its start to its end."""


def meetings_of(chat: Chat) -> list[Meeting]:
    """All that are kept, the earliest first."""
    with chat.database.begin() as session:
        return list(session.scalars(select(Meeting).order_by(Meeting.start, Meeting.id)))


def starts(chat: Chat) -> list[datetime]:
    """Of those that are not over and not called off."""
    return [m.start for m in meetings_of(chat) if not m.ended_at and not m.cancelled_at]


def told(chat: Chat, name: str) -> list[Shown]:
    """What somebody was told in private about meetings and turns without having asked, oldest first."""
    mine = [shown for shown in chat.sees(name) if shown.where == direct(chat.person(name))]
    return [shown for shown in mine if shown.key.startswith(("meetings/", "rotation/"))]


def reminders(chat: Chat, name: str) -> list[Shown]:
    return [shown for shown in told(chat, name) if shown.key.startswith("meetings/")]


def questions(chat: Chat, name: str) -> list[Shown]:
    """How often somebody was asked to facilitate."""
    return [shown for shown in told(chat, name) if "/asked/" in shown.key]


def said_in_room(chat: Chat, part_of_key: str) -> list[Shown]:
    return [shown for shown in chat.messenger.shown if shown.where == ROOM and part_of_key in shown.key]


def room_reminders(chat: Chat) -> list[Shown]:
    return [shown for shown in said_in_room(chat, "meetings/") if shown.key.endswith("/room")]


def moments(shown: Shown) -> list[datetime]:
    return [named.at for named in instants(shown.message)]


async def sleeps_until(chat: Chat, moment: datetime) -> None:
    """Tend is down, and starts again at this moment; also for clocks that jump, back as well."""
    chat.clock.move(moment)
    await settle(chat.app)


def seats(chat: Chat, nth: int = 0) -> dict[str, str]:
    """Who has which role at a meeting, the first unless another is named."""
    with chat.database.begin() as session:
        meeting = session.scalars(select(Meeting.id).order_by(Meeting.start)).all()[nth]
        found = select(Part.role, Profile.name).join(Member, Member.id == Part.member_id)
        found = found.join(Profile, Profile.id == Member.profile_id).where(Part.meeting_id == meeting)
        return {row.role: row.name for row in session.execute(found)}


def facilitators(chat: Chat) -> list[str]:
    """Who facilitates, by the order of the meetings; those without anybody are left out."""
    with chat.database.begin() as session:
        found = (
            select(Profile.name)
            .join(Member, Member.profile_id == Profile.id)
            .join(Part, Part.member_id == Member.id)
            .join(Meeting, Meeting.id == Part.meeting_id)
            .where(Meeting.cancelled_at.is_(None))
            .order_by(Meeting.start)
        )
        return list(session.scalars(found))


def forget_person(chat: Chat, name: str) -> None:
    with chat.database.begin() as session:
        profile = session.scalars(select(Profile).filter_by(name=name)).one()
        erase(Turn(chat.clock.now(), session, chat.vault, None, chat.app.reactions), profile, SLICES)


def was_there(chat: Chat, meeting: Meeting) -> dict[str, bool | None]:
    with chat.database.begin() as session:
        found = (
            select(Profile.name, Attendance.there)
            .join(Member, Member.profile_id == Profile.id)
            .join(Attendance, Attendance.member_id == Member.id)
            .where(Attendance.meeting_id == meeting.id)
        )
        return {row.name: row.there for row in session.execute(found)}
