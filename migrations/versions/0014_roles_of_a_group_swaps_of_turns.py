"""Roles of a group, swaps of turns."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"

SWAPS, STEPS = "rotation_swaps", "rotation_steps"


def upgrade() -> None:
    op.create_table(
        SWAPS,
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("asker_id", sa.String(), nullable=False),
        sa.Column("asked_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        _goes_with("asked_id", "members"),
        _goes_with("asker_id", "members"),
        _goes_with("meeting_id", "meetings"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rotation_swaps")),
    )
    for column in ("asked_id", "asker_id", "meeting_id"):
        op.create_index(op.f(f"ix_{SWAPS}_{column}"), SWAPS, [column])
    with op.batch_alter_table("groups") as groups:
        groups.add_column(sa.Column("roles", sa.String(), server_default="facilitator", nullable=False))
    with op.batch_alter_table(STEPS) as steps:
        steps.add_column(sa.Column("other_id", sa.String(), nullable=True))
        steps.create_index(op.f("ix_rotation_steps_other_id"), ["other_id"])
        steps.create_foreign_key(
            op.f("fk_rotation_steps_other_id_members"), "members", ["other_id"], ["id"], ondelete="SET NULL"
        )


def _goes_with(column: str, table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        [column], [f"{table}.id"], name=op.f(f"fk_{SWAPS}_{column}_{table}"), ondelete="CASCADE"
    )


def downgrade() -> None:
    with op.batch_alter_table(STEPS) as steps:
        steps.drop_constraint(op.f("fk_rotation_steps_other_id_members"), type_="foreignkey")
        steps.drop_index(op.f("ix_rotation_steps_other_id"))
        steps.drop_column("other_id")
    with op.batch_alter_table("groups") as groups:
        groups.drop_column("roles")
    op.drop_table(SWAPS)
