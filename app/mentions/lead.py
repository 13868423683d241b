"""What leads a name: "his son Eduard", «патриарх Московский Кирилл», "papieże Benedykt i Jan"."""

from collections.abc import Iterator
from typing import NamedTuple

from app.mentions.found import Found
from app.mentions.tokens import Kind, Token

_LOOK_BACK = 6
_AND = frozenset(
    ("и", "і", "й", "та", "ды", "i", "a", "oraz", "ter", "in", "ir", "and", "und", "et", "y", "e")
)
OF_ALL = frozenset(("всея", "всій", "усяе", "усієї"))  # of all Russia: what an office is of


class Leading(NamedTuple):
    """A word before a name. `shared`: another name, and "and", stand between."""

    token: Token
    shared: bool


def lead(one: Found) -> Iterator[Leading]:
    """Yield the words before a mention, nearest first, up to the first that is in small letters."""
    tokens, first = one.passage.tokens, one.span.first
    shared = False
    for at in range(first - 1, max(first - 1 - _LOOK_BACK, -1), -1):
        token = tokens[at]
        if token.kind != Kind.WORD:
            return
        if token.word in _AND:
            names_before = at > 0 and tokens[at - 1].word[:1].isupper()
            shared = shared or (names_before and tokens[at + 1].word not in OF_ALL)
        elif token.word not in OF_ALL:
            yield Leading(token, shared)
            if token.word[0].islower():
                return
