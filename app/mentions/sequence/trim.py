"""Where a name begins and ends: what stands at its ends and is nobody's is left off."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.mentions.lead import OF_ALL
from app.mentions.passage import Case, Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.places import (
    ends_in_place,
    is_adjective,
)
from app.mentions.sequence.words import (
    CYRILLIC,
    GIVEN_KINDS,
    NAME_KINDS,
    NUMBER,
    SLAVIC,
    word,
)
from app.mentions.tokens import Gap, Kind, Token

NOBODY = frozenset({"org", "geo", "folk", "brand"})
_DOTTED = frozenset({"cs", "sk", "sl", "hr"})  # languages that write a full stop after ordinals
_ACRONYM = 5  # letters
_ADJECTIVAL = re.compile(r"(?:[sc]|[ct]s)k(?:i|ii|a|aia|ogo|oho|omu|im|oi|u|uiu|iego|iemu|ieho)$")
_ROMAN = re.compile("[IVXІХ]+")  # in Cyrillic texts Latin or not
NAMES = GIVEN | Mark.FAMILY | Mark.NAME


def parted(passage: Passage, spans: Sequence[tuple[Span, float]]) -> Iterator[tuple[Span, float]]:
    """Yield the spans, two full names side by side as two: *Тереза Мей Гевин Баруел*."""
    for span, likely in spans:
        words = passage.tokens[span.first : span.last]
        kinds = [kind_of(token, passage.lang) for token in words]
        if (
            passage.lang in SLAVIC
            and len(words) == 4
            and all(token.word[0].isupper() for token in words)
            and kinds[0] in GIVEN_KINDS
            and kinds[2] in GIVEN_KINDS
            and not {kinds[1], kinds[3]} & {"", *GIVEN_KINDS}
        ):
            yield replace(span, last=span.first + 2), likely
            yield replace(span, first=span.first + 2), likely
        else:
            yield span, likely


def trimmed(passage: Passage, whole: Span, evidence: Evidence) -> Span:
    """Return a span without hyphens and nobody's words at its ends, with a ruler's number."""
    span = _cut(passage, _without_hyphens(passage, whole), evidence)
    return _with_number(passage, _without_hyphens(passage, span))


def _cut(passage: Passage, span: Span, evidence: Evidence) -> Span:
    """Leave out what stands at either end and is nobody's: Trump Tower, Дании Андерс Самуэльсен.

    At the beginning of a sentence any everyday word is left out: Urážka Mohameda.
    """
    tokens, lang = passage.tokens, passage.lang
    first, last = span.first, span.last
    while last - first > 1 and (
        _is_foreign_body(tokens[first], lang, evidence)
        or (first > 0 and tokens[first - 1].word in OF_ALL)
    ):
        first += 1
    if (
        last - first > 2
        and (is_body(tokens[first]) or _is_country(tokens[first], lang))
        and kind_of(tokens[first + 1], lang) in GIVEN_KINDS
    ):
        first += 1  # KE Jean-Claude Juncker, Ирана Хасан Карими
    if last - first > 1 and passage.places[first] == (Case.SENTENCE, True):
        first += _leads(tokens[first], tokens[first + 1], lang)
    if last - first > 1 and passage.places[first] == (Case.SENTENCE, True):
        first += _is_plain(tokens[first], lang) and tokens[first + 1].gap == Gap.SPACE
    while last - first > 1 and _is_foreign_body(tokens[last - 1], lang, evidence):
        if _is_name_of_place_like(tokens[first:last], lang):
            break
        last -= 1
    if ends_in_place(passage, replace(span, first=first, last=last)):
        last -= 1
    if last - first > 1 and lang in SLAVIC and _begins_anew(tokens[last - 1], lang):
        last -= last - first > 2 or _runs_on(tokens[first], tokens[last - 1], lang, evidence)
    if lang in CYRILLIC:
        first, last = _in_one_script(tokens, first, last)
    return replace(span, first=first, last=last)


def _leads(token: Token, following: Token, lang: str) -> bool:
    """Whether a word that opens a sentence is a relative and the next one a name: Тета Міра."""
    return (
        lang in SLAVIC
        and token.kind == Kind.WORD
        and following.gap == Gap.SPACE
        and kind_of(following, lang) in GIVEN_KINDS
        and word(token.word, lang).word_class == "kin"
    )


def _is_foreign_body(token: Token, lang: str, evidence: Evidence) -> bool:
    if token.kind != Kind.WORD or not token.word[0].isupper():
        return False
    known = word(token.word, lang)
    if is_body(token) and known.word_class == "brand":
        return True  # UE Tusk, though somebody is called Ue
    of_place = known.word_class == "geo" and is_adjective(token.word, lang)
    if (known.marks if of_place else known.marks | known.stem_marks) & (GIVEN | Mark.FAMILY):
        return False
    if {"g", "i"} & evidence.seen.get(known.stem, set()):
        return False
    is_place = (known.marks | known.stem_marks) & Mark.COUNTRY
    return known.word_class in NOBODY or bool(is_place)


def is_body(token: Token) -> bool:
    """Whether a word is a short one in capitals, as bodies have: KE, EBI."""
    return token.kind == Kind.WORD and 1 < len(token.word) <= _ACRONYM and token.word.isupper()


def _begins_anew(token: Token, lang: str) -> bool:
    """Whether a word after a full name is a frequent one that begins a sentence without a stop."""
    if token.kind != Kind.WORD or token.gap != Gap.SPACE:
        return False
    known = word(token.word, lang)
    marks = known.marks | known.stem_marks
    everyday = Mark.FREQUENT if lang == "be" else Mark.FREQUENT | Mark.COMMON
    return bool(marks & everyday) and not marks & NAMES


def _is_name_of_place_like(words: Sequence[Token], lang: str) -> bool:
    """Whether two words are a given name and a surname that only begins as a place: Moravecký."""
    if len(words) > 2 or words[1].kind != Kind.WORD or lang not in SLAVIC:
        return False
    known = word(words[1].word, lang)
    return (
        kind_of(words[0], lang) in (*GIVEN_KINDS, *NAME_KINDS)
        and known.word_class in ("geo", "folk")
        and not (known.marks | known.stem_marks) & (Mark.COUNTRY | Mark.FREQUENT)
        and _ADJECTIVAL.search(known.latin) is not None
    )


def _runs_on(token: Token, after: Token, lang: str, evidence: Evidence) -> bool:
    """Whether a surname of the text and a word beside it are two sentences: Kowalski Polacy."""
    known, other = word(token.word, lang), word(after.word, lang)
    return (
        known.kind not in GIVEN_KINDS
        and "+" in evidence.seen.get(known.stem, ())
        and bool(
            other.marks & Mark.FREQUENT or other.word_class or after.word.lower() in evidence.small
        )
    )


def _is_country(token: Token, lang: str) -> bool:
    """Whether a word is a country in another case, whoever else is called so."""
    if token.kind != Kind.WORD or lang not in SLAVIC:
        return False
    known = word(token.word, lang)
    return bool(known.stem_marks & ~known.marks & Mark.COUNTRY)


def _in_one_script(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Leave out what is in Latin letters beside a Cyrillic name: Standard Петров."""
    latin = [token.word[0] < "\u0250" for token in tokens[first:last] if token.word[0].isalpha()]
    if len(latin) < last - first or all(latin):
        return first, last
    while latin[0]:
        latin, first = latin[1:], first + 1
    while latin[-1] and not NUMBER.fullmatch(tokens[last - 1].word):
        latin, last = latin[:-1], last - 1
    return first, last


def _is_plain(token: Token, lang: str) -> bool:
    if token.kind != Kind.WORD:
        return False
    known = word(token.word, lang)
    marks = known.marks | known.stem_marks
    if known.word_class == "role":  # somebody is called Канцлер, but hardly here
        return not marks & GIVEN
    return bool(known.marks & (Mark.FREQUENT | Mark.COMMON)) and not marks & NAMES


def _with_number(passage: Passage, span: Span) -> Span:
    """Add the number of a king, a queen or a pope: Elizabeth II. Belarusian texts leave it out.

    Some languages write a full stop after it (Alžběta II.), which belongs to the number where the
    sentence goes on.
    """
    tokens, last = passage.tokens, span.last
    if passage.lang == "be":
        for at in range(span.first + 1, last):
            if _ROMAN.fullmatch(tokens[at].word) and tokens[at].kind == Kind.WORD:
                return replace(span, last=at)
    if passage.lang == "be" or last == span.first:
        return span
    if (
        last < len(tokens)
        and NUMBER.fullmatch(tokens[last].word)
        and tokens[last].gap == Gap.SPACE
        and kind_of(tokens[last - 1], passage.lang) in GIVEN_KINDS
    ):
        last += 1
    if (
        passage.lang in _DOTTED
        and last - span.first > 1
        and NUMBER.fullmatch(tokens[last - 1].word)
        and last + 1 < len(tokens)
        and (tokens[last].word, tokens[last].gap) == (".", Gap.NONE)
        and not tokens[last + 1].word[0].isupper()
    ):
        last += 1
    if passage.lang == "pl" and last < len(tokens) and tokens[last].word in ("'m", "’m"):
        last += 1  # O’Leary’m is an instrumental
    return replace(span, last=last)


def _without_hyphens(passage: Passage, span: Span) -> Span:
    first, last = span.first, span.last
    while first < last and passage.tokens[first].kind == Kind.SIGN:
        first += 1
    while first < last and passage.tokens[last - 1].kind == Kind.SIGN:
        last -= 1
    return replace(span, first=first, last=last)


def kind_of(token: Token, lang: str) -> str:
    """Return the kind by which the neighbours of a word see it; "" for signs."""
    return word(token.word, lang).kind if token.kind == Kind.WORD else ""
