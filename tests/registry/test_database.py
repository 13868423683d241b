"""Transactions, locks and losses."""

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import text

from app.errors import Busy, DatabaseUnavailable
from app.registry import ids
from app.registry.database import Database


def value(database: Database) -> int:
    with database.reading() as session:
        return int(session.execute(text("SELECT value FROM counter")).scalar_one())


def test_what_is_written_is_seen_by_the_next_reader(
    database: Database, open_again: Callable[[], Database]
):
    with database.writing() as session:
        assert list(ids.allot(session, 3)) == [1, 2, 3]
    assert value(open_again()) == 3


def test_an_error_takes_the_whole_write_back(database: Database):
    with pytest.raises(ValueError, match="halfway"), database.writing() as session:
        ids.allot(session, 3)
        raise ValueError("halfway")
    assert value(database) == 0


def test_parallel_writers_lose_no_update(database: Database, open_again: Callable[[], Database]):
    def write(worker: Database) -> None:
        for _ in range(25):
            with worker.writing() as session:
                before = session.execute(text("SELECT value FROM counter")).scalar_one()
                session.execute(text("UPDATE counter SET value = :v"), {"v": before + 1})

    threads = [threading.Thread(target=write, args=(open_again(),)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert value(database) == 100


def test_a_reader_does_not_wait_for_a_writer(database: Database):
    with database.writing() as session:
        ids.allot(session, 1)
        assert value(database) == 0


def test_a_writer_that_waits_too_long_is_told_busy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("app.registry.database.WAIT_SECONDS", 0.05)
    database = Database.open(f"sqlite:///{tmp_path}/locked.db")
    with database.writing():
        holder = sqlite3.connect(tmp_path / "locked.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(Busy), database.writing():
        pass
    holder.execute("ROLLBACK")
    holder.close()
    with database.writing():
        pass
    database.close()


def test_a_postgres_that_went_away_is_unavailable_and_comes_back(migrated_postgres_url: str):
    database = Database.open(migrated_postgres_url)
    admin = Database.open(migrated_postgres_url)
    with pytest.raises(DatabaseUnavailable), database.reading() as session:
        mine = session.execute(text("SELECT pg_backend_pid()")).scalar_one()
        with admin.writer.begin() as connection:
            connection.execute(text("SELECT pg_terminate_backend(:p, 2000)"), {"p": mine})
        session.execute(text("SELECT 1"))
    with database.reading() as session:
        assert session.execute(text("SELECT 1")).scalar_one() == 1
    database.close()
    admin.close()


@pytest.mark.parametrize(
    "url",
    [
        "postgresql+psycopg://nobody@127.0.0.1:1/nowhere",
        "postgresql://nobody@127.0.0.1:1/nowhere",
        "sqlite:////nowhere/at/all/onym.db",
    ],
)
def test_a_database_that_is_not_there_is_unavailable(url: str):
    database = Database.open(url)
    with pytest.raises(DatabaseUnavailable), database.reading() as session:
        session.execute(text("SELECT 1"))


def test_a_database_in_memory_is_one_for_reader_and_writer():
    database = Database.open("sqlite://")
    with database.writing() as session:
        session.execute(text("CREATE TABLE t AS SELECT 7 AS n"))
    with database.reading() as session:
        assert session.execute(text("SELECT n FROM t")).scalar_one() == 7
    database.close()


@pytest.mark.parametrize("url", ["nonsense", "oracle9://nowhere/onym", ""])
def test_what_is_no_address_of_a_database_is_said_so(url: str):
    with pytest.raises(DatabaseUnavailable, match="not the address"):
        Database.open(url)


def test_a_reader_sees_one_state_whatever_is_committed_meanwhile(database: Database):
    count = text("SELECT value FROM counter WHERE name = 'id'")
    with database.reading() as session:
        before = session.execute(count).scalar_one()
        with database.writing() as writer:
            ids.allot(writer, 5)
        assert session.execute(count).scalar_one() == before
