"""What can happen to a case, from bringing it to its last trace."""

from dataclasses import dataclass

from bot.actions import Action

# Bringing one.


@dataclass(frozen=True)
class Bring(Action, name="cases.bring"):
    """Somebody wants to bring a case. An empty `group` means the only one they are in."""

    group: str = ""


@dataclass(frozen=True)
class SendCard(Action, name="cases.card"):
    """The first form: population, setting, theme, the key question, what kind of help."""

    group: str


@dataclass(frozen=True)
class ShowFormats(Action, name="cases.formats"):
    """The formats to choose from, from this number on."""

    case: str
    first: int


@dataclass(frozen=True)
class ChooseFormat(Action, name="cases.format"):
    case: str
    format: str


@dataclass(frozen=True)
class SendCase(Action, name="cases.tell"):
    """The second form: live or over days, the name, the note about culture, and the case itself."""

    case: str
    format: str


# Words on their way, on older buttons; `bot.drafts` carries them now.


@dataclass(frozen=True)
class TakeSuggestion(Action, name="cases.apply"):
    case: str
    number: int
    version: int


@dataclass(frozen=True)
class ChangeWords(Action, name="cases.change"):
    case: str


@dataclass(frozen=True)
class SendChanged(Action, name="cases.changed"):
    case: str


@dataclass(frozen=True)
class KeepWords(Action, name="cases.keep"):
    case: str
    version: int


@dataclass(frozen=True)
class PutUp(Action, name="cases.put_up"):
    case: str
    version: int


@dataclass(frozen=True)
class DropWords(Action, name="cases.drop"):
    case: str


# Being in.


@dataclass(frozen=True)
class ComeIn(Action, name="cases.in"):
    case: str


@dataclass(frozen=True)
class Facilitate(Action, name="cases.facilitate"):
    """In, and keeping time and floor."""

    case: str


@dataclass(frozen=True)
class TakePart(Action, name="cases.part"):
    """In, and in this role of the format beside the facilitator's."""

    case: str
    part: str


@dataclass(frozen=True)
class Recuse(Action, name="cases.recuse"):
    """A member may know the client."""

    case: str


@dataclass(frozen=True)
class StepOut(Action, name="cases.out"):
    case: str


# On the way.


@dataclass(frozen=True)
class Start(Action, name="cases.start"):
    case: str


@dataclass(frozen=True)
class Say(Action, name="cases.say"):
    """Somebody wants to say something: they get the form of the phase."""

    case: str


@dataclass(frozen=True)
class SendWords(Action, name="cases.said"):
    """What somebody says, written for the phase of this number."""

    case: str
    step: int


@dataclass(frozen=True)
class SayHeld(Action, name="cases.say_held"):
    """Held words, given back, are said now."""

    case: str
    word: str


@dataclass(frozen=True)
class DropHeld(Action, name="cases.drop_held"):
    case: str
    word: str


@dataclass(frozen=True)
class LeaveOut(Action, name="cases.pass"):
    """Somebody says nothing in this phase; the presenter so declines the last word."""

    case: str
    step: int


@dataclass(frozen=True)
class LeaveOutRound(Action, name="cases.leave_round"):
    """The presenter or whoever facilitates declines the round about culture for everybody."""

    case: str
    step: int


@dataclass(frozen=True)
class RaiseHand(Action, name="cases.hand"):
    case: str


@dataclass(frozen=True)
class Helps(Action, name="cases.helps"):
    """The presenter says that the question of this number helped: an older button for one that came close."""

    case: str
    number: int


@dataclass(frozen=True)
class Rate(Action, name="cases.rate"):
    """The presenter rates what was asked or said in the phase of this number, from a word's number on."""

    case: str
    step: int
    first: int


@dataclass(frozen=True)
class SendRatings(Action, name="cases.rated"):
    case: str
    step: int


@dataclass(frozen=True)
class Pause(Action, name="cases.pause"):
    case: str


@dataclass(frozen=True)
class Resume(Action, name="cases.resume"):
    case: str


@dataclass(frozen=True)
class Extend(Action, name="cases.extend"):
    case: str
    step: int


@dataclass(frozen=True)
class GoOn(Action, name="cases.next"):
    case: str
    step: int


@dataclass(frozen=True)
class StepEnds(Action, name="cases.step_ends"):
    """The time of a phase is up (a timer)."""

    case: str
    step: int


@dataclass(frozen=True)
class SoonOver(Action, name="cases.soon_over"):
    """A phase has two minutes left (a timer)."""

    case: str
    step: int


@dataclass(frozen=True)
class Remind(Action, name="cases.remind"):
    """Half of a phase has gone by and a member has not spoken (a timer)."""

    case: str
    step: int
    member: str


@dataclass(frozen=True)
class NoPlace(Action, name="cases.no_place"):
    """The platform could not make a private place for those who are in."""

    case: str
    place: int


# Protection.


@dataclass(frozen=True)
class Report(Action, name="cases.report"):
    """What stands under this number should not stand there. Number 0 is the case itself."""

    case: str
    number: int


@dataclass(frozen=True)
class TakeBack(Action, name="cases.take_back"):
    """An author takes their own words back."""

    case: str
    number: int


@dataclass(frozen=True)
class Safety(Action, name="cases.safety"):
    """Somebody's safety: everything pauses and the group's own card is shown."""

    case: str


@dataclass(frozen=True)
class Withdraw(Action, name="cases.withdraw"):
    """The presenter takes the whole case back."""

    case: str


@dataclass(frozen=True)
class TakeAway(Action, name="cases.take_away"):
    """A case under a mask, whose presenter has left, goes (a timer). `open`: 1 for one that was not over then."""

    case: str
    open: int


# Afterwards.


@dataclass(frozen=True)
class FollowUp(Action, name="cases.follow_up"):
    """Two or six weeks later (a timer)."""

    case: str
    profile: str
    weeks: int


@dataclass(frozen=True)
class TellOthers(Action, name="cases.tell_others"):
    """The presenter wants to tell those who were in how it went."""

    case: str


@dataclass(frozen=True)
class SendNews(Action, name="cases.news"):
    case: str


@dataclass(frozen=True)
class Shred(Action, name="cases.shred"):
    """The group's limit has come (a timer)."""

    case: str
