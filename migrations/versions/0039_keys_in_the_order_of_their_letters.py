"""Keys of the outbox in the order of their letters, so that those of one beginning stand together in their index."""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0038"


def upgrade() -> None:
    _collate("C")


def downgrade() -> None:
    _collate("default")


def _collate(collation: str) -> None:
    """SQLite orders text so by itself."""
    if op.get_context().dialect.name == "postgresql":
        op.alter_column("outbox", "key", type_=sa.String(collation=collation), existing_nullable=False)
