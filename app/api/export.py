"""The registry in formats that others read: JSON lines, CSV, FollowTheMoney."""

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from app.api.payloads.persons import PersonOut
from app.services.views import PersonView

Format = Literal["jsonl", "csv", "ftm"]
COLUMNS = (
    "person_id",
    "label",
    "status",
    "aliases",
    "external_ids",
    "birth_year",
    "countries",
    "note",
    "mention_count",
    "article_count",
    "first_seen",
    "last_seen",
)
LIST_MARK = " | "
MEDIA_TYPES: dict[Format, str] = {
    "jsonl": "application/x-ndjson",
    "csv": "text/csv; charset=utf-8",
    "ftm": "application/x-ndjson",
}
WIKIDATA = "wikidata"


def write(people: Iterable[PersonView], form: Format) -> Iterator[str]:
    """Every person in the format, line by line; CSV begins with its header."""
    return _WRITERS[form](people)


def _jsonl(people: Iterable[PersonView]) -> Iterator[str]:
    for person in people:
        yield PersonOut.model_validate(person).model_dump_json() + "\n"


def _csv(people: Iterable[PersonView]) -> Iterator[str]:
    yield _row(COLUMNS)
    for person in people:
        known = PersonOut.model_validate(person).model_dump(mode="json")
        known["aliases"] = LIST_MARK.join(_accepted(person))
        known["external_ids"] = LIST_MARK.join(
            f"{scheme}:{value}" for scheme, value in person.external_ids.items()
        )
        known["countries"] = LIST_MARK.join(person.countries)
        yield _row([known[column] for column in COLUMNS])


def _row(cells: Iterable[Any]) -> str:
    out = io.StringIO()
    csv.writer(out).writerow(_harmless(cell) for cell in cells)
    return out.getvalue()


def _harmless(cell: object) -> object:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")):
        return "'" + cell
    return cell


def _ftm(people: Iterable[PersonView]) -> Iterator[str]:
    for person in people:
        yield json.dumps(entity(person), ensure_ascii=False) + "\n"


def entity(person: PersonView) -> dict[str, Any]:
    """The person as a FollowTheMoney entity of the schema Person."""
    properties: dict[str, list[str]] = {
        "name": [person.label],
        "alias": [name for name in _accepted(person) if name != person.label],
        "birthDate": [str(person.birth_year)] if person.birth_year else [],
        "country": list(person.countries),
        "wikidataId": [v for scheme, v in person.external_ids.items() if scheme == WIKIDATA],
        "notes": [person.note] if person.note else [],
    }
    return {
        "id": f"onym-{person.person_id}",
        "schema": "Person",
        "caption": person.label,
        "properties": {name: values for name, values in properties.items() if values},
    }


def _accepted(person: PersonView) -> list[str]:
    return [alias.name for alias in person.aliases or () if alias.status == "accepted"]


_WRITERS: dict[Format, Callable[[Iterable[PersonView]], Iterator[str]]] = {
    "jsonl": _jsonl,
    "csv": _csv,
    "ftm": _ftm,
}
