"""Spelling systems of names: their rules, and which of them may have written a name.

The tables are tables/orthographies.tsv, bases.tsv and evidence.tsv. Reading by the rules is in
app/names/decode.py.
"""

import re
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from app.names import tables

_PLAIN_VOWELS = "aeiouyæøœıəаоэеєиіыуюяәөұүѣαεηιουωაეიოუաեէըիոօ"
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
_DIGRAPH = re.compile(r"sh|zh|kh|sch|cz|sz|ts|tch|w|ya|yu")


class Rule(NamedTuple):
    """What a group of letters is read as when its neighbours fit (None: whatever they are)."""

    before: frozenset[str] | None
    after: frozenset[str] | None
    readings: tuple[str, ...]


class Evidence(NamedTuple):
    """Patterns of a word that rule orthographies out, or bring them in.

    Holds for a name when a word has the pattern and no word has the exception.
    """

    pattern: re.Pattern[str]
    exception: re.Pattern[str] | None
    rules_out: frozenset[str]
    brings_in: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Orthography:
    """A spelling system: its own rules by letters, and those of the base beneath them."""

    code: str
    base: str
    script: str
    always: bool
    language: str
    rules: dict[str, tuple[Rule, ...]]


@lru_cache(maxsize=1)
def orthographies() -> dict[str, Orthography]:
    """All spelling systems by code, in the order of the table; bases are not among them."""
    own = rules_by_system()
    systems = {}
    for row in tables.rows("bases.tsv"):
        code, base = row["orthography"], own[row["base"]]
        rules = {
            letters: own[code].get(letters, ()) + base.get(letters, ())
            for letters in (*base, *own[code])
        }
        systems[code] = Orthography(
            code, row["base"], row["script"], row["always"] == "1", row["language"], rules
        )
    return systems


@lru_cache(maxsize=1)
def rules_by_system() -> dict[str, dict[str, tuple[Rule, ...]]]:
    """Own rules of every system and base: those bound to neighbours before those that are not."""
    found: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
    for row in tables.rows("orthographies.tsv"):
        left, _, right = row["context"].partition("_")
        readings = tuple("" if reading == "-" else reading for reading in row["readings"].split())
        found[row["orthography"]][row["letters"]].append(
            Rule(neighbours(left), neighbours(right), readings)
        )
    own: dict[str, dict[str, tuple[Rule, ...]]] = defaultdict(dict)
    for code, by_letters in found.items():
        for letters, rules in by_letters.items():
            own[code][letters] = tuple(
                sorted(rules, key=lambda rule: rule.before is None and rule.after is None)
            )
    return own


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


@lru_cache(maxsize=1)
def _evidence() -> dict[str, tuple[Evidence, ...]]:
    by_script: dict[str, list[Evidence]] = defaultdict(list)
    for row in tables.rows("evidence.tsv"):
        by_script[row["script"]].append(
            Evidence(
                re.compile(row["pattern"]),
                re.compile(row["unless"]) if row["unless"] else None,
                frozenset(row["out"].split()),
                tuple(row["in"].split()),
            )
        )
    return {script: tuple(found) for script, found in by_script.items()}


def plausible(words: tuple[str, ...], script: str) -> tuple[str, ...]:
    """Orthographies that may have written these words (folded, composed), likeliest first.

    Evidence rules some out and brings others in; when everything is ruled out, all that are
    always read stay. Plain ASCII without any digraph may have lost its diacritics ("xx").
    """
    for_it, against, lost = 0, 0, script == "Latn"
    for word in words:
        shown, excepted, may_be_lost = _marks(word, script)
        for_it |= shown
        against |= excepted
        lost = lost and may_be_lost
    return _by_marks(for_it & ~against, script, lost)


@lru_cache(maxsize=8192)
def of_word(word: str, script: str, codes: tuple[str, ...]) -> tuple[str, ...]:
    """The orthographies of a word in a name: the name's, and those its own letters bring in.

    Jürgen Zacharczenkow: ü rules Polish out for the name, cz brings it in for the surname.
    """
    shown, _, _ = _marks(word, script)
    brought = {
        code
        for bit, (_, _, _, brings_in) in enumerate(_evidence().get(script, ()))
        if shown >> bit & 1
        for code in brings_in
    }
    own = (code for code in plausible((word,), script) if code in brought and code not in codes)
    return (*codes, *own)


@lru_cache(maxsize=8192)
def _marks(word: str, script: str) -> tuple[int, int, bool]:
    """Evidence in one word: bits of the rows it shows, of those it excepts; lost diacritics."""
    shown, excepted = 0, 0
    for bit, (pattern, exception, _, _) in enumerate(_evidence().get(script, ())):
        if pattern.search(word):
            shown |= 1 << bit
        if exception and exception.search(word):
            excepted |= 1 << bit
    return shown, excepted, word.isascii() and not _DIGRAPH.search(word)


@lru_cache(maxsize=4096)
def _by_marks(shown: int, script: str, lost: bool) -> tuple[str, ...]:  # noqa: FBT001
    systems = orthographies()
    always = [code for code, system in systems.items() if system.script == script and system.always]
    out: set[str] = set()
    more: dict[str, None] = {}
    for bit, (_, _, rules_out, brings_in) in enumerate(_evidence().get(script, ())):
        if shown >> bit & 1:
            out |= rules_out
            more.update(dict.fromkeys(brings_in))
    kept = [code for code in always if code not in out]
    kept += [code for code in more if code not in kept and code not in out]
    return (*(kept or always), *(("xx",) if lost else ()))
