"""Relatives of people whom a text names: "Trump and his wife Melania" is about Melania Trump."""

from collections.abc import Iterator, Mapping

from app.mentions import Chain, Reading
from app.names import Name, read
from app.services.groups import ChainKey
from app.services.judging import answers_to, kind_of, surnames
from app.services.plan import Plan
from app.services.pool import KnownPerson

# So many of a text's people may be somebody's family; the first whom it names are.
_MOST = 8
_LEAST_STEM = 4


def supposed(readings: Mapping[int, Reading]) -> dict[ChainKey, list[Name]]:
    """The full names that relatives who are named by a given name alone may have."""
    return {
        (number, chain.number): list(_names(chain, reading))
        for number, reading in readings.items()
        for chain in reading.chains
        if chain.relative and kind_of(read(chain.names[0], reading.lang)) == "given"
    }


def _names(chain: Chain, reading: Reading) -> Iterator[Name]:
    given = chain.names[0]
    for other in reading.chains[:_MOST]:
        name = read(other.names[0], reading.lang)
        if other is not chain and kind_of(name) == "surname":
            surname = " ".join(part.text for part in surnames(name))
            yield read(f"{given} {surname}", reading.lang)


def relative(bare: Name, full: list[Name], plan: Plan) -> KnownPerson | None:
    """The only one known who has the bare given name and the surname of one of the names."""
    found = {
        alias.person.survivor: None
        for name in full
        for alias in plan.pool.near(name)
        if not alias.is_partial
        and name.folded not in alias.person.refused
        and bare.folded not in alias.person.refused
        and answers_to(alias.name, bare)
        and _are_of_one_family(alias.name, name)
    }
    return next(iter(found)) if len(found) == 1 else None


def _are_of_one_family(one: Name, other: Name) -> bool:
    """Whether two share a surname; a woman's may end otherwise."""
    stems = {stem for part in surnames(one) for stem in part.token.stems}
    return any(
        len(stem) >= _LEAST_STEM and stem in stems
        for part in surnames(other)
        for stem in part.token.stems
    )
