"""Patronymics and initials: what they say for or against one person."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from app.names import tables
from app.names.given import bare, given_names, letters_of
from app.names.profile import Profile
from app.names.token import readings_alone
from app.names.word import Word

_ENDING = re.compile(
    r"(?:[AIU]?[vf](?:I[CSxkcz]|I[CSxkcz][AIU]m?|n[sz]?[AIU])|I[nz]?I?[CSsc]nA|I[CcSx])$"
)
SAME = 0.8
OTHER = 0.7
SHORTEST = 3
IOTATED = frozenset("AIU")


@lru_cache(maxsize=1)
def _men() -> dict[str, frozenset[str]]:
    """Reading -> masculine given names of the East Slavic table that are read so."""
    found: dict[str, set[str]] = {}
    for row in tables.rows("given_names.tsv"):
        forms = "|".join(row[column] for column in ("ru", "be", "uk")).split("|")
        if row["gender"] == "m":
            for form in filter(None, forms):
                for reading in readings_alone(letters_of(form)):
                    found.setdefault(reading, set()).add(row["id"])
    return {reading: frozenset(names) for reading, names in found.items()}


@lru_cache(maxsize=1 << 14)
def fathers(word: Word) -> tuple[frozenset[str], frozenset[str]]:
    """What is left of a patronymic without its ending; the given names that this may be."""
    bases = {_ENDING.sub("", reading) for reading in word.fine}
    bases = {base for base in bases - set(word.fine) if len(base) >= SHORTEST}
    men = _men()
    known = {
        name
        for base in bases
        for ending in ("", "I", "A", "Al")
        for name in men.get(base + ending, ())
    }
    return frozenset(bases) or word.token.fine, frozenset(known)


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
    rows = [(row["one"], row["other"]) for row in tables.rows("initial_pairs.tsv")]
    return frozenset([*rows, *((two, one) for one, two in rows)])


@lru_cache(maxsize=1 << 12)
def sounds(word: Word) -> frozenset[str]:
    """The first symbols of a word's own readings; Y and J may begin Ю, Я, Е and Ё.

    J, read as in John, is no D: дж is one sound.
    """
    own = frozenset("Z" if reading[:2] == "dZ" else reading[:1] for reading in word.token.fine)
    return own | IOTATED if word.token.letters in ("y", "j") else own


def begins(initial: Word, word: Word) -> bool:
    """Whether a word begins with the letters of an initial, signs above them aside."""
    return initial.token.script == word.token.script and (
        word.token.letters.startswith(initial.token.letters)
        or bare(word.token.letters).startswith(bare(initial.token.letters))
    )


def initials_meet(one: Word, two: Word) -> float:
    """1 when two initials may be of one name, 0 when only in two languages, -1 when never."""
    if begins(one, two) or begins(two, one) or sounds(one) & sounds(two):
        return 1.0
    return 0.0 if any((x, y) in _equivalent() for x in sounds(one) for y in sounds(two)) else -1.0


def one_language(a: Profile, b: Profile) -> bool:
    """Whether two names are in one language for all we know."""
    one, two = a.name, b.name
    return one.script == two.script == "Cyrl" and one.langs[:1] == two.langs[:1]


def fits(short: Profile, initial: Word, full: Profile, word: Word) -> bool:
    """Whether an initial may stand for a name that the other name writes out.

    М. is Никита (Мікіта) in another language only, never in two names of one.
    """
    if begins(initial, word) or sounds(initial) & sounds(word):
        return True
    one, two = short.name, full.name
    if one_language(short, full):
        return False
    if word.token.given or word.token.nicks:
        return bool(sounds(initial) & word.token.initials)
    return one.script != two.script and bool(initial.token.initials & sounds(word))


@lru_cache(maxsize=1 << 14)
def _father_sounds(patronymic: Word) -> frozenset[str]:
    """First symbols of a patronymic and of the same patronymic in other languages."""
    symbols = set(sounds(patronymic))
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
        father = full.patronymics[0]
        known = sounds(father) if one_language(a, b) else _father_sounds(father)
        meets = sounds(short.initials[-1]) & known
        return 0.5 if meets else -0.5
    return 0.0
