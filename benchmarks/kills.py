"""`kill -9` of the real server at random moments, during ingest, merges and jobs, many times.

    python -m benchmarks.kills sqlite:////tmp/kills.db
    python -m benchmarks.kills postgresql+psycopg://user@/kills?host=/tmp/server

The database is made anew. Three clients write, each POST under a key of its own: one posts
articles,
one makes people and merges, splits and undoes, one uploads jobs. The server is killed in the midst
of it and begun anew, without any help. Then every decision and article that was acknowledged must
be
there; and whatever was on its way is asked again under its key, and must be answered as if nothing
had happened: done before and remembered, or not done at all. At the end every job has done each of
its lines once, all invariants of the tests hold, and the decisions replayed give the same registry.
"""

import argparse
import itertools
import json
import random
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from app.registry.database import Database
from benchmarks.served import Answer, Client, Gone, Served, fresh
from tests.services.invariants import check, labelled
from tests.services.test_curate import derivable

GIVEN = ("Olga", "Serhiy", "Andrey", "Lech", "Danuta", "Maria", "Sviatlana", "Viktar", "Anna")
SURNAMES = ("Tokarczuk", "Zhadan", "Kurkov", "Babaryka", "Kalesnikava", "Szymborska", "Nowak")
TEXT = "{0} met {1} on Friday. Later {0} spoke with reporters, said the spokesman. This was {2}."
LINES = 60
CHECK_EVERY = 10
CHANCE = random.Random(3)  # noqa: S311
NUMBERS = itertools.count()


@dataclass(frozen=True, slots=True)
class Asked:
    """A POST under a key."""

    path: str
    body: object
    key: str

    def ask(self, client: Client) -> Answer:
        """Ask, for the first time or again."""
        kind = "application/x-ndjson" if isinstance(self.body, bytes) else "application/json"
        return client.ask("POST", self.path, self.body, Idempotency_Key=self.key, Content_Type=kind)


@dataclass(slots=True)
class Truth:
    """What was acknowledged, and what was on its way when the server died."""

    decisions: set[str] = field(default_factory=set)
    articles: dict[str, int] = field(default_factory=dict)  # article id: mentions
    jobs: list[str] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    pending: list[Asked] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    fed: list[str] = field(default_factory=list)
    cursor: str = ""
    wrong: list[str] = field(default_factory=list)

    def ask(self, client: Client, path: str, body: object) -> Answer | None:
        """Ask and note; None where the server died."""
        asked = Asked(path, body, f"k-{next(NUMBERS)}")
        try:
            answer = asked.ask(client)
        except Gone:
            self.pending.append(asked)
            return None
        self.note(asked, answer)
        return answer

    def note(self, asked: Asked, answer: Answer) -> None:
        """What an answer acknowledges."""
        self.told[f"{asked.path.rpartition('/')[2]} {answer.status}"] += 1
        if answer.status == 503:
            return
        if answer.status >= 300 and answer.status not in {308, 404, 409, 422}:
            self.wrong.append(f"{asked.path}: {answer.status} {answer.body}")
        if answer.status < 300 and "decision_id" in answer.body:
            self.decisions.add(answer.body["decision_id"])
        for result in answer.body.get("results", ()):
            if result["status"] != "created":
                self.wrong.append(f"an article posted once is {result['status']}")
            self.articles[result["article_id"]] = len(result["mentions"])
        if answer.status == 202:
            self.jobs.append(answer.body["job_id"])
        if asked.path == "/v1/persons" and answer.status == 201:
            self.people.append(answer.body["person_id"])


def name() -> str:
    """A name that others have too."""
    return f"{CHANCE.choice(GIVEN)} {CHANCE.choice(SURNAMES)}"


def post(truth: Truth, client: Client) -> bool:
    """A batch of articles, each new."""
    articles = [
        {"external_id": f"a-{n}", "source": "kills", "text": TEXT.format(name(), name(), n)}
        for n in itertools.islice(NUMBERS, 3)
    ]
    return truth.ask(client, "/v1/articles/batch", {"articles": articles}) is not None


def curate(truth: Truth, client: Client) -> bool:
    """A person, a spelling, a merge, a split, an undo of one of them."""
    made = truth.ask(client, "/v1/persons", {"label": f"{name()}", "note": f"{next(NUMBERS)}"})
    if made is None or made.status != 201:
        return made is not None
    person = f"/v1/persons/{made.body['person_id']}"
    named = truth.ask(client, f"{person}/aliases", {"name": name()})
    others = [each for each in truth.people[-20:] if each != made.body["person_id"]]
    if named is None or not others:
        return named is not None
    done = truth.ask(client, f"{person}/merge", {"other_id": CHANCE.choice(others)})
    if done is None or done.status != 200:
        return done is not None
    spelt = [each["alias_id"] for each in done.body["aliases"] if each["status"] == "accepted"]
    if len(spelt) > 1 and truth.ask(client, f"{person}/split", {"alias_ids": spelt[:1]}) is None:
        return False
    path = f"/v1/decisions/{done.body['decision_id']}/undo"
    return truth.ask(client, path, {}) is not None


def upload(truth: Truth, client: Client) -> bool:
    """A job of people, each with an id that nobody has."""
    lines = [
        json.dumps({"label": name(), "external_ids": {"kills": f"p-{n}"}})
        for n in itertools.islice(NUMBERS, LINES)
    ]
    done = truth.ask(client, "/v1/jobs?kind=persons", "\n".join(lines).encode())
    time.sleep(0.3)
    return done is not None


def until_it_dies(work: Callable[[Truth, Client], bool], truth: Truth, port: int) -> None:
    """Work as long as somebody answers."""
    client = Client(port)
    while work(truth, client):
        pass


def verify(truth: Truth, client: Client, since: set[str]) -> None:
    """What was acknowledged is there; what was on its way is done once."""
    pending, truth.pending = truth.pending, []
    for asked in pending:
        answer = asked.ask(client)
        truth.note(asked, answer)
        truth.told["asked again: done before" if _replayed(answer) else "asked again: new"] += 1
    truth.fed += feed(truth, client)
    if lost := truth.decisions - set(truth.fed):
        truth.wrong.append(f"decisions that were answered are lost: {sorted(lost)[:5]}")
    if truth.fed != sorted(set(truth.fed), key=int):
        truth.wrong.append("the feed tells a decision twice or out of order")
    for number in truth.articles.keys() - since:
        found = client.ask("GET", f"/v1/articles/{number}")
        if found.status != 200 or len(found.body["mentions"]) != truth.articles[number]:
            truth.wrong.append(f"article {number} is not as acknowledged")
    since |= truth.articles.keys()


def _replayed(answer: Answer) -> bool:
    return "idempotency-replayed" in answer.headers


def feed(truth: Truth, client: Client) -> Iterator[str]:
    """The decisions since the last time."""
    while True:
        page = client.ask("GET", f"/v1/changes?limit=500{truth.cursor}").body
        truth.cursor = f"&cursor={page['next_cursor']}"
        if not page["items"]:
            return
        yield from (each["decision_id"] for each in page["items"])


def jobs_end(truth: Truth, client: Client) -> None:
    """Every job ends by itself, each line done once."""
    for job in truth.jobs:
        while (found := client.ask("GET", f"/v1/jobs/{job}").body)["status"] != "done":
            if found["status"] in {"failed", "cancelled"}:
                truth.wrong.append(f"job {job} is {found['status']}")
                return
            time.sleep(0.2)
        if (found["done"], found["failed"]) != (LINES, 0):
            truth.wrong.append(f"job {job}: {found}")


def invariants(url: str) -> None:
    """Fail with what does not hold."""
    database = Database.open(url)
    check(database)
    labelled(database)
    database.close()


def run(url: str, *, rounds: int, longest: float, log: Path) -> Truth:
    """Kill so many times."""
    fresh(url)
    log.unlink(missing_ok=True)
    server = Served(url, log=log)
    truth, since = Truth(), set[str]()
    starts = []
    for number in range(rounds):
        starts.append(server.start())
        verify(truth, Client(server.port), since)
        with ThreadPoolExecutor(3) as pool:
            for work in (post, curate, upload):
                pool.submit(until_it_dies, work, truth, server.port)
            time.sleep(CHANCE.uniform(0.02, longest))
            server.kill()
        if number % CHECK_EVERY == 0:
            invariants(url)
            print(f"{number + 1} kills, {len(truth.decisions)} decisions", flush=True)
    starts.append(server.start())
    try:
        verify(truth, Client(server.port), since)
        jobs_end(truth, Client(server.port))
        truth.fed += feed(truth, Client(server.port))
    finally:
        server.stop()
    print(f"ready again after {statistics.median(starts):.1f} s, at most {max(starts):.1f} s")
    invariants(url)
    database = Database.open(url)
    derivable(database)
    database.close()
    return truth


def main() -> None:
    """Print what was acknowledged; exit 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--longest", type=float, default=2.0, help="seconds before a kill")
    parser.add_argument("--log", type=Path, default=Path("/tmp/onym-kills.log"))  # noqa: S108
    args = parser.parse_args()
    truth = run(args.url, rounds=args.rounds, longest=args.longest, log=args.log)
    for what, count in sorted(truth.told.items()):
        print(f"{count:7} {what}")
    print(
        f"acknowledged: {len(truth.decisions)} decisions, {len(truth.articles)} articles, "
        f"{len(truth.jobs)} jobs of {LINES} lines; {len(truth.fed)} decisions in the feed"
    )
    if "Traceback" in args.log.read_text(encoding="utf-8"):
        truth.wrong.append(f"the server's log has a trace: {args.log}")
    print("\n".join(truth.wrong[:20]) or "nothing is wrong")
    sys.exit(bool(truth.wrong))


if __name__ == "__main__":
    main()
