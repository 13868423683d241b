"""`onym demo`: articles into a running or a temporary service, people with their spellings out.

A client like any other: it knows the HTTP contract and nothing of the inside.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import textwrap
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx2

START_SECONDS = 60
BATCH_ARTICLES = 200
BATCH_BYTES = 8_000_000
WIDTH = 100


class ServiceError(Exception):
    """The service did not do what its contract promises."""


@dataclass(slots=True)
class Found:
    """A person of the table: the spellings with their counts, and the articles."""

    label: str
    spellings: Counter[str] = field(default_factory=Counter)
    articles: set[str] = field(default_factory=set)


def read_folder(folder: Path) -> list[tuple[str, str]]:
    """Every text file of a folder as (file name, text), in the order of the names."""
    return [
        (path.name, path.read_text(encoding="utf-8-sig"))
        for path in sorted(folder.iterdir())
        if path.is_file() and path.suffix in {"", ".txt", ".md", ".text"}
    ]


@contextmanager
def temporary_service() -> Iterator[str]:
    """A service of its own over an empty registry, gone afterwards; gives its address."""
    folder = tempfile.mkdtemp(prefix="onym-demo-")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "ONYM_DATABASE_URL": f"sqlite:///{folder}/onym.db",
        "ONYM_LOG_LEVEL": "warning",
    }
    server = subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-m", "app.cli", "serve", "--host", "127.0.0.1", "--port", str(port)],
        env=environment,
    )
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_until_ready(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=START_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait_until_ready(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        try:
            if httpx2.get(f"{address}/readyz", timeout=5).is_success:
                return
        except httpx2.TransportError:
            time.sleep(0.05)
    raise ServiceError("the service did not start")


def post(address: str, texts: Sequence[tuple[str, str]]) -> list[dict[str, Any]]:
    """Post the texts, in one batch if they fit; the results in their order."""
    results: list[dict[str, Any]] = []
    with httpx2.Client(base_url=address, timeout=600, headers=_key()) as client:
        for batch in _batches(texts):
            articles = [
                {"external_id": name, "source": "demo", "text": text} for name, text in batch
            ]
            try:
                answer = client.post("/v1/articles/batch", json={"articles": articles})
            except httpx2.TransportError as error:
                raise ServiceError(f"{address} does not answer ({error})") from error
            if not answer.is_success:
                raise ServiceError(f"{answer.status_code}: {answer.text[:500]}")
            results += answer.json()["results"]
    return results


def _key() -> dict[str, str]:
    key = os.environ.get("ONYM_API_KEY")
    return {"Authorization": f"Bearer {key}"} if key else {}


def _batches(texts: Sequence[tuple[str, str]]) -> Iterator[list[tuple[str, str]]]:
    batch: list[tuple[str, str]] = []
    size = 0
    for name, text in texts:
        weight = 2 * len(text.encode())
        if batch and (len(batch) == BATCH_ARTICLES or size + weight > BATCH_BYTES):
            yield batch
            batch, size = [], 0
        batch.append((name, text))
        size += weight
    if batch:
        yield batch


def people_of(results: Iterable[dict[str, Any]]) -> tuple[list[Found], Counter[str]]:
    """The people named in the results, most widely named first; and the names left to review."""
    people: dict[str, Found] = {}
    open_names: Counter[str] = Counter()
    for result in results:
        for mention in result["mentions"]:
            surface = " ".join(mention["surface"].split())
            if mention["person_id"] is None:
                open_names[surface] += 1
                continue
            found = people.setdefault(mention["person_id"], Found(mention["label"]))
            found.spellings[surface] += 1
            found.articles.add(result["article_id"])
    ranked = sorted(
        people.values(), key=lambda f: (-len(f.articles), -f.spellings.total(), f.label)
    )
    return ranked, open_names


def _wrapped(spellings: Sequence[str], width: int) -> list[str]:
    """Lines of whole spellings: a name is not broken in two."""
    glued = " · ".join(spelling.replace(" ", "\u00a0") for spelling in spellings)
    lines = textwrap.wrap(glued, width, break_long_words=False, break_on_hyphens=False)
    return [line.replace("\u00a0", " ") for line in lines] or [""]


def table(people: Sequence[Found], open_names: Counter[str]) -> str:
    """Person, every spelling found (fullest first), number of articles."""
    left = max([len("PERSON"), *(len(found.label) for found in people)])
    middle = WIDTH - left - len("  ARTICLES") - 2
    lines = [f"{'PERSON':{left}}  {'SPELLINGS FOUND':{middle}}  ARTICLES"]
    for found in people:
        spellings = sorted(found.spellings, key=lambda s: (-len(s.split()), -found.spellings[s], s))
        wrapped = _wrapped(spellings, middle)
        lines.append(f"{found.label:{left}}  {wrapped[0]:{middle}}  {len(found.articles):8}")
        lines += [f"{'':{left}}  {more}" for more in wrapped[1:]]
    if open_names:
        lines += textwrap.wrap("To review: " + " · ".join(sorted(open_names)), WIDTH)
    return "\n".join(lines)
