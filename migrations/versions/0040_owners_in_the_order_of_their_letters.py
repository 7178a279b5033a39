"""Owners of keys in the order of their letters, so that those of one case stand together in their index."""

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0039"


def upgrade() -> None:
    _collate("C")


def downgrade() -> None:
    _collate("default")


def _collate(collation: str) -> None:
    """SQLite orders text so by itself."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("data_keys", "owner", type_=sa.String(collation=collation), existing_nullable=False)
