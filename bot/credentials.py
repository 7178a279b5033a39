"""Secrets that a platform gave us, such as a token for each workspace: sealed in the database, gone when dropped.

For adapters, which open no session themselves. What a secret looks like inside is the adapter's own business.
"""

from sqlalchemy import delete, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from bot.clock import Clock
from bot.db import Database, Kept
from bot.sealed import HOUSE, Sealed, SealedColumn, Vault


class Credential(Kept):
    """One secret. `name` is the adapter's, and no secret itself."""

    __tablename__ = "credentials"
    platform: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(primary_key=True)
    secret: Mapped[Sealed] = mapped_column(SealedColumn)


class Credentials:
    """The secrets of one platform."""

    def __init__(self, platform: str, database: Database, vault: Vault, clock: Clock) -> None:
        self.platform, self._database, self._vault, self._clock = platform, database, vault, clock

    async def all(self) -> dict[str, str]:
        """Every secret by its name."""
        return await self._database.run(self._all)

    async def keep(self, name: str, secret: str) -> None:
        """Under this name, instead of what was there."""
        await self._database.run(lambda session: self._keep(session, name, secret))

    async def drop(self, name: str) -> None:
        """A name that is not there is passed over."""
        mine = delete(Credential).where(Credential.platform == self.platform, Credential.name == name)
        await self._database.run(lambda session: session.execute(mine))

    def _all(self, session: Session) -> dict[str, str]:
        kept = session.scalars(select(Credential).where(Credential.platform == self.platform))
        return {one.name: self._vault.open(session, one.secret, cell=self._cell(one.name)) for one in kept}

    def _keep(self, session: Session, name: str, secret: str) -> None:
        sealed = self._vault.seal(session, secret, owner=HOUSE, cell=self._cell(name), now=self._clock.now())
        session.merge(Credential(platform=self.platform, name=name, secret=sealed))

    def _cell(self, name: str) -> str:
        return f"credentials.secret.{self.platform}.{name}"
