"""Take in the half of a name that a detector left out beside the other.

Detectors cut where a given name is also a place (Азія Бібі) or a common word. The article itself
tells: the two words stand together elsewhere, or the whole name was found in another place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from app.mentions.found import Found, found
from app.mentions.inflection import same_word
from app.mentions.passage import Case
from app.mentions.rules.lexicon import (
    ADDRESS,
    CITY,
    COMMON,
    COUNTRY,
    GIVEN,
    KIN,
    ORG,
    PEOPLE,
    ROLE,
    SITE,
    SPEECH,
    STOP,
    TIME,
    lexicon,
)
from app.mentions.tokens import Gap, Kind, Token

_NEVER = ADDRESS | KIN | ORG | PEOPLE | ROLE | SITE | SPEECH | STOP | TIME
_BEGINNING = 4  # letters by which two pairs of words are called the same pair
_OFTEN = 2


@dataclass(frozen=True, slots=True)
class _Pair:
    """A bare name and the capitalised word beside it, which may be its other half."""

    one: Found
    at: int  # the place of the other word
    given: str
    surname: str

    @property
    def beginnings(self) -> tuple[str, str]:
        """The same for all forms of the pair."""
        return self.given[:_BEGINNING].casefold(), self.surname[:_BEGINNING].casefold()


def complete(finds: Sequence[Found], lang: str) -> list[Found]:
    """Return the same finds, those of bare names longer where the article shows more."""
    finds = _joined(finds, lang)
    taken = {(id(one.passage), at) for one in finds for at in range(one.span.first, one.span.last)}
    pairs = [
        pair
        for one in finds
        if one.name.is_partial and one.span.sure
        for pair in _pairs(one)
        if (id(one.passage), pair.at) not in taken
    ]
    times = Counter(pair.beginnings for pair in pairs)
    inside = {pair.beginnings for pair in pairs if not pair.one.passage.places[pair.at][1]}
    known: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for one in finds:
        words = one.name.parts
        if not one.name.is_partial and len(words) > 1:
            known[words[-1].text[:2].casefold()].add((words[0].text, words[-1].text))
    longer: dict[int, Found] = {}
    for pair in pairs:
        same = known.get(pair.surname[:2].casefold(), ())
        often = times[pair.beginnings] if pair.beginnings in inside else 1
        if id(pair.one) not in longer and _belongs(pair, often, same, lang):
            longer[id(pair.one)] = _longer(pair)
    return [longer.get(id(one), one) for one in finds]


def _joined(finds: Sequence[Found], lang: str) -> list[Found]:
    """Make one of a given name and a surname that were found as two."""
    flags_of = lexicon(lang)
    out: list[Found] = []
    for one in finds:
        before = out[-1] if out else None
        if (
            before is not None
            and before.passage is one.passage
            and before.span.last == one.span.first
            and one.passage.tokens[one.span.first].gap == Gap.SPACE
            and before.name.is_partial
            and one.name.is_partial
            and flags_of(before.name.text) & GIVEN
            and not flags_of(one.name.text) & (GIVEN | COUNTRY)
        ):
            out[-1] = found(one.passage, replace(one.span, first=before.span.first))
        else:
            out.append(one)
    return out


def _pairs(one: Found) -> Iterator[_Pair]:
    """Yield the capitalised words right before and right after a bare name."""
    tokens, first, last = one.passage.tokens, one.span.first, one.span.last
    if first > 0 and tokens[first].gap == Gap.SPACE and _is_name_like(tokens[first - 1]):
        yield _Pair(one, first - 1, tokens[first - 1].word, tokens[first].word)
    if last < len(tokens) and tokens[last].gap == Gap.SPACE and _is_name_like(tokens[last]):
        yield _Pair(one, last, tokens[last - 1].word, tokens[last].word)


def _is_name_like(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) > 1 and token.word[0].isupper()


def _belongs(pair: _Pair, times: int, known: Iterable[tuple[str, str]], lang: str) -> bool:
    flags_of = lexicon(lang)
    passage = pair.one.passage
    is_before = pair.at < pair.one.span.first
    flag = flags_of(passage.tokens[pair.at].word)
    if flag & _NEVER and not flag & GIVEN:
        return False
    if any(
        same_word(given, pair.given, lang) and same_word(family, pair.surname, lang)
        for given, family in known
    ):
        return True
    case, opens = passage.places[pair.at]
    if case != Case.SENTENCE or flag & (_NEVER | COUNTRY | CITY):
        return bool(flag & GIVEN and not flag & _NEVER and times >= _OFTEN and is_before)
    if not is_before:
        return bool(flags_of(pair.given) & GIVEN) and not flag & (GIVEN | COMMON)
    if flag & GIVEN:
        return True
    return times >= _OFTEN or not (opens or flag & COMMON)


def _longer(pair: _Pair) -> Found:
    span = pair.one.span
    first, last = min(span.first, pair.at), max(span.last, pair.at + 1)
    return found(pair.one.passage, replace(span, first=first, last=last))
