"""Quiet hours belong to a person, since they hold for more than check-ins."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"

_MOVE = """
    UPDATE people SET
        asked_from = (SELECT earliest FROM checkin_plans WHERE checkin_plans.profile_id = people.id),
        asked_until = (SELECT latest FROM checkin_plans WHERE checkin_plans.profile_id = people.id)
"""
_BACK = """
    UPDATE checkin_plans SET
        earliest = (SELECT asked_from FROM people WHERE people.id = checkin_plans.profile_id),
        latest = (SELECT asked_until FROM people WHERE people.id = checkin_plans.profile_id)
"""


def upgrade() -> None:
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_from", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("asked_until", sa.String(), nullable=True))
    op.execute(_MOVE)
    with op.batch_alter_table("checkin_plans", schema=None) as batch_op:
        batch_op.drop_column("earliest")
        batch_op.drop_column("latest")


def downgrade() -> None:
    with op.batch_alter_table("checkin_plans", schema=None) as batch_op:
        batch_op.add_column(sa.Column("earliest", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("latest", sa.String(), nullable=True))
    op.execute(_BACK)
    with op.batch_alter_table("people", schema=None) as batch_op:
        batch_op.drop_column("asked_until")
        batch_op.drop_column("asked_from")
