"""Words before anybody else reads them: looked through, changed by a press or by hand, then said, or deleted.

A draft lives a day at most. Each version has a key of its own, which goes with it; a finding is shown to its author in
a message that is taken back as soon as it is decided.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases import papers, place
from bot.cases.papers import draft_words
from bot.cases.screens import draft as screens
from bot.cases.screens.draft import AROUND, Found
from bot.cases.tables import BODY, Case, Draft
from bot.formats.advice import disguised
from bot.people import Profile
from bot.screening import Finding, apply, screen
from bot.turn import Turn


@dataclass(frozen=True)
class Looked:
    """What was found in each field, in order, and the turn of phrase that sounds like advice where none is wanted."""

    findings: tuple[tuple[str, Finding], ...]
    advice: str = ""

    @property
    def clean(self) -> bool:
        return not self.findings and not self.advice


def look(fields: Mapping[str, str], *, questions_only: bool) -> Looked:
    found = tuple((name, one) for name, words in fields.items() if words for one in screen(words))
    advice = disguised(fields.get("words", "")) if questions_only else ""
    return Looked(found, advice)


def keep(
    turn: Turn, case: Case, author: Profile, member_id: str, purpose: str, step: int, fields: Mapping[str, str]
) -> Draft:
    """The draft as it stands now; what it was before is gone."""
    draft = turn.session.get(Draft, (case.id, member_id))
    sealed = papers.seal_draft(turn, case, member_id, dict(fields))
    if draft is None:
        draft = Draft(case_id=case.id, member_id=member_id, version=0)
        turn.session.add(draft)
    else:
        turn.take_back(_key(case, member_id, draft.version))
    draft.purpose, draft.step, draft.words, draft.at = purpose, step, sealed, turn.now
    draft.version += 1
    turn.session.flush()
    return draft


def ask(turn: Turn, case: Case, author: Profile, draft: Draft, looked: Looked) -> None:
    """The author is shown what was found; for a case without findings, the two questions."""
    if looked.clean and draft.purpose == BODY:
        message = screens.two_questions(case.id, draft.version)
    else:
        fields, found = draft_words(turn, draft), [_found(draft_words(turn, draft), *one) for one in looked.findings]
        asks = "words" in fields
        message = screens.looked_through(
            case.id, draft.version, found, looked.advice, asks=asks, body=draft.purpose == BODY
        )
    turn.say(author.person, message, key=_key(case, draft.member_id, draft.version))


def questions(turn: Turn, case: Case, author: Profile, draft: Draft) -> None:
    """The author keeps what was found: the two questions come next, as a version of their own."""
    fields = draft_words(turn, draft)
    again = keep(turn, case, author, draft.member_id, draft.purpose, draft.step, fields)
    turn.say(
        author.person, screens.two_questions(case.id, again.version), key=_key(case, again.member_id, again.version)
    )


def _found(fields: Mapping[str, str], name: str, one: Finding) -> Found:
    words = fields[name]
    before, after = words[max(0, one.start - AROUND) : one.start], words[one.end : one.end + AROUND]
    return Found(name, before, one.text, after, one.category.value, one.why, one.suggestion)


def taken(fields: Mapping[str, str], looked: Looked, number: int) -> dict[str, str] | None:
    """The fields with the suggestion of this finding in place; None when there is none of that number."""
    if not 1 <= number <= len(looked.findings):
        return None
    name, finding = looked.findings[number - 1]
    return {**fields, name: apply(fields[name], finding)}


def drop(turn: Turn, case: Case, draft: Draft) -> None:
    """Deleted, with the key that opens it and the message that showed it."""
    turn.take_back(_key(case, draft.member_id, draft.version))
    papers.forget_draft_key(turn, case, draft.member_id)
    turn.session.delete(draft)
    turn.session.flush()


def _key(case: Case, member_id: str, version: int) -> str:
    return place.key(case, f"draft/{member_id}/{version}")
