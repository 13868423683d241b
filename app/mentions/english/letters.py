"""How names stand in letters: `Berlin, Isaiah` in a header, names all in small letters."""

from collections.abc import Iterator, Sequence

from app.mentions.english import census
from app.mentions.passage import Passage, Span
from app.mentions.rules.lexicon import COUNTRY, FRONT, GIVEN, NEAR, ORG, PARTICLE, SITE
from app.mentions.tokens import Gap, Kind, Token

_QUOTES = frozenset("\"'“‘<(")
_CLOSERS = frozenset(('"', "'", "”", "’", ">", ")"))
_LEAST = 3
_PURE = -1  # a word met as a name at least one time in ten
_CARELESS = 4  # one sentence of so many begins small where the writer does not mind capitals
_FEW = 2


def letters(passage: Passage, flags: Sequence[int]) -> list[Span]:
    """Return the spans that only letters and messages have."""
    return [*_inverted(passage, flags), *_small(passage, flags)]


def _inverted(passage: Passage, flags: Sequence[int]) -> Iterator[Span]:
    """Yield names as address books have them, in quotation marks or alone on a line."""
    tokens = passage.tokens
    for at in range(1, len(tokens) - 1):
        if tokens[at].word != "," or not _are_inverted(tokens, flags, at):
            continue
        last = at + 2
        if last < len(tokens) and tokens[last].kind == Kind.INITIAL:
            last += 1
        quoted = at > 1 and tokens[at - 2].word in _QUOTES and tokens[at - 1].gap == Gap.NONE
        begins = at == 1 or tokens[at - 1].gap >= Gap.LINE
        ends = last == len(tokens) or tokens[last].gap >= Gap.LINE
        after = "" if ends else tokens[last].word
        if (begins and (ends or after == "<")) or (quoted and after in _CLOSERS):
            yield Span(at - 1, last)


def _are_inverted(tokens: Sequence[Token], flags: Sequence[int], comma: int) -> bool:
    surname, given = tokens[comma - 1], tokens[comma + 1]
    return (
        _is_name(surname)
        and _is_name(given)
        and bool(flags[comma + 1] & GIVEN)
        and not flags[comma - 1] & COUNTRY
        and given.gap == Gap.SPACE
        and bool(census.family(surname.word.casefold()).bearers or not flags[comma - 1] & GIVEN)
    )


def _is_name(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) > 1 and token.word[0].isupper()


def _small(passage: Passage, flags: Sequence[int]) -> Iterator[Span]:
    """Yield given names without capitals, in texts that do without them."""
    if not is_careless(passage):
        return
    tokens = passage.tokens
    last = 0
    for at, token in enumerate(tokens):
        if at < last or not _is_small_name(token) or census.given(token.word).purity < _PURE:
            continue
        if at and flags[at - 1] & (NEAR | FRONT | PARTICLE):
            continue
        last = at + 1
        following = tokens[last] if last < len(tokens) else None
        if following is not None and following.gap == Gap.SPACE:
            if flags[last] & (ORG | SITE):
                continue
            if _is_small_name(following) and census.family(following.word).purity >= _PURE:
                last += 1
        yield Span(at, last)


def _is_small_name(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) >= _LEAST and token.word.islower()


def is_careless(passage: Passage) -> bool:
    """Whether sentences begin in small letters, or the writer is "i"."""
    tokens = passage.tokens
    words = [token.word for token in tokens if token.word in ("i", "I")]
    if words.count("i") > words.count("I"):
        return True
    begins = [tokens[first] for first, _ in passage.sentences]
    small = sum(token.kind == Kind.WORD and token.word[0].islower() for token in begins)
    return small >= _FEW and small * _CARELESS >= len(begins)
