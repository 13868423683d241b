"""Runs the migrations: in the service's own transaction, or at the developer's command line."""

from sqlalchemy import Connection
from sqlmodel import SQLModel

import app.registry.tables  # noqa: F401
from alembic import context
from app.registry.database import Database
from app.settings import Settings


def migrate(connection: Connection) -> None:
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        # SQLite can: our connections begin for themselves.
        transactional_ddl=True,
        render_as_batch=connection.dialect.name == "sqlite",
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    migrate(given)
else:
    database = Database.open(Settings().database_url)
    with database.writer.connect() as connection, connection.begin():
        migrate(connection)
