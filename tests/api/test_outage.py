"""A database that is locked or gone: 503 with Retry-After, and recovery without a restart."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from fastapi.testclient import TestClient
from sqlalchemy.engine import make_url

from app.main import create_app
from app.settings import Settings
from tests.api.test_intake import problem

PERSON = {"label": "Olga Tokarczuk"}


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """A service that waits for locks a moment only."""
    monkeypatch.setattr("app.registry.database.WAIT_SECONDS", 1)


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Another process writes, and does not come to an end."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("BEGIN EXCLUSIVE")
    try:
        yield
    finally:
        connection.close()


def refused(answer: object) -> None:
    assert answer.status_code == 503  # type: ignore[attr-defined]
    assert problem(answer) in {"busy", "database-unavailable"}  # type: ignore[arg-type]
    assert int(answer.headers["retry-after"]) > 0  # type: ignore[attr-defined]


@pytest.mark.usefixtures("impatient")
def test_a_locked_file_is_busy_for_writers_and_open_for_readers(
    sqlite_copy: Callable[[], Path],
) -> None:
    path = sqlite_copy()
    with TestClient(create_app(Settings(database_url=f"sqlite:///{path}"))) as client:
        with locked(path):
            refused(client.post("/v1/persons", json=PERSON))
            text = {"articles": [{"text": "Olga Tokarczuk read."}]}
            refused(client.post("/v1/articles/batch", json=text))
            assert client.get("/v1/persons").status_code == 200
            assert client.get("/readyz").status_code == 200
        assert client.post("/v1/persons", json=PERSON).status_code == 201
        assert len(client.get("/v1/persons").json()["items"]) == 1


def test_a_postgres_that_went_away_comes_back_without_a_restart(
    migrated_postgres_url: str,
) -> None:
    url = make_url(migrated_postgres_url)
    admin = url.set(drivername="postgresql", database="postgres")
    settings = Settings(database_url=migrated_postgres_url)
    with (
        TestClient(create_app(settings), raise_server_exceptions=False) as client,
        psycopg.connect(admin.render_as_string(hide_password=False), autocommit=True) as server,
    ):
        assert client.get("/readyz").status_code == 200
        server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS false')
        try:
            server.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s",
                [url.database],
            )
            refused(client.get("/readyz"))
            refused(client.get("/v1/persons"))
            refused(client.get("/v1/resolve?name=Olga+Tokarczuk"))
            refused(client.post("/v1/persons", json=PERSON))
            assert client.get("/healthz").status_code == 200
        finally:
            server.execute(f'ALTER DATABASE "{url.database}" ALLOW_CONNECTIONS true')
        assert client.get("/readyz").status_code == 200
        assert client.get("/v1/persons").status_code == 200


def test_a_file_that_cannot_be_opened_is_unavailable(tmp_path: Path) -> None:
    settings = Settings(database_url=f"sqlite:///{tmp_path}/missing/onym.db")
    with TestClient(create_app(settings), raise_server_exceptions=False) as client:
        refused(client.get("/readyz"))
        refused(client.get("/v1/persons"))
        refused(client.post("/v1/persons", json=PERSON))
