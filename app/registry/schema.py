"""The schema is brought to its head when a service starts; one process does it, others wait."""

from pathlib import Path

import sqlalchemy.exc
from sqlalchemy import Connection, text

from app.errors import DatabaseUnavailable
from app.registry.database import Database

HEAD = "0005"
_MIGRATING_LOCK = 0x6F6E796E


def is_current(database: Database) -> bool:
    """Whether the schema is at its head. Raises `DatabaseUnavailable` if nobody answers."""
    with database.reading() as session:
        try:
            found = session.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
        except (sqlalchemy.exc.OperationalError, sqlalchemy.exc.ProgrammingError) as error:
            if "alembic_version" in str(error.orig):
                return False
            raise
    return list(found) == [HEAD]


def upgrade(database: Database) -> None:
    """Bring the schema to its head, or wait while another process does."""
    if is_current(database):
        return
    with database.writer.connect() as connection, connection.begin():
        if database.backend == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:n)"), {"n": _MIGRATING_LOCK})
        run_alembic(connection, "upgrade", "head")
    if not is_current(database):
        raise DatabaseUnavailable("the schema of the database is newer than this program")


def run_alembic(connection: Connection, command: str, *args: str) -> None:
    """Run an Alembic command inside the caller's transaction."""
    # Alembic takes a quarter of a second to import, and a start at the head needs none of it.
    import alembic.command
    import alembic.config

    config = alembic.config.Config()
    config.set_main_option("script_location", str(script_location()).replace("%", "%%"))
    config.attributes["connection"] = connection
    getattr(alembic.command, command)(config, *args)


def script_location() -> Path:
    """The folder of the migrations, in a checkout or in an installed wheel."""
    here = Path(__file__).resolve()
    for folder in (here.parents[2] / "alembic", here.parents[1] / "alembic"):
        if (folder / "env.py").exists():
            return folder
    raise FileNotFoundError("the folder alembic/ is missing beside app/")
