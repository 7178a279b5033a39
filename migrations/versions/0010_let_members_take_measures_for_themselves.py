"""Let members take measures for themselves."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    op.create_table(
        "measure_keeping",
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        _owner("measure_keeping"),
        sa.PrimaryKeyConstraint("profile_id", name="pk_measure_keeping"),
    )
    op.create_table(
        "measure_takings",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("ended_at", sa.DateTime(), nullable=True),
        _owner("measure_takings"),
        sa.PrimaryKeyConstraint("id", name="pk_measure_takings"),
    )
    op.create_index("ix_measure_takings_profile_id", "measure_takings", ["profile_id"])
    op.create_table(
        "measure_thresholds",
        sa.Column("profile_id", sa.String(), nullable=False),
        sa.Column("instrument", sa.String(), nullable=False),
        sa.Column("threshold", sa.LargeBinary(), nullable=False),
        _owner("measure_thresholds"),
        sa.PrimaryKeyConstraint("profile_id", "instrument", name="pk_measure_thresholds"),
    )
    op.create_table(
        "measure_answers",
        sa.Column("taking_id", sa.String(), nullable=False),
        sa.Column("item", sa.String(), nullable=False),
        sa.Column("answer", sa.LargeBinary(), nullable=False),
        _taking("measure_answers"),
        sa.PrimaryKeyConstraint("taking_id", "item", name="pk_measure_answers"),
    )
    op.create_table(
        "measure_scores",
        sa.Column("taking_id", sa.String(), nullable=False),
        sa.Column("scores", sa.LargeBinary(), nullable=False),
        _taking("measure_scores"),
        sa.PrimaryKeyConstraint("taking_id", name="pk_measure_scores"),
    )


def _owner(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["profile_id"], ["people.id"], name=f"fk_{table}_profile_id_people", ondelete="CASCADE"
    )


def _taking(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["taking_id"], ["measure_takings.id"], name=f"fk_{table}_taking_id_measure_takings", ondelete="CASCADE"
    )


def downgrade() -> None:
    for table in ("measure_scores", "measure_answers", "measure_thresholds", "measure_takings", "measure_keeping"):
        op.drop_table(table)
