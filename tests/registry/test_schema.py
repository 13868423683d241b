"""The migrations, on both databases."""

import threading
from collections.abc import Iterator
from pathlib import Path

import alembic.command
import alembic.config
import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import inspect, text

from app.errors import OnymError
from app.registry import schema
from app.registry.database import Database


@pytest.fixture(params=["sqlite", "postgres"])
def bare(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without a schema."""
    if request.param == "sqlite":
        yield Database.open(f"sqlite:///{tmp_path}/bare.db")
        return
    database = Database.open(request.getfixturevalue("migrated_postgres_url"))
    with database.writer.begin() as connection:
        schema.run_alembic(connection, "downgrade", "base")
        connection.execute(text("DROP TABLE alembic_version"))
    yield database
    schema.upgrade(database)
    database.close()


def test_the_head_named_in_the_code_is_the_head_of_the_migrations():
    config = alembic.config.Config()
    config.set_main_option("script_location", str(schema.script_location()))
    assert ScriptDirectory.from_config(config).get_current_head() == schema.HEAD


def test_a_bare_database_is_brought_to_the_head(bare: Database):
    assert not schema.is_current(bare)
    schema.upgrade(bare)
    assert schema.is_current(bare)


def test_the_migrations_tell_the_same_as_the_tables(database: Database):
    with database.writer.connect() as connection, connection.begin():
        schema.run_alembic(connection, "check")


def test_every_migration_can_be_taken_back(bare: Database):
    schema.upgrade(bare)
    with bare.writer.begin() as connection:
        schema.run_alembic(connection, "downgrade", "base")
    assert set(inspect(bare.writer).get_table_names()) == {"alembic_version"}
    schema.upgrade(bare)
    assert schema.is_current(bare)


def test_workers_that_start_together_migrate_once(bare: Database):
    failures: list[OnymError] = []

    def start() -> None:
        worker = Database.open(bare.writer.url.render_as_string(hide_password=False))
        try:
            schema.upgrade(worker)
        except OnymError as error:
            failures.append(error)
        finally:
            worker.close()

    threads = [threading.Thread(target=start) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert schema.is_current(bare)
