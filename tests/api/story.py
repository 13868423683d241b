"""A short story over the whole API; its answers become the worked examples of the OpenAPI document.

Each step names an operation and what is sent. `{name}` in an address or a value stands for what an
earlier answer said (`keep`).
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import httpx2
from fastapi.testclient import TestClient

Json = Any


@dataclass(frozen=True)
class Step:
    """One call: the operation, its method and address, what is sent, and what is kept of it."""

    operation: str
    method: str
    path: str
    query: dict[str, str] = field(default_factory=dict)
    body: Json = None
    headers: dict[str, str] = field(default_factory=dict)
    content: str | None = None
    keep: Callable[[Json], dict[str, str]] = lambda _answer: {}
    shown: bool = True


@dataclass(frozen=True)
class Told:
    """A step with what was really sent and answered."""

    step: Step
    parameters: dict[str, str]
    body: Json
    answer: httpx2.Response


PERSON = {
    "label": "Olga Tokarczuk",
    "aliases": [{"name": "Вольга Такарчук", "lang": "be"}],
    "external_ids": {"wikidata": "Q106465"},
    "birth_year": 1962,
    "countries": ["pl"],
}
ARTICLES = [
    {
        "external_id": "2026-11-20/17",
        "source": "example.org",
        "url": "https://example.org/2026-11-20/17",
        "title": "Tokarczuk opens the festival",
        "text": "Olga Tokarczuk opened the book festival with the poet Serhiy Zhadan. "
        "Zhadan read for two hours.",
        "lang": "en",
        "published_at": "2026-11-20T18:30:00Z",
    },
    {
        "external_id": "18",
        "source": "example.by",
        "text": "Сяргей Жадан чытаў вершы. Вольга Такарчук слухала яго з першага рада.",
    },
    {"external_id": "19", "source": "example.by", "text": " "},
]
NAME_STEPS = (
    Step(
        "compare",
        "POST",
        "/v1/compare",
        body={
            "pairs": [
                {"a": "Serhiy Zhadan", "b": "Сергей Жадан"},
                {"a": "Serhiy Zhadan", "b": "Olga Tokarczuk"},
            ]
        },
    ),
    Step("transliterate", "POST", "/v1/transliterate", body={"name": "Сяргей Жадан", "lang": "be"}),
    Step("expand", "POST", "/v1/expand", body={"name": "Сяргей Жадан", "lang": "be", "limit": 4}),
    Step(
        "evaluate",
        "POST",
        "/v1/evaluate",
        body={
            "pairs": [
                {"a": "Serhiy Zhadan", "b": "Serhij Żadan", "same": True},
                {"a": "Olga Tokarczuk", "b": "Ольга Токарчук", "same": True},
                {"a": "Olga Tokarczuk", "b": "Wisława Szymborska", "same": False},
                {"a": "Lech Wałęsa", "b": "Danuta Wałęsa", "same": False},
            ]
        },
    ),
)
ARTICLE_STEPS = (
    Step(
        "create_person",
        "POST",
        "/v1/persons",
        body=PERSON,
        keep=lambda answer: {
            "person_id": answer["person_id"],
            "alias_id": answer["aliases"][-1]["alias_id"],
        },
    ),
    Step(
        "post_articles",
        "POST",
        "/v1/articles/batch",
        body={"articles": ARTICLES},
        keep=lambda answer: {
            "article_id": answer["results"][0]["article_id"],
            "poet_id": answer["results"][1]["mentions"][0]["person_id"],
        },
    ),
    Step("read_article", "GET", "/v1/articles/{article_id}"),
    Step("list_articles", "GET", "/v1/articles", query={"person_id": "{person_id}", "limit": "1"}),
    Step("resolve_one", "GET", "/v1/resolve", query={"name": "Ольга Токарчук", "limit": "5"}),
    Step(
        "resolve",
        "POST",
        "/v1/resolve",
        body={
            "queries": [
                {"id": "row-1", "name": "TOKARCZUK Olga", "birth_year": 1962, "country": "pl"},
                {"id": "row-2", "name": "Wisława Szymborska", "lang": "pl"},
                {"id": "row-3", "name": "?!"},
            ],
            "limit": 3,
            "learn": True,
        },
    ),
)
PERSON_STEPS = (
    Step("list_persons", "GET", "/v1/persons", query={"q": "Жадан", "limit": "10"}),
    Step("read_person", "GET", "/v1/persons/{poet_id}"),
    Step("list_mentions", "GET", "/v1/persons/{poet_id}/mentions", query={"limit": "2"}),
    Step("patch_person", "PATCH", "/v1/persons/{person_id}", body={"note": "Nobel Prize 2018."}),
    Step(
        "add_alias",
        "POST",
        "/v1/persons/{person_id}/aliases",
        body={"name": "O. Tokarczuk", "lang": "pl"},
        keep=lambda answer: {
            "alias_id": next(
                alias["alias_id"] for alias in answer["aliases"] if alias["name"] == "O. Tokarczuk"
            )
        },
    ),
    Step("detach_alias", "DELETE", "/v1/persons/{person_id}/aliases/{alias_id}"),
)
LINES = """{"label": "Szczepan Twardoch", "external_ids": {"wikidata": "Q1234"}}
{"label": "…"}
"""
CURATION_STEPS = (
    Step("confirm_person", "POST", "/v1/persons/{poet_id}/confirm"),
    Step(
        "create_person",
        "POST",
        "/v1/persons",
        body={"label": "Sergei Zhadan"},
        keep=lambda answer: {"other_id": answer["person_id"]},
        shown=False,
    ),
    Step(
        "merge_persons",
        "POST",
        "/v1/persons/{poet_id}/merge",
        body={"other_id": "{other_id}", "reason": "The same poet, in Russian spelling."},
        keep=lambda answer: {
            "alias_id": next(
                alias["alias_id"] for alias in answer["aliases"] if alias["name"] == "Sergei Zhadan"
            )
        },
    ),
    Step(
        "split_person",
        "POST",
        "/v1/persons/{poet_id}/split",
        body={"alias_ids": ["{alias_id}"], "reason": "A namesake after all."},
        keep=lambda answer: {"decision_id": answer["decision_id"]},
    ),
    Step("person_history", "GET", "/v1/persons/{poet_id}/history", query={"limit": "2"}),
    Step("undo_decision", "POST", "/v1/decisions/{decision_id}/undo"),
    Step("list_changes", "GET", "/v1/changes", query={"limit": "2"}),
)
REVIEW_STEPS = (
    Step(
        "create_person",
        "POST",
        "/v1/persons",
        body={"label": "Lech Wałęsa"},
        keep=lambda answer: {"lech_id": answer["person_id"]},
        shown=False,
    ),
    Step("create_person", "POST", "/v1/persons", body={"label": "Adam Michnik"}, shown=False),
    Step(
        "resolve",
        "POST",
        "/v1/resolve",
        body={"queries": [{"name": "Wałęsa"}, {"name": "Michnik"}], "learn": True},
        keep=lambda answer: {
            "review_id": answer["results"][0]["review_id"],
            "other_review_id": answer["results"][1]["review_id"],
        },
        shown=False,
    ),
    Step("list_reviews", "GET", "/v1/reviews", query={"status": "open", "limit": "1"}),
    Step("read_review", "GET", "/v1/reviews/{review_id}"),
    Step(
        "judge_review",
        "POST",
        "/v1/reviews/{review_id}",
        body={"judgement": "positive", "person_id": "{lech_id}"},
    ),
    Step(
        "judge_reviews",
        "POST",
        "/v1/reviews/judgements",
        body={"judgements": [{"review_id": "{other_review_id}", "judgement": "negative"}]},
    ),
)
JOB_STEPS = (
    Step(
        "create_job",
        "POST",
        "/v1/jobs",
        query={"kind": "persons"},
        content=LINES,
        headers={"content-type": "application/x-ndjson"},
        keep=lambda answer: {"job_id": answer["job_id"]},
    ),
    Step("follow_job", "GET", "/v1/jobs/{job_id}/events"),
    Step("read_job", "GET", "/v1/jobs/{job_id}"),
    Step("read_job_results", "GET", "/v1/jobs/{job_id}/results"),
    Step("cancel_job", "DELETE", "/v1/jobs/{job_id}"),
    Step("export_persons", "GET", "/v1/export/persons", query={"format": "jsonl"}),
)
LAST_STEPS = (
    Step("delete_article", "DELETE", "/v1/articles/{article_id}"),
    Step("delete_person", "DELETE", "/v1/persons/{person_id}"),
    Step("health", "GET", "/healthz"),
    Step("readiness", "GET", "/readyz"),
)
STEPS = (
    NAME_STEPS
    + ARTICLE_STEPS
    + PERSON_STEPS
    + CURATION_STEPS
    + REVIEW_STEPS
    + JOB_STEPS
    + LAST_STEPS
)


def tell(client: TestClient, steps: tuple[Step, ...] = STEPS) -> Iterator[Told]:
    """Play the story; every answer is a success."""
    known: dict[str, str] = {}
    for step in steps:
        query = {name: value.format(**known) for name, value in step.query.items()}
        body = _filled(step.body, known)
        answer = client.request(
            step.method,
            step.path.format(**known),
            params=query or None,
            headers=step.headers or None,
            json=body,
            content=step.content,
        )
        assert answer.is_success, f"{step.operation}: {answer.status_code} {answer.text}"
        if answer.headers.get("content-type") == "application/json":
            known |= step.keep(answer.json())
        in_path = {name: value for name, value in known.items() if f"{{{name}}}" in step.path}
        if "poet_id" in in_path:
            in_path["person_id"] = in_path.pop("poet_id")
        yield Told(step, in_path | query, body, answer)


def _filled(value: Json, known: dict[str, str]) -> Json:
    if isinstance(value, dict):
        return {key: _filled(inner, known) for key, inner in value.items()}
    if isinstance(value, list):
        return [_filled(inner, known) for inner in value]
    return known.get(value[1:-1], value) if isinstance(value, str) and value[:1] == "{" else value
