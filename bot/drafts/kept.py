"""A draft as it is kept: sealed anew with each version, and gone with its key and the message that showed it."""

import json
from collections.abc import Collection

from sqlalchemy import select

from bot.db import new_id
from bot.drafts.purpose import WORDS, Fields
from bot.drafts.tables import Draft
from bot.turn import Turn


def begin(turn: Turn, purpose: str, about: str, fields: Fields) -> Draft:
    """A draft of whoever acts."""
    draft = Draft(id=new_id(), profile_id=turn.meet().id, purpose=purpose, about=about, version=0)
    write(turn, draft, fields)
    turn.session.add(draft)
    turn.session.flush()
    return draft


def write(turn: Turn, draft: Draft, fields: Fields) -> None:
    """Another version; the message and the key of the one before go, and with them what it said."""
    turn.take_back(draft.key)
    turn.vault.destroy(turn.session, draft.owner)
    draft.version, draft.at = draft.version + 1, turn.now
    draft.words = turn.seal(json.dumps(dict(fields)), owner=draft.owner, cell=draft.cell)
    turn.session.flush()


def opened(turn: Turn, draft: Draft) -> dict[str, str]:
    """By field; what was written on the day on which drafts had only one is that."""
    written = turn.open(draft.words, cell=draft.cell)
    return json.loads(written) if written.startswith("{") else {WORDS: written}


def latest(turn: Turn, purpose: str, about: str) -> Draft | None:
    """The latest draft of whoever acts, of this purpose; `about` is how the purpose's own note begins."""
    theirs = select(Draft).where(Draft.profile_id == turn.meet().id, Draft.purpose == purpose)
    beginning = Draft.about.startswith(about, autoescape=True)
    return turn.session.scalars(theirs.where(beginning).order_by(Draft.at.desc())).first()


def drop(turn: Turn, draft: Draft) -> None:
    """Deleted, with the key that opens it and the message that showed it."""
    turn.take_back(draft.key)
    turn.vault.destroy(turn.session, draft.owner)
    turn.session.delete(draft)
    turn.session.flush()


def drop_all(turn: Turn, purposes: Collection[str], about: str) -> None:
    """Everybody's, when what they are about is gone."""
    found = select(Draft).where(Draft.purpose.in_(purposes), Draft.about == about)
    for draft in turn.session.scalars(found).all():
        drop(turn, draft)
