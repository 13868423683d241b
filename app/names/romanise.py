"""Romanisation: what the schemes of the tables write for a name in another script.

tables/romanisation/<language>.csv hold the letters, tables/schemes.tsv say what the schemes are.
"""

import csv
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from app.names import tables
from app.names.orthography import neighbours

MOST_ALTERNATIVES = 6
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_LONGEST_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Scheme:
    """One way to write a language in other letters.

    reader: language of those who read the result. weight: how often it is met, 1 to 10.
    """

    language: str
    code: str
    title: str
    reader: str
    weight: int


class Cell(NamedTuple):
    """What a letter becomes where its neighbours fit (None: wherever it stands)."""

    before: frozenset[str] | None
    after: frozenset[str] | None
    written: str


@lru_cache(maxsize=1)
def schemes() -> dict[str, tuple[Scheme, ...]]:
    """List all schemes by language, those met most first."""
    found: dict[str, list[Scheme]] = {}
    for row in tables.rows("schemes.tsv"):
        found.setdefault(row["language"], []).append(
            Scheme(row["language"], row["scheme"], row["title"], row["reader"], int(row["weight"]))
        )
    return {
        language: tuple(sorted(some, key=lambda scheme: -scheme.weight))
        for language, some in found.items()
    }


@lru_cache(maxsize=16)
def _letters(language: str) -> dict[str, dict[str, tuple[Cell, ...]]]:
    """Scheme -> letters -> cells, those bound to neighbours first."""
    found: dict[str, dict[str, list[Cell]]] = {}
    for scheme, letters, context, cell in _rows(language):
        left, _, right = context.partition("_")
        cells = found.setdefault(scheme, {}).setdefault(letters, [])
        cells.extend(_cells(cell, neighbours(left), neighbours(right)))
    return {
        scheme: {
            letters: tuple(sorted(cells, key=lambda cell: cell.before is None is cell.after))
            for letters, cells in by_letters.items()
        }
        for scheme, by_letters in found.items()
    }


def _rows(language: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield scheme, letters, context and cell of all tables of a language."""
    path = tables.FOLDER / "romanisation" / f"{language}.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(line for line in lines if not line.startswith("#")):
                letters, context = row.pop("letter"), row.pop("context")
                for scheme, cell in row.items():
                    yield scheme, letters, context, cell
    for row in tables.rows("respelling.tsv"):
        if row["language"] == language:
            yield row["scheme"], row["letters"], row["context"], row["written"]


def _cells(
    cell: str, before: frozenset[str] | None, after: frozenset[str] | None
) -> Iterator[Cell]:
    """Read a table cell: alternatives, each perhaps with neighbours of its own."""
    for alternative in cell.split("|"):
        written, bound, context = alternative.partition("/")
        left, _, right = context.partition("_")
        yield Cell(
            (neighbours(left) if bound else None) or before,
            (neighbours(right) if bound else None) or after,
            "" if written == "-" else written,
        )


def romanise(text: str, scheme: Scheme) -> str:
    """Write a text by a scheme; capitals stay capitals, what the table lacks stays as it is."""
    return spellings(text, scheme)[0]


def spellings(text: str, scheme: Scheme) -> tuple[str, ...]:
    """Write a text by a scheme in all ways it allows, likeliest first, at most a few."""
    composed = unicodedata.normalize("NFC", text)
    pieces: list[tuple[str, ...]] = []
    end = 0
    for word in _WORD.finditer(composed):
        pieces.append((composed[end : word.start()],))
        pieces.append(_word(word.group(), scheme.language, scheme.code))
        end = word.end()
    pieces.append((composed[end:],))
    ways: dict[str, None] = {}
    for way in product(*pieces):
        ways[unicodedata.normalize("NFC", "".join(way))] = None
        if len(ways) == MOST_ALTERNATIVES:
            break
    return tuple(ways)


@lru_cache(maxsize=4096)
def _word(word: str, language: str, scheme: str) -> tuple[str, ...]:
    """Write one word in all ways, likeliest first."""
    letters = word.lower().replace("’", "'").replace("ς", "σ")
    table = _letters(language)[scheme]
    ways = [""]
    at = 0
    while at < len(letters):
        written, step = _grapheme(letters, at, table)
        ways = [way + other for other in written for way in ways][:MOST_ALTERNATIVES]
        at += step
    return tuple(dict.fromkeys(_capitals(word, way) for way in ways))


def _grapheme(
    letters: str, at: int, table: dict[str, tuple[Cell, ...]]
) -> tuple[tuple[str, ...], int]:
    """Write the longest group of letters that begins here: all ways, and its length."""
    before = letters[at - 1 : at]
    for length in range(_LONGEST_LETTERS, 0, -1):
        group = letters[at : at + length]
        after = letters[at + length : at + length + 1]
        ways = tuple(
            cell.written
            for cell in table.get(group, ())
            if (cell.before is None or before in cell.before)
            and (cell.after is None or after in cell.after)
        )
        if ways and len(group) == length:
            return ways, length
    plain = unicodedata.normalize("NFD", letters[at])[0]
    if plain != letters[at]:
        return _grapheme(letters[:at] + plain + letters[at + 1 :], at, table)
    return (letters[at],), 1


def _capitals(word: str, written: str) -> str:
    if len(word) > 1 and word.isupper():
        return written.upper()
    caseless = word.title() == word
    return written[:1].upper() + written[1:] if caseless or word[:1].isupper() else written
