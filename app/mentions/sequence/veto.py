"""What no tagger may say: that a country, a firm or a body is a person on its own account."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.mentions.lead import OF_ALL
from app.mentions.passage import Case, Passage, Span
from app.mentions.sequence.features import Evidence
from app.mentions.sequence.lexicon import GIVEN, Mark, lexicon
from app.mentions.sequence.places import (
    ends_in_place,
    is_adjective,
    is_of_place,
    is_publisher,
    named_otherwise,
)
from app.mentions.sequence.words import (
    CYRILLIC,
    GIVEN_KINDS,
    NAME_KINDS,
    NUMBER,
    SLAVIC,
    fold,
    word,
)
from app.mentions.tokens import Gap, Kind, Token

_NOBODY = frozenset({"org", "geo", "folk", "brand"})
_PLACES = frozenset({("CITY", "CITY"), ("GIVEN", "PLACE"), ("GIVN2", "PLACE")})  # Palm Beach
_DOTTED = frozenset({"cs", "sk", "sl", "hr"})  # languages that write a full stop after ordinals
_ARTICLES = frozenset({"The", "Der", "Die", "Das", "Le", "La", "Les", "El", "Los", "Las", "Il"})
_ACRONYM = 5  # letters
_CYRILLIC_LETTERS = "\u0400"
_GLOSS_LABEL = 3  # tokens between the bracket and the name: (англ.: Charles)
_ADJECTIVAL = re.compile(r"(?:[sc]|[ct]s)k(?:i|ii|a|aia|ogo|oho|omu|im|oi|u|uiu|iego|iemu|ieho)$")
_LETTER_NAMES = frozenset(
    (
        *("ей", "эй", "би", "бі", "си", "сі", "ди", "ді", "еф", "эф", "джи", "джі", "ейч", "эйч"),
        *("ай", "джей", "кей", "ел", "эл", "ем", "эм", "ен", "эн", "пи", "пі", "ар", "ес", "эс"),
        *("ти", "ті", "ви", "ві", "зет"),
    )
)
_ROMAN = re.compile("[IVXІХ]+")  # in Cyrillic texts Latin or not
_NAMES = GIVEN | Mark.FAMILY | Mark.NAME
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
    spans = [*_supported(passage, list(_parted(passage, spans)))]
    otherwise = named_otherwise(passage, [span for span, _ in spans])
    for whole, likely in spans:
        span = _trimmed(passage, _without_hyphens(passage, whole), evidence)
        span = _with_number(passage, _without_hyphens(passage, span))
        inside = passage.tokens[span.first : span.last]
        kinds = [_kind(token, passage.lang) for token in inside]
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


def _parted(passage: Passage, spans: Sequence[tuple[Span, float]]) -> Iterator[tuple[Span, float]]:
    """Yield the spans, two full names side by side as two: *Тереза Мей Гевин Баруел*."""
    for span, likely in spans:
        words = passage.tokens[span.first : span.last]
        kinds = [_kind(token, passage.lang) for token in words]
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
    return known.word_class in _NOBODY and not known.marks & (GIVEN | Mark.FAMILY)


def _without_hyphens(passage: Passage, span: Span) -> Span:
    first, last = span.first, span.last
    while first < last and passage.tokens[first].kind == Kind.SIGN:
        first += 1
    while first < last and passage.tokens[last - 1].kind == Kind.SIGN:
        last -= 1
    return replace(span, first=first, last=last)


def _trimmed(passage: Passage, span: Span, evidence: Evidence) -> Span:
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
        and (_is_body(tokens[first]) or _is_country(tokens[first], lang))
        and _kind(tokens[first + 1], lang) in GIVEN_KINDS
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
        and _kind(following, lang) in GIVEN_KINDS
        and word(token.word, lang).word_class == "kin"
    )


def _is_foreign_body(token: Token, lang: str, evidence: Evidence) -> bool:
    if token.kind != Kind.WORD or not token.word[0].isupper():
        return False
    known = word(token.word, lang)
    if _is_body(token) and known.word_class == "brand":
        return True  # UE Tusk, though somebody is called Ue
    of_place = known.word_class == "geo" and is_adjective(token.word, lang)
    if (known.marks if of_place else known.marks | known.stem_marks) & (GIVEN | Mark.FAMILY):
        return False
    if {"g", "i"} & evidence.seen.get(known.stem, set()):
        return False
    is_place = (known.marks | known.stem_marks) & Mark.COUNTRY
    return known.word_class in _NOBODY or bool(is_place)


def _is_body(token: Token) -> bool:
    """Whether a word is a short one in capitals, as bodies have: KE, EBI."""
    return token.kind == Kind.WORD and 1 < len(token.word) <= _ACRONYM and token.word.isupper()


def _begins_anew(token: Token, lang: str) -> bool:
    """Whether a word after a full name is a frequent one that begins a sentence without a stop."""
    if token.kind != Kind.WORD or token.gap != Gap.SPACE:
        return False
    known = word(token.word, lang)
    marks = known.marks | known.stem_marks
    everyday = Mark.FREQUENT if lang == "be" else Mark.FREQUENT | Mark.COMMON
    return bool(marks & everyday) and not marks & _NAMES


def _is_name_of_place_like(words: Sequence[Token], lang: str) -> bool:
    """Whether two words are a given name and a surname that only begins as a place: Moravecký."""
    if len(words) > 2 or words[1].kind != Kind.WORD or lang not in SLAVIC:
        return False
    known = word(words[1].word, lang)
    return (
        _kind(words[0], lang) in (*GIVEN_KINDS, *NAME_KINDS)
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
    return bool(known.marks & (Mark.FREQUENT | Mark.COMMON)) and not marks & _NAMES


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
        and _kind(tokens[last - 1], passage.lang) in GIVEN_KINDS
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


def _kind(token: Token, lang: str) -> str:
    return word(token.word, lang).kind if token.kind == Kind.WORD else ""


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
    if not _is_body(token) or passage.places[span.first][0] == Case.UPPER:
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
    if known.word_class in _NOBODY:
        return True
    return bool(is_place) and not known.marks & (GIVEN | Mark.FAMILY)


def _is_everyday(token: Token, lang: str) -> bool:
    if token.kind != Kind.WORD:
        return False
    known = word(token.word, lang)
    if known.word_class in _NOBODY:
        return True
    names = GIVEN | Mark.NAME | Mark.FAMILY
    everyday = known.marks & (Mark.FREQUENT | Mark.COMMON)
    return bool(everyday) and not (known.marks | known.stem_marks) & names
