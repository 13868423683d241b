"""A word as comparisons need it: its token, its readings in order, its rows of short forms."""

import re
from dataclasses import dataclass
from functools import lru_cache

from app.names import tables
from app.names.name import Token

MOST_WORDS = 1 << 18
MOST_READINGS = 8
_VOWELS = re.compile(r"[AIU]")


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A token as the comparison needs it. One object per reading of a word: compare by `is`.

    rows: rows of the table of short forms that list the word.
    """

    token: Token
    fine: tuple[str, ...]
    consonants: tuple[str, ...]
    rows: frozenset[int]
    length: int


_words: dict[tuple[str, str, frozenset[str], frozenset[str]], Word] = {}


@lru_cache(maxsize=1)
def _short_forms() -> dict[str, frozenset[int]]:
    """Word -> the rows of the table of short forms that list it."""
    found: dict[str, set[int]] = {}
    for number, row in enumerate(tables.rows("short_forms.tsv")):
        for form in row["forms"].split():
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}


def word_of(token: Token) -> Word:
    """The one Word of all tokens with these letters and readings."""
    key = (token.letters, token.script, token.fine, token.initials)
    word = _words.get(key)
    if word is None:
        if len(_words) >= MOST_WORDS:
            _words.clear()
        fine = tuple(sorted(token.fine, key=lambda reading: (-len(reading), reading)))
        rows = _short_forms().get(token.letters) or _short_forms().get(token.ascii)
        word = Word(
            token=token,
            fine=fine[:MOST_READINGS],
            consonants=tuple(_VOWELS.sub("", reading) for reading in fine[:MOST_READINGS]),
            rows=rows or frozenset(),
            length=max(1, len(token.ascii or token.letters)),
        )
        _words[key] = word
    return word
