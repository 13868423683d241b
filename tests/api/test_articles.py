"""Articles over HTTP: posted, read, listed, taken back."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from tests.api.test_intake import problem

BATCH = "/v1/articles/batch"
TEXT = "Olga Tokarczuk met the poet Serhiy Zhadan in Lviv. Tokarczuk smiled at Zhadan."


def post(client: TestClient, *articles: dict[str, Any], learn: bool = True) -> dict[str, Any]:
    answer = client.post(BATCH, json={"articles": list(articles), "learn": learn})
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def test_spans_are_code_points_of_the_text_as_posted(client: TestClient) -> None:
    text = "🙂 In Lwów, e\u0301lan: " + TEXT
    (result,) = post(client, {"text": text, "title": "Olga Tokarczuk in Lviv"})["results"]
    assert result["mentions"]
    for mention in result["mentions"]:
        source = text if mention["field"] == "text" else "Olga Tokarczuk in Lviv"
        assert source[mention["start"] : mention["end"]] == mention["surface"]


@pytest.mark.parametrize(
    ("bad", "pointer"),
    [
        ({"text": ""}, "/text"),
        ({"text": "\u200f \n"}, "/text"),
        ({"text": "?!…"}, "/text"),
        ({"text": "🙂🙂"}, "/text"),
        ({"text": "Lech\0Wałęsa"}, "/text"),
        ({"text": "a" * 50_000}, "/text"),
        ({"text": 5}, "/text"),
        ({"text": TEXT, "lang": "qq"}, "/lang"),
        ({"text": TEXT, "lang": "englisch"}, "/lang"),
        ({"text": TEXT, "published_at": 1700000000}, "/published_at"),
        ({"text": TEXT, "published_at": "gestern"}, "/published_at"),
        ({"text": TEXT, "txt": 1}, "/txt"),
        ({"title": "Olga"}, "/text"),
        ("text", ""),
    ],
)
def test_a_bad_article_is_rejected_alone_and_nothing_of_it_is_stored(
    client: TestClient, bad: object, pointer: str
) -> None:
    answer = client.post(BATCH, json={"articles": [{"text": TEXT}, bad]})
    assert answer.status_code == 200
    good, rejected = answer.json()["results"]
    assert good["status"] == "created"
    assert rejected["status"] == "rejected"
    assert rejected["index"] == 1
    assert rejected["article_id"] is None
    assert rejected["problem"]["status"] == 422
    assert rejected["problem"]["instance"] == f"{BATCH}#/articles/1"
    assert rejected["problem"]["errors"][0]["pointer"] == "/articles/1" + pointer
    assert len(client.get("/v1/articles").json()["items"]) == 1


def test_a_rejected_article_keeps_its_external_id(client: TestClient) -> None:
    (result,) = post(client, {"text": "", "external_id": "n-1"})["results"]
    assert result["external_id"] == "n-1"


@pytest.mark.parametrize("count", [0, 201])
def test_a_batch_holds_one_to_two_hundred_articles(client: TestClient, count: int) -> None:
    answer = client.post(BATCH, json={"articles": [{"text": "x"}] * count})
    assert answer.status_code == 422
    assert answer.json()["errors"][0]["pointer"] == "/articles"


def test_nothing_is_stored_without_learn(client: TestClient) -> None:
    answer = post(client, {"text": TEXT}, learn=False)
    assert answer["results"][0]["mentions"]
    assert client.get("/v1/articles").json() == {"items": [], "next_cursor": None}
    assert client.get("/v1/persons").json() == {"items": [], "next_cursor": None}


def test_the_same_article_again_is_unchanged_and_another_text_updates_it(
    client: TestClient,
) -> None:
    article = {"external_id": "n-1", "source": "example.org", "text": TEXT}
    created = post(client, article)["results"][0]
    assert created["status"] == "created"
    assert post(client, article)["results"][0]["status"] == "unchanged"
    updated = post(client, article | {"text": "Serhiy Zhadan left."})["results"][0]
    assert (updated["status"], updated["article_id"]) == ("updated", created["article_id"])
    stored = client.get(f"/v1/articles/{created['article_id']}").json()
    assert stored["text"] == "Serhiy Zhadan left."
    assert [mention["surface"] for mention in stored["mentions"]] == ["Serhiy Zhadan"]


def test_an_article_is_read_as_it_was_posted(client: TestClient) -> None:
    article = {
        "external_id": "n-2",
        "source": "example.org",
        "url": "https://example.org/n-2",
        "title": "Zhadan in Lviv",
        "text": TEXT + "\r\n\u00a0",
        "published_at": "2026-11-20T20:30:00+02:00",
    }
    (result,) = post(client, article)["results"]
    stored = client.get(f"/v1/articles/{result['article_id']}").json()
    assert {key: stored[key] for key in article} == article | {
        "published_at": "2026-11-20T18:30:00Z"
    }
    assert stored["mentions"] == result["mentions"]
    assert set(result) - {"index"} <= set(stored)


def test_a_deleted_article_is_gone_with_what_it_alone_taught(client: TestClient) -> None:
    (result,) = post(client, {"text": TEXT})["results"]
    path = f"/v1/articles/{result['article_id']}"
    assert client.delete(path).status_code == 204
    answer = client.get(path)
    assert answer.status_code == 404
    assert problem(answer) == "article-not-found"
    assert client.delete(path).status_code == 404
    assert client.get("/v1/persons").json()["items"] == []


def test_articles_are_listed_by_person_page_by_page(client: TestClient) -> None:
    texts = [{"text": f"Olga Tokarczuk spoke on day {day}."} for day in range(5)]
    person_id = post(client, *texts)["results"][0]["mentions"][0]["person_id"]
    seen: list[str] = []
    cursor = None
    while True:
        query = {"person_id": person_id, "limit": 2} | ({"cursor": cursor} if cursor else {})
        page = client.get("/v1/articles", params=query).json()
        seen += [item["article_id"] for item in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
        post(client, {"text": f"Olga Tokarczuk again, {len(seen)}."})  # rows are added meanwhile
    assert len(seen) == len(set(seen)) >= 5
