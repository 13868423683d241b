"""Keys of callers are forgotten by age; half of an answer is none"""

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Claimed by an earlier version that died before it answered.
    op.execute("DELETE FROM idempotency WHERE status IS NULL")
    op.create_index("ix_idempotency_at", "idempotency", ["at"])


def downgrade() -> None:
    op.drop_index("ix_idempotency_at", "idempotency")
