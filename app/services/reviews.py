"""What waits for somebody to look."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, cast

from sqlmodel import Session

from app.errors import Conflict, Fault, Invalid, ReviewNotFound
from app.registry import articles, ids, journal, people
from app.registry import reviews as rows
from app.registry.database import Database
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.registry.reviews import Place, ReviewRow
from app.services import cursors
from app.services.deciding import decide, moment
from app.services.identify import living, under
from app.services.snippets import snippet
from app.services.views import Candidate, Evidence, Page
from app.services.waiting import given

Judgement = Literal["positive", "negative", "unsure"]
ReviewStatus = Literal["open", "unsure", "closed"]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A name that could be several people's, with one place where it was read."""

    review_id: str
    status: ReviewStatus
    surface: str
    reason: str | None
    snippet: str | None
    article_id: str | None
    mention_count: int
    candidates: tuple[Candidate, ...]
    opened_at: datetime
    closed_at: datetime | None
    judgement: Judgement | None
    person_id: str | None


@dataclass(frozen=True, slots=True)
class NewJudgement:
    """What somebody says of a review; `person_id` with "positive" alone."""

    review_id: str
    judgement: Judgement
    person_id: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """A review after the judgement, and the decision that can be undone."""

    review: ReviewView
    decision_id: str


def find(
    database: Database, *, status: ReviewStatus = "open", limit: int = 50, cursor: str | None = None
) -> Page[ReviewView]:
    """The waiting ones, most valuable first: most mentions hang on them, the call is closest."""
    position = cursors.read(cursor, int, float, int)
    after = None
    if position is not None:
        after = Place(int(position[0]), float(position[1]), int(position[2]))
    with database.reading() as session:
        found = rows.listed(session, status=status, after=after, limit=limit + 1)
        views = _views(session, [row for row, _ in found[:limit]])
    last = found[limit - 1][1] if len(found) > limit else None
    more = cursors.write(last.waiting, float(last.closeness), last.id) if last else None
    return Page(tuple(views), more)


def read(database: Database, review_id: str) -> ReviewView:
    """One review. Raises `ReviewNotFound`."""
    with database.reading() as session:
        return _views(session, [_row(session, review_id)])[0]


def judge(
    database: Database, judgements: Sequence[NewJudgement], *, actor: str = "user"
) -> list[Judged]:
    """Close reviews, all or none; what is decided holds for all waiting mentions of that name.

    "positive": it is this person's. "negative": it is a new person's, told apart from all that
    were proposed. "unsure" puts the review aside. Raises `ReviewNotFound`, `PersonNotFound`,
    `Merged`, `Conflict` for one that is closed, `Invalid` for a judgement without its person.
    """
    done = []
    with database.writing() as session:
        for judgement in judgements:
            now = moment()
            review = _row(session, judgement.review_id)
            if review.status == "closed":
                raise Conflict(f"The review {judgement.review_id} is closed.")
            entry = _entry(session, review, judgement, now=now)
            number = decide(session, entry, actor=actor, now=now)
            view = _views(session, [_row(session, judgement.review_id)])[0]
            done.append(Judged(view, number))
    return done


def _entry(session: Session, review: ReviewRow, judgement: NewJudgement, *, now: datetime) -> Entry:
    said = judgement.judgement
    if said == "unsure":
        put_aside = journal.changed("review", _own(review), status="unsure", judgement=said)
        return Entry("judgement", (), (put_aside,) if put_aside else (), reason=said)
    if said == "positive":
        if judgement.person_id is None:
            fault = Fault("/person_id", "A positive judgement names the person.")
            raise Invalid("Whose is it?", (fault,))
        person = living(session, judgement.person_id).id
        changes = given(session, review, person, judgement=said, now=now)
        return Entry("judgement", (person,), tuple(changes), reason=said)
    person = ids.allot(session, 1)[0]
    changes = given(session, review, person, judgement=said, now=now)
    proposed = _survivors(session, [int(each["person_id"]) for each in review.candidates])
    others = sorted({row.id for row in proposed.values()})
    apart = [_apart(person, other) for other in others]
    made = journal.made("person", _new_person(person, review, now))
    subjects = (person, *others)
    return Entry("judgement", subjects, (made, *changes, *apart), reason=said)


def _apart(one: int, other: int) -> Change:
    return journal.made("difference", {"one_id": min(one, other), "other_id": max(one, other)})


def _new_person(number: int, review: ReviewRow, now: datetime) -> dict[str, Any]:
    return {
        "id": number,
        "label": review.name,
        "label_origin": "rule",
        "status": "confirmed",
        "is_partial": False,
        "merged_into": None,
        "birth_year": None,
        "countries": [],
        "note": None,
        "created_at": now,
    }


def _own(review: ReviewRow) -> dict[str, Any]:
    return {name: getattr(review, name) for name in ReviewRow.__slots__}


def _row(session: Session, review_id: str) -> ReviewRow:
    absent = ReviewNotFound(f"No review has the id {review_id[:40]!r}.")
    return under(review_id, lambda n: rows.by_id(session, n), absent)


def _views(session: Session, found: Sequence[ReviewRow]) -> list[ReviewView]:
    numbers = [row.id for row in found]
    counts = rows.counts(session, numbers)
    examples = rows.examples(session, numbers)
    texts = articles.texts(session, {row.article_id for row in examples.values()})
    proposed = {int(each["person_id"]) for row in found for each in row.candidates}
    known = _survivors(session, [*proposed, *(row.person_id for row in found if row.person_id)])
    views = []
    for row in found:
        example = examples.get(row.id)
        around = None
        if example is not None:
            title, text = texts[example.article_id]
            whole = (title or "") if example.field == "title" else text
            around = snippet(whole, example.start, example.end)
        person = known.get(row.person_id) if row.person_id else None
        views.append(
            ReviewView(
                review_id=ids.shown(row.id),
                status=cast("ReviewStatus", row.status),
                surface=example.surface if example else row.name,
                reason=row.reason,
                snippet=around,
                article_id=ids.shown(example.article_id) if example else None,
                mention_count=counts.get(row.id, 0),
                candidates=_candidates(row.candidates, known),
                opened_at=row.opened_at,
                closed_at=row.closed_at,
                judgement=cast("Judgement | None", row.judgement),
                person_id=ids.shown(person.id) if person else None,
            )
        )
    return views


def _candidates(
    stored: Sequence[Mapping[str, Any]], known: Mapping[int, PersonRow]
) -> tuple[Candidate, ...]:
    """As they were, under the ids and labels of today; whoever is gone is left out."""
    found: dict[int, Candidate] = {}
    for each in stored:
        person = known.get(int(each["person_id"]))
        if person is not None and person.id not in found:
            found[person.id] = Candidate(
                ids.shown(person.id),
                person.label,
                each["score"],
                each["alias"],
                tuple(Evidence(**feature) for feature in each["features"]),
            )
    return tuple(found.values())


def _survivors(session: Session, numbers: Sequence[int]) -> dict[int, PersonRow]:
    """Who each of these ids is today; absent where nobody is."""
    found = people.by_ids(session, numbers)
    survivors = {number: people.survivor(session, row) for number, row in found.items()}
    return {number: row for number, row in survivors.items() if row is not None}
