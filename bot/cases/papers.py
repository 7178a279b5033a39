"""Sealed words of a case, opened: each author's under a key of its own for this case, to be destroyed alone."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from bot.cases.tables import Case, Word
from bot.drafts import kept as drafts
from bot.sealed import Sealed
from bot.turn import Turn

CASE, SAY, LAST, NEWS = "case", "case say", "case last", "case news"
DRAFTS = (CASE, SAY, LAST, NEWS)
"""What words of a case are to become: the case itself, something said, the last word, news afterwards."""
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


def put_card(turn: Turn, case: Case, fields: Mapping[str, str]) -> None:
    kept = json.dumps({name: fields.get(name, "") for name in CARD})
    case.card = turn.seal(kept, owner=owner(case, case.presenter_id or ""), cell=f"cases.card.{case.id}")


def seal_word(turn: Turn, case: Case, member_id: str, id: str, words: str) -> Sealed:
    return turn.seal(words, owner=owner(case, member_id), cell=f"case_words.words.{id}")


def spoken(turn: Turn, word: Word) -> str:
    return turn.open(word.words, cell=f"case_words.words.{word.id}")


def shred(turn: Turn, case: Case) -> None:
    """Nothing that anybody wrote in this case opens again, nor what they had begun to write."""
    turn.vault.destroy_all(turn.session, f"case:{case.id}:")
    drafts.drop_all(turn, DRAFTS, case.id)


def shred_one(turn: Turn, case: Case, member_id: str) -> None:
    turn.vault.destroy(turn.session, owner(case, member_id))
