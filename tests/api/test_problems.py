"""Every error leaves as a problem, from one table, with a heading in the docs."""

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from app.api.problems import ALL_KINDS, KINDS, Kind, kind_of, problem_of
from app.errors import Fault, Invalid, LaterDecisions, OnymError

DOCS = Path(__file__).parents[2] / "docs" / "errors.md"


def subclasses(of: type[OnymError]) -> set[type[OnymError]]:
    return {of}.union(*(subclasses(cls) for cls in of.__subclasses__()))


def test_every_error_class_has_its_row() -> None:
    ours = {cls for cls in subclasses(OnymError) if cls.__module__.startswith("app.")}
    assert ours == set(KINDS)


def test_no_two_classes_share_a_type() -> None:
    assert len(ALL_KINDS) == len(KINDS) + 1  # 405 is the framework's alone


def test_every_type_has_its_heading_in_the_docs_with_its_status() -> None:
    text = DOCS.read_text(encoding="utf-8")
    described = dict(re.findall(r"^## (\S+)\n(\d{3})", text, flags=re.MULTILINE))
    assert described == {kind.slug: str(kind.status) for kind in ALL_KINDS.values()}


def test_an_error_without_words_gets_those_of_its_kind() -> None:
    assert problem_of(Invalid(""), "/v1/compare").detail == kind_of(Invalid("")).specimen


def test_characters_that_cannot_travel_are_shown_as_escapes() -> None:
    problem = problem_of(Invalid("bad \ud800", (Fault("/a\0", "x"),)), "/v1/\udcff")
    assert problem.detail == "bad \\ud800"
    assert problem.instance == "/v1/\\udcff"
    assert problem.errors is not None
    assert problem.errors[0].pointer == "/a\\u0000"


def test_a_blocked_undo_names_what_stands_in_the_way() -> None:
    problem = problem_of(LaterDecisions("Undo these first.", ("d1", "d2")), "/v1/decisions/d0/undo")
    assert problem.decisions == ["d1", "d2"]


@pytest.mark.parametrize("kind", ALL_KINDS.values(), ids=lambda kind: str(kind.slug))
def test_every_type_can_be_looked_up(bare_client: TestClient, kind: Kind) -> None:
    answer = bare_client.get(kind.type)
    assert answer.status_code == 200
    assert answer.json()["status"] == kind.status
    assert answer.json()["description"]


def test_an_unknown_type_is_not_found(bare_client: TestClient) -> None:
    assert bare_client.get("/problems/sloth").json()["type"] == "/problems/not-found"
