"""Leaving in the middle of a round, and what is kept of it all."""

from sqlalchemy import delete, select

from bot.buddies import rules, screens, tables
from bot.buddies.handlers import sentence
from bot.buddies.handlers.feature import buddies
from bot.buddies.handlers.rounds import go_on_apart
from bot.buddies.tables import Round, Seat, TakingPart, Together
from bot.groups.actions import Left
from bot.groups.tables import all_memberships
from bot.people import Profile
from bot.turn import Turn


@buddies.when(Left)
def leave(turn: Turn, left: Left) -> None:
    """What they shared is taken back. A three goes on as two; whoever is left alone hears it in private."""
    turn.session.execute(delete(TakingPart).where(TakingPart.member_id == left.member))
    sentence.take_back_all(turn, left.member)
    found = tables.current(turn.session, left.member, turn.now)
    if found is None:
        return
    pair, _ = found
    others = [found for found in tables.seated(turn.session, pair.id) if found[0].id != left.member]
    if len(others) > 1:
        go_on_apart(turn, pair, others)
    if len(others) == 1:
        pair.over_at = turn.now
        turn.say(others[0][1].person, screens.left_alone(), key=f"buddies/{pair.id}/alone")


@buddies.forgets
def sweep(turn: Turn) -> None:
    tables.forget(turn.session, turn.now - rules.KEPT)
    sentence.sweep(turn)


@buddies.erases
def erase(turn: Turn, profile: Profile) -> None:
    """Everything of theirs. For the others it is as if they had left the group."""
    for member, group in all_memberships(turn.session, profile.id):
        leave(turn, Left(group.id, member.id))
        turn.session.execute(delete(Seat).where(Seat.member_id == member.id))


@buddies.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    """In which groups they take part, and when they had a buddy; not who that was, which is another's as well."""
    mine = {member.id: group for member, group in all_memberships(turn.session, profile.id)}
    part = turn.session.scalars(select(TakingPart).where(TakingPart.member_id.in_(mine)))
    had = (
        select(Round.begins, Round.ends, Seat.met_at, Seat.member_id)
        .join(Together, Together.round_id == Round.id)
        .join(Seat, Seat.pair_id == Together.id)
        .where(Seat.member_id.in_(mine))
        .order_by(Round.begins)
    )
    return {
        "takes_part_in": [{"group": mine[row.member_id].name, "since": row.since} for row in part],
        "had_a_buddy": [
            {"group": mine[row.member_id].name, "from": row.begins, "until": row.ends, "noted_meeting_at": row.met_at}
            for row in turn.session.execute(had)
        ],
        "shared_sentences": sentence.export(turn, profile),
    }
