"""What can happen to a check-in. `checkin` is always the id of one person's one week."""

from dataclasses import dataclass, field

from bot.actions import Action


@dataclass(frozen=True)
class Ask(Action, name="checkins.ask"):
    """The timer of one person's next check-in. `at` is the planned instant in seconds: another one is stale."""

    profile: str
    at: int


@dataclass(frozen=True)
class Start(Action, name="checkins.start"):
    """Somebody wants to answer this week's questions now."""


@dataclass(frozen=True)
class Continue(Action, name="checkins.continue"):
    """Somebody goes on with a check-in, also with one that they had skipped."""

    checkin: str


@dataclass(frozen=True)
class Rate(Action, name="checkins.rate"):
    """One press answers one question, now or again."""

    checkin: str
    item: str
    value: int


@dataclass(frozen=True)
class Skip(Action, name="checkins.skip"):
    """Nothing (more) this week."""

    checkin: str


@dataclass(frozen=True)
class Reconsider(Action, name="checkins.reconsider"):
    """Somebody wants to change an answer: they choose which."""

    checkin: str


@dataclass(frozen=True)
class AskAgain(Action, name="checkins.again"):
    """Shows one question once more."""

    checkin: str
    item: str


@dataclass(frozen=True)
class Write(Action, name="checkins.write"):
    """Opens the form for the sentence."""

    checkin: str


@dataclass(frozen=True)
class KeepSentence(Action, name="checkins.sentence"):
    """The sentence form."""

    checkin: str


@dataclass(frozen=True)
class Finish(Action, name="checkins.done"):
    """Somebody is done with this week's."""

    checkin: str


@dataclass(frozen=True)
class ShowOptions(Action, name="checkins.options"):
    """Everything else one can do about check-ins."""


@dataclass(frozen=True)
class ChangeHours(Action, name="checkins.hours"):
    """Opens the form for one's own day and hour."""


@dataclass(frozen=True)
class SetHours(Action, name="checkins.set_hours"):
    """The form with day and hour."""


@dataclass(frozen=True)
class ChangeWithin(Action, name="checkins.within"):
    """Opens the form for the hours between which one may be asked."""


@dataclass(frozen=True)
class SetWithin(Action, name="checkins.set_within"):
    """The form with those hours."""


@dataclass(frozen=True)
class AnyHour(Action, name="checkins.any_hour"):
    """One may be asked at any hour again."""


@dataclass(frozen=True)
class FollowGroup(Action, name="checkins.follow"):
    """Gives up one's own day and hour for the group's."""


@dataclass(frozen=True)
class Pause(Action, name="checkins.pause"):
    """Opens the form that asks until when."""


@dataclass(frozen=True)
class SetPause(Action, name="checkins.set_pause"):
    """The form with the date of the return."""


@dataclass(frozen=True)
class GoAway(Action, name="checkins.away"):
    """Somebody says on a check-in that they will be away: they choose for how long."""


@dataclass(frozen=True)
class PauseFor(Action, name="checkins.pause_for"):
    """No check-ins in the `weeks` after this one."""

    weeks: int


@dataclass(frozen=True)
class SetReminder(Action, name="checkins.reminder"):
    """Whether somebody is reminded once of a check-in that they have not begun: `on` is 1 or 0."""

    on: int


@dataclass(frozen=True)
class Remind(Action, name="checkins.remind"):
    """The timer of the one reminder."""

    checkin: str


@dataclass(frozen=True)
class Resume(Action, name="checkins.resume"):
    """Ends a pause early."""


@dataclass(frozen=True)
class ShowWeeks(Action, name="checkins.weeks"):
    """Somebody wants to see their own weeks."""


@dataclass(frozen=True)
class ShowSentences(Action, name="checkins.sentences"):
    """Somebody wants to read their own sentences: the latest, or those before a week such as "2026-W45"."""

    before: str


@dataclass(frozen=True)
class PutAway(Action, name="checkins.put_away"):
    """What was shown of one's own weeks goes from the screen."""


@dataclass(frozen=True)
class Share(Action, name="checkins.share"):
    """Somebody wants to see with whom they could share the sentence of one check-in; nothing is shared by it."""

    checkin: str


@dataclass(frozen=True)
class ShareWith(Action, name="checkins.share_with"):
    """Somebody shares it: `kind` and `id` are an Audience's."""

    checkin: str
    kind: str
    id: str


@dataclass(frozen=True)
class TakeBack(Action, name="checkins.take_back"):
    """Somebody takes back what they shared."""

    checkin: str
    kind: str
    id: str


# What the other slices are asked and told.


@dataclass(frozen=True)
class Audience:
    """Some with whom a sentence can be shared, as the slice says it that knows them.

    `share` and `take_back` stand on buttons, `reads` says in a clause who would read it, when and until when. `stands`:
    it is shared with them now.
    """

    kind: str
    id: str
    share: str
    take_back: str
    reads: str
    stands: bool


@dataclass(frozen=True)
class WhoCouldRead:
    """Asked where somebody may want to share a sentence: whoever knows an audience for it adds it to `found`."""

    profile: str
    checkin: str
    found: list[Audience] = field(default_factory=list)


@dataclass(frozen=True)
class SentenceShared:
    """Told when somebody has pressed for it, to the audience of this `kind` and `id`, which was offered to them now."""

    profile: str
    checkin: str
    kind: str
    id: str
    words: str = field(repr=False)


@dataclass(frozen=True)
class SentenceTakenBack:
    """Told when they take it back. Whoever passed it on adds to `stood` what stood and goes now."""

    profile: str
    checkin: str
    kind: str
    id: str
    stood: list[str] = field(default_factory=list)
