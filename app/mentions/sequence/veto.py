"""What no tagger may say: that a country, a firm or a body is a person on its own account."""

from collections.abc import Sequence
from dataclasses import replace

from app.mentions.passage import Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.words import word
from app.mentions.tokens import Kind, Token

_NOBODY = frozenset({"org", "geo", "folk", "brand"})


def settled(passage: Passage, spans: Sequence[Span], evidence: Evidence) -> list[Span]:
    """Return the spans that hold a word that may be a name.

    A word that looks like nobody's is a surname all the same where the text has it after a given
    name or initials (Harrison Ford). What is not surely a name does not spread in the text.
    """
    kept = []
    for span in spans:
        inside = passage.tokens[span.first : span.last]
        if not all(_is_nobody(token, passage.lang, evidence) for token in inside):
            spreads = span.spreads and not any(_is_everyday(t, passage.lang) for t in inside)
            kept.append(replace(span, spreads=spreads))
    return kept


def _is_nobody(token: Token, lang: str, evidence: Evidence) -> bool:
    if token.kind != Kind.WORD:
        return token.kind != Kind.INITIAL
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
