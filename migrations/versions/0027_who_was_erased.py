"""Who was erased, under a name that tells nothing, so that a copy from before does not bring them back."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"


def upgrade() -> None:
    op.create_table(
        "erased",
        sa.Column("name", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("name", name="pk_erased"),
    )


def downgrade() -> None:
    op.drop_table("erased")
