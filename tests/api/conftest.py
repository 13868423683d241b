"""The real application over the databases of tests/conftest.py."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings


@pytest.fixture
def client(database_url: str) -> Iterator[TestClient]:
    """The application over an empty registry, on both kinds of database."""
    app = create_app(Settings(database_url=database_url, max_body_bytes=100_000))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client


@pytest.fixture
def sqlite_copy(sqlite_template: Path, tmp_path: Path) -> Callable[[], Path]:
    """Makes the path of a fresh SQLite registry."""

    def copy() -> Path:
        return Path(shutil.copy(sqlite_template, tmp_path / "copy.db"))

    return copy


@pytest.fixture
def bare_client() -> Iterator[TestClient]:
    """The application over a database without tables, for what needs none."""
    app = create_app(Settings(database_url="sqlite://", max_body_bytes=100_000))
    with TestClient(app, raise_server_exceptions=False) as client:
        yield client
