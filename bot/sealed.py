"""Private words at rest: AES-256-GCM, one data key for each owner, wrapped by a root key that lives elsewhere.

A sealed cell opens only where it was sealed: table, column and row are part of the proof, so a swapped cell is an
error, never somebody else's words. Destroying an owner's key leaves nothing here that opens; only a copy of the whole
database from before has their key as well.
"""

import hmac
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from contextlib import suppress
from datetime import datetime
from os import urandom
from secrets import randbits
from struct import pack, unpack
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap
from sqlalchemy import BigInteger, ColumnElement, Dialect, LargeBinary, bindparam, delete, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column
from sqlalchemy.types import TypeDecorator

from bot.db import Kept, begins, by_letter, insert_new, past_orm

KEY_BYTES = 32
HOUSE = "house"
"""The owner of words that belong to no single member, such as a message on its way."""
BLINDING = "blind names"
"""The owner of what makes blind names, once it is kept: they stay the same when the root key is replaced."""
_VERSION = 1
_HEAD = 9  # version and key id
_NONCE = 12


class WrongKey(Exception):
    """The root key is not the one that this database was made with."""


class Erased(Exception):
    """The owner's key is gone, and with it their words."""


class Sealed(bytes):
    """A sealed cell. What it holds never shows by accident."""

    def __repr__(self) -> str:
        return "<sealed>"

    __str__ = __repr__


class SealedColumn(TypeDecorator[Sealed]):
    """A column that takes sealed cells only, and compares with nothing."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: Sealed | None, dialect: Dialect) -> bytes | None:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError("private words are sealed before they are kept")
        return value

    def process_result_value(self, value: Any, dialect: Dialect) -> Sealed | None:
        return None if value is None else Sealed(value)

    class comparator_factory(TypeDecorator.Comparator[Any]):  # noqa: N801 -- SQLAlchemy's name
        def operate(self, op: Any, *other: Any, **kwargs: Any) -> ColumnElement[Any]:
            if any(isinstance(o, ColumnElement) for o in other):  # SQLAlchemy finds its own columns in this way
                return super().operate(op, *other, **kwargs)
            raise TypeError("a sealed column cannot be compared")


class DataKey(Kept):
    """One owner's key, wrapped. Ids are drawn at random: one that was rolled back or destroyed is never met again.

    `made_at` is a day: two people whose first words were sealed in one moment did something together.
    """

    __tablename__ = "data_keys"
    id: Mapped[int] = mapped_column(BigInteger, primary_key=True, autoincrement=False)
    owner: Mapped[str] = mapped_column(by_letter(), unique=True)
    wrapped: Mapped[bytes]
    made_at: Mapped[datetime]


_KEYS = DataKey.__table__.c
_KEY_OF = select(_KEYS.id, _KEYS.wrapped).where(_KEYS.owner == bindparam("whose"))


def new_root_key() -> str:
    """A fresh root key as text, for a file that only its owner reads."""
    return b64encode(urandom(KEY_BYTES)).decode()


class Vault:
    """Seals and opens. `root` is the root key as text; while it is replaced, the new one and the old one beneath it.

    Raises WrongKey if it is none.
    """

    def __init__(self, root: str) -> None:
        self._roots = [_read(line) for line in root.split()]
        if not self._roots:
            raise WrongKey
        self._blinding = hmac.digest(self._roots[-1], b"tend: blind names", "sha256")
        aside = (hmac.digest(root, b"tend: what waits outside the database", "sha256") for root in self._roots)
        self._asides = [AESGCM(key) for key in aside]
        self._ciphers: dict[int, AESGCM] = {}

    def seal(self, session: Session, words: str, *, owner: str, cell: str, now: datetime) -> Sealed:
        """`cell` is "table.column.row". The owner's key is made on first use."""
        key = self._key(session, owner, now)
        head = pack(">BQ", _VERSION, key)
        nonce = urandom(_NONCE)
        return Sealed(head + nonce + self._ciphers[key].encrypt(nonce, words.encode(), head + cell.encode()))

    def open(self, session: Session, sealed: Sealed, *, cell: str) -> str:
        """The words. Raises Erased when their key is gone, cryptography's InvalidTag when the cell is not theirs."""
        _, key = unpack(">BQ", sealed[:_HEAD])
        nonce, words = sealed[_HEAD : _HEAD + _NONCE], sealed[_HEAD + _NONCE :]
        return self._cipher(session, key).decrypt(nonce, words, sealed[:_HEAD] + cell.encode()).decode()

    def reseal(self, session: Session, sealed: Sealed, *, cell: str) -> Sealed:
        """The same words, sealed anew with the same key: nobody without it can tell that they are the same."""
        words, head = self.open(session, sealed, cell=cell), sealed[:_HEAD]
        nonce, cipher = urandom(_NONCE), self._cipher(session, unpack(">BQ", head)[1])
        return Sealed(head + nonce + cipher.encrypt(nonce, words.encode(), head + cell.encode()))

    def blind(self, words: str) -> str:
        """A name for these words, always the same, against which nobody can check a guess without the root key.

        For what must be found again but never read, such as a platform's id for an event, which may hold somebody's id
        and a digest of what they answered.
        """
        return hmac.digest(self._blinding, words.encode(), "sha256").hex()

    def seal_aside(self, words: bytes) -> bytes:
        """For what waits for a moment outside the database, under a key of its own."""
        nonce = urandom(_NONCE)
        return nonce + self._asides[0].encrypt(nonce, words, None)

    def open_aside(self, sealed: bytes) -> bytes:
        """Raises cryptography's InvalidTag for what was not sealed so."""
        for aside in self._asides:
            with suppress(InvalidTag):
                return aside.decrypt(sealed[:_NONCE], sealed[_NONCE:], None)
        raise InvalidTag

    def destroy(self, session: Session, owner: str) -> None:
        """Nothing of this owner's can be opened again."""
        for key in session.scalars(select(DataKey.id).where(DataKey.owner == owner)):
            self._ciphers.pop(key, None)
        session.execute(delete(DataKey).where(DataKey.owner == owner))

    def destroy_all(self, session: Session, beginning: str) -> None:
        """The same, for every owner whose name begins so."""
        owners = select(DataKey.owner).where(*begins(DataKey.owner, beginning))
        for owner in session.scalars(owners).all():
            self.destroy(session, owner)

    def check(self, session: Session) -> None:
        """Raises WrongKey unless this root key opens the keys kept here. Writes nothing.

        From now on blind names are made as this database has them.
        """
        kept = session.scalars(select(DataKey).order_by(DataKey.id).limit(1)).first()
        if kept:
            self._unwrapped(kept.wrapped)
        if blinding := session.scalar(select(DataKey.wrapped).where(DataKey.owner == BLINDING)):
            self._blinding = self._unwrapped(blinding)

    def rewrap(self, session: Session, now: datetime) -> int:
        """Wraps every key anew, so that the first root key alone opens all of them; how many there are.

        What they sealed stays as it is. The maker of blind names is kept with them from the first time on.
        """
        insert_new(
            session, DataKey, id=randbits(63), owner=BLINDING, wrapped=self._wrapped(self._blinding), made_at=now
        )
        keys = session.execute(select(DataKey.id, DataKey.wrapped)).all()
        session.execute(
            update(DataKey), [{"id": id, "wrapped": self._wrapped(self._unwrapped(old))} for id, old in keys]
        )
        return len(keys)

    def _key(self, session: Session, owner: str, now: datetime) -> int:
        kept = past_orm(session).execute(_KEY_OF, {"whose": owner}).first() or self._new_key(session, owner, now)
        if kept.id not in self._ciphers:
            self._ciphers[kept.id] = AESGCM(self._unwrapped(kept.wrapped))
        return int(kept.id)

    def _new_key(self, session: Session, owner: str, now: datetime) -> DataKey:
        day = now.replace(hour=0, minute=0, second=0, microsecond=0)
        new = DataKey(id=randbits(63), owner=owner, wrapped=self._wrapped(urandom(KEY_BYTES)), made_at=day)
        session.add(new)
        session.flush()
        return new

    def _cipher(self, session: Session, key: int) -> AESGCM:
        if key not in self._ciphers:
            row = session.get(DataKey, key)
            if row is None:
                raise Erased
            self._ciphers[key] = AESGCM(self._unwrapped(row.wrapped))
        return self._ciphers[key]

    def _wrapped(self, key: bytes) -> bytes:
        return aes_key_wrap(self._roots[0], key)

    def _unwrapped(self, wrapped: bytes) -> bytes:
        for root in self._roots:
            with suppress(InvalidUnwrap):
                return aes_key_unwrap(root, wrapped)
        raise WrongKey


def _read(line: str) -> bytes:
    try:
        root = b64decode(line, validate=True)
    except (NotBase64, ValueError) as wrong:
        raise WrongKey from wrong
    if len(root) != KEY_BYTES:
        raise WrongKey
    return root
