"""docs/wrong-merge.md tells what really happens."""

import os
from collections.abc import Callable
from pathlib import Path

from fastapi.testclient import TestClient

from app.main import create_app
from app.settings import Settings
from tests.api.wrong_merge import page

PAGE = Path(__file__).parents[2] / "docs" / "wrong-merge.md"


def test_the_page_of_the_wrong_merge_holds(sqlite_copy: Callable[[], Path]) -> None:
    with TestClient(create_app(Settings(database_url=f"sqlite:///{sqlite_copy()}"))) as client:
        told = page(client)
    if os.environ.get("ONYM_UPDATE_OPENAPI"):
        PAGE.write_text(told, encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == told
