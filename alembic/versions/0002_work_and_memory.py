"""Long work, reviews, what is known to differ, and answers already given"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
FOLDED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    _work()
    _memory()


def _work() -> None:
    op.create_table(
        "job",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("failed", sa.Integer(), nullable=False),
        sa.Column("worker", sa.String()),
        sa.Column("lease_until", UTC),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("started_at", UTC),
        sa.Column("finished_at", UTC),
    )
    op.create_index("ix_job_status", "job", ["status", "id"])
    op.create_table(
        "job_portion",
        sa.Column("job_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("number", sa.Integer(), primary_key=True, autoincrement=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("results", sa.String()),
    )


def _memory() -> None:
    op.create_table(
        "review",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", FOLDED, nullable=False),
        sa.Column("lang", sa.String()),
        sa.Column("reason", sa.String()),
        sa.Column("article_id", sa.BigInteger()),
        sa.Column("candidates", JSON, nullable=False),
        sa.Column("closeness", sa.Float(), nullable=False),
        sa.Column("judgement", sa.String()),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("opened_at", UTC, nullable=False),
        sa.Column("closed_at", UTC),
    )
    op.create_index("ix_review_status", "review", ["status", "id"])
    op.create_index("ix_review_folded", "review", ["folded", "status"])
    op.add_column("mention", sa.Column("review_id", sa.BigInteger()))
    op.create_index("ix_mention_review_id", "mention", ["review_id"])
    op.create_table(
        "difference",
        sa.Column("one_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("other_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_difference_other_id", "difference", ["other_id"])
    op.create_table(
        "idempotency",
        sa.Column("key", sa.String(), primary_key=True),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("headers", JSON),
        sa.Column("body", sa.LargeBinary()),
        sa.Column("at", UTC, nullable=False),
    )


def downgrade() -> None:
    op.drop_table("idempotency")
    op.drop_table("difference")
    op.drop_index("ix_mention_review_id", "mention")
    op.drop_column("mention", "review_id")
    for table in ("review", "job_portion", "job"):
        op.drop_table(table)
