"""Keep a case under a mask for some days when its presenter has left, without them."""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"


def upgrade() -> None:
    with op.batch_alter_table("cases") as cases:
        cases.alter_column("presenter_id", existing_type=sa.String(), nullable=True)


def downgrade() -> None:
    cases = sa.table("cases", sa.column("id"), sa.column("presenter_id"))
    gone = sa.select(cases.c.id).where(cases.c.presenter_id.is_(None))
    for name in ("case_words", "case_seats", "case_drafts"):
        rows = sa.table(name, sa.column("case_id"))
        op.execute(sa.delete(rows).where(rows.c.case_id.in_(gone)))
    op.execute(sa.delete(cases).where(cases.c.presenter_id.is_(None)))
    with op.batch_alter_table("cases") as batch:
        batch.alter_column("presenter_id", existing_type=sa.String(), nullable=False)
