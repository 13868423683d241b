"""Given names: which words are forms of one name, short forms, and what they say of gender."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from app.names import tables
from app.names.decode import read_word
from app.names.name import Gender
from app.names.orthography import plausible
from app.names.romanise import romanise, schemes
from app.names.script import fold, main_script

FORM_COLUMNS = ("ru", "be", "uk", "pl", "other")
LEAST_SYMBOLS = 5
"""A reading this long may identify a given name that no table spells."""
LEAST_SHORT = 4
"""... and a nickname."""
TRUSTED_READINGS = 2
"""Only what a word is likeliest read as identifies a given name."""


@dataclass(slots=True)
class GivenNames:
    """The given names by spelling and by reading. Fill once, then only read."""

    full: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    short: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    short_by_reading: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    listed: dict[str, str] = field(default_factory=dict)
    by_reading: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    genders: dict[str, Gender] = field(default_factory=dict)
    initials: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    readings: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    languages: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


@lru_cache(maxsize=8192)
def letters_of(word: str) -> str:
    """Letters as tokens have them: folded, composed, no apostrophes."""
    return unicodedata.normalize("NFC", fold(word)).replace("'", "").replace('"', "")


def bare(letters: str) -> str:
    """Strip the diacritics, strokes among them, where that leaves another spelling in use."""
    if letters.isascii():
        return letters
    return "".join(
        sign for sign in unicodedata.normalize("NFD", letters) if not unicodedata.combining(sign)
    ).translate(_STROKES)


_STROKES = str.maketrans({"ł": "l", "đ": "d", "ø": "o", "ı": "i", "ħ": "h"})


@lru_cache(maxsize=1)
def given_names() -> GivenNames:
    """Index the table."""
    index = GivenNames()
    for row in tables.rows("given_names.tsv"):
        identity = row["id"]
        index.genders[identity] = "f" if row["gender"] == "f" else "m"
        for column in FORM_COLUMNS:
            for form in filter(None, row[column].split("|")):
                _add_form(index, identity, letters_of(form))
                index.languages[letters_of(form)].add(column)
        for form in filter(None, row["short_forms"].split("|")):
            _add_short(index, identity, letters_of(form))
            for spelling in _stored_spellings(form):
                if spelling not in index.full:
                    index.short[spelling].add(identity)
    for row in tables.rows("nicknames.tsv"):
        for full in row["names"].split("|"):
            for identity in index.full.get(full) or index.full.setdefault(full, {full}):
                index.short[row["nickname"]].add(identity)
    index.listed.update(tables.pairs("first_names.tsv"))
    index.listed.update((row["word"], "fm") for row in tables.rows("both_genders.tsv"))
    return index


def readings_of(letters: str) -> tuple[str, ...]:
    """Read a form of a given name that stands alone, likeliest first."""
    script = main_script(letters)
    return tuple(read_word(letters, plausible((letters,), script)))


@lru_cache(maxsize=1)
def _table_of_readings() -> dict[str, str]:
    return tables.pairs("given_readings.tsv")


def _stored_readings(letters: str) -> tuple[str, ...]:
    """The same from the table: reading every form anew would take half a second at each start."""
    stored = _table_of_readings().get(letters)
    return readings_of(letters) if stored is None else tuple(stored.split(" "))


@lru_cache(maxsize=1)
def _table_of_spellings() -> dict[str, str]:
    return tables.pairs("short_spellings.tsv")


def _stored_spellings(form: str) -> Iterable[str]:
    """What in_the_press says, from the table: to romanise a thousand forms takes half a second."""
    stored = _table_of_spellings().get(letters_of(form))
    return in_the_press(form) if stored is None else stored.split()


def in_the_press(form: str) -> set[str]:
    """Spell a Cyrillic short form as the press of other countries does: Mischa, Micha, Misza."""
    if main_script(letters_of(form)) != "Cyrl":
        return set()
    papers = (scheme for scheme in schemes()["ru"] if scheme.code.startswith("press_"))
    written = {letters_of(romanise(form, scheme)) for scheme in papers}
    if form.endswith("ха"):  # Лёха is Lyokha; Lecha is a case of Lech
        written = {letters for letters in written if not letters.endswith("cha")}
    return written | {bare(letters) for letters in written}


def _add_short(index: GivenNames, identity: str, letters: str) -> None:
    script = main_script(letters)
    plain = bare(letters) if script == "Latn" else letters.replace("ё", "е")
    for spelling in {letters, plain}:
        index.short[spelling].add(identity)
    for reading in likeliest(_stored_readings(letters)):
        if len(reading) >= LEAST_SHORT:
            index.short_by_reading[reading].add(identity)


def _add_form(index: GivenNames, identity: str, letters: str) -> None:
    script = main_script(letters)
    index.full[letters].add(identity)
    if script == "Latn":
        index.full[bare(letters)].add(identity)
    readings = _stored_readings(letters)
    index.initials[identity].update(reading[:1] for reading in readings)
    index.readings[identity].update(
        likeliest(readings) if script == "Cyrl" else islice(readings, 1)
    )
    for reading in likeliest(readings):
        if len(reading) >= LEAST_SYMBOLS:
            index.by_reading[reading].add(identity)


def likeliest(readings: Iterable[str]) -> tuple[str, ...]:
    """Take the readings that are trusted to identify a given name."""
    return tuple(islice(readings, TRUSTED_READINGS))


@dataclass(frozen=True, slots=True)
class Given:
    """What the tables know of a word as a given name.

    readings: those of its forms in all languages, when a row spells the word; a name's own sounds.
    """

    full: frozenset[str] = frozenset()
    short: frozenset[str] = frozenset()
    genders: frozenset[Gender] = frozenset()
    readings: frozenset[str] = frozenset()


def lookup(letters: str, readings: Iterable[str]) -> Given:
    """Look a word up by spelling, then without diacritics, then by its likeliest readings."""
    index = given_names()
    spelling = letters if letters in index.full or letters in index.short else bare(letters)
    full, short = index.full.get(spelling, set()), index.short.get(spelling, set())
    if not full and not short:
        trusted = likeliest(readings)
        full = _read_alike(index.by_reading, trusted)
        full = {name for name in full if not _is_other_gender(index, letters, spelling, name)}
        if not full and not letters.isascii():
            short = _read_alike(index.short_by_reading, trusted)
    genders: set[Gender] = {index.genders[name] for name in full or short if name in index.genders}
    if not full or not genders:
        listed = index.listed.get(letters) or index.listed.get(spelling, "")
        genders |= {"f" if sign == "f" else "m" for sign in listed}
    spelt = index.full.get(spelling, set())
    sounds = frozenset(reading for name in spelt for reading in index.readings.get(name, ()))
    return Given(frozenset(full), frozenset(short), frozenset(genders), sounds)


def _is_other_gender(index: GivenNames, letters: str, spelling: str, name: str) -> bool:
    """Whether a word only sounds like a name: Petra, no Петро; Виктора, the genitive of Виктор."""
    gender = index.genders.get(name)
    said = index.listed.get(letters) or index.listed.get(spelling, "mf")
    if gender is not None and gender not in said:
        return True
    known = index.full.get(letters[:-1], set()) if letters.endswith(("а", "a")) else set()
    return gender == "f" and any(index.genders.get(other) == "m" for other in known)


def _read_alike(by_reading: dict[str, set[str]], readings: Iterable[str]) -> set[str]:
    """Find the given name with one of these readings; nothing when there are several.

    A name's English rows (stephen-en) are no other name.
    """
    names = {name for reading in readings for name in by_reading.get(reading, ())}
    return names if len({name.removesuffix("-en") for name in names}) == 1 else set()


def is_given(word: str) -> frozenset[Gender]:
    """Return the genders of its bearers when this is a given name; empty when we know none."""
    letters = letters_of(word)
    return lookup(letters, ()).genders
