"""What no tagger may say: that a country, a firm or a body is a person on its own account."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.mentions.passage import Case, Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.lexicon import GIVEN, Mark, lexicon
from app.mentions.sequence.places import (
    is_of_place,
    is_publisher,
    named_otherwise,
)
from app.mentions.sequence.trim import NOBODY, is_body, kind_of, parted, trimmed
from app.mentions.sequence.words import (
    GIVEN_KINDS,
    SLAVIC,
    fold,
    word,
)
from app.mentions.tokens import Gap, Kind, Token

_PLACES = frozenset({("CITY", "CITY"), ("GIVEN", "PLACE"), ("GIVN2", "PLACE")})  # Palm Beach
_ARTICLES = frozenset({"The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Los", "Las", "Il"})
_CYRILLIC_LETTERS = "\u0400"
_GLOSS_LABEL = 3  # tokens between the bracket and the name: (англ.: Charles)
_LETTER_NAMES = frozenset(
    (
        *("ей", "эй", "би", "бі", "си", "сі", "ди", "ді", "еф", "эф", "джи", "джі", "ейч", "эйч"),
        *("ай", "джей", "кей", "ел", "эл", "ем", "эм", "ен", "эн", "пи", "пі", "ар", "ес", "эс"),
        *("ти", "ті", "ви", "ві", "зет"),
    )
)
SURE = 0.6  # mean likelihood from which words are a name on their own account
_LISTED = 0.75  # likelihood of a word that is listed beside a sure name
_JOINS = frozenset({",", "(", "і", "й", "та", "и", "ды", "a", "i", "in"})
_FULL = 0.15  # the same where a given name leads
_LONE = {  # more is asked of a word that stands alone
    "CITY": 0.9,
    "CAP": 0.7,
    "HEARD": 0.8,
    **dict.fromkeys(("ROLE", "ORG", "GEO"), 0.9),
}


def settled(
    passage: Passage, spans: Sequence[tuple[Span, float]], evidence: Evidence
) -> list[Span]:
    """Return the spans that hold a word that may be a name; doubtful ones are marked.

    A word that looks like nobody's is a surname all the same where the text has it after a given
    name or initials (Harrison Ford). What is not surely a name does not spread in the text.
    """
    kept = []
    spans = [*_supported(passage, list(parted(passage, spans)))]
    otherwise = named_otherwise(passage, [span for span, _ in spans])
    for whole, likely in spans:
        span = trimmed(passage, whole, evidence)
        inside = passage.tokens[span.first : span.last]
        kinds = [kind_of(token, passage.lang) for token in inside]
        if not inside or _is_nobodys(kinds, inside, passage.lang, evidence):
            continue
        if _is_acronym(passage, span) or _only_opens(passage, span, evidence):
            continue
        if is_of_place(passage, span) or is_publisher(passage, span) or _is_gloss(passage, span):
            continue
        if len(inside) == 1 and word(inside[0].word, passage.lang).stem in otherwise:
            continue
        sure = likely >= _asked(kinds)
        spreads = span.spreads and not any(_is_everyday(t, passage.lang) for t in inside)
        kept.append(replace(span, sure=sure, spreads=sure and spreads))
    return kept


def _supported(
    passage: Passage, spans: Sequence[tuple[Span, float]]
) -> Iterator[tuple[Span, float]]:
    """Yield the spans, lone words that are listed beside a sure name as sure themselves."""
    tokens = passage.tokens
    begins = {span.first for span, likely in spans if likely >= SURE}
    ends = {span.last for span, likely in spans if likely >= SURE}
    for span, likely in spans:
        first, last = span.first - 1, span.last
        listed = (first in ends and tokens[first].word in _JOINS) or (
            last + 1 in begins and tokens[last].word in _JOINS
        )
        if listed and last - first == 2 and likely >= _FULL:
            yield replace(span, spreads=span.spreads and likely >= SURE), max(likely, _LISTED)
        else:
            yield span, likely


def _asked(kinds: Sequence[str]) -> float:
    """Return the likelihood from which words of these kinds are a name on their own account."""
    if len(kinds) == 1:
        return _LONE.get(kinds[0], SURE)
    return _FULL if kinds[0] in GIVEN_KINDS else SURE


def is_nobodys(passage: Passage, span: Span) -> bool:
    """Whether a lone word is listed as a firm, a body or a region and not as anybody's name.

    Ryanair is not a form of Ryan. Languages without a table of such words have no such lists.
    """
    token = passage.tokens[span.first]
    if passage.lang == "en" or span.last - span.first > 1 or token.kind != Kind.WORD:
        return False
    known = word(token.word, passage.lang)
    return known.word_class in NOBODY and not known.marks & (GIVEN | Mark.FAMILY)


def _is_gloss(passage: Passage, span: Span) -> bool:
    """Whether a span spells in Latin letters, in brackets, the Cyrillic name before it.

    Only Belarusian encyclopaedias and programmes are full of them.
    """
    tokens, at = passage.tokens, span.first
    if passage.lang != "be" or tokens[at].word[0] >= _CYRILLIC_LETTERS:
        return False
    steps = 0
    while at > 0 and steps < _GLOSS_LABEL and tokens[at - 1].word not in "([":
        if tokens[at - 1].word[0].isupper():
            return False
        at, steps = at - 1, steps + 1
    if at < 2 or tokens[at - 1].word not in "([":
        return False
    before = tokens[at - 2]
    return before.kind == Kind.WORD and before.word[0] >= _CYRILLIC_LETTERS


def _is_nobodys(
    kinds: Sequence[str], inside: Sequence[Token], lang: str, evidence: Evidence
) -> bool:
    if kinds[0] == "BRAND" and not word(inside[0].word, lang).marks & GIVEN:
        return True
    if tuple(kinds) in _PLACES or _is_english(inside, lang):
        return True
    words = [token for token in inside if token.kind == Kind.WORD]
    return all(token.word in _ARTICLES or _is_nobody(token, lang, evidence) for token in words)


def _is_english(inside: Sequence[Token], lang: str) -> bool:
    """Whether all words are everyday English ones in a text that is not English: Way Forward."""
    if len(inside) < 2 or lang not in SLAVIC:
        return False
    if any(token.kind != Kind.WORD or not token.word.isascii() for token in inside):
        return False
    marks = [word(token.word, lang).marks for token in inside]
    return (
        all(lexicon().frequency_of(fold(token.word), "en") for token in inside)
        and not any(each & GIVEN for each in marks)
        and not all(each & (Mark.NAME | Mark.FAMILY) for each in marks)
    )


def _is_acronym(passage: Passage, span: Span) -> bool:
    """Whether a span is but a short word in capitals, as bodies and programmes have: EBI, EU-a."""
    token = passage.tokens[span.first]
    if _is_spelt_out(passage, span):
        return True
    if not is_body(token) or passage.places[span.first][0] == Case.UPPER:
        return False
    rest = passage.tokens[span.first + 1 : span.last]
    return all(other.gap == Gap.NONE and not other.word[0].isupper() for other in rest)


def _is_spelt_out(passage: Passage, span: Span) -> bool:
    """Whether a span is part of an acronym spelt by its letters: Си Ен Ен, Бі-Бі-Сі."""
    tokens, first, last = passage.tokens, span.first, span.last
    inside = [t.word.casefold() for t in tokens[first:last] if t.kind != Kind.SIGN]
    if not inside or not _LETTER_NAMES.issuperset(inside):
        return False
    around = (*tokens[max(first - 2, 0) : first], *tokens[last : last + 2])
    return len(inside) > 1 or any(t.word.casefold() in _LETTER_NAMES for t in around)


def _only_opens(passage: Passage, span: Span, evidence: Evidence) -> bool:
    """Whether a span is a frequent word that has a capital only where sentences begin."""
    token = passage.tokens[span.first]
    if span.last - span.first > 1 or token.kind != Kind.WORD or not passage.places[span.first][1]:
        return False
    known = word(token.word, passage.lang)
    is_small = known.marks & Mark.COMMON and token.word.lower() in evidence.small
    return bool(known.marks & Mark.FREQUENT or is_small) and not (
        {"g", "i", "m"} & evidence.seen.get(known.stem, set())
    )


def _is_nobody(token: Token, lang: str, evidence: Evidence) -> bool:
    known = word(token.word, lang)
    seen = evidence.seen.get(known.stem, set())
    is_place = (known.marks | known.stem_marks) & Mark.COUNTRY
    if "g" in seen or ("i" in seen and not is_place):  # W. Brytania is no surname
        return False
    if known.word_class in NOBODY:
        return True
    return bool(is_place) and not known.marks & (GIVEN | Mark.FAMILY)


def _is_everyday(token: Token, lang: str) -> bool:
    if token.kind != Kind.WORD:
        return False
    known = word(token.word, lang)
    if known.word_class in NOBODY:
        return True
    names = GIVEN | Mark.NAME | Mark.FAMILY
    everyday = known.marks & (Mark.FREQUENT | Mark.COMMON)
    return bool(everyday) and not (known.marks | known.stem_marks) & names
