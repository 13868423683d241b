"""Reading a word under spelling systems: letters in, symbols out, one string for each reading."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from app.names import tables
from app.names.orthography import Rule, orthographies, rules_by_system

MOST_READINGS = 24
LONGEST_WORD = 40
_REPEATED = re.compile(r"[AIU]{2,}|([^AIU])\1+")


class Candidate(NamedTuple):
    """A group of letters beginning with a known letter, and one rule for it."""

    letters: str
    length: int
    rule: Rule


class Ending(NamedTuple):
    """An ending that may have replaced others."""

    letters: str
    instead: tuple[str, ...]
    keep: bool
    least: int
    only: frozenset[str]


@lru_cache(maxsize=64)
def candidates(code: str) -> dict[str, tuple[Candidate, ...]]:
    """First letter -> groups of letters and rules of a system, longest group first."""
    by_first: dict[str, list[Candidate]] = defaultdict(list)
    for letters, rules in orthographies()[code].rules.items():
        for rule in rules:
            by_first[letters[0]].append(Candidate(letters, len(letters), rule))
    return {
        first: tuple(sorted(some, key=lambda candidate: -candidate.length))
        for first, some in by_first.items()
    }


@lru_cache(maxsize=64)
def own_letters(code: str) -> re.Pattern[str]:
    """What a word must contain for a system to read it differently from its base."""
    own = rules_by_system()[code]
    groups = sorted(own, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, groups)) if groups else r"(?!)")


@lru_cache(maxsize=1)
def _endings() -> dict[str, dict[str, tuple[Ending, ...]]]:
    """Script -> last letter -> endings."""
    found: dict[str, dict[str, list[Ending]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.rows("endings.tsv"):
        instead = tuple("" if other == "-" else other for other in row["instead"].split("|"))
        found[row["script"]][row["ending"][-1]].append(
            Ending(
                row["ending"],
                instead,
                row["keep"] == "1",
                int(row["min"]),
                frozenset(row["only"].split()),
            )
        )
    return {
        script: {last: tuple(some) for last, some in by_last.items()}
        for script, by_last in found.items()
    }


def read_word(letters: str, codes: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Read one word under several orthographies: reading -> orthographies that give it.

    Likeliest first: what more orthographies read, and read first.
    """
    ranked: dict[str, int] = {}
    found: dict[str, list[str]] = {}
    systems = orthographies()
    for code in codes:
        script = systems[code].script
        for spelling in other_endings(letters[:LONGEST_WORD], script, code):
            own = own_letters(code).search(spelling)
            for rank, reading in enumerate(_decode(spelling, code if own else plainest(script))):
                if rank < ranked.get(reading, MOST_READINGS):
                    ranked[reading] = rank
                found.setdefault(reading, []).append(code)
    if len(found) > 1:
        likely = sorted(found, key=lambda reading: ranked[reading] - len(found[reading]) / 100)
        return {reading: tuple(dict.fromkeys(found[reading])) for reading in likely}
    return {reading: tuple(by) for reading, by in found.items()}


@lru_cache(maxsize=16)
def plainest(script: str) -> str:
    """The system of a script that adds least to its base."""
    own = rules_by_system()
    systems = [system for system in orthographies().values() if system.script == script]
    return min(systems, key=lambda system: len(own[system.code])).code


def other_endings(letters: str, script: str, code: str) -> tuple[str, ...]:
    """List the word and what may stand in place of its ending."""
    for ending in _endings().get(script, {}).get(letters[-1:], ()):
        if letters.endswith(ending.letters) and (not ending.only or code in ending.only):
            stem = letters[: -len(ending.letters)]
            if len(stem) >= ending.least:
                others = tuple(stem + other for other in ending.instead)
                return (letters, *others) if ending.keep else others
    return (letters,)


@lru_cache(maxsize=4096)
def _decode(letters: str, code: str) -> tuple[str, ...]:
    """All readings of a spelling under one orthography, collapsed; likeliest first.

    A reading is the less likely the more often, and the further, it leaves the first choice.
    """
    by_first = candidates(code)
    partial = [(0, "")]
    at, end = 0, len(letters)
    while at < end:
        readings, step = grapheme(letters, at, by_first)
        if len(readings) == 1:
            symbols = readings[0]
            partial = [(cost, begun + symbols) for cost, begun in partial]
        elif readings:
            partial = [
                (cost + more, begun + reading)
                for more, reading in enumerate(readings)
                for cost, begun in partial
            ]
            if len(partial) > MOST_READINGS:
                partial.sort()
                del partial[MOST_READINGS:]
        at += step
    if len(partial) > 1:
        partial.sort(key=_cost)
    return tuple(dict.fromkeys([collapse(symbols) for _, symbols in partial]))


def _cost(reading: tuple[int, str]) -> int:
    return reading[0]


def grapheme(
    letters: str, at: int, by_first: dict[str, tuple[Candidate, ...]]
) -> tuple[tuple[str, ...], int]:
    """Read the longest group of letters that begins here: its readings and its length."""
    for group, length, (before, after, readings) in by_first.get(letters[at], ()):
        if (
            letters.startswith(group, at)
            and (before is None or letters[at - 1 : at] in before)
            and (after is None or letters[at + length : at + length + 1] in after)
        ):
            return readings, length
    plain = _plain(letters[at])
    for _, length, (before, after, readings) in by_first.get(plain, ()):
        if length == 1 and before is None and after is None:
            return readings, 1
    return (), 1


@lru_cache(maxsize=4096)
def _plain(letter: str) -> str:
    """Strip a letter of its diacritics."""
    return unicodedata.normalize("NFD", letter)[0]


def collapse(symbols: str) -> str:
    """Make one of a run of vowels (A before U before I), of a doubled consonant, of tC and tc."""
    return _REPEATED.sub(_one, symbols).replace("tC", "C").replace("tc", "c")


def _one(run: re.Match[str]) -> str:
    repeated = run.group()
    if repeated[0] not in "AIU":
        return repeated[0]
    return "A" if "A" in repeated else "U" if "U" in repeated else "I"
