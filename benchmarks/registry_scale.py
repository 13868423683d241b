"""How fast a big registry answers: every call that reads, and merges of people named 10,000 times.

    python -m benchmarks.registry_scale sqlite:////tmp/big.db      # made by benchmarks.big_registry
    python -m benchmarks.registry_scale postgresql+psycopg://user@/big?host=/tmp/server

A real server, one worker, one client that asks one thing after another. Beside the wall clock,
which tells of the machine too, the processor time of the server for each call (without the
database's, on Postgres). Merges, splits and their undos are told apart from the rest; all are
undone at the end.
"""

import argparse
import os
import random
import statistics
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import func, select

from app.registry.database import Database
from app.registry.tables import ALIAS, ARTICLE, DECISION, MENTION, PERSON, REVIEW
from benchmarks.served import Answer, Client, Served

CHANCE = random.Random(9)  # noqa: S311
LIMIT_MS, LIMIT_SECONDS = 50.0, 2.0


class Sample:
    """Ids and names of the registry, drawn at random."""

    def __init__(self, url: str, count: int) -> None:
        database = Database.open(url)
        with database.reading() as session:
            largest = session.execute(select(func.max(ALIAS.c.id))).scalar_one()
            some = [CHANCE.randrange(largest) for _ in range(count)]

            def drawn(*columns: object) -> list[tuple[str, ...]]:
                table = columns[0].table  # type: ignore[attr-defined]
                found = []
                for number in some:
                    statement = (
                        select(*columns)  # type: ignore[call-overload]
                        .where(table.c.id >= number)
                        .order_by(table.c.id)
                        .limit(1)
                    )
                    found += [tuple(map(str, row)) for row in session.execute(statement)]
                return found

            self.people = [row[0] for row in drawn(PERSON.c.id)]
            self.names = [row[0] for row in drawn(ALIAS.c.name, ALIAS.c.id)]
            self.decisions = [row[0] for row in drawn(DECISION.c.id)]
            articles = session.execute(select(ARTICLE.c.id).limit(count * 50)).scalars().all()
            self.articles = [str(n) for n in CHANCE.sample(list(articles), count)]
            reviews = session.execute(select(REVIEW.c.id).limit(count)).scalars().all()
            self.reviews = [str(n) for n in reviews]
            first = session.execute(
                select(MENTION.c.person_id)
                .where(MENTION.c.person_id <= select(func.min(PERSON.c.id) + 12).scalar_subquery())
                .group_by(MENTION.c.person_id)
                .order_by(func.count().desc())
                .limit(2)
            )
            self.famous = [str(n) for n in first.scalars()]
        database.close()


def calls(sample: Sample) -> dict[str, Callable[[], str]]:
    """What is asked: the path, drawn anew each time."""
    pick = CHANCE.choice
    one, _ = sample.famous
    return {
        "person": lambda: f"/v1/persons/{pick(sample.people)}",
        "person named 10,000 times": lambda: f"/v1/persons/{one}",
        "persons, 50": lambda: "/v1/persons",
        "persons, 50, further on": lambda: f"/v1/persons?cursor={cursor(pick(sample.people))}",
        "persons by status": lambda: "/v1/persons?status=confirmed",
        "persons by status, none": lambda: "/v1/persons?status=provisional",
        "search": lambda: f"/v1/persons?q={quote(pick(sample.names))}",
        "search by a beginning": lambda: f"/v1/persons?q={quote(pick(sample.names)[:5])}",
        "resolve": lambda: f"/v1/resolve?name={quote(pick(sample.names))}",
        "mentions": lambda: f"/v1/persons/{pick(sample.people)}/mentions",
        "mentions of 10,000": lambda: f"/v1/persons/{one}/mentions",
        "articles": lambda: "/v1/articles",
        "articles of a person": lambda: f"/v1/articles?person_id={pick(sample.people)}",
        "articles of 10,000": lambda: f"/v1/articles?person_id={one}",
        "article": lambda: f"/v1/articles/{pick(sample.articles)}",
        "history": lambda: f"/v1/persons/{pick(sample.people)}/history",
        "changes, 50": lambda: f"/v1/changes?cursor={cursor(pick(sample.decisions))}",
        "reviews": lambda: "/v1/reviews",
        "review": lambda: f"/v1/reviews/{pick(sample.reviews)}",
    }


def cursor(number: str) -> str:
    """A cursor as lists by id give it."""
    from app.services import cursors

    return quote(cursors.write(int(number)))


def processor(pid: int) -> float:
    """Processor seconds that the threads of a process have used, to the microsecond."""
    spent = 0
    for thread in Path(f"/proc/{pid}/task").iterdir():
        try:
            spent += int((thread / "schedstat").read_text(encoding="ascii").split()[0])
        except FileNotFoundError:
            continue  # a thread that ended meanwhile
    return spent / 1e9


def reads(sample: Sample, client: Client, pid: int, rounds: int) -> bool:
    """Print the figures of every call that reads; whether all are within the limit."""
    print(f"{'milliseconds':28}{'p50':>8}{'p95':>8}{'CPU p50':>10}{'CPU p95':>10}")
    fine = True
    for name, path in calls(sample).items():
        for _ in range(3):
            client.ask("GET", path())
        took, busy = [], []
        for _ in range(rounds):
            before = processor(pid)
            answer = client.ask("GET", path())
            took.append(answer.seconds * 1000)
            busy.append((processor(pid) - before) * 1000)
            if answer.status != 200:
                raise RuntimeError(f"{name}: {answer.status} {answer.body}")
        fine &= worst(took) < LIMIT_MS
        print(
            f"{name:28}{statistics.median(took):8.1f}{worst(took):8.1f}"
            f"{statistics.median(busy):10.1f}{worst(busy):10.1f}",
            flush=True,
        )
    return fine


def worst(figures: list[float]) -> float:
    """The 95th percentile."""
    return sorted(figures)[int(0.95 * (len(figures) - 1))]


def writes(sample: Sample, client: Client, pid: int) -> Iterator[tuple[str, float, float]]:
    """A merge of the two most named, a split, and the undo of both: wall and processor seconds."""
    one, other = sample.famous

    def timed(name: str, path: str, body: object = None) -> Answer:
        before = processor(pid)
        answer = client.ask("POST", path, body)
        if answer.status >= 300:
            raise RuntimeError(f"{name}: {answer.status} {answer.body}")
        done.append((name, answer.seconds, processor(pid) - before))
        return answer

    done: list[tuple[str, float, float]] = []
    merged = timed("merge", f"/v1/persons/{one}/merge", {"other_id": other})
    undone = timed("undo", f"/v1/decisions/{merged.body['decision_id']}/undo")
    redone = timed("undo of the undo", f"/v1/decisions/{undone.body['decision_id']}/undo")
    timed("undo again", f"/v1/decisions/{redone.body['decision_id']}/undo")
    aliases = client.ask("GET", f"/v1/persons/{one}").body["aliases"]
    some = [alias["alias_id"] for alias in aliases if alias["status"] == "accepted"][:2]
    split = timed("split of two spellings", f"/v1/persons/{one}/split", {"alias_ids": some})
    timed("undo of the split", f"/v1/decisions/{split.body['decision_id']}/undo")
    history = client.ask("GET", f"/v1/persons/{one}/history")
    done.append(("history of it all", history.seconds, 0.0))
    yield from done


def main() -> None:
    """Print the figures; exit 1 where one is over its limit."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--rounds", type=int, default=100)
    args = parser.parse_args()
    server = Served(args.url)
    server.start()
    try:
        sample = Sample(args.url, 200)
        client = Client(server.port)
        print(f"load {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
        fine = reads(sample, client, server.pid, args.rounds)
        for name, seconds, busy in writes(sample, client, server.pid):
            fine &= seconds < LIMIT_SECONDS
            print(f"{name:28}{seconds:8.2f}{'':8}{busy:8.2f}  s")
        print(f"load {os.getloadavg()[0]:.1f}")
    finally:
        server.stop()
    sys.exit(not fine)


if __name__ == "__main__":
    main()
