"""What is a member's own here: what they can take away, what goes when they ask, and what goes by date."""

from bot.groups import rules
from bot.groups.handlers.feature import groups
from bot.groups.handlers.leave import let_go
from bot.groups.screens import settings as screens
from bot.groups.tables import all_memberships, changes_by, forget_changes, memberships
from bot.people import Profile
from bot.turn import Turn


@groups.shows_own
def export(turn: Turn, profile: Profile) -> dict[str, object]:
    return {
        "memberships": [
            {
                "group": group.name,
                "joined": member.joined_at,
                "left": member.left_at,
                "accepted_version_of_agreement": member.accepted,
            }
            for member, group in all_memberships(turn.session, profile.id)
        ],
        "settings_changed": [
            {
                "group": group.name,
                "setting": screens.LABELS[change.setting],
                "from": change.before,
                "to": change.after,
                "at": change.at,
                "undone": change.undone_at,
            }
            for change, group in changes_by(turn.session, profile.id)
        ],
    }


@groups.erases
def erase(turn: Turn, profile: Profile) -> None:
    """They leave every group, so that each slice stops what it planned. Their rows go with their profile's."""
    for member, group in memberships(turn.session, profile.person):
        let_go(turn, member, group, profile)


@groups.forgets
def sweep(turn: Turn) -> None:
    forget_changes(turn.session, turn.now - rules.CHANGES_KEPT)
