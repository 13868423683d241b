"""Spelling systems: how the letters of a word are read, as the tables say.

A word is read into symbols, one string for each possible reading. The tables are
tables/orthographies.tsv, bases.tsv, evidence.tsv and endings.tsv.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.names import tables

_PLAIN_VOWELS = "aeiouyæøœıəаоэеєиіыуюяәөұүѣαεηιουωაეიოუაեէըիոօ"
_LETTERS = tuple(
    letter
    for first, last in (("a", "ɏ"), ("ά", "ώ"), ("а", "ӿ"), ("ա", "ֆ"), ("ა", "ჰ"), ("ḁ", "ỹ"))
    for letter in map(chr, range(ord(first), ord(last) + 1))
    if letter.isalpha()
)
VOWELS = frozenset(
    letter for letter in _LETTERS if unicodedata.normalize("NFD", letter)[0] in _PLAIN_VOWELS
) - frozenset("й")
CONSONANTS = frozenset(_LETTERS) - VOWELS - frozenset("ьъй")
MOST_READINGS = 24
LONGEST_LETTERS = 7
_RUN = re.compile(r"[AIU]{2,}")
_DOUBLE = re.compile(r"([^AIU])\1+")


class Rule(NamedTuple):
    """What a group of letters is read as when its neighbours fit (None: whatever they are)."""

    before: frozenset[str] | None
    after: frozenset[str] | None
    readings: tuple[str, ...]


class Evidence(NamedTuple):
    """A pattern that rules orthographies out, or brings them in."""

    pattern: re.Pattern[str]
    rules_out: frozenset[str]
    brings_in: tuple[str, ...]


class Ending(NamedTuple):
    """An ending that may have replaced others."""

    letters: str
    instead: tuple[str, ...]
    keep: bool
    least: int


@dataclass(frozen=True, slots=True)
class Orthography:
    """A spelling system: its rules by letters, those of its base included."""

    code: str
    script: str
    always: bool
    language: str
    rules: dict[str, tuple[Rule, ...]]


@lru_cache(maxsize=1)
def orthographies() -> dict[str, Orthography]:
    """All spelling systems by code, in the order of the table."""
    own: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.rows("orthographies.tsv"):
        left, _, right = row["context"].partition("_")
        readings = tuple("" if reading == "-" else reading for reading in row["readings"].split())
        own[row["orthography"]][row["letters"]].append(
            Rule(neighbours(left), neighbours(right), readings)
        )
    systems = {}
    for row in tables.rows("bases.tsv"):
        code, base = row["orthography"], own[row["base"]]
        rules = {
            letters: _by_strictness(own[code].get(letters, []), base.get(letters, []))
            for letters in (*base, *own[code])
        }
        systems[code] = Orthography(
            code, row["script"], row["always"] == "1", row["language"], rules
        )
    return systems


def neighbours(context: str) -> frozenset[str] | None:
    """List the characters that a context allows; "" in the set is the edge of the word."""
    if not context:
        return None
    allowed: set[str] = set()
    for sign in context:
        if sign in "^$":
            allowed.add("")
        elif sign == "V":
            allowed |= VOWELS
        elif sign == "C":
            allowed |= CONSONANTS
        else:
            allowed.add(sign)
    return frozenset(allowed)


def _by_strictness(own: list[Rule], base: list[Rule]) -> tuple[Rule, ...]:
    """Own rules before inherited ones, those with a context before those without."""
    return tuple(
        sorted(own, key=lambda rule: rule.before is None and rule.after is None)
        + sorted(base, key=lambda rule: rule.before is None and rule.after is None)
    )


@lru_cache(maxsize=1)
def _evidence() -> dict[str, tuple[Evidence, ...]]:
    by_script: dict[str, list[Evidence]] = defaultdict(list)
    for row in tables.rows("evidence.tsv"):
        by_script[row["script"]].append(
            Evidence(
                re.compile(row["pattern"]),
                frozenset(row["out"].split()),
                tuple(row["in"].split()),
            )
        )
    return {script: tuple(found) for script, found in by_script.items()}


@lru_cache(maxsize=1)
def _endings() -> dict[str, tuple[Ending, ...]]:
    by_script: dict[str, list[Ending]] = defaultdict(list)
    for row in tables.rows("endings.tsv"):
        instead = tuple("" if other == "-" else other for other in row["instead"].split("|"))
        by_script[row["script"]].append(
            Ending(row["ending"], instead, row["keep"] == "1", int(row["min"]))
        )
    return {script: tuple(found) for script, found in by_script.items()}


_NO_DIGRAPH = re.compile(r"sh|zh|kh|sch|cz|sz|ts|tch|w|ya|yu")


@lru_cache(maxsize=4096)
def plausible(letters: str, script: str) -> tuple[str, ...]:
    """Orthographies that may have written these words (folded, composed), likeliest first.

    Evidence rules some out and brings others in; when everything is ruled out, all that are
    always read stay. Plain ASCII without any digraph may have lost its diacritics ("xx").
    """
    systems = orthographies()
    always = [code for code, system in systems.items() if system.script == script and system.always]
    out: set[str] = set()
    more: dict[str, None] = {}
    for pattern, rules_out, brings_in in _evidence().get(script, ()):
        if pattern.search(letters):
            out |= rules_out
            more.update(dict.fromkeys(brings_in))
    kept = [code for code in always if code not in out]
    kept += [code for code in more if code not in kept and code not in out]
    if script == "Latn" and letters.isascii() and not _NO_DIGRAPH.search(letters):
        kept.append("xx")
    return tuple(kept) or tuple(always)


def read_word(letters: str, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Read one word under several orthographies: reading -> orthographies that give it.

    Likeliest first: what more orthographies read, and read first.
    """
    ranked: dict[str, int] = {}
    found: dict[str, list[str]] = {}
    systems = orthographies()
    for code in codes:
        system = systems[code]
        for spelling in _spellings(letters, system.script):
            for rank, reading in enumerate(_decode(spelling, code)):
                ranked[reading] = min(rank, ranked.get(reading, rank))
                found.setdefault(reading, []).append(code)
    likely = sorted(found, key=lambda reading: ranked[reading] - len(found[reading]) / 100)
    return {reading: tuple(dict.fromkeys(found[reading])) for reading in likely}


def _spellings(letters: str, script: str) -> tuple[str, ...]:
    """List the word and what may stand in place of its ending."""
    for ending in _endings().get(script, ()):
        if letters.endswith(ending.letters):
            stem = letters[: -len(ending.letters)]
            if len(stem) >= ending.least:
                others = tuple(stem + other for other in ending.instead)
                return (letters, *others) if ending.keep else others
    return (letters,)


@lru_cache(maxsize=16384)
def _decode(letters: str, code: str) -> tuple[str, ...]:
    """All readings of a spelling under one orthography, collapsed; likeliest first."""
    rules = orthographies()[code].rules
    partial = [""]
    at = 0
    while at < len(letters):
        readings, step = _grapheme(letters, at, rules)
        if len(readings) == 1:
            partial = [begun + readings[0] for begun in partial]
        elif readings:
            partial = [begun + reading for reading in readings for begun in partial]
            del partial[MOST_READINGS:]
        at += step
    return tuple(dict.fromkeys(collapse(reading) for reading in partial))


def _grapheme(
    letters: str, at: int, rules: dict[str, tuple[Rule, ...]]
) -> tuple[tuple[str, ...], int]:
    """Read the longest group of letters that begins here: its readings and its length."""
    before = letters[at - 1 : at]
    for length in range(min(LONGEST_LETTERS, len(letters) - at), 0, -1):
        for rule in rules.get(letters[at : at + length], ()):
            if (rule.before is None or before in rule.before) and (
                rule.after is None or letters[at + length : at + length + 1] in rule.after
            ):
                return rule.readings, length
    plain = _plain(letters[at])
    for rule in rules.get(plain, ()):
        if rule.before is None and rule.after is None:
            return rule.readings, 1
    return (), 1


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Strip a letter of its diacritics."""
    return unicodedata.normalize("NFD", letter)[0]


def collapse(symbols: str) -> str:
    """Make one of a run of vowels (A before U before I) and of a doubled consonant."""
    return _DOUBLE.sub(r"\1", _RUN.sub(_strongest, symbols))


def _strongest(run: re.Match[str]) -> str:
    vowels = run.group()
    return "A" if "A" in vowels else "U" if "U" in vowels else "I"
