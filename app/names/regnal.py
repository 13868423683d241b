"""Rulers and popes: every language translates their names, and a number tells them apart.

Charles III is Karol III, Карл III and Carlos III; John Paul II is Jan Paweł II.
"""

from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache
from itertools import islice, product

from app.names import roles, tables
from app.names.given import bare, letters_of
from app.names.name import Key, Name, Part

MOST_KEYS = 4


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """Ids of the table by the id of a given name, and by form."""
    by_given, by_form = defaultdict(set), defaultdict(set)
    for row in tables.rows("regnal_names.tsv"):
        for given in row["given"].split():
            by_given[given].add(row["id"])
        for form in row["forms"].split("|"):
            for letters in {letters_of(form), bare(letters_of(form))}:
                by_form[letters].add(row["id"])
    return by_given, by_form


def _translations(part: Part) -> frozenset[str]:
    """Say which translated names a word is a form of."""
    by_given, by_form = _table()
    found = set(by_form.get(part.token.letters, ()))
    for given in part.token.given:
        found |= by_given.get(given, set())
    return frozenset(found)


def _ruler(parts: Sequence[Part]) -> tuple[list[frozenset[str]], str] | None:
    """Return the translated names and the number, if the name is nothing but these."""
    number = next(
        (roles.suffix_sense(part.token.letters) for part in parts if part.role == "suffix"), ""
    )
    if not number.isdecimal():
        return None  # nearly every name: what follows costs a look-up a word
    words = [_translations(part) for part in parts if part.role != "suffix"]
    return (words, number) if words and all(words) else None


def is_ruler(parts: Sequence[Part]) -> bool:
    """Whether a name is a given name with a number: it identifies though it has no surname."""
    return any(
        part.role == "suffix" and roles.suffix_sense(part.token.letters).isdecimal()
        for part in parts
    ) and all(
        part.role == "suffix" or part.token.given or part.token.genders or _translations(part)
        for part in parts
    )


def are_one(one: Name, two: Name) -> bool:
    """Whether two names are translations of one ruler's."""
    ours, theirs = _ruler(one.parts), _ruler(two.parts)
    return (
        ours is not None
        and theirs is not None
        and ours[1] == theirs[1]
        and len(ours[0]) == len(theirs[0])
        and all(a & b for a, b in zip(ours[0], theirs[0], strict=True))
    )


def ruler_keys(parts: Sequence[Part]) -> tuple[Key, ...]:
    """Make the keys that the translations of a ruler's name share."""
    known = _ruler(parts)
    if known is None:
        return ()
    words, number = known
    ways = product(*(sorted(ids) for ids in words))
    return tuple(Key("p", " ".join((*way, number))) for way in islice(ways, MOST_KEYS))
