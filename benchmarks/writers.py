"""Eight writers at once over HTTP: no lost update, no 500, no deadlock that reaches the caller.

    python -m benchmarks.writers sqlite:////tmp/writers.db
    python -m benchmarks.writers postgresql+psycopg://user@/writers?host=/tmp/server

The database is made anew. Each writer posts articles that name the same people, makes, names,
merges, splits, judges, deletes, undoes what it or others did; and counts one up in the note of one
person under `If-Match`, so that a lost update would show. At the end: every decision that was
answered is in the feed, once and in order; the count is the number of successes; all invariants of
the tests hold; the decisions replayed give the same registry.
"""

import argparse
import random
import sys
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from app.registry.database import Database
from benchmarks.served import Answer, Client, Gone, Json, Served, fresh
from tests.services.invariants import check, labelled
from tests.services.test_curate import derivable

GIVEN = ("Olga", "Serhiy", "Andrey", "Lech", "Danuta", "Maria", "Sviatlana", "Viktar")
SURNAMES = ("Tokarczuk", "Zhadan", "Kurkov", "Babaryka", "Kalesnikava", "Szymborska")
TEXT = "{0} met {1} on Friday. Later {0} spoke with reporters, said the spokesman. {2} was there."
KINDS = (
    *("post",) * 6,
    *("merge", "split", "undo", "learn") * 3,
    *("alias", "detach", "judge", "create", "confirm", "forget", "delete", "count", "read"),
    *("count",) * 3,
)
# What a writer may hear beside success: somebody was faster, or it cannot be done.
FAIR = frozenset({308, 404, 409, 412, 422})


class Writer:
    """One who writes, at random, until it is time."""

    def __init__(self, number: int, port: int, counted: str, until: float) -> None:
        self.chance = random.Random(number)  # noqa: S311
        self.client = Client(port)
        self.counted = counted
        self.until = until
        self.decisions: list[str] = []
        self.undoable: list[str] = []
        self.told: Counter[tuple[str, int]] = Counter()
        self.slowest = 0.0
        self.counts = 0
        self.wrong: list[str] = []

    def run(self) -> None:
        """Write."""
        while time.monotonic() < self.until:
            kind = self.chance.choice(KINDS)
            try:
                getattr(self, f"_{kind}")(kind)
            except Gone:
                self.wrong.append(f"no answer to {kind}")

    def ask(self, kind: str, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """One call, noted."""
        answer = self.client.ask(method, path, body, **headers)
        self.told[kind, answer.status] += 1
        self.slowest = max(self.slowest, answer.seconds)
        if answer.status == 503 and "retry-after" not in answer.headers:
            self.wrong.append(f"503 without Retry-After: {method} {path}")
        if answer.status >= 400 and answer.status not in {*FAIR, 503}:
            self.wrong.append(f"{method} {path} {body}: {answer.status} {answer.body}")
        if answer.status < 300 and "decision_id" in answer.body:
            self.decisions.append(answer.body["decision_id"])
            if kind != "count":  # nobody takes a count back
                self.undoable.append(answer.body["decision_id"])
        return answer

    def _name(self) -> str:
        return f"{self.chance.choice(GIVEN)} {self.chance.choice(SURNAMES)}"

    def _some(self, path: str) -> list[Json]:
        found = self.ask("list", "GET", path).body
        items: list[Json] = found.get("items", [])
        return items

    def _person(self) -> Json | None:
        people = [p for p in self._some("/v1/persons?limit=100") if p["person_id"] != self.counted]
        return self.chance.choice(people) if people else None

    def _post(self, kind: str) -> None:
        articles = [
            {
                "external_id": str(self.chance.randrange(60)),
                "text": TEXT.format(self._name(), self._name(), self.chance.choice(SURNAMES)),
            }
            for _ in range(self.chance.randrange(1, 4))
        ]
        self.ask(kind, "POST", "/v1/articles/batch", {"articles": articles})

    def _learn(self, kind: str) -> None:
        queries = [{"name": self._name()} for _ in range(3)]
        self.ask(kind, "POST", "/v1/resolve", {"queries": queries, "learn": True})

    def _create(self, kind: str) -> None:
        self.ask(kind, "POST", "/v1/persons", {"label": self._name()})

    def _merge(self, kind: str) -> None:
        one, other = self._person(), self._person()
        if one and other and one != other:
            path = f"/v1/persons/{one['person_id']}/merge"
            self.ask(kind, "POST", path, {"other_id": other["person_id"]})

    def _aliases(self) -> tuple[str, list[str]]:
        person = self._person()
        if person is None:
            return "", []
        path = f"/v1/persons/{person['person_id']}"
        known = self.ask("read", "GET", path).body.get("aliases", [])
        return path, [a["alias_id"] for a in known if a["status"] == "accepted"]

    def _split(self, kind: str) -> None:
        path, aliases = self._aliases()
        if len(aliases) > 1:
            self.ask(kind, "POST", f"{path}/split", {"alias_ids": [self.chance.choice(aliases)]})

    def _detach(self, kind: str) -> None:
        path, aliases = self._aliases()
        if len(aliases) > 1:
            self.ask(kind, "DELETE", f"{path}/aliases/{self.chance.choice(aliases)}")

    def _read(self, kind: str) -> None:
        del kind
        self._aliases()

    def _alias(self, kind: str) -> None:
        person = self._person()
        if person:
            path = f"/v1/persons/{person['person_id']}/aliases"
            self.ask(kind, "POST", path, {"name": self._name()})

    def _confirm(self, kind: str) -> None:
        person = self._person()
        if person:
            self.ask(kind, "POST", f"/v1/persons/{person['person_id']}/confirm")

    def _delete(self, kind: str) -> None:
        person = self._person()
        if person:
            self.ask(kind, "DELETE", f"/v1/persons/{person['person_id']}")

    def _forget(self, kind: str) -> None:
        found = self._some("/v1/articles?limit=100")
        if found:
            self.ask(kind, "DELETE", f"/v1/articles/{self.chance.choice(found)['article_id']}")

    def _judge(self, kind: str) -> None:
        waiting = self._some("/v1/reviews")
        person = self._person()
        if waiting and person:
            body = {"judgement": self.chance.choice(("positive", "negative", "unsure"))}
            if body["judgement"] == "positive":
                body["person_id"] = person["person_id"]
            review = self.chance.choice(waiting)["review_id"]
            self.ask(kind, "POST", f"/v1/reviews/{review}", body)

    def _undo(self, kind: str) -> None:
        if self.undoable:
            decision = self.chance.choice(self.undoable[-20:])
            self.ask(kind, "POST", f"/v1/decisions/{decision}/undo")

    def _count(self, kind: str) -> None:
        """One up, provided that nobody counted meanwhile."""
        path = f"/v1/persons/{self.counted}"
        found = self.ask("read", "GET", path)
        body = {"note": str(int(found.body["note"]) + 1)}
        if self.ask(kind, "PATCH", path, body, If_Match=found.headers["etag"]).status == 200:
            self.counts += 1


def feed(client: Client) -> list[str]:
    """Every decision, as the feed tells them."""
    found: list[str] = []
    cursor = ""
    while page := client.ask("GET", f"/v1/changes?limit=500{cursor}").body:
        if not page["items"]:
            return found
        found += [each["decision_id"] for each in page["items"]]
        cursor = f"&cursor={page['next_cursor']}"
    return found


def run(url: str, *, seconds: float, writers: int, workers: int, log: Path) -> list[str]:
    """Let them write; what is wrong at the end."""
    fresh(url)
    log.unlink(missing_ok=True)
    server = Served(url, workers=workers, log=log)
    server.start()
    try:
        body = {"label": "Count Zero", "note": "0"}
        counted = Client(server.port).ask("POST", "/v1/persons", body).body["person_id"]
        until = time.monotonic() + seconds
        crew = [Writer(n, server.port, counted, until) for n in range(writers)]
        with ThreadPoolExecutor(writers) as pool:
            list(pool.map(Writer.run, crew))
        wrong = [each for writer in crew for each in writer.wrong]
        wrong += _verify(Client(server.port), crew, counted)
    finally:
        server.stop()
    _tell(crew, seconds)
    database = Database.open(url)
    check(database)
    labelled(database)
    derivable(database)
    database.close()
    if "Traceback" in log.read_text(encoding="utf-8"):
        wrong.append(f"the server's log has a trace: {log}")
    return wrong


def _verify(client: Client, crew: list[Writer], counted: str) -> list[str]:
    wrong = []
    fed = feed(client)
    answered = [decision for writer in crew for decision in writer.decisions]
    if len(fed) != len(set(fed)) or fed != sorted(fed, key=int):
        wrong.append("the feed tells a decision twice or out of order")
    if lost := set(answered) - set(fed):
        wrong.append(f"decisions that were answered are not in the feed: {sorted(lost)[:5]}")
    if len(answered) != len(set(answered)):
        wrong.append("two answers tell one decision")
    note = client.ask("GET", f"/v1/persons/{counted}").body["note"]
    counts = sum(writer.counts for writer in crew)
    print(f"counted under If-Match: {counts}, stands at {note}; decisions in the feed: {len(fed)}")
    if int(note) != counts:
        wrong.append("an update was lost")
    return wrong


def _tell(crew: list[Writer], seconds: float) -> None:
    told: Counter[tuple[str, int]] = sum((writer.told for writer in crew), Counter())
    kinds = sorted({kind for kind, _ in told})
    statuses = sorted({status for _, status in told})
    print("kind      " + "".join(f"{status:>7}" for status in statuses))
    for kind in kinds:
        print(f"{kind:10}" + "".join(f"{told[kind, status] or '':>7}" for status in statuses))
    total = sum(told.values())
    slowest = max(writer.slowest for writer in crew)
    print(f"{total} calls, {total / seconds:.0f} a second, the slowest {slowest:.1f} s")


def main() -> None:
    """Print what was answered; exit 1 where something is wrong."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url")
    parser.add_argument("--seconds", type=float, default=300)
    parser.add_argument("--writers", type=int, default=8)
    parser.add_argument("--workers", type=int, default=2, help="processes of the server")
    parser.add_argument("--log", type=Path, default=Path("/tmp/onym-writers.log"))  # noqa: S108
    args = parser.parse_args()
    wrong = run(
        args.url, seconds=args.seconds, writers=args.writers, workers=args.workers, log=args.log
    )
    print("\n".join(wrong[:20]) or "nothing is wrong")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
