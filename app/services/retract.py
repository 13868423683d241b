"""Taking back what articles taught, and only what nothing else supports."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlmodel import Session

from app.names import ENGINE_VERSION
from app.registry import aliases, articles, decisions, journal, people, reviews
from app.registry.aliases import AliasRow
from app.registry.decisions import Entry
from app.registry.people import PersonRow
from app.services.plan import keys_of


@dataclass(slots=True)
class Retracted:
    """What lost its last support: aliases, already gone, and people, gone unless reclaimed."""

    aliases: list[AliasRow] = field(default_factory=list)
    bereft: dict[int, PersonRow] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)

    def former(self) -> dict[str, int]:
        """Who was known by each lost spelling, so that a new version finds the same person."""
        return {row.folded: row.person_id for row in self.aliases if row.person_id in self.bereft}


def retract(session: Session, article_ids: Collection[int], *, now: datetime) -> Retracted:
    """Remove the articles' mentions and the aliases that only they supported."""
    read = articles.aliases_read_in(session, article_ids)
    touched = articles.people_named_in(session, article_ids)
    asked = reviews.hung_on(session, article_ids)
    articles.delete_mentions(session, article_ids)
    reviews.drop_empty(session, asked)
    supported = aliases.support(session, read)
    lost = [
        row
        for row in aliases.by_ids(session, read)
        if row.origin == "article" and row.id not in supported
    ]
    changes = [journal.removed("alias", asdict(row)) for row in lost]
    journal.apply(session, changes, keys_of=keys_of, now=now)
    owners = {row.person_id for row in lost} | touched
    left = {
        row.person_id for row in aliases.of_persons(session, owners) if row.status == "accepted"
    }
    bereft = {
        number: row
        for number, row in people.by_ids(session, owners - left).items()
        if row.status == "provisional" and row.merged_into is None
    }
    return Retracted(lost, bereft, touched | owners)


def conclude(
    session: Session, lost: Retracted, *, reclaimed: Collection[int], actor: str, now: datetime
) -> None:
    """Remove the people of whom nothing is left, and write down what was taken back."""
    gone = {n: row for n, row in lost.bereft.items() if n not in reclaimed}
    rejected = [row for row in aliases.of_persons(session, gone) if row.status == "rejected"]
    last = [
        *(journal.removed("alias", asdict(row)) for row in rejected),
        *(journal.removed("person", _row(row)) for row in gone.values()),
    ]
    journal.apply(session, last, keys_of=keys_of, now=now)
    changes = (*(journal.removed("alias", asdict(row)) for row in lost.aliases), *last)
    if changes:
        subjects = {row.person_id for row in lost.aliases} | set(gone)
        entry = Entry("retract", tuple(sorted(subjects)), changes, reason="no article supports it")
        decisions.record(session, [entry], actor=actor, engine_version=ENGINE_VERSION, now=now)


def _row(person: PersonRow) -> dict[str, object]:
    return {k: v for k, v in asdict(person).items() if k not in journal.UNRECORDED}
