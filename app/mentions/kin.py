"""Whose relative a mention calls somebody: "his son Eduard Babaryka", «брат Модест Чайковский»."""

from app.mentions.found import Found
from app.mentions.rules.lexicon import KIN, lexicon
from app.mentions.tokens import Kind

_LOOK_BACK = 3
_SAME = 3  # letters that the cases of a word for a relative share: сын, сыном


def kin_of(one: Found) -> str | None:
    """Return the word for a relative right before a mention, the same in all cases, or None."""
    flags_of = lexicon(one.passage.lang)
    tokens, first = one.passage.tokens, one.span.first
    for index in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        token = tokens[index]
        if token.kind != Kind.WORD:
            if token.word == ",":
                continue
            return None
        if token.word[0].isupper() and index < first - 1:
            return None
        if flags_of(token.word) & KIN:
            return token.word[:_SAME].casefold()
    return None
