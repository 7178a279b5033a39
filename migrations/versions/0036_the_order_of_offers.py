"""The order of offers, which no longer stands in their times."""

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"


def upgrade() -> None:
    with op.batch_alter_table("consult_offers") as offers:
        offers.add_column(sa.Column("number", sa.Integer(), server_default="0", nullable=False))
    earlier = "select count(*) from consult_offers as earlier where earlier.made_at <= consult_offers.made_at"
    op.execute(f"update consult_offers set number = ({earlier})")  # noqa: S608 -- no words of anybody's


def downgrade() -> None:
    with op.batch_alter_table("consult_offers") as offers:
        offers.drop_column("number")
