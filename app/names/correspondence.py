"""Which letters of one word answer which letters of another that is read the same.

A reading is taken apart again: every group of letters is laid beside the symbols it was read as,
so that an explanation can say "ch in Polish is х" instead of "the same sounds".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.names import tables
from app.names.decode import candidates, collapse, grapheme, other_endings, own_letters, plainest
from app.names.fallback import romanised
from app.names.name import Token
from app.names.orthography import orthographies, rules_by_system

MOST_STEPS = 4000
"""Ways to read a word that are tried before its letters are left unexplained."""
MOST_TOLD = 3
MOST_LANGUAGES = 2
LACINKA = "ŭ"
"""A letter that Belarusian alone has among those read by the Czech rules."""
VOWELS = frozenset("AIU")
_SILENT = re.compile(r"[ьъ'’`ʼ]")


@dataclass(frozen=True, slots=True)
class Answer:
    """Letters of one word, and those of the other that are read as the same symbols.

    Each with the languages whose own way of spelling it is; "" where any language reads it so.
    """

    one: str
    two: str
    language_one: str
    language_two: str


@lru_cache(maxsize=4096)
def answers(one: Token, two: Token, reading: str) -> tuple[Answer, ...]:
    """The letters of two words that answer each other in a reading and are not the same letters.

    Those that a language has for itself come first, consonants before vowels; empty when the words
    are read the same for other reasons than their letters.
    """
    groups_one, groups_two = _taken_apart(one, reading), _taken_apart(two, reading)
    if not groups_one or not groups_two:
        return ()
    told: dict[tuple[str, str], tuple[bool, bool, int, Answer]] = {}
    for begin, end in _segments(groups_one, groups_two, len(reading)):
        symbols = reading[begin:end]
        first, second = _letters(groups_one, begin, end), _letters(groups_two, begin, end)
        if not first or not second or _plain(first) == _plain(second):
            continue
        answer = _answer(one, two, (first, second), symbols, reading)
        own = answer.language_one or answer.language_two
        vowels = set(symbols) <= VOWELS
        told.setdefault((first, second), (not own, vowels, begin, answer))
    ordered = sorted(told.values(), key=lambda item: item[:3])
    return tuple(answer for *_, answer in ordered[:MOST_TOLD])


def _plain(letters: str) -> str:
    return _SILENT.sub("", romanised(letters).lower())


def _answer(one: Token, two: Token, letters: tuple[str, str], symbols: str, reading: str) -> Answer:
    codes = _codes(one, reading), _codes(two, reading)
    owners = [_owners(text, by, symbols) for text, by in zip(letters, codes, strict=True)]
    if one.script == two.script and any(owners):
        owners = [own or by[:1] for own, by in zip(owners, codes, strict=True)]
    return Answer(*letters, *("/".join(map(_language, own)) for own in owners))


def _codes(token: Token, reading: str) -> tuple[str, ...]:
    return next((by for known, by in token.readings if known == reading), ())


def _owners(letters: str, codes: tuple[str, ...], symbols: str) -> tuple[str, ...]:
    """The orthographies that read these letters so first of all, by a rule of their own."""
    own = rules_by_system()
    if LACINKA in letters:
        return ("bel",)
    found = [
        code
        for code in codes
        if orthographies()[code].language
        and any(rule.readings[0] == symbols for rule in own[code].get(letters, ()))
    ]
    return tuple(found[:MOST_LANGUAGES])


@lru_cache(maxsize=1)
def _language_names() -> dict[str, str]:
    return tables.pairs("language_names.tsv")


def _language(code: str) -> str:
    language = orthographies()[code].language
    return _language_names().get(language, language)


Groups = tuple[tuple[str, int, int], ...]
"""Letters, and the places of the reading from and to that they were read as."""


def _taken_apart(token: Token, reading: str) -> Groups:
    """The groups of letters by which a word has this reading."""
    for code in _codes(token, reading):
        if orthographies()[code].script != token.script:
            continue  # read by its romanisation: 김 has no letters to tell of
        for spelling in other_endings(token.letters, token.script, code):
            own = own_letters(code).search(spelling)
            groups = _read(spelling, code if own else plainest(token.script), reading)
            if groups:
                return groups
    return ()


def _read(letters: str, code: str, reading: str) -> Groups:
    """Find the choice of readings for the groups of a word that gives the whole reading."""
    by_first = candidates(code)
    parts: list[tuple[str, tuple[str, ...]]] = []
    at = 0
    while at < len(letters):
        readings, step = grapheme(letters, at, by_first)
        parts.append((letters[at : at + step], readings or ("",)))
        at += step
    for tried, way in enumerate(_ways(parts, 0, "", reading)):
        if tried > MOST_STEPS:
            break
        if collapse("".join(way)) == reading:
            return _placed([group for group, _ in parts], way, reading)
    return ()


def _ways(
    parts: list[tuple[str, tuple[str, ...]]], at: int, begun: str, reading: str
) -> Iterator[tuple[str, ...]]:
    """All choices whose beginning may still become the reading."""
    if at == len(parts):
        yield ()
        return
    for symbols in parts[at][1]:
        now = begun + symbols
        if reading.startswith(collapse(now)[:-2]):
            for rest in _ways(parts, at + 1, now, reading):
                yield (symbols, *rest)


def _placed(groups: list[str], way: tuple[str, ...], reading: str) -> Groups:
    """Lay the groups beside the places of the collapsed reading."""
    placed = []
    begun = ""
    for group, symbols in zip(groups, way, strict=True):
        before = len(collapse(begun))
        begun += symbols
        after = min(len(collapse(begun)), len(reading))
        placed.append((group, min(before, max(after - 1, 0)), after))
    return tuple(placed)


def _segments(one: Groups, two: Groups, length: int) -> Iterator[tuple[int, int]]:
    """The shortest stretches of a reading that no group of either word reaches across."""
    begin = 0
    for end in range(1, length + 1):
        if all(
            not (first < end < last) and not (first == end - 1 == last)
            for _, first, last in (*one, *two)
        ):
            yield begin, end
            begin = end


def _letters(groups: Groups, begin: int, end: int) -> str:
    return "".join(group for group, first, last in groups if begin <= first and last <= end)
