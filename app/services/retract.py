"""Taking back what articles taught, and only what nothing else supports."""

from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import datetime

from sqlmodel import Session

from app.names import ENGINE_VERSION
from app.registry import aliases, articles, decisions, journal, people, reviews
from app.registry.aliases import AliasRow
from app.registry.decisions import Entry
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.plan import keys_of


@dataclass(slots=True)
class Retracted:
    """What lost its last support: aliases, already gone, and people, gone unless reclaimed."""

    aliases: list[AliasRow] = field(default_factory=list)
    bereft: dict[int, PersonRow] = field(default_factory=dict)
    touched: set[int] = field(default_factory=set)
    kept: list[Change] = field(default_factory=list)
    keepers: set[int] = field(default_factory=set)
    refused: dict[int, set[str]] = field(default_factory=dict)

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
    supported = aliases.supported(session, read)
    lost = [
        row
        for row in aliases.by_ids(session, read)
        if row.origin == "article" and row.id not in supported
    ]
    owners = {row.person_id for row in lost} | touched
    lost, kept, keepers = _last_of_the_confirmed(session, lost, owners)
    changes = [*(journal.removed("alias", asdict(row)) for row in lost), *kept]
    journal.apply(session, changes, keys_of=keys_of, now=now)
    left = {
        row.person_id for row in aliases.of_persons(session, owners) if row.status == "accepted"
    }
    bereft = {
        number: row
        for number, row in people.by_ids(session, owners - left).items()
        if row.status == "provisional" and row.merged_into is None
    }
    refused = aliases.refusals(session, bereft)
    return Retracted(lost, bereft, touched | owners, kept, keepers, refused)


def _last_of_the_confirmed(
    session: Session, lost: list[AliasRow], owners: Collection[int]
) -> tuple[list[AliasRow], list[Change], set[int]]:
    """Whom somebody vouched for keeps the label as a spelling, though no text has it any more."""
    rows = people.by_ids(session, owners)
    going = {row.id for row in lost}
    left = {
        row.person_id
        for row in aliases.of_persons(session, owners)
        if row.status == "accepted" and row.id not in going
    }
    kept: dict[int, AliasRow] = {}
    for row in sorted(lost, key=lambda row: (row.name != rows[row.person_id].label, row.id)):
        if rows[row.person_id].status == "confirmed" and row.person_id not in left:
            kept.setdefault(row.person_id, row)
    vouched = [journal.changed("alias", asdict(row), origin="user") for row in kept.values()]
    remaining = [row for row in lost if row not in kept.values()]
    return remaining, [change for change in vouched if change], set(kept)


def write_down(session: Session, lost: Retracted, *, actor: str, now: datetime) -> None:
    """Note what was taken back before anything is learnt anew: decisions tell it in this order."""
    changes = (*(journal.removed("alias", asdict(row)) for row in lost.aliases), *lost.kept)
    subjects = {row.person_id for row in lost.aliases} | lost.keepers
    _record(session, changes, subjects, actor=actor, now=now)
    lost.aliases, lost.kept, lost.keepers = [], [], set()


def conclude(
    session: Session, lost: Retracted, *, reclaimed: Collection[int], actor: str, now: datetime
) -> None:
    """Remove the people of whom nothing is left, and write down what was taken back."""
    gone = {n: row for n, row in lost.bereft.items() if n not in reclaimed}
    gone |= people.merged_away(session, list(gone))
    rejected = [row for row in aliases.of_persons(session, gone) if row.status == "rejected"]
    last = [
        *(journal.removed("alias", asdict(row)) for row in rejected),
        *(journal.removed("person", _row(row)) for row in gone.values()),
    ]
    journal.apply(session, last, keys_of=keys_of, now=now)
    changes = (*(journal.removed("alias", asdict(row)) for row in lost.aliases), *lost.kept, *last)
    subjects = {row.person_id for row in lost.aliases} | lost.keepers | set(gone)
    _record(session, changes, subjects, actor=actor, now=now)


def _record(
    session: Session,
    changes: tuple[Change, ...],
    subjects: Collection[int],
    *,
    actor: str,
    now: datetime,
) -> None:
    if changes:
        entry = Entry("retract", tuple(sorted(subjects)), changes, reason="no article supports it")
        decisions.record(session, [entry], actor=actor, engine_version=ENGINE_VERSION, now=now)


def _row(person: PersonRow) -> dict[str, object]:
    return {k: v for k, v in asdict(person).items() if k not in journal.UNRECORDED}
