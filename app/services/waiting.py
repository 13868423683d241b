"""Reviews opened, and what follows when it is said whose a name is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.names import Name, read
from app.registry import aliases, ids, journal, reviews
from app.registry.aliases import AliasRow
from app.registry.articles import MentionRow
from app.registry.journal import Change
from app.registry.reviews import ReviewRow
from app.services.judging import Judgement
from app.services.spellings import alias_row

_CANDIDATES = 5


@dataclass(frozen=True, slots=True)
class Question:
    """A name that nobody could tell whose it is."""

    name: Name
    lang: str | None
    reason: str | None
    judgement: Judgement
    article_id: int | None = None


def ask(session: Session, questions: Sequence[Question], *, now: datetime) -> dict[str, int]:
    """Open a review for each name that none waits under; the reviews by folded name."""
    by_name: dict[str, Question] = {}
    for question in questions:
        by_name.setdefault(question.name.folded, question)
    found = {n: row.id for n, row in reviews.waiting_for(session, list(by_name)).items()}
    new = [by_name[folded] for folded in sorted(by_name.keys() - found.keys())]
    rows = [
        review_row(number, question, now=now)
        for number, question in zip(ids.allot(session, len(new)), new, strict=True)
    ]
    reviews.insert_reviews(session, rows)
    return found | {row["folded"]: row["id"] for row in rows}


def review_row(number: int, question: Question, *, now: datetime) -> dict[str, Any]:
    """An open review."""
    ranked = question.judgement.ranked
    scores = [judged.score for judged in ranked[:2]]
    close = 1.0 - (scores[0] - scores[1]) if len(scores) > 1 else (scores or [0.0])[0]
    return {
        "id": number,
        "status": "open",
        "name": question.name.text,
        "folded": question.name.folded,
        "lang": question.lang,
        "reason": question.reason,
        "article_id": question.article_id,
        "candidates": [
            {
                "person_id": judged.person.id,
                "score": judged.score,
                "alias": judged.alias.text,
                "features": [asdict(each) for each in judged.evidence],
            }
            for judged in ranked[:_CANDIDATES]
            if judged.person.id is not None
        ],
        "closeness": close,
        "judgement": None,
        "person_id": None,
        "opened_at": now,
        "closed_at": None,
    }


def asked_again(session: Session, mentions: Iterable[MentionRow], *, now: datetime) -> list[Change]:
    """Mentions that name nobody any more and wait for somebody to look, name by name."""
    by_name: dict[str, tuple[Name, list[MentionRow]]] = {}
    for mention in mentions:
        name = read(mention.name)
        by_name.setdefault(name.folded, (name, []))[1].append(mention)
    waiting = reviews.waiting_for(session, list(by_name))
    changes = []
    for folded, (name, rows) in by_name.items():
        review = waiting.get(folded)
        number = ids.allot(session, 1)[0] if review is None else review.id
        if review is None:
            question = Question(name, None, None, Judgement("review", None), rows[0].article_id)
            changes.append(journal.made("review", review_row(number, question, now=now)))
        changes += _let_go(rows, number)
    return changes


_LET_GO = ("person_id", "alias_id", "decision", "score", "review_id")


def _let_go(rows: Sequence[MentionRow], review: int) -> list[Change]:
    groups: dict[tuple[Any, ...], list[int]] = {}
    for row in rows:
        groups.setdefault(tuple(getattr(row, name) for name in _LET_GO), []).append(row.id)
    return [
        Change(
            "mention",
            tuple((number,) for number in numbers),
            dict(zip(_LET_GO, before, strict=True)),
            {
                "person_id": None,
                "alias_id": None,
                "decision": "review",
                "score": None,
                "review_id": review,
            },
        )
        for before, numbers in groups.items()
    ]


def given(
    session: Session,
    review: ReviewRow,
    person_id: int,
    *,
    judgement: str | None,
    now: datetime,
) -> list[Change]:
    """The name and all that waits under it go to a person."""
    rows = reviews.mentions_waiting(session, review.id)
    named = read(review.name, review.lang)
    names = [named, *(read(row.name) for row in rows)]
    known = {row.folded: row for row in aliases.of_persons(session, [person_id])}
    changes, numbers = _spelt(
        session, person_id, names, known, lang=review.lang, now=now, vouched=named.folded
    )
    changes += _go_to(person_id, rows, numbers)
    return [*changes, *_closed(review, now, judgement=judgement, person_id=person_id)]


def answered(session: Session, review: ReviewRow, person_id: int, *, now: datetime) -> list[Change]:
    """What waits goes to a person because later texts told whose the name is; nobody vouches.

    None where nothing waits, or the person was refused one of the spellings.
    """
    rows = reviews.mentions_waiting(session, review.id)
    known = {row.folded: row for row in aliases.of_persons(session, [person_id])}
    names = [read(row.name, review.lang) for row in rows]
    held = (known.get(name.folded) for name in names)
    if not rows or any(row is not None and row.status != "accepted" for row in held):
        return []
    changes, numbers = _spelt(session, person_id, names, known, lang=review.lang, now=now)
    changes += _go_to(person_id, rows, numbers, lang=review.lang)
    return [*changes, *_closed(review, now)]


def _closed(
    review: ReviewRow, now: datetime, *, judgement: str | None = None, person_id: int | None = None
) -> list[Change]:
    closed = journal.changed(
        "review",
        asdict(review),
        status="closed",
        judgement=judgement,
        person_id=person_id,
        closed_at=now,
    )
    return [closed] if closed else []


def _go_to(
    person_id: int,
    rows: Sequence[MentionRow],
    numbers: Mapping[str, int],
    *,
    lang: str | None = None,
) -> list[Change]:
    groups: dict[tuple[int, float | None, str], list[int]] = {}
    for row in rows:
        key = (numbers[read(row.name, lang).folded], row.score, row.decision)
        groups.setdefault(key, []).append(row.id)
    return [
        Change(
            "mention",
            tuple((number,) for number in mentions),
            {"person_id": None, "alias_id": None, "decision": decision, "score": score},
            {"person_id": person_id, "alias_id": alias, "decision": "link", "score": 1.0},
        )
        for (alias, score, decision), mentions in groups.items()
    ]


def _spelt(
    session: Session,
    person_id: int,
    names: Sequence[Name],
    known: Mapping[str, AliasRow],
    *,
    lang: str | None,
    now: datetime,
    vouched: str | None = None,
) -> tuple[list[Change], dict[str, int]]:
    """Accept the spellings, new or refused before; the alias of each."""
    distinct = {name.folded: name for name in reversed(names)}
    new = [folded for folded in distinct if folded not in known]
    numbers = dict(zip(new, ids.allot(session, len(new)), strict=True))
    changes = []
    for folded, name in distinct.items():
        if folded in known:
            numbers[folded] = known[folded].id
            change = journal.changed("alias", asdict(known[folded]), status="accepted")
            changes += [change] if change else []
        else:
            # Somebody vouches for the name asked about; the others are evidence from text.
            origin = "user" if folded == vouched else "article"
            row = alias_row(numbers[folded], person_id, name, lang=lang, origin=origin, now=now)
            changes.append(journal.made("alias", row))
    return changes, numbers
