"""Drop lone words that the whole article speaks against.

A word of one text hardly ever names a person here and a thing there: thirty times Brexit, four of
them found, is nobody. Nor is a word named once or twice with nothing of a person about it: no given
name, no title, no verb of speech, not the shape of a surname.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from app.mentions.found import Found
from app.mentions.inflection import surname_gender
from app.mentions.passage import Passage
from app.mentions.rules.lexicon import (
    ADDRESS,
    GIVEN,
    GREETING,
    KIN,
    PARTY,
    ROLE,
    SPEECH,
    SURNAME,
    lexicon,
)
from app.mentions.sequence.lexicon import Mark
from app.mentions.sequence.words import NAME_KINDS, fold, stem_of
from app.mentions.sequence.words import word as listed_word
from app.mentions.tokens import Kind, Token

_NO_SURNAME = Mark.COMMON | Mark.FREQUENT | Mark.CITY | Mark.COUNTRY
_ENOUGH = 4  # occurrences from which a majority tells
_SHARE = 0.25
_OFTEN = 3
_IN = frozenset({"в", "во", "v", "ve", "vo", "w", "we", "in", "im", "en"})
_PLACED, _PLACED_SHARE = 2, 0.4  # so often behind "in", a word is a place: в Джорджии
_BOWLED = frozenset({"c", "b", "lbw", "st"})  # what stands between the names of a scorecard


def outvoted(finds: Sequence[Found], passages: Sequence[Passage], lang: str) -> set[int]:
    """Return the ids of finds of one word that is mostly left alone and in no full name.

    Or that is mostly where something is.
    """
    stem = _stems(lang)
    lone: Counter[str] = Counter()
    in_full: set[str] = set()
    for one in finds:
        words = [token.word for token in one.passage.tokens[one.span.first : one.span.last]]
        if one.name.is_partial:
            lone[stem(words[-1])] += 1
        else:
            in_full.update(map(stem, words))
    doubted = {word: found for word, found in lone.items() if word not in in_full}
    if not doubted:
        return set()
    times: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for passage in passages:
        before = ""
        for token in passage.tokens:
            if token.kind == Kind.WORD and token.word[0].isupper():
                word = stem(token.word)
                times[word] += 1
                placed[word] += before in _IN
            before = token.word.casefold()
    losers = {
        word
        for word, found in doubted.items()
        if (times[word] >= _ENOUGH and found < _SHARE * times[word])
        or (placed[word] >= _PLACED and placed[word] >= _PLACED_SHARE * times[word])
    }
    return {
        id(one)
        for one in finds
        if one.name.is_partial and stem(one.passage.tokens[one.span.last - 1].word) in losers
    }


def uncued(finds: Sequence[Found], lang: str) -> set[int]:
    """Return the ids of finds of one word that nothing in the article shows to be a person's."""
    stem = _stems(lang)
    times: Counter[str] = Counter()
    shown: set[str] = set()
    for one in finds:
        words = [token.word for token in one.passage.tokens[one.span.first : one.span.last]]
        if len(words) > 1:
            shown.update(map(stem, words))
        else:
            times[stem(words[0])] += 1
            if _has_cue(one, lang):
                shown.add(stem(words[0]))
    return {
        id(one)
        for one in finds
        if one.span.last - one.span.first == 1
        and (word := stem(one.passage.tokens[one.span.first].word)) not in shown
        and (times[word] < _OFTEN or not one.span.spreads)
    }


def _has_cue(one: Found, lang: str) -> bool:
    flags_of = lexicon(lang)
    tokens, first, last = one.passage.tokens, one.span.first, one.span.last
    word = tokens[first].word
    if one.span.spreads and listed_word(word, lang).kind in NAME_KINDS:
        return True
    word = word.capitalize() if word.islower() else word
    if flags_of(word) & (GIVEN | SURNAME) or surname_gender(word, lang) or _is_listed(word, lang):
        return True
    if _is_in_results(tokens, first, last):
        return True
    before = flags_of(tokens[first - 1].word) if first else 0
    after = flags_of(tokens[last].word) if last < len(tokens) else 0
    return bool(before & (ROLE | ADDRESS | KIN | GREETING | SPEECH) or after & (SPEECH | PARTY))


def _stems(lang: str) -> Callable[[str], str]:
    """Return what gives the letters that the forms of a word share."""
    return lambda word: stem_of(fold(word), lang)


def _is_listed(word: str, lang: str) -> bool:
    """Whether a word is a form of a listed surname and of nothing else."""
    known = listed_word(word, lang)
    marks = known.marks | known.stem_marks
    return bool(marks & Mark.FAMILY) and not marks & _NO_SURNAME and not known.word_class


def _is_in_results(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Whether a row of results may hold the name: b Khan 34, ( Brown 12 )."""
    if first and tokens[first - 1].word in _BOWLED:
        return True
    return last < len(tokens) and tokens[last].kind == Kind.NUMBER
