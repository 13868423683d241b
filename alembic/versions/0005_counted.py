"""What is counted of people and spellings is kept beside them"""

import sqlalchemy as sa

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

UTC = sa.DateTime(timezone=True)
COUNT = """UPDATE {table} SET
    mention_count = (SELECT count(*) FROM mention WHERE mention.{column} = {table}.id),
    first_seen = (SELECT min(seen_at) FROM mention WHERE mention.{column} = {table}.id),
    last_seen = (SELECT max(seen_at) FROM mention WHERE mention.{column} = {table}.id)"""
ARTICLES = """UPDATE person SET article_count =
    (SELECT count(DISTINCT article_id) FROM mention WHERE mention.person_id = person.id)"""


def upgrade() -> None:
    for table in ("person", "alias"):
        for name in ("mention_count", "article_count") if table == "person" else ("mention_count",):
            op.add_column(table, sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
        for name in ("first_seen", "last_seen"):
            op.add_column(table, sa.Column(name, UTC))
        op.execute(COUNT.format(table=table, column=f"{table}_id"))
    op.execute(ARTICLES)


def downgrade() -> None:
    for table in ("person", "alias"):
        for name in ("last_seen", "first_seen", "mention_count"):
            op.drop_column(table, name)
    op.drop_column("person", "article_count")
