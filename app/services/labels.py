"""The display name by rule: complete before partial, then the spelling read most often."""

from collections.abc import Collection, Sequence

from sqlmodel import Session

from app.names import read
from app.registry import aliases, people
from app.registry.aliases import AliasRow


def relabel(session: Session, person_ids: Collection[int]) -> None:
    """Label anew by rule, where no user has set a label, and say who is known by halves only."""
    rows: dict[int, list[AliasRow]] = {}
    for row in aliases.of_persons(session, person_ids):
        if row.status == "accepted":
            rows.setdefault(row.person_id, []).append(row)
    updates = []
    for person in people.by_ids(session, person_ids).values():
        known = rows.get(person.id)
        if not known or person.merged_into is not None:
            continue
        label = person.label
        if person.label_origin == "rule":
            label = best(known).name
        partial = all(row.is_partial for row in known)
        if (label, partial) != (person.label, person.is_partial):
            updates.append((person.id, label, partial))
    people.relabel(session, updates)


def labels(known: Sequence[AliasRow], *, label: str) -> dict[str, str]:
    """The best spelling in each language; the label where it is the best's."""
    by_lang: dict[str, list[AliasRow]] = {}
    for row in known:
        if row.lang and row.status == "accepted":
            by_lang.setdefault(row.lang, []).append(row)
    found = {}
    for lang, rows in sorted(by_lang.items()):
        own = [row for row in rows if row.name == label]
        found[lang] = own[0].name if own else best(rows).name
    return found


def best(known: Sequence[AliasRow]) -> AliasRow:
    """The spelling to show: complete, frequent, long; the same whatever the order of reading."""

    def rank(row: AliasRow) -> tuple[object, ...]:
        name = read(row.name, row.lang)
        words = [part for part in name.parts if part.role not in ("particle", "suffix")]
        whole = bool(words) and all(part.role != "initial" for part in words)
        shouted = row.name.isupper()
        return (row.is_partial, not whole, shouted, -row.mention_count, -len(words), row.folded)

    return min(known, key=rank)
