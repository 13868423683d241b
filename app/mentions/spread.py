"""Find the other occurrences of names that were found: bare surnames, given names, other cases.

The largest class of misses is a bare surname in a text that has the full name elsewhere. Whatever
a detector is sure of is looked for again in the whole article, under the guards that keep a
surname from being found in `Trump Tower` or in a common word.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.mentions.chains import LEAST_STEM
from app.mentions.found import Found
from app.mentions.inflection import inflects, same_word
from app.mentions.passage import Case, Passage, Span
from app.mentions.rules.candidates import HYPHENS, NEVER, is_capital
from app.mentions.rules.lexicon import (
    CITY,
    COMMON,
    COUNTRY,
    GIVEN,
    ORG,
    PARTICLE,
    PARTY,
    PEOPLE,
    PLACE,
    SITE,
    SPEECH,
    STOP,
    TIME,
    USUAL,
    lexicon,
)
from app.mentions.tokens import Gap, Kind, Token
from app.names import Part, read

_PREFIX = 3
WITH_VOCABULARY = frozenset({"en"})
MOST_BESIDE = 4  # words that a match may take in on either side
_LEAST = 3


@dataclass(slots=True)
class _Known:
    """A word of a found name."""

    letters: str
    stems: frozenset[str]
    is_surname: bool
    is_certain: bool  # stands in a full name whose given name we know
    bearers: set[int]  # which of the names have it


class Spreader:
    """The words of an article's sure names, ready to be looked for."""

    def __init__(self, sure: Iterable[Found], lang: str) -> None:
        self._lang = lang
        self._inflects = inflects(lang)
        self._known: dict[str, list[_Known]] = {}
        self._particles: dict[str, set[str]] = {}  # what stands before a surname: von der
        flags_of = lexicon(lang)
        for number, one in enumerate(sure):
            certain = not one.name.is_partial and any(
                flags_of(part.text) & GIVEN for part in one.name.parts
            )
            particles: list[str] = []
            for part in one.name.parts:
                if part.role == "particle":
                    particles.append(part.text.casefold())
                    continue
                self._add(part, number, is_partial=one.name.is_partial, is_certain=certain)
                self._particles.setdefault(part.text.casefold(), set()).update(particles)
                particles = []

    def _add(self, part: Part, bearer: int, *, is_partial: bool, is_certain: bool) -> None:
        letters = part.text.casefold()
        is_surname = part.role == "family"
        if part.role not in ("family", "given", "unknown") or len(letters) < _LEAST:
            return
        if is_partial and not is_surname:
            return
        nearby = self._known.setdefault(letters[:_PREFIX], [])
        for known in nearby:
            if known.letters == letters and known.is_surname == is_surname:
                known.bearers.add(bearer)
                known.is_certain |= is_certain
                return
        nearby.append(_Known(letters, _long(part.token.stems), is_surname, is_certain, {bearer}))

    def spread(self, passage: Passage, taken: Sequence[Span]) -> Iterator[Span]:
        """Return further spans of `passage` that do not touch those taken."""
        if not self._known:
            return
        tokens = passage.tokens
        free = _free(len(tokens), taken)
        flags_of = lexicon(self._lang)
        case_at = passage.places
        index = 0
        while index < len(tokens):
            token = tokens[index]
            known = self._match(token) if free[index] and token.kind == Kind.WORD else None
            if known and self._fits(passage, index, known, flags_of(token.word), case_at[index]):
                first, last = self._extend(tokens, free, index, case_at)
                free[first:last] = [False] * (last - first)
                yield Span(first, last, modifier=_is_modifier(passage, last, self._lang))
                index = last
            else:
                index += 1

    def _match(self, token: Token) -> _Known | None:
        letters = token.word.casefold()
        nearby = self._known.get(letters[:_PREFIX])
        if not nearby:
            return None
        for known in nearby:
            if known.letters == letters:
                return known
        if not self._inflects or not token.word[0].isupper():
            return None
        for known in nearby:
            if same_word(known.letters, letters, self._lang):
                return known
        stems = _stems(token.word, self._lang)
        return next((known for known in nearby if stems & known.stems), None)

    def _fits(
        self, passage: Passage, index: int, known: _Known, flag: int, place: tuple[Case, bool]
    ) -> bool:
        tokens = passage.tokens
        case, opens = place
        flags_of = lexicon(self._lang)
        if _is_half_of_firm(tokens, index):
            return False
        if not is_capital(tokens[index]):
            return opens and not flag & COMMON and len(known.letters) > 4
        if flag & (COUNTRY | CITY | PEOPLE | ORG) and not known.is_certain:
            return False
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        after = flags_of(following.word) if following and following.kind == Kind.WORD else 0
        if following and is_capital(following) and following.gap == Gap.SPACE:
            if after & (ORG | SITE):
                return False
            if not known.is_surname and case == Case.SENTENCE and not after & NEVER:
                beside = self._match(following)
                return bool(flag & GIVEN or (beside and beside.bearers & known.bearers))
        if flag & COMMON and (opens or case != Case.SENTENCE) and not after & SPEECH:
            return not flag & (STOP | TIME) and known.letters not in passage.small_words
        return not (flag & NEVER and not flag & GIVEN and not known.is_surname)

    def _extend(
        self,
        tokens: Sequence[Token],
        free: list[bool],
        index: int,
        places: Sequence[tuple[Case, bool]],
    ) -> tuple[int, int]:
        """Take in the given name, initials or other half of a double name beside a match."""
        first, last = index, index + 1
        case = places[index][0]
        known = self._match(tokens[index])
        bearers = known.bearers if known else set()
        particles = self._particles.get(known.letters, set()) if known else set()
        while first > 0 and free[first - 1] and tokens[first - 1].word.casefold() in particles:
            first -= 1
        while (
            index - first < MOST_BESIDE
            and first > 0
            and free[first - 1]
            and tokens[first].gap == Gap.SPACE
        ):
            before = tokens[first - 1]
            opens = places[first - 1][1]
            if before.kind != Kind.INITIAL and not self._joins(
                before, bearers, case, left=True, opens=opens
            ):
                break
            first -= 1
        if (
            first > 1
            and _hyphenates(tokens, first - 1)
            and (lexicon(self._lang)(tokens[first - 2].word) & PARTICLE)
        ):
            first -= 2
        while last - index <= MOST_BESIDE and last < len(tokens) and free[last]:
            if tokens[last].gap == Gap.SPACE and self._joins(tokens[last], bearers, case):
                last += 1
            elif _hyphenates(tokens, last) and self._joins(tokens[last + 1], bearers, case):
                last += 2
            else:
                break
        return first, last

    def _joins(
        self,
        token: Token,
        bearers: set[int],
        case: Case,
        *,
        left: bool = False,
        opens: bool = False,
    ) -> bool:
        """Whether a word beside a matched one belongs to the same name."""
        if token.kind != Kind.WORD or not token.word[0].isupper():
            return False
        known = self._match(token)
        if known is not None:
            return bool(known.bearers & bearers)
        flag = lexicon(self._lang)(token.word)
        if left and flag & USUAL and not flag & (NEVER | COMMON):
            return True
        return (
            case == Case.SENTENCE
            and not flag & (NEVER | COMMON | PLACE)
            and (not opens or self._lang in WITH_VOCABULARY)
            and (left or self._lang in WITH_VOCABULARY)
        )


def _is_half_of_firm(tokens: Sequence[Token], index: int) -> bool:
    """Whether a word stands beside an ampersand, as in Johnson & Johnson."""
    beside = (*tokens[max(index - 1, 0) : index], *tokens[index + 1 : index + 2])
    return any(token.word == "&" for token in beside)


def _hyphenates(tokens: Sequence[Token], at: int) -> bool:
    return (
        tokens[at].word in HYPHENS
        and tokens[at].gap == Gap.NONE
        and at + 1 < len(tokens)
        and tokens[at + 1].gap == Gap.NONE
    )


def _stems(word: str, lang: str) -> frozenset[str]:
    parts = read(word, lang).parts
    return _long(parts[0].token.stems) if len(parts) == 1 else frozenset()


def _long(stems: frozenset[str]) -> frozenset[str]:
    return frozenset(stem for stem in stems if len(stem) >= LEAST_STEM)


def _free(count: int, taken: Sequence[Span]) -> list[bool]:
    free = [True] * count
    for span in taken:
        for index in range(span.first, span.last):
            free[index] = False
    return free


def _is_modifier(passage: Passage, last: int, lang: str) -> bool:
    tokens = passage.tokens
    if last >= len(tokens):
        return False
    if tokens[last].word in "-–" and tokens[last].gap == Gap.NONE:
        last += 1
    if last >= len(tokens) or tokens[last].kind != Kind.WORD:
        return False
    return bool(lexicon(lang)(tokens[last].word) & PARTY)
