"""The words with which a presenter is asked, in private, how close questions and sentences came."""

from collections.abc import Sequence

from bot.cases.actions import Rate, SendRatings
from bot.marks import quoted
from bot.ui import Button, Choice, Form, Message, options

CLOSE, WARM, COLD = "close", "warm", "cold"
LEVELS = [(CLOSE, "It came close"), (WARM, "It was warm"), (COLD, "It left me cold")]
AT_ONCE = 4
"""On one form, beside the line about who could see it."""
SHORTENED = 200
PEERS = "Nobody else sees how you rate; the group hears two totals at the end."
NOTHING = Message("Everything from that phase is rated, or taken back.")


def asked(case_id: str, step: int, found: Sequence[tuple[int, str]], left: int) -> Message:
    """`found` are the numbers and words that fit on one form, of those that are `left`."""
    lines = ["**How close did they come?** If you like, rate what was asked and said:"]
    lines += [f"- {number}: “{quoted(_short(words))}”" for number, words in found]
    more = f" After these come {left - len(found)} more." if left > len(found) else ""
    lines.append(f"Press or type **Rate them**, as long as the case goes on. {PEERS}{more}")
    return Message("\n".join(lines), (Button("Rate them", Rate(case_id, step, found[0][0])),))


def _short(words: str) -> str:
    return words if len(words) <= SHORTENED else f"{words[: SHORTENED - 1]}…"


def form(case_id: str, step: int, numbers: Sequence[int], could_see: str) -> Form:
    fields = [_one(str(number)) for number in numbers]
    return Form("How close?", SendRatings(case_id, step), tuple(fields), "Count them", could_see)


def _one(number: str) -> Choice:
    label = f"Number {number}"
    return Choice(number, label, options(LEVELS), required=False, private=True)


def counted(number: int) -> Message:
    many = {0: "Nothing was rated, and nothing is kept.", 1: "One is counted."}.get(number, f"{number} are counted.")
    return Message(f"{many} The group hears only totals.")


def totals(close: int, warm: int, of: int) -> str:
    """For the closing words; empty when nothing was rated close or warm."""
    if not close and not warm:
        return ""
    close_ones = f"{close} came close to the presenter"
    return f" Of {of} questions and sentences, {close_ones} and {warm} {'was' if warm == 1 else 'were'} warm."
