"""Lines of exchange formats, read: a person or an article each.

People come as this service exports them, as FollowTheMoney `Person` entities, or as items of a
Wikidata JSON dump; which of them is told by the line itself.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from app.errors import Invalid
from app.services.views import NewAlias, NewArticle, NewPerson

_PERSON = frozenset({"label", "aliases", "external_ids", "birth_year", "countries", "note"})
# What an export has and an import does not need.
_READ_ONLY = frozenset(
    {
        "person_id",
        "labels",
        "status",
        "mention_count",
        "article_count",
        "first_seen",
        "last_seen",
        "version",
        "created_at",
        "updated_at",
    }
)
_ARTICLE = ("text", "title", "external_id", "source", "url", "lang")


def person(line: str) -> NewPerson:
    """A person from a line of any of the formats. Raises `Invalid` with what is wrong."""
    found = _object(line)
    if "schema" in found and "properties" in found:
        return _follow_the_money(found)
    if isinstance(found.get("labels"), dict) and "claims" in found:
        return _wikidata(found)
    return _own(found)


def article(line: str) -> NewArticle:
    """An article from a line. Raises `Invalid` with what is wrong."""
    found = _object(line)
    _known(found, {*_ARTICLE, "published_at"})
    values = {name: _text(found, name) for name in _ARTICLE}
    text = values.pop("text")
    if text is None:
        raise Invalid("An article needs a text.")
    return NewArticle(text=text, published_at=_moment(found.get("published_at")), **values)


def _own(found: Mapping[str, Any]) -> NewPerson:
    _known(found, _PERSON | _READ_ONLY)
    label = _text(found, "label")
    if not label:
        raise Invalid("A person needs a label.")
    return NewPerson(
        label=label,
        aliases=tuple(_alias(each) for each in _list(found, "aliases")),
        external_ids=_strings(found, "external_ids"),
        birth_year=_year(found.get("birth_year")),
        countries=tuple(str(each) for each in _list(found, "countries")),
        note=_text(found, "note"),
    )


def _alias(found: object) -> NewAlias:
    if isinstance(found, str):
        return NewAlias(found)
    if not isinstance(found, dict) or not isinstance(found.get("name"), str):
        raise Invalid("An alias is an object with a name.")
    return NewAlias(found["name"], _text(found, "lang"))


def _follow_the_money(found: Mapping[str, Any]) -> NewPerson:
    if found["schema"] != "Person":
        raise Invalid(f"{str(found['schema'])[:40]!r} is not the schema Person.")
    values = found["properties"]
    names = [str(name) for name in [*values.get("name", ()), *values.get("alias", ())]]
    if not names:
        raise Invalid("The entity has no name.")
    ids = {"ftm": str(found["id"])} if found.get("id") else {}
    for value in values.get("wikidataId", ())[:1]:
        ids["wikidata"] = str(value)
    born = next((str(value)[:4] for value in values.get("birthDate", ())), "")
    return NewPerson(
        label=str(found.get("caption") or names[0]),
        aliases=tuple(NewAlias(name) for name in names),
        external_ids=ids,
        birth_year=int(born) if born.isdigit() else None,
        countries=tuple(str(each) for each in values.get("country", ())),
    )


def _wikidata(found: Mapping[str, Any]) -> NewPerson:
    labels = {lang: each["value"] for lang, each in found["labels"].items()}
    if not labels:
        raise Invalid("The item has no label.")
    aliases = [NewAlias(name, lang) for lang, name in labels.items()]
    for lang, others in (found.get("aliases") or {}).items():
        aliases += [NewAlias(each["value"], lang) for each in others]
    return NewPerson(
        label=labels.get("en") or next(iter(labels.values())),
        aliases=tuple(aliases),
        external_ids={"wikidata": str(found["id"])} if found.get("id") else {},
    )


def _object(line: str) -> Mapping[str, Any]:
    try:
        # A dump of Wikidata is one array, an item and a comma on each line.
        found = json.loads(line.rstrip().rstrip(","))
    except ValueError as error:
        raise Invalid("The line is not JSON.") from error
    if not isinstance(found, dict):
        raise Invalid("The line is not a JSON object.")
    return found


def _known(found: Mapping[str, Any], names: frozenset[str] | set[str]) -> None:
    unknown = sorted(set(found) - names)
    if unknown:
        raise Invalid(f"Unknown field {unknown[0][:40]!r}.")


def _text(found: Mapping[str, Any], name: str) -> str | None:
    value = found.get(name)
    if value is not None and not isinstance(value, str):
        raise Invalid(f"{name} is not a string.")
    if value and ("\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value)):
        raise Invalid(f"{name} holds NUL characters or lone surrogates.")
    return value


def _list(found: Mapping[str, Any], name: str) -> list[Any]:
    value = found.get(name) or []
    if not isinstance(value, list):
        raise Invalid(f"{name} is not a list.")
    return value


def _strings(found: Mapping[str, Any], name: str) -> dict[str, str]:
    value = found.get(name) or {}
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise Invalid(f"{name} is not an object of strings.")
    return value


def _year(value: object) -> int | None:
    if value is None:
        return None
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 3000:
        raise Invalid("birth_year is not a year.")
    return value


def _moment(value: object) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError as error:
        raise Invalid("published_at is not a time.") from error
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
