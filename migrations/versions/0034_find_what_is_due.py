"""Find what is due at once, however much is planned and however much was said."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0033"

OPEN, HELD = sa.text("state IN ('waiting', 'sending')"), sa.text("state = 'held'")


def upgrade() -> None:
    op.drop_index("ix_outbox_open", "outbox")
    for name, columns, of in (
        ("ix_outbox_open", ["platform", "workspace", "not_before", "seq"], OPEN),
        ("ix_outbox_lane", ["lane", "seq"], OPEN),
        ("ix_outbox_held", ["platform", "not_before"], HELD),
    ):
        op.create_index(name, "outbox", columns, sqlite_where=of, postgresql_where=of)
    op.drop_index("ix_timers_due", "timers")
    op.create_index("ix_timers_due", "timers", ["due", "key"])


def downgrade() -> None:
    op.drop_index("ix_timers_due", "timers")
    op.create_index("ix_timers_due", "timers", ["due"])
    for name in ("ix_outbox_held", "ix_outbox_lane", "ix_outbox_open"):
        op.drop_index(name, "outbox")
    op.create_index("ix_outbox_open", "outbox", ["platform", "state", "lane", "seq"])
