"""Drop a lone word that a detector took for a name in a few places and left alone in most.

A word of one text hardly ever names a person here and a thing there: thirty times Brexit, four of
them found, is nobody.
"""

from collections import Counter
from collections.abc import Sequence

from app.mentions.found import Found
from app.mentions.passage import Passage
from app.mentions.tokens import Kind

_STEM = 5  # letters that forms of a word share, for counting
_ENOUGH = 4  # occurrences from which a majority tells
_SHARE = 0.25


def outvoted(finds: Sequence[Found], passages: Sequence[Passage]) -> set[int]:
    """Return the ids of finds of one word that is mostly left alone and in no full name."""
    lone: Counter[str] = Counter()
    in_full: set[str] = set()
    for one in finds:
        words = [token.word for token in one.passage.tokens[one.span.first : one.span.last]]
        if one.name.is_partial:
            lone[_stem(words[-1])] += 1
        else:
            in_full.update(map(_stem, words))
    doubted = {stem: found for stem, found in lone.items() if stem not in in_full}
    if not doubted:
        return set()
    times: Counter[str] = Counter()
    for passage in passages:
        for token in passage.tokens:
            if token.kind == Kind.WORD and token.word[0].isupper():
                times[_stem(token.word)] += 1
    losers = {
        stem
        for stem, found in doubted.items()
        if times[stem] >= _ENOUGH and found < _SHARE * times[stem]
    }
    return {
        id(one)
        for one in finds
        if one.name.is_partial and _stem(one.passage.tokens[one.span.last - 1].word) in losers
    }


def _stem(word: str) -> str:
    return word[:_STEM].casefold()
