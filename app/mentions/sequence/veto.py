"""What no tagger may say: that a country, a firm or a body is a person on its own account."""

import re
from collections.abc import Sequence
from dataclasses import replace

from app.mentions.passage import Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.words import word
from app.mentions.tokens import Gap, Kind, Token

_NOBODY = frozenset({"org", "geo", "folk", "brand"})
_PLACES = frozenset({("CITY", "CITY"), ("GIVEN", "PLACE"), ("GIVN2", "PLACE")})  # Palm Beach
_NUMBER = re.compile(
    "(?=[IVX]{2})X{0,2}(?:IX|IV|V?I{0,3})"
)  # II to XXVIII: one letter may be an initial
_SURE = 0.5  # mean likelihood from which words are a name on their own account
_LONE = {"CITY": 0.9, "CAP": 0.6}  # more is asked of a word that stands alone


def settled(
    passage: Passage, spans: Sequence[tuple[Span, float]], evidence: Evidence
) -> list[Span]:
    """Return the spans that hold a word that may be a name; doubtful ones are marked.

    A word that looks like nobody's is a surname all the same where the text has it after a given
    name or initials (Harrison Ford). What is not surely a name does not spread in the text.
    """
    kept = []
    for whole, likely in spans:
        span = _with_number(passage, _without_hyphens(passage, whole))
        inside = passage.tokens[span.first : span.last]
        kinds = [_kind(token, passage.lang) for token in inside]
        if not inside or _is_nobodys(kinds, inside, passage.lang, evidence):
            continue
        sure = likely >= (_LONE.get(kinds[0], _SURE) if len(kinds) == 1 else _SURE)
        spreads = span.spreads and not any(_is_everyday(t, passage.lang) for t in inside)
        kept.append(replace(span, sure=sure, spreads=sure and spreads))
    return kept


def is_nobodys(passage: Passage, span: Span) -> bool:
    """Whether a lone word is listed as a firm, a body or a region and not as anybody's name.

    Ryanair is not a form of Ryan. Languages without a table of such words have no such lists.
    """
    token = passage.tokens[span.first]
    if passage.lang == "en" or span.last - span.first > 1 or token.kind != Kind.WORD:
        return False
    known = word(token.word, passage.lang)
    return known.word_class in _NOBODY and not known.marks & (GIVEN | Mark.FAMILY)


def _without_hyphens(passage: Passage, span: Span) -> Span:
    first, last = span.first, span.last
    while first < last and passage.tokens[first].kind == Kind.SIGN:
        first += 1
    while first < last and passage.tokens[last - 1].kind == Kind.SIGN:
        last -= 1
    return replace(span, first=first, last=last)


def _with_number(passage: Passage, span: Span) -> Span:
    """Add the number of a king, a queen or a pope: Elizabeth II. Belarusian texts leave it out."""
    tokens, last = passage.tokens, span.last
    if passage.lang == "be" or last >= len(tokens) or last == span.first:
        return span
    numbered = _NUMBER.fullmatch(tokens[last].word) and tokens[last].gap == Gap.SPACE
    if not numbered or _kind(tokens[last - 1], passage.lang) not in ("GIVEN", "GIVN2"):
        return span
    return replace(span, last=last + 1)


def _kind(token: Token, lang: str) -> str:
    return word(token.word, lang).kind if token.kind == Kind.WORD else ""


def _is_nobodys(
    kinds: Sequence[str], inside: Sequence[Token], lang: str, evidence: Evidence
) -> bool:
    if kinds[0] == "BRAND" and not word(inside[0].word, lang).marks & GIVEN:
        return True
    if tuple(kinds) in _PLACES:
        return True
    return all(_is_nobody(token, lang, evidence) for token in inside)


def _is_nobody(token: Token, lang: str, evidence: Evidence) -> bool:
    if token.kind != Kind.WORD:
        return False
    known = word(token.word, lang)
    if {"g", "i"} & evidence.seen.get(known.stem, set()):
        return False
    if known.word_class in _NOBODY:
        return True
    is_place = (known.marks | known.stem_marks) & Mark.COUNTRY
    return bool(is_place) and not known.marks & (GIVEN | Mark.FAMILY)


def _is_everyday(token: Token, lang: str) -> bool:
    if token.kind != Kind.WORD:
        return False
    known = word(token.word, lang)
    if known.word_class in _NOBODY:
        return True
    names = GIVEN | Mark.NAME | Mark.FAMILY
    everyday = known.marks & (Mark.FREQUENT | Mark.COMMON)
    return bool(everyday) and not (known.marks | known.stem_marks) & names
