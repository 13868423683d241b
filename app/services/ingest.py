"""News in, people out: a batch of articles is read, linked as one, and stored as one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlmodel import Session

from app.errors import Conflict, Invalid, OnymError
from app.mentions import Mention, Reading
from app.names import read
from app.registry import aliases, articles, ids, people
from app.registry.articles import ArticleHeadRow
from app.registry.database import Database
from app.services import curate, linking, retract
from app.services.answering import answer, names_told
from app.services.company import Company
from app.services.family import supposed
from app.services.groups import Outcome, Outcomes, all_names
from app.services.mentioned import found_mentions, rejected, stored_mentions, summary
from app.services.plan import Merge, Plan, finish
from app.services.pool import Pool
from app.services.readings import Found, identity, known_names, read_article, unclear_names
from app.services.views import ArticleResult, BatchResult, NewArticle
from app.services.waiting import Question, ask

Then = Callable[[Session, BatchResult], None]


def ingest(
    database: Database,
    batch: Sequence[NewArticle],
    *,
    learn: bool = True,
    actor: str = "engine",
    then: Then | None = None,
) -> BatchResult:
    """Read a batch of articles; `learn=False` stores nothing. One bad article spoils no other.

    `then` is called with the result in the transaction that stores it.
    """
    results: dict[int, ArticleResult] = {}
    found: dict[str, Found] = {}
    for index, article in enumerate(batch):
        try:
            each = read_article(index, article)
        except Invalid as problem:
            results[index] = rejected(index, article, problem)
            continue
        # Of two versions in one batch the later counts; a copy is told apart further down.
        earlier = found.pop(each.identity, None)
        if earlier is not None and earlier.digest != each.digest:
            results[earlier.index] = rejected(earlier.index, earlier.article, _superseded())
        found[each.identity] = each
    copies = _copies(batch, found, results)
    with database.writing() if learn else database.reading() as session:
        done, created = _settle(session, list(found.values()), learn=learn, actor=actor)
        results |= done
        for index, original in copies.items():
            results[index] = _copied(index, results[original])
        ordered = tuple(results[index] for index in sorted(results))
        result = BatchResult(ordered, summary(ordered, created))
        if then is not None:
            then(session, result)
    return result


def _superseded() -> OnymError:
    return Conflict("A later article of the same batch has the same external id.")


def _copies(
    batch: Sequence[NewArticle], found: Mapping[str, Found], results: Mapping[int, ArticleResult]
) -> dict[int, int]:
    """Which articles of the batch are the same as a later one."""
    kept = {each.index for each in found.values()}
    copies = {}
    for index, article in enumerate(batch):
        if index not in kept and index not in results:
            same = next(e for e in found.values() if _same(article, e))
            copies[index] = same.index
    return copies


def _same(article: NewArticle, other: Found) -> bool:
    return identity(article) == other.identity


def _copied(index: int, original: ArticleResult) -> ArticleResult:
    return ArticleResult(
        index,
        original.external_id,
        original.article_id,
        "unchanged",
        original.lang,
        original.mentions,
    )


@dataclass(slots=True)
class _Batch:
    """What one transaction works on."""

    session: Session
    now: datetime
    fresh: list[Found]
    stored: dict[str, ArticleHeadRow]
    lost: retract.Retracted

    def is_update(self, found: Found) -> bool:
        return found.identity in self.stored


def _settle(
    session: Session,
    found: Sequence[Found],
    *,
    learn: bool,
    actor: str,
) -> tuple[dict[int, ArticleResult], int]:
    stored = articles.by_identities(session, [each.identity for each in found])
    same = [e for e in found if e.identity in stored and stored[e.identity].digest == e.digest]
    results = stored_mentions(session, {e.index: stored[e.identity] for e in same})
    unchanged = {each.index for each in same}
    fresh = [each for each in found if each.index not in unchanged]
    now = datetime.now(UTC)
    outdated = [stored[e.identity].id for e in fresh if e.identity in stored]
    lost = retract.Retracted()
    if learn:
        lost = retract.retract(session, outdated, now=now)
    batch = _Batch(session, now, fresh, stored, lost)
    readings = _read(batch)
    plan, outcomes = _link(batch, readings)
    numbers = _store(batch, readings, plan, outcomes, actor=actor) if learn else {}
    for each in fresh:
        results[each.index] = ArticleResult(
            each.index,
            each.article.external_id,
            numbers.get(each.index),
            "updated" if batch.is_update(each) else "created",
            readings[each.index].lang,
            found_mentions(each.index, readings[each.index], outcomes),
        )
    return results, sum(step.created for step in plan.steps)


def _read(batch: _Batch) -> dict[int, Reading]:
    """Settle every reading with what the registry and the rest of the batch know."""
    sure = known_names(batch.fresh)
    known = sure | aliases.known(batch.session, unclear_names(batch.fresh) - sure)
    return {each.index: each.settle(known) for each in batch.fresh}


def _link(batch: _Batch, readings: Mapping[int, Reading]) -> tuple[Plan, Outcomes]:
    names, others = all_names(readings)
    full = [name for names_ in supposed(readings).values() for name in names_]
    pool = Pool.load(batch.session, [*names, *full], folded=others)
    plan = Plan(pool, "article", former=batch.lost.former(), refused=batch.lost.refused)
    return plan, linking.link(readings, plan, Company(batch.session))


def _store(
    batch: _Batch,
    readings: Mapping[int, Reading],
    plan: Plan,
    outcomes: Outcomes,
    *,
    actor: str,
) -> dict[int, str]:
    """Write articles, mentions, people, aliases and decisions; give the articles' ids."""
    session, now = batch.session, batch.now
    retract.write_down(session, batch.lost, actor=actor, now=now)
    for merge in plan.merges:
        _unite(session, merge, actor=actor, now=now)
    plan.number(session)
    new = [each for each in batch.fresh if not batch.is_update(each)]
    numbers = dict(zip((e.index for e in new), ids.allot(session, len(new)), strict=True))
    articles.insert_articles(
        session, [{"id": numbers[e.index], **_row(e, readings[e.index], now)} for e in new]
    )
    for each in batch.fresh:
        if batch.is_update(each):
            numbers[each.index] = batch.stored[each.identity].id
            row = _row(each, readings[each.index], now)
            del row["received_at"]
            articles.replace_article(session, numbers[each.index], row)
    waiting = _ask(batch, readings, outcomes, numbers)
    mentions = _mention_rows(batch, readings, outcomes, numbers, waiting)
    plan.store(session, actor=actor, now=now)
    articles.insert_mentions(session, mentions)
    touched = {step.person.id for step in plan.steps if step.person.id is not None}
    touched |= answer(session, names_told(readings, outcomes), actor=actor, now=now)
    retract.conclude(session, batch.lost, reclaimed=touched, actor=actor, now=now)
    finish(session, touched | batch.lost.touched, now=now)
    rows = people.by_ids(session, touched)
    for step in plan.steps:
        if step.person.id is not None:
            step.person.label = rows[step.person.id].label
    return {index: ids.shown(number) for index, number in numbers.items()}


def _unite(session: Session, merge: Merge, *, actor: str, now: datetime) -> None:
    """Two people of earlier batches whom a name of this one shows to be one."""
    if merge.person.id is None or merge.other.id is None:
        raise RuntimeError("only stored people are merged")
    curate.unite(
        session,
        merge.person.id,
        merge.other.id,
        reason=f"{merge.name.text} fits both",
        score=merge.score,
        actor=actor,
        now=now,
    )


def _row(found: Found, reading: Reading, now: datetime) -> dict[str, Any]:
    article = found.article
    return {
        "identity": found.identity,
        "digest": found.digest,
        "source": article.source,
        "external_id": article.external_id,
        "url": article.url,
        "title": article.title,
        "text": article.text,
        "lang": reading.lang,
        "lang_given": article.lang,
        "published_at": article.published_at,
        "received_at": now,
    }


def _ask(
    batch: _Batch,
    readings: Mapping[int, Reading],
    outcomes: Outcomes,
    numbers: Mapping[int, int],
) -> dict[tuple[int, int], int]:
    """Open reviews for the chains that somebody must look at; which waits under which."""
    questions = {}
    for index, reading in readings.items():
        for chain in reading.chains:
            outcome = outcomes[index, chain.number]
            if outcome.decision == "review":
                name = read(chain.names[0], reading.lang)
                questions[index, chain.number] = Question(
                    name, reading.lang, outcome.reason, outcome.judgement, numbers[index]
                )
    opened = ask(batch.session, list(questions.values()), now=batch.now)
    return {key: opened[question.name.folded] for key, question in questions.items()}


def _mention_rows(
    batch: _Batch,
    readings: Mapping[int, Reading],
    outcomes: Outcomes,
    numbers: Mapping[int, int],
    waiting: Mapping[tuple[int, int], int],
) -> list[dict[str, Any]]:
    entries = [(e, m) for e in batch.fresh for m in readings[e.index].mentions]
    rows = []
    for number, (each, mention) in zip(
        ids.allot(batch.session, len(entries)), entries, strict=True
    ):
        outcome = outcomes[each.index, mention.chain]
        alias_id = _attach(number, mention, readings[each.index].lang, outcome)
        rows.append(
            {
                "id": number,
                "article_id": numbers[each.index],
                "field": mention.field,
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "name": mention.name,
                "chain": mention.chain,
                "person_id": outcome.person.id if outcome.person else None,
                "alias_id": alias_id,
                "score": outcome.score,
                "decision": outcome.decision,
                "seen_at": each.article.published_at or batch.now,
                "review_id": waiting.get((each.index, mention.chain)),
            }
        )
    return rows


def _attach(number: int, mention: Mention, lang: str, outcome: Outcome) -> int | None:
    """Let the mention support the alias that it is written as."""
    if outcome.person is None or outcome.step is None:
        return None
    alias = outcome.person.spelt(read(mention.name, lang), lang)
    if alias is None:
        return None
    outcome.step.mentions.append((number, alias))
    return alias.id
