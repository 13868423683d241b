"""Tells docs/wrong-merge.md with the real answers of the real API."""

import json
import re
from collections.abc import Iterator
from typing import Any

from fastapi.testclient import TestClient

LINE = '{"label": "Władysław Kozakiewicz", "aliases": [{"name": "Mikołaj Kozakiewicz"}]}\n'
TEXTS = (
    "Władysław Kozakiewicz won the pole vault in Moscow with a world record.",
    "The speaker Mikołaj Kozakiewicz opened the session of the Sejm.",
)
HEAD = """# Two people wrongly merged, and taken apart again

A pole vaulter and a speaker of parliament share a surname, and an import made one person of them.
This page tells how that comes to light and is put right. Every answer is a real one: a test plays
the story on a fresh registry and holds this page to it (ids have readable names here; times and
what does not matter are left out).
"""
Json = Any


def pick(answer: Json, *fields: str) -> Json:
    """The fields of an answer that matter here."""
    if isinstance(answer, list):
        return [pick(each, *fields) for each in answer]
    return {field: answer[field] for field in fields}


def shown(request: str, body: Json, answer: Json) -> str:
    """A request and its answer as the page shows them."""
    lines = [f"$ {request}"]
    if body is not None:
        lines.append(
            body.rstrip() if isinstance(body, str) else json.dumps(body, ensure_ascii=False)
        )
    told = json.dumps(answer, ensure_ascii=False, indent=2)
    return "```\n" + "\n".join(lines) + "\n\n" + told + "\n```\n"


def tell(client: TestClient) -> Iterator[str]:
    """The page, part by part."""
    yield HEAD
    yield "## An import puts two people under one id\n"
    headers = {"content-type": "application/x-ndjson"}
    job = client.post("/v1/jobs?kind=persons", content=LINE, headers=headers)
    client.get(job.headers["location"] + "/events")
    (line,) = client.get(job.headers["location"] + "/results").text.splitlines()
    result = json.loads(line)
    person_id = result["person_id"]
    yield shown("POST /v1/jobs?kind=persons", LINE, pick(result, "person_id", "status"))
    yield "News about either of them is now counted for one and the same:\n"
    batch = {"articles": [{"external_id": f"a{i}", "text": t} for i, t in enumerate(TEXTS, 1)]}
    results = client.post("/v1/articles/batch", json=batch).json()["results"]
    named = [
        pick(m, "surface", "person_id", "label", "score") for r in results for m in r["mentions"]
    ]
    yield shown("POST /v1/articles/batch", batch, named)
    yield "## A review brings it to light\n"
    yield "An archive asks for a bare surname. That is too little, so a human is asked:\n"
    query = {"queries": [{"name": "Kozakiewicz"}], "learn": True}
    (asked,) = client.post("/v1/resolve", json=query).json()["results"]
    fields = ("name", "decision", "reason", "review_id")
    yield shown("POST /v1/resolve", query, pick(asked, *fields))
    review = client.get(f"/v1/reviews/{asked['review_id']}").json()
    candidates = pick(review["candidates"], "person_id", "label", "alias")
    yield shown(f"GET /v1/reviews/{asked['review_id']}", None, candidates)
    yield "Whoever looks at that person sees two given names, and asks where each was read:\n"
    person = client.get(f"/v1/persons/{person_id}").json()
    aliases = pick(person["aliases"], "alias_id", "name", "origin", "mention_count")
    yield shown(f"GET /v1/persons/{person_id}", None, aliases)
    mentions = client.get(f"/v1/persons/{person_id}/mentions").json()["items"]
    yield shown(f"GET /v1/persons/{person_id}/mentions", None, pick(mentions, "surface", "snippet"))
    yield from _put_right(client, person, asked["review_id"])


def _put_right(client: TestClient, person: Json, review_id: str) -> Iterator[str]:
    fields: tuple[str, ...] = ("person_id", "label", "mention_count")
    person_id = person["person_id"]
    yield "## A split puts it right\n"
    yield "The spelling goes, and with it the mentions that it brought:\n"
    (alias,) = [a for a in person["aliases"] if a["name"].startswith("Mikołaj")]
    split = {"alias_ids": [alias["alias_id"]], "reason": "The speaker is not the pole vaulter."}
    new = client.post(f"/v1/persons/{person_id}/split", json=split).json()
    yield shown(f"POST /v1/persons/{person_id}/split", split, pick(new, *fields, "decision_id"))
    old = client.get(f"/v1/persons/{person_id}").json()
    yield shown(f"GET /v1/persons/{person_id}", None, pick(old, *fields))
    yield "The two are remembered as different: the same news again keeps them apart.\n"
    text = {"articles": [{"external_id": "a3", "text": TEXTS[1] + " It was late."}]}
    (result,) = client.post("/v1/articles/batch", json=text).json()["results"]
    named = pick(result["mentions"], "surface", "person_id", "label")
    yield shown("POST /v1/articles/batch", text, named)
    yield "The archive meant the pole vaulter: that closes the review, for good.\n"
    judgement = {"judgement": "positive", "person_id": person_id}
    judged = client.post(f"/v1/reviews/{review_id}", json=judgement).json()
    fields = ("surface", "status", "judgement", "person_id")
    yield shown(f"POST /v1/reviews/{review_id}", judgement, pick(judged, *fields))
    yield "## The history tells it\n"
    history = client.get(f"/v1/persons/{person_id}/history").json()["items"]
    fields = ("decision_id", "kind", "actor", "reason")
    yield shown(f"GET /v1/persons/{person_id}/history", None, pick(history, *fields))
    yield "Each of these can be taken back by `POST /v1/decisions/{decision_id}/undo`.\n"


def page(client: TestClient) -> str:
    """The whole page."""
    return veiled("\n".join(tell(client)))


IDS = re.compile(
    r"""("(person|alias|decision|review)_ids?": \[?"|/v1/(person|review)s/)(\d+)\b""",
)


def veiled(text: str) -> str:
    """Ids by readable names: which number somebody got does not belong to the story."""
    names: dict[tuple[str, str], str] = {}

    def name(found: re.Match[str]) -> str:
        kind, number = found[2] or found[3], found[4]
        count = sum(1 for known, _ in names if known == kind)
        names.setdefault((kind, number), f"{kind}-{chr(ord('a') + count)}")
        return found[1] + names[kind, number]

    return IDS.sub(name, text)
