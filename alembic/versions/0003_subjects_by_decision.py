"""Whom a decision was about is asked by the decision, too"""

from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_decision_subject_decision_id", "decision_subject", ["decision_id"])


def downgrade() -> None:
    op.drop_index("ix_decision_subject_decision_id", "decision_subject")
