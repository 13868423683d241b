"""Whose relative a mention calls somebody: "his son Eduard Babaryka", «брат Модест Чайковский»."""

from app.mentions.found import Found
from app.mentions.lead import lead
from app.mentions.rules.lexicon import KIN, lexicon
from app.mentions.tokens import Kind

_LOOK_BACK = 3
_LOOK_AHEAD = 2
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


def is_relative(one: Found) -> bool:
    """Whether the text calls the bearer somebody's relative, right before the name or after it."""
    flags_of = lexicon(one.passage.lang)
    after = one.passage.tokens[one.span.last : one.span.last + 1 + _LOOK_AHEAD]
    words = [word.token for word in lead(one)]
    if after and after[0].word == ",":
        words += [token for token in after[1:] if token.kind == Kind.WORD]
    return any(flags_of(token.word) & KIN for token in words)
