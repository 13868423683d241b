"""Full names that no detector saw: a listed given name in some case before a sure surname.

Taggers know few forms of rare given names («з Альгердам Бахарэвічам»); the tables know them all.
"""

import re
from collections.abc import Iterator, Sequence

from app.mentions.inflection import bases, given_gender, inflects
from app.mentions.passage import Case, Passage, Span
from app.mentions.rules.lexicon import (
    CITY,
    COMMON,
    COUNTRY,
    ORG,
    PEOPLE,
    PLACE,
    ROLE,
    SITE,
    STOP,
    TIME,
    lexicon,
)
from app.mentions.tokens import Gap, Kind, Token

_NOBODYS = CITY | COMMON | COUNTRY | ORG | PEOPLE | PLACE | ROLE | SITE | STOP | TIME
_SURNAME = re.compile(
    r"\w{2}(?:[еэоаиі]в[иі]ч|[еэа]нк[оа]|[чщ]ук|ськ[иа]й?|[сц]к[іи]й?|[сц]кая|[оеё]в|[оеа]ва|оў|еў|аў"
    r"|[ei]wicz|ewicz|ovi[čć]|evi[čć]|[sc]ki|[sc]ka|enko|čuk|czuk|ová)$"
)
_LEAST = 4


def listed(passage: Passage, taken: Sequence[Span]) -> Iterator[Span]:
    """Return the spans of such names that touch none of those taken."""
    if not inflects(passage.lang):
        return
    tokens, places = passage.tokens, passage.places
    used = {index for span in taken for index in range(span.first - 1, span.last + 1)}
    for at in range(1, len(tokens) - 1):
        one, other = tokens[at], tokens[at + 1]
        if (
            _may_be_name(one)
            and _may_be_name(other)
            and places[at] == (Case.SENTENCE, False)
            and other.gap == Gap.SPACE
            and not {at, at + 1} & used
            and not _may_be_name(tokens[at - 1])
            and not (at + 2 < len(tokens) and _may_be_name(tokens[at + 2]))
            and _is_full_name(one.word, other.word, passage.lang)
        ):
            yield Span(at, at + 2)


def _may_be_name(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) >= _LEAST and token.word[:1].isupper()


def _is_full_name(given: str, surname: str, lang: str) -> bool:
    flags_of = lexicon(lang)
    return (
        not (flags_of(given) | flags_of(surname)) & _NOBODYS
        and given_gender(given, lang) is not None
        and any(_SURNAME.search(base) for base in bases(surname, lang))
    )
