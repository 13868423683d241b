"""Jr and Sr belong to the name before them and name nobody alone."""

from collections.abc import Iterable
from dataclasses import replace

from app.mentions.passage import Passage, Span
from app.mentions.tokens import Gap, Kind

_SUFFIXES = frozenset({"jr", "sr", "jnr", "snr"})


def with_suffixes(passage: Passage, spans: Iterable[Span]) -> list[Span]:
    """Return the spans with their suffixes, also over a surname left out: Martin Luther King Jr."""
    return [
        replace(span, last=_end(passage, span.last))
        for span in spans
        if not all(_is_suffix(passage, at) for at in range(span.first, span.last))
    ]


def _end(passage: Passage, last: int) -> int:
    """Return the end of a name with its suffix, a surname and a comma between them or not."""
    at = last
    if not _is_suffix(passage, at) and _is_surname(passage, at):
        at += 1
    if at < len(passage.tokens) and passage.tokens[at].word == ",":
        at += 1
    return at + 1 if _is_suffix(passage, at) else last


def _is_suffix(passage: Passage, at: int) -> bool:
    if at >= len(passage.tokens):
        return False
    word = passage.tokens[at].word
    return word[:1].isupper() and word.casefold() in _SUFFIXES


def _is_surname(passage: Passage, at: int) -> bool:
    if at >= len(passage.tokens):
        return False
    token = passage.tokens[at]
    return token.gap == Gap.SPACE and token.kind == Kind.WORD and token.word.istitle()
