"""The one door to the database: two engines, one transaction a request, errors in our words."""

import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, nullcontext
from contextvars import ContextVar
from typing import Any

import sqlalchemy.exc
from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import StaticPool
from sqlmodel import Session

from app.errors import Busy, DatabaseUnavailable, OnymError

WAIT_SECONDS = 15
# One learning writer at a time, so that two workers never create one person twice. Any number.
_LEARNING_LOCK = 0x6F6E796D


class Unit:
    """One transaction of several `writing()`: begun by the first, ended by `Database.as_one`."""

    def __init__(self, first: Callable[[Session], None]) -> None:
        self.first = first
        self.session: Session | None = None  # None until something is written
        self.learning = False
        self.end = ExitStack()


# The unit that this thread works in; each belongs to one database.
_UNIT: ContextVar[tuple["Database", Unit] | None] = ContextVar("onym_unit", default=None)


class Database:
    """An open database. `reading()` and `writing()` give a session; writes commit at the exit."""

    def __init__(self, reader: Engine, writer: Engine, *, shared: bool) -> None:
        self.reader = reader
        self.writer = writer
        # One connection in memory is one transaction at a time, whoever asks.
        self._turn = threading.RLock() if shared else None
        # SQLite lets writers ask again and again and prefers nobody: those of one process queue up.
        self._queue = threading.RLock() if writer.dialect.name == "sqlite" else None

    @classmethod
    def open(cls, url: str) -> "Database":
        """Prepare the engines; nothing connects before the first session.

        `url` is `sqlite://`, `sqlite:////abs/path.db` or `postgresql+psycopg://...`.
        """
        try:
            parsed = make_url(url)
            parsed.get_dialect()
        except sqlalchemy.exc.ArgumentError as error:
            raise DatabaseUnavailable(f"{url[:40]!r} is not the address of a database") from error
        if parsed.get_backend_name() == "sqlite":
            return cls._sqlite(parsed)
        if parsed.drivername == "postgresql":
            parsed = parsed.set(drivername="postgresql+psycopg")
        engine = create_engine(
            parsed,
            pool_pre_ping=True,
            pool_size=10,
            max_overflow=30,
            pool_timeout=WAIT_SECONDS,
            connect_args={"connect_timeout": 5},
        )
        return cls(engine, engine, shared=False)

    @classmethod
    def _sqlite(cls, url: URL) -> "Database":
        in_memory = url.database in (None, "", ":memory:")
        if in_memory:
            writer = _sqlite_engine(url, "BEGIN IMMEDIATE", poolclass=StaticPool)
            return cls(writer, writer, shared=True)
        writer = _sqlite_engine(url, "BEGIN IMMEDIATE")
        reader = _sqlite_engine(url, "BEGIN", pool_size=10, max_overflow=30)
        return cls(reader, writer, shared=False)

    @property
    def backend(self) -> str:
        """`sqlite` or `postgresql`."""
        return self.writer.dialect.name

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Read one consistent state; whatever is written is rolled back."""
        unit = self._unit()
        if unit is not None and unit.session is not None:
            with _our_errors():
                yield unit.session  # what the unit wrote is seen by itself
            return
        with self._alone(), _our_errors(), Session(self.reader, autoflush=False) as session:
            if self.backend == "postgresql":
                # Else each statement sees what was committed meanwhile: a mention without its text.
                session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    @contextmanager
    def writing(self, *, learning: bool = True) -> Iterator[Session]:
        """Write alone, or beside others if not `learning`; committed at the exit, else undone."""
        unit = self._unit()
        if unit is None:
            with self._transaction(learning=learning) as session:
                yield session
            return
        with _our_errors():
            if unit.session is None:
                unit.session = unit.end.enter_context(self._transaction(learning=learning))
                unit.learning = learning
                unit.first(unit.session)
            elif learning and not unit.learning:
                self._lock(unit.session)
                unit.learning = True
            yield unit.session

    @contextmanager
    def as_one(self, first: Callable[[Session], None]) -> Iterator[Unit]:
        """All that this thread writes meanwhile is one transaction, committed at the exit.

        It begins with the first `writing()`, and with `first` in it. An error that leaves a
        `writing()` has to leave here, too: all is undone together.
        """
        unit = Unit(first)
        with unit.end:
            token = _UNIT.set((self, unit))
            try:
                yield unit
            finally:
                _UNIT.reset(token)

    def _unit(self) -> Unit | None:
        found = _UNIT.get()
        return found[1] if found is not None and found[0] is self else None

    @contextmanager
    def _transaction(self, *, learning: bool) -> Iterator[Session]:
        with (
            self._alone(),
            self._queued(),
            _our_errors(),
            Session(self.writer, autoflush=False, expire_on_commit=False) as session,
        ):
            session.connection()  # SQLite takes the lock now, not at the first write
            if self.backend == "postgresql":
                session.execute(text(f"SET LOCAL lock_timeout = '{WAIT_SECONDS}s'"))
            if learning:
                self._lock(session)
            yield session
            session.commit()

    def _lock(self, session: Session) -> None:
        """Be the one who learns; SQLite has but one writer anyhow."""
        if self.backend == "postgresql":
            lock = text("SELECT pg_advisory_xact_lock(:lock)")
            session.execute(lock, {"lock": _LEARNING_LOCK})

    def close(self) -> None:
        """Give back every connection."""
        self.writer.dispose()
        self.reader.dispose()

    @contextmanager
    def _queued(self) -> Iterator[None]:
        """Wait for the other writers of this process. Raises `Busy` when that takes too long."""
        if self._queue is None:
            yield
            return
        if not self._queue.acquire(timeout=WAIT_SECONDS):
            raise Busy("other writers hold the database")
        try:
            yield
        finally:
            self._queue.release()

    def _alone(self) -> AbstractContextManager[object]:
        return self._turn or nullcontext()


def _sqlite_engine(url: URL, begin: str, **options: Any) -> Engine:  # noqa: ANN401
    engine = create_engine(
        url,
        connect_args={"check_same_thread": False, "timeout": WAIT_SECONDS},
        **options,
    )

    def connected(connection: sqlite3.Connection, _: object) -> None:
        # pysqlite would begin transactions behind our back, and too late: lost updates.
        connection.isolation_level = None
        cursor = connection.cursor()
        cursor.execute(f"PRAGMA busy_timeout = {WAIT_SECONDS * 1000}")
        _switch_to_wal(cursor)
        for pragma in ("synchronous = NORMAL", "foreign_keys = ON", "temp_store = MEMORY"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.execute("PRAGMA cache_size = -32000")
        cursor.close()

    event.listen(engine, "connect", connected)
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    return engine


def _switch_to_wal(cursor: sqlite3.Cursor) -> None:
    """The switch needs the file alone and does not heed the busy timeout: ask again."""
    for attempt in range(100):
        try:
            cursor.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or attempt == 99:
                raise
            time.sleep(0.05)
        else:
            return


@contextmanager
def _our_errors() -> Iterator[None]:
    """Say what the driver says in words that callers know."""
    try:
        yield
    except OnymError:
        raise
    except sqlalchemy.exc.TimeoutError as error:
        raise Busy("no free connection to the database") from error
    except sqlalchemy.exc.DBAPIError as error:
        translated = translate(error)
        if translated is None:
            raise
        raise translated from error


# Postgres: lock not available, deadlock detected, serialization failure.
_BUSY_STATES = frozenset({"55P03", "40P01", "40001"})
# Connection failures, shut-downs, too many connections, no such database, wrong password.
_GONE_CLASSES = ("08", "57P", "53", "3D", "28")


def translate(error: sqlalchemy.exc.DBAPIError) -> OnymError | None:
    """Our error for the driver's, or None where it is a mistake of our own."""
    cause = error.orig
    if isinstance(cause, sqlite3.OperationalError | sqlite3.DatabaseError):
        return _from_sqlite(cause)
    # Only psycopg's errors have it; psycopg is not imported for SQLite, where it would take 9 MB.
    if hasattr(cause, "sqlstate"):
        state = getattr(cause, "sqlstate", None) or ""
        if state in _BUSY_STATES:
            return Busy("another writer holds the database")
        if state.startswith(_GONE_CLASSES) or (
            not state and isinstance(error, sqlalchemy.exc.OperationalError)
        ):
            return DatabaseUnavailable("the database does not answer")
    if error.connection_invalidated:
        return DatabaseUnavailable("the connection to the database was lost")
    return None


def _from_sqlite(cause: sqlite3.Error) -> OnymError | None:
    name = getattr(cause, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Busy("another writer holds the database")
    gone = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_FULL", "SQLITE_READONLY", "SQLITE_NOTADB")
    if name.startswith((*gone, "SQLITE_CORRUPT")):
        return DatabaseUnavailable("the database file cannot be used")
    if str(cause).startswith("no such table"):
        return DatabaseUnavailable("the database has no schema")
    return None
