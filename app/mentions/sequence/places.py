"""What words around it say to be a place, in Ukrainian and Belarusian: adjectives, villages."""

import re
from collections.abc import Sequence

from app.mentions.passage import Passage, Span
from app.mentions.sequence.words import word
from app.mentions.tokens import Gap, Kind
from app.names import read

_ADJECTIVE = {  # of places, streets, bodies
    "uk": re.compile("^[А-ЯЄІЇҐ].*[сцз]ь?к(?:ий|а|е|і|ого|ої|ому|ій|у|им|ою|их|ими)$"),
    "be": re.compile("^[А-ЯЁЎІ].*[сц]к(?:і|ая|ае|ія|ага|ай|аму|ую|ім|аю|іх|імі)$"),
}
_FEMININE = ("ська", "цька", "зька", "ську", "цьку", "ській", "цькій", "ская", "цкая", "скую")
_STREETS = frozenset(["вул", "вулиця", "вулиці", "вулицю", "вуліца", "вуліцы", "вуліцу"])
_TOWNS = frozenset(("М", "К", "Л", "СПб", "Х", "Мн", "W", "L", "B"))
_YEAR = re.compile("(?:1[5-9]|20)[0-9]{2}")
_TO_YEAR = 4  # tokens
_JOINS = frozenset({",", "і", "й", "та", "и", "або", "чи", "ды"})
_NO_PERSONS = {  # villages, rivers and animals; streets and parks are called after people
    "uk": re.compile(
        "(?:сел[оаіу]|селом|селищ[еаіу]|селищем|хут(?:ір|ор[аіу])|містечк[оаіу]|містечком|станиц[яіюі]"
        "|річ(?:ка|ки|ку|кою|ці)|рік[аи]|ріку|озер[оаіу]|озером|приток[аиу]|притока"
        "|пес|пса|псові|псом|собак[аиуо]|собаці|собакою|суч?к[аиу]|вівчарк[аиу]|вівчаркою|кіт|кота|кот[уо]м?"
        "|кішк[аиу]|кобил[аиу]|кінь|коня|коневі|конем|коров[аиу])"
    ),
    "be": re.compile(
        "(?:вёс(?:ка|кі|ку|кай|цы)|сял[оау]|сяле|сялом|хутар[аы]?|мястэчк[аіу]|пасёл(?:ак|ка|ку)"
        "|аграгарад(?:ок|ка|ку)|рак[аіу]|ракой|рацэ|возер[аы]|возеры|прыток[аіу]?"
        "|сабак[аіу]|сабакам?|сабакай|сучк[аіу]|аўчарк[аіу]|кот|ката|кату|катом|кошк[аіу]|кабыл[аыу]"
        "|конь|каня|каню|канём|каров[аыу])"
    ),
}


def is_adjective(text: str, lang: str) -> bool:
    """Whether a capitalised word has the shape of an adjective of a place."""
    shape = _ADJECTIVE.get(lang)
    return shape is not None and shape.search(text) is not None


def is_of_place(passage: Passage, span: Span) -> bool:
    """Whether a lone adjective belongs to a word for a place or a body.

    Also in a list of them (*Львівська, Волинська області*) or behind (*вул. Садівська*).
    """
    tokens, lang, at = passage.tokens, passage.lang, span.first
    if span.last - at > 1 or not is_adjective(tokens[at].word, lang):
        return False
    before = tokens[at - 1].word if at else ""
    street = tokens[at - 2].word if before == "." and at > 1 else before
    if street.casefold() in _STREETS and tokens[at].word.endswith(_FEMININE):
        return True
    while at < len(tokens) and (tokens[at].word in _JOINS or is_adjective(tokens[at].word, lang)):
        at += 2 if at + 1 < len(tokens) and tokens[at + 1].word in "-‑" else 1
    return tokens[at - 1].word not in _JOINS and _names_place(passage, at)


def is_publisher(passage: Passage, span: Span) -> bool:
    """Whether a span stands in a list of literature as who printed the book: М.: Норма, 2000."""
    tokens, first, last = passage.tokens, span.first, span.last
    if first < 2 or tokens[first - 1].word not in (",", ":"):
        return False
    town, before = tokens[first - 2].word.rstrip("."), tokens[first - 3 : first - 2]
    is_town = town in _TOWNS and not any(token.kind == Kind.WORD for token in before)
    year = (token.word for token in tokens[last : last + _TO_YEAR])
    return is_town and any(_YEAR.fullmatch(text) for text in year)


def ends_in_place(passage: Passage, span: Span) -> bool:
    """Whether the last word of a span is an adjective of the place named right behind it."""
    return (
        span.last - span.first > 1
        and is_adjective(passage.tokens[span.last - 1].word, passage.lang)
        and _names_place(passage, span.last)
        and word(passage.tokens[span.last].word, passage.lang).word_class == "geo"
    )


def named_otherwise(passage: Passage, spans: Sequence[Span]) -> frozenset[str]:
    """Return the stems of the lone words that the text has of a place, a body or an animal.

    They stand behind a word for a village, a river or an animal, or are adjectives of places. Not
    usual given names: somebody may come from the village, and animals may bear them.
    """
    before = _NO_PERSONS.get(passage.lang)
    if before is None:
        return frozenset()
    tokens = passage.tokens
    adjectives = frozenset(
        word(tokens[span.first].word, passage.lang).stem
        for span in spans
        if is_of_place(passage, span)
    )
    return adjectives | frozenset(
        word(tokens[span.first].word, passage.lang).stem
        for span in spans
        if span.first
        and span.last - span.first == 1
        and tokens[span.first].gap == Gap.SPACE
        and before.fullmatch(tokens[span.first - 1].word.casefold())
        and not _is_usual(tokens[span.first].word, passage.lang)
    )


def _is_usual(given: str, lang: str) -> bool:
    parts = read(given, lang).parts
    return len(parts) == 1 and bool(parts[0].token.given or parts[0].token.nicks)


def _names_place(passage: Passage, at: int) -> bool:
    """Whether the token is a small word for a place or a body."""
    if at >= len(passage.tokens):
        return False
    token = passage.tokens[at]
    if token.kind != Kind.WORD or token.gap != Gap.SPACE or token.word[0].isupper():
        return False
    return word(token.word, passage.lang).word_class in ("geo", "org")
