"""What a merge changes: everything of the one becomes the other's, refusals too.

What one of the two had refused and the other is called stays refused, and what was read under it
waits for somebody to look. Only where the two had been told apart (by a split, by a judgement) does
the merge take that back, and with it what they had refused for each other's sake.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from sqlmodel import Session

from app.registry import aliases, articles, journal, people
from app.registry.aliases import AliasRow
from app.registry.journal import Change
from app.registry.people import PersonRow
from app.services.waiting import asked_again


@dataclass(slots=True)
class Spellings:
    """What becomes of the aliases of two people who are one."""

    changes: list[Change] = field(default_factory=list)
    moved_to: dict[int, int] = field(default_factory=dict)  # of two written alike one stays
    refused: list[AliasRow] = field(default_factory=list)  # called so by one, not by both


def merging(
    session: Session, row: PersonRow, other: PersonRow, *, now: datetime
) -> tuple[list[Change], list[str]]:
    """The changes that make the other part of the person, and the spellings that stay refused."""
    apart = people.differing_from(session, other.id)
    spellings = _merged_aliases(session, row, other, reconciled=row.id in apart)
    pairs = people.external_pairs(session, other.id)
    gained = {
        "birth_year": row.birth_year or other.birth_year,
        "countries": list(dict.fromkeys([*row.countries, *other.countries])),
        "note": row.note or other.note,
        "status": "confirmed" if "confirmed" in (row.status, other.status) else row.status,
    }
    own = journal.changed("person", own_row(row), **gained)
    gone = journal.changed("person", own_row(other), merged_into=row.id)
    read = [
        mention
        for alias in spellings.refused
        for mention in articles.all_naming(session, alias_id=alias.id)
    ]
    changes = [
        *asked_again(session, read, now=now),
        *_moved_mentions(session, other.id, row.id, spellings),
        *spellings.changes,
        *(
            Change("external_id", (pair,), {"person_id": other.id}, {"person_id": row.id})
            for pair in pairs
        ),
        *_moved_differences(session, row.id, other.id, apart),
        *(change for change in (own, gone) if change),
    ]
    return changes, [alias.name for alias in spellings.refused]


def _merged_aliases(
    session: Session, row: PersonRow, other: PersonRow, *, reconciled: bool
) -> Spellings:
    """The other's aliases move; of two written alike one stays, accepted if both were."""
    own: dict[str, AliasRow] = {}
    theirs: list[AliasRow] = []
    for alias in aliases.of_persons(session, [row.id, other.id]):
        if alias.person_id == row.id:
            own[alias.folded] = alias
        else:
            theirs.append(alias)
    found = Spellings()
    for alias in theirs:
        twin = own.get(alias.folded)
        if twin is None:
            change = journal.changed("alias", asdict(alias), person_id=row.id)
        else:
            found.changes.append(journal.removed("alias", asdict(alias)))
            change = _one_of_two(alias, twin, found, reconciled=reconciled)
        if change:
            found.changes.append(change)
    return found


def _one_of_two(
    alias: AliasRow, twin: AliasRow, found: Spellings, *, reconciled: bool
) -> Change | None:
    """What changes in the twin that stays."""
    found.moved_to[alias.id] = twin.id
    accepted = [each for each in (alias, twin) if each.status == "accepted"]
    if len(accepted) == 1 and not reconciled:
        found.refused += accepted
        return journal.changed("alias", asdict(twin), status="rejected")
    after = {"status": "accepted" if accepted else "rejected"}
    if alias.origin == "user" or twin.origin == "article":
        after["origin"] = alias.origin
    return journal.changed("alias", asdict(twin), **after)


def _moved_mentions(
    session: Session, source: int, target: int, spellings: Spellings
) -> list[Change]:
    waiting = {alias.id for alias in spellings.refused}
    by_alias: dict[int | None, list[int]] = {}
    for number, alias in articles.brief_mentions(session, person_id=source):
        if alias not in waiting:
            by_alias.setdefault(alias, []).append(number)
    changes = []
    for alias, numbers in by_alias.items():
        before: dict[str, Any] = {"person_id": source}
        after: dict[str, Any] = {"person_id": target}
        if alias is not None and alias in spellings.moved_to:
            before["alias_id"], after["alias_id"] = alias, spellings.moved_to[alias]
        changes.append(Change("mention", tuple((n,) for n in numbers), before, after))
    return changes


def _moved_differences(session: Session, person: int, other: int, apart: list[int]) -> list[Change]:
    """Whom the other was told apart from, the person is too; the two are one from now on."""
    had = set(people.differing_from(session, person))
    changes = []
    for third in apart:
        changes.append(journal.removed("difference", pair(other, third)))
        if third != person and third not in had:
            changes.append(journal.made("difference", pair(person, third)))
    return changes


def pair(one: int, other: int) -> dict[str, Any]:
    """Two people told apart, as a row."""
    return {"one_id": min(one, other), "other_id": max(one, other)}


def own_row(row: PersonRow) -> dict[str, Any]:
    """A person's row as changes hold it."""
    return {**asdict(row), "countries": list(row.countries)}
