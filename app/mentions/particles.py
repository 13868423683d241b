"""What stands before a surname and belongs to it: Ursula von der Leyen, Т.Мей."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.mentions.passage import Passage, Span
from app.mentions.rules.lexicon import ADDRESS, CITY, COUNTRY, GIVEN, ORG, SITE, lexicon
from app.mentions.tokens import Gap, Kind

_PARTICLES = frozenset(
    (
        *("von", "van", "der", "den", "dem", "de", "del", "della", "di", "da", "dos", "das", "du"),
        *("des", "la", "le", "el", "al", "bin", "ibn", "bint", "zu", "zum", "zur", "ter"),
        *("фон", "ван", "дер", "ден", "де", "дель", "ди", "да", "ла", "ле", "эль", "ель", "аль"),
        *("бин", "бін", "ибн", "ібн"),
    )
)
_ARTICLES = frozenset(("der", "den", "dem", "дер", "ден"))
# Nothing but particles, except in the one language that has the word as another.
_SURE = {"von": "de", "van": "nl", "bin": "de", "ibn": "", "фон": "", "ван": ""}
_SURE |= dict.fromkeys(("бин", "бін", "ибн", "ібн"), "")
_NO_SURNAME = CITY | COUNTRY | ORG | SITE


def with_particles(passage: Passage, spans: Sequence[Span]) -> list[Span]:
    """Return the spans with the particles before them and the given name before these.

    Names that a listed given name and sure particles make are added, whoever missed them.
    """
    taken = {at for span in spans for at in range(span.first, span.last)}
    longer = [replace(span, first=_first(passage, span.first, taken)) for span in spans]
    taken |= {at for span in longer for at in range(span.first, span.last)}
    return [*longer, *_missed(passage, taken)]


def _first(passage: Passage, first: int, taken: set[int]) -> int:
    """Return where a name begins that was found from `first` on."""
    tokens = passage.tokens
    if first - 1 not in taken and _is_glued_initial(passage, first):
        return first - 1
    start = _particles(passage, first, taken)
    if start == first:
        return first
    if start - 1 not in taken and tokens[start].gap == Gap.SPACE and _is_given(passage, start - 1):
        return start - 1
    return start if _is_sure(passage, start, first) or _is_addressed(passage, start) else first


def _is_glued_initial(passage: Passage, first: int) -> bool:
    """Whether an initial stands before the word without a space: it begins the sentence, maybe."""
    tokens = passage.tokens
    if not first or tokens[first].kind != Kind.WORD or tokens[first].gap != Gap.NONE:
        return False
    return tokens[first - 1].kind == Kind.INITIAL


def _particles(passage: Passage, first: int, taken: set[int]) -> int:
    """Return where the particles before a word begin, the first of them in capitals maybe."""
    tokens = passage.tokens
    start = first
    while start > 0 and start - 1 not in taken and tokens[start].gap == Gap.SPACE:
        word = tokens[start - 1].word
        if word not in _PARTICLES and not (start < first and word.casefold() in _SURE):
            break
        start -= 1
    return start


def _is_given(passage: Passage, at: int) -> bool:
    token = passage.tokens[at] if at >= 0 else None
    return (
        token is not None
        and token.kind == Kind.WORD
        and token.word[0].isupper()
        and bool(lexicon(passage.lang)(token.word) & GIVEN)
    )


def _is_sure(passage: Passage, start: int, first: int) -> bool:
    """Whether these are nobody's prepositions: von der, or a word that is none in the language."""
    tokens = passage.tokens
    if first - start > 1 and tokens[first - 1].word in _ARTICLES:
        return True
    return _SURE.get(tokens[start].word, passage.lang) != passage.lang


def _is_addressed(passage: Passage, start: int) -> bool:
    tokens = passage.tokens
    before = start - 1 - (start > 1 and tokens[start - 1].word == ".")
    return before >= 0 and bool(lexicon(passage.lang)(tokens[before].word) & ADDRESS)


def _missed(passage: Passage, taken: set[int]) -> Iterator[Span]:
    tokens = passage.tokens
    flags_of = lexicon(passage.lang)
    for at in range(2, len(tokens)):
        token = tokens[at]
        if at in taken or tokens[at - 1].word not in _PARTICLES or not token.word[:1].isupper():
            continue
        start = _particles(passage, at, taken)
        if (
            token.kind == Kind.WORD
            and start < at
            and start - 1 not in taken
            and _is_given(passage, start - 1)
            and _is_sure(passage, start, at)
            and not flags_of(token.word) & _NO_SURNAME
        ):
            yield Span(start - 1, at + 1)
