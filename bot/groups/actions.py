"""What can happen to a group, and what others are told has happened."""

from dataclasses import dataclass, field

from bot.actions import Action

# A group begins, and people come and go.


@dataclass(frozen=True)
class Begin(Action, name="groups.begin"):
    """The form of a new group, sent from the room where it meets."""


@dataclass(frozen=True)
class Join(Action, name="groups.join"):
    """Somebody wants to be in: they are shown the agreement first."""

    group: str


@dataclass(frozen=True)
class Enter(Action, name="groups.enter"):
    """Somebody accepts this version of the agreement, and is in. Also the form that asks for a missing time zone."""

    group: str
    version: int


@dataclass(frozen=True)
class NotNow(Action, name="groups.not_now"):
    """Somebody would rather not join now."""


@dataclass(frozen=True)
class Accept(Action, name="groups.accept"):
    """A member accepts a changed agreement."""

    group: str
    version: int


@dataclass(frozen=True)
class NotYet(Action, name="groups.not_yet"):
    """A member would rather not accept a changed agreement now."""


@dataclass(frozen=True)
class AskAgain(Action, name="groups.ask_again"):
    """A member who was away when the agreement changed is asked now (a timer)."""

    member: str


@dataclass(frozen=True)
class Leave(Action, name="groups.leave"):
    """The confirming press."""

    group: str


@dataclass(frozen=True)
class Stay(Action, name="groups.stay"):
    """The other press."""


# Settings.


@dataclass(frozen=True)
class ChangeSetting(Action, name="groups.change"):
    """A member wants to change one setting: they get its form. `setting` is a column of `groups`."""

    group: str
    setting: str


@dataclass(frozen=True)
class SaveSetting(Action, name="groups.save"):
    """The form of one setting."""

    group: str
    setting: str


@dataclass(frozen=True)
class Undo(Action, name="groups.undo"):
    """A member puts back what a change has changed."""

    change: str


@dataclass(frozen=True)
class MoveHere(Action, name="groups.move_here"):
    """A member of several groups says which of them moves to this room."""

    group: str


# A person's own clock and calendar.


@dataclass(frozen=True)
class AskZone(Action, name="groups.ask_zone"):
    """Somebody wants to change their own time zone."""


@dataclass(frozen=True)
class SaveZone(Action, name="groups.save_zone"):
    """The form of one's own time zone."""


@dataclass(frozen=True)
class SaveAway(Action, name="groups.save_away"):
    """The form that says until when somebody is away."""


@dataclass(frozen=True)
class ComeBack(Action, name="groups.come_back"):
    """Somebody is no longer away."""


@dataclass(frozen=True)
class GoAway(Action, name="groups.go_away"):
    """The day has come on which somebody goes away (a timer). `at`: seconds since 1970, as it was planned."""

    profile: str
    at: int


@dataclass(frozen=True)
class Nudge(Action, name="groups.nudge"):
    """Something has waited for a member whose direct messages are closed (a timer)."""

    profile: str


# What the other slices are told.


@dataclass(frozen=True)
class Founded:
    """Told to the other slices when a group begins, before its founder has joined."""

    group: str


@dataclass(frozen=True)
class Joined:
    """Told to the other slices when a member is in, for the first time or again."""

    group: str
    member: str


@dataclass(frozen=True)
class Leaving:
    """Told to the other slices when a member asks to leave: they add to `goes` a sentence for what is deleted then."""

    group: str
    member: str
    goes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Left:
    """Told to the other slices when a member is no longer in, also while a person is being forgotten."""

    group: str
    member: str


@dataclass(frozen=True)
class Ending:
    """Told to the other slices before a group's rows are deleted: keys of words that go with it are destroyed now."""

    group: str


@dataclass(frozen=True)
class SettingChanged:
    """Told to the other slices after a setting changed or was changed back; `setting` is a column of `groups`."""

    group: str
    setting: str


@dataclass(frozen=True)
class ZoneChanged:
    """Told to the other slices when a person changed their own time zone; `profile` is their id in `people`."""

    profile: str


@dataclass(frozen=True)
class AwayChanged:
    """Told to the other slices when a person went away, changed until when, came back early, is gone, or is back."""

    profile: str
