"""Whatever is done in whatever order, by however many: what must hold, holds."""

import os
import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from app.errors import Busy, OnymError
from app.registry import schema
from app.registry.database import Database
from app.services import articles, curate, persons, reviews
from app.services.ingest import ingest
from app.services.resolve import resolve
from app.services.reviews import NewJudgement
from app.services.views import NewAlias, NewArticle, NewPerson, Query
from tests.conftest import empty
from tests.services.invariants import check, labelled
from tests.services.test_curate import state

NAMES = (
    "Viktar Babaryka",
    "Eduard Babaryka",
    "Babaryka",
    "Sviatlana Tsikhanouskaya",
    "Svetlana Tikhanovskaya",
    "Siarhei Tsikhanouski",
    "Tsikhanouskaya",
    "Donald Tusk",
    "Tusk",
)
SENTENCES = tuple(f"President {name} spoke to reporters in Minsk on Monday." for name in NAMES)
PICK = st.integers(min_value=0, max_value=10**6)


class Acts:
    """Everything that may be done, on things picked by number; what cannot be done is refused."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def _person(self, pick: int) -> str:
        people = persons.find(self.database, limit=500).items
        return people[pick % len(people)].person_id if people else "0"

    def _alias(self, person_id: str, pick: int) -> str:
        aliases = persons.read(self.database, person_id).aliases or ()
        return aliases[pick % len(aliases)].alias_id

    def post(self, one: int, two: int) -> None:
        picks = ((one, 0), (two, 1))
        text = " ".join(SENTENCES[n % len(SENTENCES)] for n, _ in picks)
        ingest(self.database, [NewArticle(text=text, external_id=str(one % 5))])

    def forget_article(self, one: int, _two: int) -> None:
        found = articles.find(self.database, limit=500).items
        if found:
            articles.delete(self.database, found[one % len(found)].article_id)

    def make(self, one: int, _two: int) -> None:
        persons.create(self.database, NewPerson(NAMES[one % len(NAMES)]))

    def learn(self, one: int, two: int) -> None:
        queries = [Query(NAMES[n % len(NAMES)]) for n in (one, two)]
        resolve(self.database, queries, learn=True)

    def name(self, one: int, two: int) -> None:
        persons.add_alias(self.database, self._person(one), NewAlias(NAMES[two % len(NAMES)]))

    def refuse(self, one: int, two: int) -> None:
        person = self._person(one)
        persons.detach_alias(self.database, person, self._alias(person, two))

    def merge(self, one: int, two: int) -> None:
        curate.merge(self.database, self._person(one), self._person(two))

    def split(self, one: int, two: int) -> None:
        person = self._person(one)
        curate.split(self.database, person, [self._alias(person, two)])

    def delete(self, one: int, _two: int) -> None:
        persons.delete(self.database, self._person(one))

    def confirm(self, one: int, _two: int) -> None:
        curate.confirm(self.database, self._person(one))

    def judge(self, one: int, two: int) -> None:
        found = reviews.find(self.database).items
        if found:
            said = ("positive", "negative", "unsure")[two % 3]
            person = self._person(two) if said == "positive" else None
            judgement = NewJudgement(found[one % len(found)].review_id, said, person)  # type: ignore[arg-type]
            reviews.judge(self.database, [judgement])

    def undo(self, one: int, _two: int) -> None:
        found = curate.changes(self.database, limit=500).items
        if found:
            curate.undo(self.database, found[one % len(found)].decision_id)


KINDS = [name for name in vars(Acts) if not name.startswith("_")]


def act(acts: Acts, kind: str, one: int, two: int) -> None:
    """Do it, or be told in our own words why not; never because of a lock."""
    try:
        getattr(acts, kind)(one, two)
    except Busy:
        raise
    except OnymError:
        pass


def machine(database: Database, forget: Callable[[], None]) -> type[RuleBasedStateMachine]:
    class Registry(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            forget()
            self.acts = Acts(database)

        @rule(kind=st.sampled_from(KINDS), one=PICK, two=PICK)
        def anything(self, kind: str, one: int, two: int) -> None:
            act(self.acts, kind, one, two)

        @rule(
            kind=st.sampled_from(["name", "refuse", "merge", "split", "delete"]), one=PICK, two=PICK
        )
        def anything_and_its_undo(self, kind: str, one: int, two: int) -> None:
            before = state(database)
            last = curate.changes(database, limit=500).next_cursor
            act(self.acts, kind, one, two)
            for decision in reversed(curate.changes(database, cursor=last).items):
                curate.undo(database, decision.decision_id)
            assert state(database) == before

        @invariant()
        def what_must_hold(self) -> None:
            check(database)
            labelled(database)

    return Registry


BUDGET = settings(
    max_examples=int(os.environ.get("ONYM_SOAK_EXAMPLES", "4")),
    stateful_step_count=20,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)


def test_whatever_is_done_in_whatever_order_the_invariants_hold(tmp_path: Path):
    database = Database.open("sqlite://")
    schema.upgrade(database)

    def forget() -> None:
        with database.writer.begin() as connection:
            from sqlmodel import SQLModel

            for table in SQLModel.metadata.tables.values():
                if table.name != "counter":
                    connection.execute(table.delete())

    run_state_machine_as_test(machine(database, forget), settings=BUDGET)
    database.close()


def test_they_hold_on_postgres_too(migrated_postgres_url: str):
    database = Database.open(migrated_postgres_url)
    few = settings(BUDGET, max_examples=max(1, BUDGET.max_examples // 6))
    run_state_machine_as_test(machine(database, lambda: empty(migrated_postgres_url)), settings=few)
    database.close()


@pytest.mark.parametrize("seed", [1, 2])
def test_writers_in_parallel_leave_what_must_hold(
    database: Database, open_again: Callable[[], Database], seed: int
):
    def work(n: int) -> None:
        chance = random.Random(seed * 100 + n)  # noqa: S311
        acts = Acts(open_again())
        for _ in range(int(os.environ.get("ONYM_SOAK_ACTS", "10"))):
            act(acts, chance.choice(KINDS), chance.randrange(10**6), chance.randrange(10**6))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    check(database)
    labelled(database)
