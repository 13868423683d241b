"""The registry: people, spellings, articles, mentions, decisions"""

import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import JSONB

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
JSON = sa.JSON().with_variant(JSONB(), "postgresql")
FOLDED = sa.String().with_variant(sa.String(collation="C"), "postgresql")
UTC = sa.DateTime(timezone=True)


def upgrade() -> None:
    counter = op.create_table(
        "counter",
        sa.Column("name", sa.String(), primary_key=True),
        sa.Column("value", sa.BigInteger(), nullable=False),
    )
    op.bulk_insert(counter, [{"name": "id", "value": 0}])
    _people()
    _articles()
    _decisions()


def _people() -> None:
    op.create_table(
        "person",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("label", sa.String(), nullable=False),
        sa.Column("label_origin", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("is_partial", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.BigInteger()),
        sa.Column("birth_year", sa.Integer()),
        sa.Column("countries", JSON, nullable=False),
        sa.Column("note", sa.String()),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", UTC, nullable=False),
        sa.Column("updated_at", UTC, nullable=False),
    )
    op.create_index("ix_person_status", "person", ["status", "id"])
    op.create_index("ix_person_merged_into", "person", ["merged_into"])
    op.create_table(
        "alias",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("folded", FOLDED, nullable=False),
        sa.Column("lang", sa.String()),
        sa.Column("script", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("is_partial", sa.Boolean(), nullable=False),
        sa.Column("created_at", UTC, nullable=False),
        sa.UniqueConstraint("person_id", "folded", name="uq_alias_person_id_folded"),
    )
    op.create_index("ix_alias_folded", "alias", ["folded"])
    op.create_table(
        "alias_key",
        sa.Column("key", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("alias_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "external_id",
        sa.Column("scheme", sa.String(), primary_key=True),
        sa.Column("value", sa.String(), primary_key=True),
        sa.Column("person_id", sa.BigInteger(), nullable=False),
    )
    op.create_index("ix_external_id_person_id", "external_id", ["person_id"])


def _articles() -> None:
    op.create_table(
        "article",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("source", sa.String()),
        sa.Column("external_id", sa.String()),
        sa.Column("url", sa.String()),
        sa.Column("title", sa.String()),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("lang", sa.String(), nullable=False),
        sa.Column("lang_given", sa.String()),
        sa.Column("published_at", UTC),
        sa.Column("received_at", UTC, nullable=False),
        sa.UniqueConstraint("identity", name="uq_article_identity"),
    )
    op.create_table(
        "mention",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("article_id", sa.BigInteger(), nullable=False),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        sa.Column("surface", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("chain", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.BigInteger()),
        sa.Column("alias_id", sa.BigInteger()),
        sa.Column("score", sa.Float()),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("seen_at", UTC, nullable=False),
    )
    op.create_index("ix_mention_article_id", "mention", ["article_id", "id"])
    op.create_index("ix_mention_person_id", "mention", ["person_id", "article_id", "seen_at"])
    op.create_index("ix_mention_alias_id", "mention", ["alias_id", "seen_at"])


def _decisions() -> None:
    op.create_table(
        "decision",
        sa.Column("id", ID, primary_key=True, autoincrement=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("actor", sa.String(), nullable=False),
        sa.Column("engine_version", sa.String(), nullable=False),
        sa.Column("reason", sa.String()),
        sa.Column("score", sa.Float()),
        sa.Column("features", JSON),
        sa.Column("changes", JSON, nullable=False),
        sa.Column("undoes", sa.BigInteger()),
        sa.Column("at", UTC, nullable=False),
    )
    op.create_index("ix_decision_undoes", "decision", ["undoes"])
    op.create_table(
        "decision_subject",
        sa.Column("person_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sa.Column("decision_id", sa.BigInteger(), primary_key=True, autoincrement=False),
        sqlite_with_rowid=False,
    )


def downgrade() -> None:
    for table in (
        "decision_subject",
        "decision",
        "mention",
        "article",
        "external_id",
        "alias_key",
        "alias",
        "person",
        "counter",
    ):
        op.drop_table(table)
