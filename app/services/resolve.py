"""Who is meant by a name: candidates from the registry, judged by the engine."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from sqlmodel import Session

from app.errors import Fault, NotAName, OnymError
from app.names import Name, Thresholds, chances, read
from app.registry import ids
from app.registry.database import Database
from app.services.judging import TOLD, Clues, Judgement, bearers, judge
from app.services.plan import Plan, Step, finish
from app.services.pool import REACH, Pool
from app.services.views import Candidate, Query, Resolution
from app.services.waiting import Question, ask

# How many names are resolved over one part of the registry in memory.
_PORTION = 100


def resolve(
    database: Database,
    queries: Sequence[Query],
    *,
    limit: int = 5,
    learn: bool = False,
    thresholds: tuple[float, float] | None = None,
    actor: str = "engine",
) -> list[Resolution]:
    """Resolve a batch; `thresholds` are (link, review). `learn` stores what was decided.

    With `learn` the names teach each other in an order of their own, complete names first, so
    that the order of the batch changes nothing; without, each is judged for itself.
    """
    limits = Thresholds(*thresholds) if thresholds else Thresholds()
    names = {n: read(query.name, query.lang) for n, query in enumerate(queries)}
    if learn:
        return _learn(database, queries, names, limits=limits, limit=limit, actor=actor)
    results = []
    with database.reading() as session:
        for portion in _portions(list(names)):
            pool = Pool.load(session, [names[n] for n in portion], reach=_reach(limit))
            for n in portion:
                judgement = _judge(pool, queries[n], names[n], limits, limit)
                results.append(_resolution(queries[n], names[n], judgement, limit=limit))
    return results


def _learn(
    database: Database,
    queries: Sequence[Query],
    names: Mapping[int, Name],
    *,
    limits: Thresholds,
    limit: int,
    actor: str,
) -> list[Resolution]:
    order = sorted(
        names, key=lambda n: (names[n].is_partial, -len(names[n].parts), names[n].folded)
    )
    results: dict[int, Resolution] = {}
    # Each portion is a transaction: a thousand names would keep all other writers waiting.
    for portion in _portions(order):
        with database.writing() as session:
            results |= _learn_portion(
                session,
                {n: queries[n] for n in portion},
                names,
                limits=limits,
                limit=limit,
                actor=actor,
            )
    return [results[n] for n in sorted(results)]


def _learn_portion(
    session: Session,
    queries: Mapping[int, Query],
    names: Mapping[int, Name],
    *,
    limits: Thresholds,
    limit: int,
    actor: str,
) -> dict[int, Resolution]:
    now = datetime.now(UTC)
    pool = Pool.load(session, [names[n] for n in queries], reach=_reach(limit))
    plan = Plan(pool, "user")
    decided: list[tuple[int, Judgement, Step | None]] = []
    for n, query in queries.items():
        judgement = _judge(plan.pool, query, names[n], limits, limit)
        decided.append((n, judgement, _teach(plan, query, names[n], judgement)))
    plan.number(session)
    plan.store(session, actor=actor, now=now)
    touched = {step.person.id for step in plan.steps if step.person.id is not None}
    finish(session, touched, now=now)
    asked = ask(
        session,
        [
            Question(names[n], queries[n].lang, judgement.reason, judgement)
            for n, judgement, _ in decided
            if judgement.decision == "review"
        ],
        now=now,
    )
    results = {}
    for n, judgement, step in decided:
        result = _resolution(queries[n], names[n], judgement, limit=limit, step=step)
        if judgement.decision == "review":
            result = replace(result, review_id=ids.shown(asked[names[n].folded]))
        results[n] = result
    return results


def _teach(plan: Plan, query: Query, name: Name, judgement: Judgement) -> Step | None:
    """Take the decision into the plan: a new spelling, a new person, or nothing."""
    if problem(name) or judgement.decision == "review":
        return None
    if judgement.decision == "nil":
        step = plan.create([name], lang=query.lang)
        step.person.birth_year = query.birth_year
        step.person.countries = (query.country,) if query.country else ()
        return step
    first = judgement.first
    if first.person.alias(name.folded) is not None:
        return None
    return plan.link(
        first.person, [name], lang=query.lang, score=first.score, evidence=first.evidence
    )


def problem(name: Name) -> OnymError | None:
    """Why nobody can be meant, if so."""
    if name.parts:
        return None
    fault = Fault("/name", "There is no letter in it.")
    return NotAName(f"{name.text[:40]!r} is not a name.", (fault,))


def _judge(pool: Pool, query: Query, name: Name, limits: Thresholds, limit: int) -> Judgement:
    clues = Clues(query.birth_year, query.country)
    judgement = judge(pool, name, thresholds=limits, clues=clues, reach=_reach(limit))
    if judgement.decision != "link" or judgement.reason == TOLD or not name.is_partial:
        return judgement
    # That texts call one of a couple by the bare surname says nothing of whom a caller means.
    several = len(bearers(pool, name) or ()) > 1
    return replace(judgement, decision="review", reason="ambiguous") if several else judgement


def _reach(limit: int) -> int:
    return max(REACH, 2 * limit)


def _portions(numbers: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(numbers), _PORTION):
        yield numbers[start : start + _PORTION]


def _resolution(
    query: Query, name: Name, judgement: Judgement, *, limit: int, step: Step | None = None
) -> Resolution:
    sure = chances([each.score for each in judgement.ranked])
    candidates = tuple(
        Candidate(
            ids.shown(each.person.id or 0),
            each.person.label,
            chance,
            each.alias.text,
            each.evidence,
        )
        for each, chance in zip(judgement.ranked[:limit], sure, strict=False)
        if each.person.id is not None
    )
    person = judgement.first.person if judgement.decision == "link" else None
    if step is not None:
        person = step.person
    return Resolution(
        id=query.id,
        name=query.name,
        decision=judgement.decision,
        reason=judgement.reason if judgement.decision == "review" else None,
        person_id=ids.shown(person.id) if person is not None and person.id else None,
        created=step.created if step else False,
        candidates=candidates,
        decision_id=ids.shown(step.decision_id) if step and step.decision_id else None,
        problem=problem(name),
    )


def resolve_one(session: Session, name: str, *, limit: int) -> Judgement:
    """Rank people for a search, inside a transaction."""
    parsed = read(name)
    reach = max(REACH, limit)
    return judge(Pool.load(session, [parsed], reach=reach), parsed, reach=reach)
