"""The agreement, once somebody is in: reading it, and accepting it anew when its text has changed."""

from bot.db import new_id
from bot.groups import membership
from bot.groups.actions import Accept, AskAgain, Enter, NotYet
from bot.groups.handlers.feature import groups
from bot.groups.screens import agreement
from bot.groups.tables import Group, Member, agreement_of, members, profile_of
from bot.people import Profile
from bot.port import Reply
from bot.turn import Turn
from bot.ui import Message, Update


@groups.command("agreement", "read what your group has agreed on")
def read(turn: Turn, words: str) -> Reply:
    return show(turn, *membership.here(turn))


def show(turn: Turn, member: Member, group: Group) -> Message:
    """The text as it stands, with what to press if it is not accepted yet."""
    text = agreement_of(turn.session, group)
    return (agreement.to_read if membership.has_accepted(member, group) else agreement.to_accept)(group, text)


@groups.on(Accept)
def accept(turn: Turn, action: Accept) -> Reply:
    member, group = membership.of(turn, action.group)
    if membership.has_accepted(member, group):
        return Update(agreement.accepted_already(group, agreement_of(turn.session, group)))
    return accept_now(turn, member, group, action)


@groups.on(NotYet)
def not_yet(turn: Turn, action: NotYet) -> Reply:
    return Update(agreement.LATER_AS_MEMBER)


def accept_now(turn: Turn, member: Member, group: Group, action: Accept | Enter) -> Reply:
    """Only the text that they were shown can be accepted."""
    if action.version != group.agreement:
        return Update(agreement.changed_meanwhile(group, agreement_of(turn.session, group), member=True))
    member.accepted = group.agreement
    turn.cancel(_timer(member))
    return Update(agreement.accepted(group))


def ask_everybody(turn: Turn, group: Group) -> None:
    """Asks every member who has not accepted the text as it stands, privately."""
    for member, profile in members(turn.session, group.id):
        ask(turn, group, member, profile)


def ask(turn: Turn, group: Group, member: Member, profile: Profile) -> None:
    """Nobody is asked while they are away: they are asked when they are back."""
    if membership.has_accepted(member, group) or profile.gone_at:
        return
    if profile.away_until and profile.away(turn.now):
        turn.at(_timer(member), profile.away_until, AskAgain(member.id))
        return
    turn.cancel(_timer(member))
    key = f"groups/{group.id}/agreement/{group.agreement}/{member.id}/{new_id()}"  # a version may come back by undoing
    turn.ask(profile, agreement.changed(group, agreement_of(turn.session, group)), key=key, scope=group.id)


@groups.timer(AskAgain)
def ask_again(turn: Turn, action: AskAgain) -> None:
    member = turn.session.get(Member, action.member)
    profile = profile_of(turn.session, action.member)
    if member and profile and member.left_at is None:
        ask(turn, turn.session.get_one(Group, member.group_id), member, profile)


def stop_asking(turn: Turn, member: Member) -> None:
    turn.cancel(_timer(member))


def _timer(member: Member) -> str:
    return f"groups/ask/{member.id}"
