"""Where a tagged name really begins, and which tagged words are a place's name."""

from collections.abc import Sequence
from dataclasses import replace

from app.mentions.passage import Passage, Span
from app.mentions.rules.lexicon import COUNTRY, FRONT, GIVEN, PARTICLE, PEOPLE
from app.mentions.tokens import Gap, Kind, Token

_HYPHENS = frozenset("-‐‑")
_ARTICLES = frozenset({"ad", "al", "an", "ar", "as", "ash", "at", "az", "el", "ul"})
_LEADERS = frozenset(
    [
        "abu",
        "bin",
        "ibn",
        "van",
        "von",
        "zu",
        "da",
        "de",
        "del",
        "della",
        "di",
        "dos",
        "du",
        "der",
        "den",
        "la",
        "ter",
    ]
)
_MOST = 3


def without_people(flags: Sequence[int], span: Span) -> Span:
    """Leave off whose compatriot somebody is: Briton Crawford Hale."""
    first = span.first
    while span.last - first > 1 and flags[first] & PEOPLE and not flags[first] & GIVEN:
        first += 1
    return span if first == span.first else replace(span, first=first)


def whole(passage: Passage, span: Span) -> Span:
    """Take in what leads a surname in small letters, or stands before it as letters.

    al-Hakim, bin Salman, von Trotta, V K Rao.
    """
    tokens = passage.tokens
    first = _article(tokens, span.first)
    if first == span.first:
        first = _leaders(tokens, span.first, span.last)
    if first == span.first and _is_letter(tokens[first]):
        while first > 0 and _is_letter(tokens[first - 1]) and tokens[first].gap == Gap.SPACE:
            first -= 1
    return span if first == span.first else replace(span, first=first)


def _article(tokens: Sequence[Token], first: int) -> int:
    if (
        first > 1
        and tokens[first].gap == tokens[first - 1].gap == Gap.NONE
        and tokens[first - 1].word in _HYPHENS
        and tokens[first - 2].word.lower() in _ARTICLES
    ):
        return first - 2
    return first


def _leaders(tokens: Sequence[Token], first: int, last: int) -> int:
    if last - first > 1:
        return first
    at = first
    while at > 0 and first - at < _MOST and tokens[at].gap == Gap.SPACE:
        if tokens[at - 1].word not in _LEADERS:
            break
        at -= 1
    return at


def _is_letter(token: Token) -> bool:
    is_word = token.kind == Kind.WORD and len(token.word) == 1
    return is_word and token.word.isupper() and token.word != "I"


def is_place(passage: Passage, flags: Sequence[int], span: Span) -> bool:
    """Whether the words are a place's: St. Thomas, San Rafael, Sri Lanka."""
    tokens, first, last = passage.tokens, span.first, span.last
    if last - first > 1 and flags[last - 1] & COUNTRY and not flags[first] & GIVEN:
        return tokens[first].kind == Kind.WORD
    at = first - 1
    if at > 0 and tokens[at].word == "." and tokens[at].gap == Gap.NONE:
        at -= 1
    if at < 0 or tokens[first].gap != Gap.SPACE or not tokens[at].word[0].isupper():
        return False
    return bool(flags[at] & FRONT and not flags[at] & (GIVEN | PARTICLE))


def is_firm(passage: Passage, flags: Sequence[int], span: Span) -> bool:
    """Whether the word is half of a firm's name, as Pike of Shearson & Pike; not of Ann & Joe."""
    tokens, first, last = passage.tokens, span.first, span.last
    if last - first > 1:
        return False
    after = tokens[last + 1 : last + 2] if last < len(tokens) and tokens[last].word == "&" else ()
    before = tokens[first - 2 : first - 1] if first > 1 and tokens[first - 1].word == "&" else ()
    if any(token.word == tokens[first].word for token in (*after, *before)):
        return True  # Johnson & Johnson
    is_given = bool(flags[first] & GIVEN)
    return not is_given and any(token.word[0].isupper() for token in (*after, *before))
