"""Take in the half of a name that a detector left out beside the other.

Detectors cut where a given name is also a place (Азія Бібі) or a common word. The article itself
tells: the two words stand together elsewhere, or the whole name was found in another place.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from app.mentions.found import Found, found
from app.mentions.inflection import inflects, same_word
from app.mentions.mononym import is_mononym
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
from app.mentions.sequence.lexicon import Mark
from app.mentions.sequence.lexicon import lexicon as listed
from app.mentions.tokens import Gap, Kind, Token
from app.names import read

_NEVER = ADDRESS | KIN | ORG | PEOPLE | ROLE | SITE | SPEECH | STOP | TIME
_BEGINNING = 4  # letters by which two pairs of words are called the same pair
_CYRILLIC = "\u0400"
_OFTEN = 2
_VERY_OFTEN = 3


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


class _Known:
    """The full names of an article, to be asked in any case form."""

    def __init__(self, finds: Sequence[Found], lang: str) -> None:
        self._lang = lang
        self._names: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
        self._wholes: dict[str, list[tuple[list[str], int]]] = defaultdict(list)
        for one in finds:
            whole = _words(one)
            self._wholes[whole[0][:2].casefold()].append((whole, id(one)))
            words = one.name.parts
            if not one.name.is_partial and len(words) > 1:
                family = words[-1].text
                self._names[family[:2].casefold()] += [
                    (word.text, family, id(one)) for word in words[:-1]
                ]

    def has_surname(self, word: str, *, but: Found | None = None) -> bool:
        """Whether somebody bears this surname, in another place than `but`."""
        return any(
            where != id(but) and same_word(family, word, self._lang)
            for _, family, where in self._names.get(word[:2].casefold(), ())
        )

    def has_whole(self, words: Sequence[str], *, but: Found) -> bool:
        """Whether these words, in whatever case, are all of another find."""
        return any(
            where != id(but)
            and len(whole) == len(words)
            and all(same_word(a, b, self._lang) for a, b in zip(whole, words, strict=True))
            for whole, where in self._wholes.get(words[0][:2].casefold(), ())
        )

    def has_name(self, given: str, surname: str, *, but: Found | None = None) -> bool:
        """Whether somebody bears both."""
        return any(
            where != id(but)
            and same_word(family, surname, self._lang)
            and same_word(first, given, self._lang)
            for first, family, where in self._names.get(surname[:2].casefold(), ())
        )


def complete(finds: Sequence[Found], lang: str) -> list[Found]:
    """Return the finds with the halves of names joined, people side by side parted.

    Bare names become longer where the article shows more. The finds of a passage are in order.
    """
    known = _Known(finds, lang)
    shorter = [_without_opener(one, known, lang) for one in finds]
    if any(one is not cut for one, cut in zip(finds, shorter, strict=True)):
        finds, known = shorter, _Known(shorter, lang)
    parted = [part for one in finds for part in _split(one, known, lang)]
    finds = _joined(parted, known, lang)
    taken = {(id(one.passage), at) for one in finds for at in range(one.span.first, one.span.last)}
    pairs = [
        pair
        for one in finds
        if one.name.is_partial and one.span.sure and not is_mononym(one)
        for pair in _pairs(one)
        if (id(one.passage), pair.at) not in taken
    ]
    times = Counter(pair.beginnings for pair in pairs)
    inside = {pair.beginnings for pair in pairs if not pair.one.passage.places[pair.at][1]}
    longer: dict[int, Found] = {}
    for pair in pairs:
        often = times[pair.beginnings] if pair.beginnings in inside else 1
        if id(pair.one) in longer or (id(pair.one.passage), pair.at) in taken:
            continue
        if pair.at < pair.one.span.first and _only_opens(pair.one, pair.at, known, lang):
            continue
        if known.has_name(pair.given, pair.surname) or _belongs(pair, often, lang):
            longer[id(pair.one)] = _longer(pair)
            taken.add((id(pair.one.passage), pair.at))
    return [longer.get(id(one), one) for one in finds]


def _without_opener(one: Found, known: _Known, lang: str) -> Found:
    """Leave out a word that only opens the sentence: Sam Zuckerberg ("himself")."""
    first, last = one.span.first, one.span.last
    if last - first == 2 and _only_opens(one, first, known, lang):
        return found(one.passage, replace(one.span, first=first + 1))
    return one


def _only_opens(one: Found, at: int, known: _Known, lang: str) -> bool:
    """Whether a word opens a sentence before a surname that has other given names in the article.

    It is among the most frequent words and hardly a given name.
    """
    if one.passage.places[at] != (Case.SENTENCE, True):
        return False
    word, surname = one.passage.tokens[at].word, one.passage.tokens[at + 1].word
    if not listed().frequency_of(word.casefold(), lang) & Mark.FREQUENT:
        return False
    known_as = [part.token for part in read(word).parts]
    hardly = not any(token.given and not token.nicks for token in known_as)
    others = known.has_surname(surname, but=one)
    return hardly and others and not known.has_name(word, surname, but=one)


def _joined(finds: Sequence[Found], known: _Known, lang: str) -> list[Found]:
    """Make one of a given name and a surname that were found as two."""
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
            and _are_halves(before.name.text, one.name.text, known, lang)
        ):
            out[-1] = found(one.passage, replace(one.span, first=before.span.first))
        else:
            out.append(one)
    return out


def _are_halves(given: str, surname: str, known: _Known, lang: str) -> bool:
    if known.has_name(given, surname):
        return True
    flags_of = lexicon(lang)
    return (
        bool(flags_of(given) & GIVEN)
        and not flags_of(surname) & (GIVEN | COUNTRY)
        and not known.has_surname(given)
    )


def _split(one: Found, known: _Known, lang: str) -> Iterator[Found]:
    """Cut a find that has two people side by side: Mayové David Cameron."""
    tokens = one.passage.tokens
    first, last = one.span.first, one.span.last
    if is_mononym(replace(one, span=replace(one.span, last=first + 1))) and _is_full(
        one, first + 1
    ):
        yield found(one.passage, replace(one.span, last=first + 1))
        yield found(one.passage, replace(one.span, first=first + 1))
        return
    if (
        inflects(lang)
        and last - first > 1
        and tokens[first + 1].gap == Gap.SPACE
        and tokens[first].kind == tokens[first + 1].kind == Kind.WORD
        and known.has_surname(tokens[first].word, but=one)
        and not known.has_name(tokens[first].word, tokens[last - 1].word, but=one)
    ):
        after = tokens[first + 1].word
        is_given = last - first > 2 and lexicon(lang)(after) & GIVEN
        if is_given or (last - first == 2 and known.has_surname(after, but=one)):
            yield found(one.passage, replace(one.span, last=first + 1))
            yield found(one.passage, replace(one.span, first=first + 1))
            return
    beside = _beside(one, known) if inflects(lang) else ()
    if beside:
        yield from (found(one.passage, replace(one.span, first=at, last=at + 1)) for at in beside)
        return
    words = _words(one)
    cut = _seam(one, words, known) if inflects(lang) and len(words) > 2 else 0
    if cut:
        yield found(one.passage, replace(one.span, last=first + cut))
        yield found(one.passage, replace(one.span, first=first + cut))
        return
    yield one


def _is_full(one: Found, at: int) -> bool:
    """Whether the rest of a find, behind a pope or prophet, is a full name itself."""
    tokens, last = one.passage.tokens, one.span.last
    return (
        last - at == 2
        and tokens[at].gap == tokens[at + 1].gap == Gap.SPACE
        and tokens[at].kind == tokens[at + 1].kind == Kind.WORD
        and bool(lexicon(one.passage.lang)(tokens[at].word) & GIVEN)
        and not tokens[at + 1].word.isupper()
    )


def _beside(one: Found, known: _Known) -> Sequence[int]:
    """Return the places of surnames that hyphens join for once: a meeting Lisowska-Górski."""
    first, last = one.span.first, one.span.last
    tokens = one.passage.tokens
    names, hyphens = tokens[first:last:2], tokens[first + 1 : last : 2]
    if (
        hyphens
        and len(names) > len(hyphens)
        and all(token.kind == Kind.SIGN and token.gap == Gap.NONE for token in hyphens)
        and all(token.kind == Kind.WORD and token.word[0].isupper() for token in names)
        and all(known.has_surname(token.word, but=one) for token in names)
    ):
        return range(first, last, 2)
    return ()


def _seam(one: Found, words: Sequence[str], known: _Known) -> int:
    """Return before which word somebody else begins, who the article names alone too; 0: nobody.

    *Lisowska Adam Górski*, *Helga Brandtová Nováka*.
    """
    tokens = one.passage.tokens[one.span.first : one.span.last]
    if any(token.kind != Kind.WORD or not token.word[0].isupper() for token in tokens):
        return 0
    if known.has_whole(words, but=one):
        return 0
    for cut in range(len(words) - 1, 0, -1):
        before, after = words[:cut], words[cut:]
        if tokens[cut].gap != Gap.SPACE or not known.has_whole(before, but=one):
            continue
        if known.has_whole(after, but=one) and (cut > 1 or known.has_surname(before[0], but=one)):
            return cut
        if cut > 1 and len(after) > 1:
            return cut
    return 0


def _words(one: Found) -> list[str]:
    return [token.word for token in one.passage.tokens[one.span.first : one.span.last]]


def _pairs(one: Found) -> Iterator[_Pair]:
    """Yield the capitalised words right before and right after a bare name."""
    tokens, first, last = one.passage.tokens, one.span.first, one.span.last
    if first > 0 and tokens[first].gap == Gap.SPACE and _is_name_like(tokens[first - 1]):
        yield _Pair(one, first - 1, tokens[first - 1].word, tokens[first].word)
    if last < len(tokens) and tokens[last].gap == Gap.SPACE and _is_name_like(tokens[last]):
        yield _Pair(one, last, tokens[last - 1].word, tokens[last].word)


def _is_name_like(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) > 1 and token.word[0].isupper()


def _belongs(pair: _Pair, times: int, lang: str) -> bool:
    """Whether a word beside a bare name is its other half, by the word itself and how often."""
    flags_of = lexicon(lang)
    passage = pair.one.passage
    word = passage.tokens[pair.at].word
    flag = flags_of(word)
    case, opens = passage.places[pair.at]
    if flag & _NEVER or word.isupper() or case != Case.SENTENCE:
        return False
    if inflects(lang) and (pair.given[0] < _CYRILLIC) != (pair.surname[0] < _CYRILLIC):
        return False  # Twitter Петров
    if pair.at > pair.one.span.first:
        return bool(flags_of(pair.given) & GIVEN) and not flag & (GIVEN | COMMON | COUNTRY | CITY)
    if flag & (COUNTRY | CITY):
        return times >= (_OFTEN if flag & GIVEN else _VERY_OFTEN)
    if flag & GIVEN or times >= _OFTEN:
        return True
    after_role = pair.at > 0 and flags_of(passage.tokens[pair.at - 1].word) & (ROLE | ADDRESS)
    return not (opens or after_role or flag & COMMON or flags_of(pair.surname) & GIVEN)


def _longer(pair: _Pair) -> Found:
    span = pair.one.span
    first, last = min(span.first, pair.at), max(span.last, pair.at + 1)
    return found(pair.one.passage, replace(span, first=first, last=last))
