"""Sentences that members share."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"


def upgrade() -> None:
    op.create_table(
        "opening_sentences",
        sa.Column("meeting_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("words", sa.LargeBinary(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meetings.id"], name=op.f("fk_opening_sentences_meeting_id_meetings"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_opening_sentences_member_id_members"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("meeting_id", "member_id", name=op.f("pk_opening_sentences")),
    )
    with op.batch_alter_table("opening_sentences", schema=None) as batch_op:
        batch_op.create_index("ix_opening_sentences_member_id", ["member_id"], unique=False)

    op.create_table(
        "buddy_sentences",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("pair_id", sa.String(), nullable=False),
        sa.Column("member_id", sa.String(), nullable=False),
        sa.Column("checkin_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["member_id"], ["members.id"], name=op.f("fk_buddy_sentences_member_id_members"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["pair_id"], ["buddy_pairs.id"], name=op.f("fk_buddy_sentences_pair_id_buddy_pairs"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_buddy_sentences")),
        sa.UniqueConstraint("pair_id", "checkin_id", name=op.f("uq_buddy_sentences_pair_id_checkin_id")),
    )
    with op.batch_alter_table("buddy_sentences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_buddy_sentences_member_id"), ["member_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("buddy_sentences", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_buddy_sentences_member_id"))

    op.drop_table("buddy_sentences")
    with op.batch_alter_table("opening_sentences", schema=None) as batch_op:
        batch_op.drop_index("ix_opening_sentences_member_id")

    op.drop_table("opening_sentences")
