"""Runs of capitalised words: the only places where a name may stand, and so all that is tagged."""

from collections.abc import Iterator, Sequence

from app.mentions.passage import Passage
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.words import particles, word
from app.mentions.tokens import Gap, Kind, Token

_HYPHENS = frozenset("-‐‑–")
_OPENERS = frozenset({"role", "kin", "title", "speech", "at", "by"})
LONGEST = 12  # tokens: longer runs (headings in capitals) are cut


def runs(passage: Passage) -> Iterator[tuple[int, int, int]]:
    """Yield (first, last, sentence) of each run [first, last), `sentence` the index of its own."""
    tokens = passage.tokens
    for number, (begin, end) in enumerate(passage.sentences):
        index = begin
        while index < end:
            if not is_capital(tokens[index]):
                index += 1
                continue
            if index == begin and opens(tokens[index], passage.lang):
                index += 1
                continue
            last = _end(tokens, index, end)
            for first in range(index, last, LONGEST):
                yield first, min(first + LONGEST, last), number
            index = last


def is_capital(token: Token) -> bool:
    """Whether a token may begin a name: a capitalised word or an initial."""
    return token.kind == Kind.INITIAL or (token.kind == Kind.WORD and token.word[0].isupper())


def opens(token: Token, lang: str) -> bool:
    """Whether the first word of a sentence has its capital from there: According to, President."""
    if token.kind != Kind.WORD or len(token.word) < 2:
        return False
    known = word(token.word, lang)
    if known.marks & GIVEN:
        return False
    return bool(known.marks & Mark.FREQUENT) or known.word_class in _OPENERS


def _end(tokens: Sequence[Token], index: int, end: int) -> int:
    last = index + 1
    while last < end:
        step = _step(tokens, last, end)
        if not step:
            break
        last += step
    return last


def _step(tokens: Sequence[Token], at: int, end: int) -> int:
    """Return how many tokens from `at` the run goes on with; 0 where it ends."""
    token = tokens[at]
    if is_capital(token):
        return 1
    if token.kind == Kind.SIGN and token.word in _HYPHENS and token.gap == Gap.NONE:
        after = at + 1
        if after < end and tokens[after].gap == Gap.NONE and tokens[after].kind == Kind.WORD:
            return 2
        return 0
    ahead = at
    while ahead < end and ahead < at + 2 and tokens[ahead].word in particles():
        ahead += 1
        if ahead < end and tokens[ahead].word in _HYPHENS and tokens[ahead].gap == Gap.NONE:
            ahead += 1
    if ahead > at and ahead < end and is_capital(tokens[ahead]):
        return ahead - at + 1
    return 0
