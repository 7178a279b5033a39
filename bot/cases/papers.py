"""Sealed words of a case, opened: each author's under a key of its own for this case, to be destroyed alone."""

import json
from dataclasses import dataclass

from bot.cases.tables import Case, Draft, Word
from bot.sealed import Sealed
from bot.turn import Turn

CARD = ("population", "setting", "theme", "question", "note", "body")


@dataclass(frozen=True)
class Card:
    """What the presenter wrote. All but `body` stands on the card; an empty note was declined."""

    population: str
    setting: str
    theme: str
    question: str
    note: str = ""
    body: str = ""


def owner(case: Case, member_id: str) -> str:
    return f"case:{case.id}:{member_id}"


def card(turn: Turn, case: Case) -> Card:
    opened = json.loads(turn.open(case.card, cell=f"cases.card.{case.id}")) if case.card else {}
    return Card(**{name: opened.get(name, "") for name in CARD})


def put_card(turn: Turn, case: Case, fields: dict[str, str]) -> None:
    kept = json.dumps({name: fields.get(name, "") for name in CARD})
    case.card = turn.seal(kept, owner=owner(case, case.presenter_id or ""), cell=f"cases.card.{case.id}")


def seal_word(turn: Turn, case: Case, member_id: str, id: str, words: str) -> Sealed:
    return turn.seal(words, owner=owner(case, member_id), cell=f"case_words.words.{id}")


def spoken(turn: Turn, word: Word) -> str:
    return turn.open(word.words, cell=f"case_words.words.{word.id}")


def draft_words(turn: Turn, draft: Draft) -> dict[str, str]:
    fields: dict[str, str] = json.loads(turn.open(draft.words, cell=_draft_cell(draft.case_id, draft.member_id)))
    return fields


def seal_draft(turn: Turn, case: Case, member_id: str, fields: dict[str, str]) -> Sealed:
    """Under a fresh key each time: what it said before opens no more."""
    forget_draft_key(turn, case, member_id)
    cell = _draft_cell(case.id, member_id)
    return turn.seal(json.dumps(fields), owner=_draft_owner(case.id, member_id), cell=cell)


def forget_draft_key(turn: Turn, case: Case, member_id: str) -> None:
    turn.vault.destroy(turn.session, _draft_owner(case.id, member_id))


def shred(turn: Turn, case: Case) -> None:
    """Nothing that anybody wrote in this case opens again, nor what they had begun to write."""
    for beginning in (f"case:{case.id}:", f"draft:{case.id}:"):
        turn.vault.destroy_all(turn.session, beginning)


def shred_one(turn: Turn, case: Case, member_id: str) -> None:
    turn.vault.destroy(turn.session, owner(case, member_id))


def _draft_owner(case_id: str, member_id: str) -> str:
    return f"draft:{case_id}:{member_id}"


def _draft_cell(case_id: str, member_id: str) -> str:
    return f"case_drafts.words.{case_id}.{member_id}"
