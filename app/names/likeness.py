"""How alike two words of names are, and by what evidence: the strongest kind that holds.

The kinds are ranked; a likeness of a stronger kind is never smaller than one of a weaker kind.
"""

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from rapidfuzz.distance import JaroWinkler, Levenshtein

from app.names.name import Token

Kind = Literal[
    "identical",
    "diacritics",
    "reading",
    "given",
    "group",
    "short_form",
    "stem",
    "one_edit",
    "joined",
    "initial",
    "alike",
    "different",
]

MOST_ALIKE = 0.86
"""No likeness by letters alone reaches this."""
READING_BY_LENGTH = (0.0, 0.62, 0.87, 0.93, 0.955, 0.965, 0.97)
"""Likeness of words that share a fine reading, by its symbols: short readings say little."""
TOKEN_PAIRS = 1 << 17


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A token as the comparison needs it. One object per reading of a word: compare by `is`.

    rank: orders words, so that a pair is looked up one way only.
    """

    token: Token
    rank: int
    fine: tuple[str, ...]
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Likeness:
    """How alike two words are (0..1), by what evidence; sound and letters apart (0..1 each)."""

    value: float
    kind: Kind
    shared: str
    sound: float
    letters: float


_words: dict[tuple[str, str, frozenset[str], frozenset[str]], Word] = {}
MOST_WORDS = 1 << 18


def word_of(token: Token) -> Word:
    """The one Word of all tokens with these letters and readings."""
    key = (token.letters, token.script, token.fine, token.initials)
    word = _words.get(key)
    if word is None:
        if len(_words) >= MOST_WORDS:
            _words.clear()
            likeness.cache_clear()
        fine = tuple(sorted(token.fine, key=lambda reading: (-len(reading), reading))[:8])
        word = Word(token, len(_words), fine, max(1, len(token.ascii or token.letters)))
        _words[key] = word
    return word


def alike(a: Word, b: Word) -> Likeness:
    """How alike two words are; symmetric, cached."""
    return likeness(a, b) if a.token.letters <= b.token.letters else likeness(b, a)


@lru_cache(maxsize=TOKEN_PAIRS)
def likeness(a: Word, b: Word) -> Likeness:
    """How alike two words are. Call `alike`, which puts them in order."""
    one, two = a.token, b.token
    if one.letters == two.letters:
        return Likeness(1.0, "identical", one.letters, 1.0, 1.0)
    letters = JaroWinkler.normalized_similarity(one.ascii, two.ascii)
    if one.ascii and one.ascii == two.ascii:
        return Likeness(0.99, "diacritics", one.ascii, 1.0, 1.0)
    sound, shared = _sound(a, b)
    known = _known(one, two, shared, sound, letters)
    return known or _similar(a, b, sound, letters)


def _sound(a: Word, b: Word) -> tuple[float, str]:
    """Similarity of the closest readings; the longest shared reading, if any."""
    shared = a.token.fine & b.token.fine
    if shared:
        return 1.0, max(shared, key=lambda reading: (len(reading), reading))
    best = 0.0
    for one in a.fine:
        for two in b.fine:
            best = max(best, Levenshtein.normalized_similarity(one, two, score_cutoff=best))
    return best, ""


def _known(one: Token, two: Token, shared: str, sound: float, letters: float) -> Likeness | None:
    """Likeness by readings and tables; None when they connect nothing."""
    groups = bool(one.groups & two.groups)
    given = one.given & two.given
    reading = READING_BY_LENGTH[min(len(shared), 6)] if shared else 0.0
    if shared and (groups or given):
        return Likeness(0.985, "reading", shared, sound, letters)
    if given:
        return Likeness(0.975, "given", min(given), sound, letters)
    if reading > 0.95:
        return Likeness(reading, "reading", shared, sound, letters)
    if groups:
        return Likeness(
            0.95 + 0.01 * letters, "group", str(min(one.groups & two.groups)), sound, letters
        )
    if reading > 0.9:
        return Likeness(reading, "reading", shared, sound, letters)
    nicks = (one.nicks & two.given) | (one.given & two.nicks) | (one.nicks & two.nicks)
    if nicks:
        return Likeness(0.9, "short_form", min(nicks), sound, letters)
    stems = [stem for stem in one.stems & two.stems if len(stem) > 3]
    if stems:
        return Likeness(0.89, "stem", max(stems, key=len), sound, letters)
    if reading > MOST_ALIKE:
        return Likeness(reading, "reading", shared, sound, letters)
    return None


def _similar(a: Word, b: Word, sound: float, letters: float) -> Likeness:
    """Likeness of words that nothing but resemblance connects."""
    longest = max(len(a.fine[0]) if a.fine else 0, len(b.fine[0]) if b.fine else 0)
    if longest >= 5 and sound > 1 - 1.5 / longest:
        return Likeness(0.78 + 0.08 * min(1.0, (longest - 5) / 4), "one_edit", "", sound, letters)
    plain = Levenshtein.normalized_similarity(a.token.ascii, b.token.ascii)
    value = 0.76 * max(0.55 * sound + 0.45 * plain, 0.9 * plain, 0.5 * (letters + sound) - 0.15)
    return Likeness(value, "alike" if value > 0.5 else "different", "", sound, letters)
