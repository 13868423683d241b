"""How names stand in letters: `Berlin, Isaiah` in a header, names all in small letters."""

from collections.abc import Iterator, Sequence

from app.mentions.english import census
from app.mentions.passage import Passage, Span
from app.mentions.rules.lexicon import (
    COMMON,
    COUNTRY,
    FRONT,
    GIVEN,
    NEAR,
    ORG,
    PARTICLE,
    SITE,
    STOP,
    USUAL,
)
from app.mentions.sequence.words import NUMBER
from app.mentions.tokens import Gap, Kind, Token

_QUOTES = frozenset("\"'“‘<(")
_CLOSERS = frozenset(('"', "'", "”", "’", ">", ")"))
_LEAST = 3
_FAIR = -2  # one time in a hundred
_PURE = -1  # a word met as a name at least one time in ten
_CARELESS = 4  # one sentence of so many begins small where the writer does not mind capitals
_FEW = 2


def letters(passage: Passage, flags: Sequence[int], found: Sequence[Span]) -> list[Span]:
    """Return the spans that only letters and messages have, given what was found elsewhere."""
    spans: list[Span] = []
    for more in (
        _inverted(passage, flags),
        _senders(passage, flags),
        _small(passage, flags),
        _initialled(passage, found),
        _posted(passage, flags),
        _numbered(passage, flags),
        _carded(passage),
    ):
        spans = beside(list(more), spans)
    return spans


def beside(more: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Return the spans and those of `more` that touch none of them."""
    taken = {at for span in spans for at in range(span.first, span.last)}
    added = [s for s in more if taken.isdisjoint(range(s.first, s.last))]
    return sorted((*spans, *added), key=lambda span: span.first)


def _senders(passage: Passage, flags: Sequence[int]) -> Iterator[Span]:
    """Yield two words in quotation marks before an address, a comma between them or not."""
    tokens = passage.tokens
    for at in range(4, len(tokens)):
        if tokens[at].word[0] != "<" or tokens[at - 1].word != '"':
            continue
        comma = tokens[at - 3].word == ","
        first = at - 4 if comma else at - 3
        if first < 1 or tokens[first - 1].word != '"':
            continue
        words = (first, at - 2)
        if all(_is_name(tokens[i]) and not flags[i] & (ORG | SITE | COUNTRY) for i in words):
            yield Span(first, at - 1)


def _posted(passage: Passage, flags: Sequence[int]) -> Iterator[Span]:
    """Yield who posted something, in small letters."""
    tokens = passage.tokens
    for at in range(2, len(tokens)):
        if (
            tokens[at - 2].word.lower() == "posted"
            and tokens[at - 1].word == "by"
            and _is_small_name(tokens[at])
            and not flags[at] & (COMMON | STOP)
        ):
            yield Span(at, at + 1)


def _carded(passage: Passage) -> Iterator[Span]:
    """Yield who caught and who bowled in a scorecard: c Hartley b Cornwell 34."""
    tokens = passage.tokens
    for at, token in enumerate(tokens):
        if token.word not in ("b", "c") or token.kind != Kind.WORD:
            continue
        last = at + 1
        while last < len(tokens) and last - at <= _LEAST and _is_name(tokens[last]):
            last += 1
        if last == at + 1 or last == len(tokens):
            continue
        after = tokens[last]
        caught = token.word == "c" and after.word == "b"
        if caught or (
            token.word == "b" and after.kind == Kind.NUMBER and not after.gap > Gap.SPACE
        ):
            yield Span(at + 1, last)


def _numbered(passage: Passage, flags: Sequence[int]) -> Iterator[Span]:
    """Yield kings and popes: a usual given name and a Roman number."""
    tokens = passage.tokens
    for at in range(1, len(tokens)):
        token = tokens[at]
        if token.word[0] in "IVX" and token.gap == Gap.SPACE and NUMBER.fullmatch(token.word):
            first = at - 1
            if flags[first] & USUAL and tokens[first].word.istitle():
                while first and tokens[first].gap == Gap.SPACE and flags[first - 1] & USUAL:
                    first -= 1
                yield Span(first, at + 1)


def _initialled(passage: Passage, found: Sequence[Span]) -> Iterator[Span]:
    """Yield lines of two or three letters that are the initials of somebody of the text: dp."""
    tokens = passage.tokens
    names = (tokens[span.first : span.last] for span in found if span.sure)
    initials = {"".join(token.word[0] for token in name).casefold() for name in names}
    for at, token in enumerate(tokens):
        if (
            token.gap >= Gap.LINE
            and token.kind == Kind.WORD
            and _FEW <= len(token.word) <= _LEAST
            and token.word.casefold() in initials
            and (at + 1 == len(tokens) or tokens[at + 1].gap >= Gap.LINE)
        ):
            yield Span(at, at + 1)


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
        if (begins and (ends or after[0] == "<")) or (quoted and after in _CLOSERS):
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
        if at < last or not _is_small_name(token) or not _is_called(tokens, at):
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


def _is_called(tokens: Sequence[Token], at: int) -> bool:
    """Whether a small word is a given name: by itself, or beside another as such (max and jen)."""
    purity = census.given(tokens[at].word).purity
    if purity >= _PURE:
        return True
    if purity < _FAIR:
        return False
    return any(
        0 <= other < len(tokens)
        and tokens[joint].word == "and"
        and census.given(tokens[other].word).purity >= _FAIR
        for joint, other in ((at - 1, at - 2), (at + 1, at + 2))
    )


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
