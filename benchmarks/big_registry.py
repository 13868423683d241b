"""Makes a big registry: 100,000 people under 500,000 spellings, articles, mentions, reviews.

    python -m benchmarks.big_registry sqlite:////tmp/big.db    # ten minutes of work
    python -m benchmarks.big_registry --copy sqlite:////tmp/big.db postgresql+psycopg://...

Names are put together from our own table of given names and surnames made of such (Ivan: Ivanov,
Ivanenko), the same on every run; spellings are what `expand` says. Two people are named 10,000
times each; of the others some often and most once or never, as in news.
"""

import argparse
import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import insert, select
from sqlmodel import Session, SQLModel

from app.names import expand, read
from app.registry import ids, schema
from app.registry.database import Database
from app.registry.tables import ALIAS, ARTICLE, MENTION, REVIEW
from app.services.imports import import_people
from app.services.views import NewAlias, NewPerson

GIVEN = Path(__file__).resolve().parents[1] / "app/names/tables/given_names.tsv"
ENDINGS = ("ov", "enko", "ovich", "ovsky", "chuk", "uk", "yak", "in", "ich", "ovets")
SPELLINGS = 5
PORTION = 500
FAMOUS, FAMOUS_MENTIONS = 2, 10_000
ARTICLES, REVIEWS = 60_000, 2_000
START = datetime(2020, 1, 1, tzinfo=UTC)
CHANCE = random.Random(5)  # noqa: S311 - the same registry on every run


def people(count: int) -> Iterator[NewPerson]:
    """So many people under five spellings each, no two of one full name."""
    given = _given_names()
    surnames = sorted({name.rstrip("aeiouy") + ending for name in given for ending in ENDINGS})
    seen: set[str] = set()
    while len(seen) < count:
        name = f"{CHANCE.choice(given)} {CHANCE.choice(surnames)}"
        if name not in seen:
            seen.add(name)
            others = _spellings(name)
            yield NewPerson(
                name,
                tuple(NewAlias(each) for each in others),
                {"wikidata": f"Q{len(seen)}"},
                birth_year=1920 + len(seen) % 90,
                countries=("by",),
            )


def _given_names() -> list[str]:
    lines = GIVEN.read_text(encoding="utf-8").splitlines()
    words = {word for line in lines if "\t" in line for word in line.replace("|", "\t").split()}
    latin = {word.title() for word in words if word.isascii() and word.isalpha() and len(word) > 3}
    return sorted(latin)


def _spellings(name: str) -> list[str]:
    """Four more that differ from the name and from each other once folded."""
    first, last = name.split()
    wanted = [each.text for each in expand(name, limit=SPELLINGS)]
    wanted += [f"{first[0]}. {last}", f"{last} {first}", f"{last}, {first[0]}.", f"{first} {last}a"]
    found = {read(each).folded: each for each in reversed(wanted)}
    found.pop(read(name).folded, None)
    return sorted(found.values())[: SPELLINGS - 1]


def make(url: str, count: int) -> None:
    """Fill an empty registry."""
    database = Database.open(url)
    schema.upgrade(database)
    portion: list[NewPerson] = []
    for number, person in enumerate(people(count), 1):
        portion.append(person)
        if len(portion) == PORTION or number == count:
            with database.writing() as session:
                import_people(session, portion, actor="import", now=START)
            portion = []
            if number % 10_000 == 0:
                print(number, "people", flush=True)
    _write_news(database)
    database.close()  # the last connection moves the log into the file


def _write_news(database: Database) -> None:
    """Articles that name people: the first two very often."""
    with database.reading() as session:
        rows = session.execute(
            select(ALIAS.c.person_id, ALIAS.c.id, ALIAS.c.name).order_by(ALIAS.c.id)
        ).all()
    known: dict[int, list[tuple[int, str]]] = {}
    for person, alias, name in rows:
        known.setdefault(person, []).append((alias, name))
    persons = list(known)
    famous = persons[:FAMOUS]
    plan: list[list[int]] = [[person] for person in famous for _ in range(FAMOUS_MENTIONS)]
    # As in news: few are named often, most seldom.
    often = [int(CHANCE.paretovariate(0.6)) for _ in range(3 * ARTICLES)]
    others = [persons[FAMOUS + rank % (len(persons) - FAMOUS)] for rank in often]
    plan += [others[n : n + 3] for n in range(0, len(others), 3)]
    CHANCE.shuffle(plan)
    for start in range(0, len(plan), 2000):
        with database.writing() as session:
            _store(session, plan[start : start + 2000], known)
    with database.writing() as session:
        _ask(session, persons)


def _store(
    session: Session, plan: Sequence[Sequence[int]], known: dict[int, list[tuple[int, str]]]
) -> None:
    articles, mentions = [], []
    numbers = iter(ids.allot(session, len(plan) + sum(map(len, plan))))
    for named in plan:
        number = next(numbers)
        seen = START + timedelta(minutes=number % 3_000_000)
        body = ""
        for chain, person in enumerate(named):
            alias, name = CHANCE.choice(known[person])
            body += "On Monday the ministers met in Minsk and spoke of the budget with "
            row = _mention(next(numbers), number, len(body), name, seen)
            mentions.append({**row, "chain": chain, "person_id": person, "alias_id": alias})
            body += f"{name}, said the agency. " + "It was a long day for all of them. " * 20
        articles.append(_article(number, body, seen))
    session.execute(insert(ARTICLE), articles)
    session.execute(insert(MENTION), mentions)


def _article(number: int, body: str, seen: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "identity": f"big:{number}",
        "digest": str(number),
        "source": "big",
        "external_id": str(number),
        "title": "News of the day",
        "text": body,
        "lang": "en",
        "published_at": seen,
        "received_at": seen,
    }


def _mention(number: int, article: int, start: int, name: str, seen: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "article_id": article,
        "field": "text",
        "start": start,
        "end": start + len(name),
        "surface": name,
        "name": name,
        "chain": 0,
        "person_id": None,
        "alias_id": None,
        "score": 1.0,
        "decision": "link",
        "seen_at": seen,
        "review_id": None,
    }


def _ask(session: Session, persons: Sequence[int]) -> None:
    """Reviews that wait, of one to three mentions each, with five candidates."""
    reviews, articles, mentions = [], [], []
    for n in range(REVIEWS):
        number, article, *numbers = ids.allot(session, 2 + 1 + n % 3)
        name = f"Nobody{n} Unknown"
        candidates = [
            {"person_id": persons[(n * 7 + k) % len(persons)], "score": 0.6, "alias": name}
            | {"features": [{"name": "f", "score": 0.5, "weight": 1.0, "detail": "alike"}]}
            for k in range(5)
        ]
        reviews.append(
            {
                "id": number,
                "status": "open",
                "name": name,
                "folded": read(name).folded,
                "lang": "en",
                "reason": "ambiguous",
                "article_id": article,
                "candidates": candidates,
                "closeness": 0.5,
                "opened_at": START,
            }
        )
        articles.append(_article(article, name + " spoke.", START))
        mentions += [
            {**_mention(m, article, 0, name, START), "decision": "review", "review_id": number}
            for m in numbers
        ]
    session.execute(insert(REVIEW), reviews)
    session.execute(insert(ARTICLE), articles)
    session.execute(insert(MENTION), mentions)


def copy(source: str, target: str) -> None:
    """The same rows into an empty database of the other kind."""
    from_, to = Database.open(source), Database.open(target)
    schema.upgrade(to)
    plain = to.writer.url.set(drivername="postgresql").render_as_string(hide_password=False)
    with from_.reading() as session, psycopg.connect(plain) as connection:
        connection.execute("DELETE FROM counter")
        for table in SQLModel.metadata.sorted_tables:
            columns = ", ".join(f'"{column.name}"' for column in table.columns)
            rows = session.execute(table.select().execution_options(yield_per=5000))
            bind = [column.type.bind_processor(to.writer.dialect) for column in table.columns]
            with connection.cursor().copy(f'COPY "{table.name}" ({columns}) FROM STDIN') as out:
                for row in rows:
                    out.write_row([_plain(b, v) for b, v in zip(bind, row, strict=True)])
            print(table.name, flush=True)
        connection.commit()
        connection.execute("ANALYZE")
        connection.commit()


def _plain(bind: Any, value: Any) -> Any:  # noqa: ANN401
    """A value as COPY takes it; JSON and arrays are bound by the dialect."""
    if isinstance(value, list | dict):
        import json

        return json.dumps(value)
    return bind(value) if bind is not None and value is not None else value


def main() -> None:
    """Make or copy."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("url", help="an empty database, or with --copy a full one")
    parser.add_argument("--copy", action="store_true", help="copy URL into TARGET")
    parser.add_argument("target", nargs="?")
    parser.add_argument("--people", type=int, default=100_000)
    args = parser.parse_args()
    if args.copy:
        copy(args.url, args.target)
    else:
        make(args.url, args.people)


if __name__ == "__main__":
    main()
