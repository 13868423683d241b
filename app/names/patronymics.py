"""Patronymics and initials: what they say for or against one person."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from app.names.given import LEAST_SYMBOLS, given_names
from app.names.likeness import Word
from app.names.profile import Profile

_ENDING = re.compile(r"(?:[AIU]?v(?:IC|ns?A|IA?cs?)|InI[CSsc]nA|[AI]?[Ic]+[Cc]nA|I[CcS])$")
SAME = 0.8
OTHER = 0.7


@lru_cache(maxsize=1 << 14)
def fathers(word: Word) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of a patronymic without its ending; the given names that this may be."""
    bases = frozenset(_ENDING.sub("", reading) or reading for reading in word.fine)
    by_reading = given_names().by_reading
    known = {
        name
        for base in bases
        for ending in ("", "I", "A", "Al")
        if len(base) >= LEAST_SYMBOLS - 1
        for name in by_reading.get(base + ending, ())
    }
    return bases, frozenset(known)


@lru_cache(maxsize=1 << 14)
def same_father(one: Word, two: Word) -> float:
    """1 when two patronymics may be of one father, -1 when they are not, between when unclear."""
    if one is two or one.token.fine & two.token.fine or one.token.groups & two.token.groups:
        return 1.0
    bases_one, known_one = fathers(one)
    bases_two, known_two = fathers(two)
    if known_one & known_two or bases_one & bases_two:
        return 1.0
    nearest = max(
        (Levenshtein.normalized_similarity(x, y) for x in bases_one for y in bases_two),
        default=0.0,
    )
    if known_one and known_two:
        return -1.0
    if nearest >= SAME:
        return 0.5
    return -1.0 if nearest < OTHER else -0.3


@lru_cache(maxsize=1)
def _equivalent() -> frozenset[tuple[str, str]]:
    """Pairs of first symbols that one name has in two languages (Рыгор, Григорий)."""
    return frozenset(
        (x, y) for symbols in given_names().initials.values() for x in symbols for y in symbols
    )


def initials_meet(one: frozenset[str], two: frozenset[str]) -> float:
    """1 when two initials may be of one name, 0 when only in two languages, -1 when never."""
    if one & two:
        return 1.0
    return 0.0 if any((x, y) in _equivalent() for x in one for y in two) else -1.0


def fits(short: Profile, initial: frozenset[str], full: Profile, word: Word) -> bool:
    """Whether an initial may stand for a name that the other name writes out.

    М. is Никита (Мікіта) in another language only, never in two names of one.
    """
    one, two = short.name, full.name
    if one.script == two.script == "Cyrl" and set(one.langs) & set(two.langs):
        return any(reading[:1] in initial for reading in word.token.fine)
    return bool(initial & word.token.initials)


@lru_cache(maxsize=1 << 14)
def _first_symbols(patronymic: Word) -> frozenset[str]:
    """First symbols of a patronymic and of the same patronymic in other languages."""
    symbols = set(patronymic.token.initials)
    for name in fathers(patronymic)[1]:
        symbols |= given_names().initials[name]
    return frozenset(symbols)


def second_names(a: Profile, b: Profile) -> float:
    """-1..1: what the patronymics of two names, or their initials, say; 0 when one has none."""
    if a.patronymics and b.patronymics:
        return max(same_father(one, two) for one in a.patronymics for two in b.patronymics)
    if a.patronymics or b.patronymics:
        full, short = (a, b) if a.patronymics else (b, a)
        if len(short.initials) < 1 or (len(short.initials) == 1 and not short.givens):
            return 0.0
        meets = initials_meet(short.initials[-1], _first_symbols(full.patronymics[0]))
        return 0.5 * meets
    return 0.0
