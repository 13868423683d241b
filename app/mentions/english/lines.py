"""What the line says that a name stands in: a row of results, a list, one side of a firm's name.

Results are not sentences: `1. Name ( Country ) 2:10.4`, `Name 12 , Name 88`, `Name c Name b Name`.
What tells a name there is the row's build, and that the rows above and below have names, too.
"""

from collections.abc import Sequence
from itertools import pairwise

from app.mentions.passage import Passage
from app.mentions.rules.lexicon import CITY, COUNTRY, ORG, PEOPLE, PLACE, SITE
from app.mentions.tokens import Gap, Kind, Token

_LAND = COUNTRY | PEOPLE
_GROUND = CITY | PLACE | SITE
_DASHES = frozenset("-–—")
_BRIEF = 3
_CARD = frozenset({"b", "beat", "bt", "c", "def", "lbw", "st", "v", "vs"})
_ABBREVIATED = frozenset({"U.S.", "U.K.", "U.A.E.", "US", "UK", "USA"})


class Lines:
    """The lines of a passage, and how many numbers each has."""

    __slots__ = ("at", "numbers", "starts")

    def __init__(self, passage: Passage) -> None:
        tokens = passage.tokens
        self.starts = [at for at, token in enumerate(tokens) if token.gap >= Gap.LINE or not at]
        self.at: list[int] = []
        self.numbers: list[int] = []
        for first, last in pairwise((*self.starts, len(tokens))):
            self.at += [len(self.numbers)] * (last - first)
            kinds = [token.kind for token in tokens[first:last]]
            self.numbers.append(min(kinds.count(Kind.NUMBER), _BRIEF))


def row_features(
    tokens: Sequence[Token], flags: Sequence[int], first: int, last: int, lines: Lines
) -> list[str]:
    """Return what the row says of the run [first, last)."""
    line = lines.at[first]
    row = [f"LL{lines.numbers[line]}{'s' if first == lines.starts[line] else ''}"]
    before, after = _before(tokens, flags, first), _after(tokens, flags, last)
    if before:
        row.append(f"LB{before}")
    if after:
        row.append(f"LA{after}")
    if before and after:
        row.append(f"LB{before}A{after}")
    return row


def _before(tokens: Sequence[Token], flags: Sequence[int], first: int) -> str:
    """Return what stands before a name in rows: a rank, a seed, a score, a bracket behind one."""
    if first == 0:
        return ""
    one = tokens[first - 1]
    other = tokens[first - 2] if first > 1 else None
    is_number = other is not None and other.kind == Kind.NUMBER
    if one.word == "&":
        return "&"
    if one.word == "." and is_number:
        return "rank"
    if one.word in _DASHES and one.gap:
        return "seed" if is_number else "dash"
    if one.word == "(":
        return "(num" if is_number else _side(tokens, flags, first - 2, "(")
    if one.word == "," and other is not None:
        return ",num" if is_number else ",)" if other.word == ")" else ""
    return _letter(one)


def _after(tokens: Sequence[Token], flags: Sequence[int], last: int) -> str:
    """Return what stands after a name in rows: a country in brackets, a time, a score."""
    if last >= len(tokens):
        return ""
    one = tokens[last]
    if one.word in "&/@":
        return one.word
    if one.kind == Kind.POSSESSIVE:
        return f"poss{_side(tokens, flags, last + 1, '')}"
    if one.kind == Kind.NUMBER:
        return f"n{_number(tokens, last)}"
    if one.word == "(" and one.gap:
        return _side(tokens, flags, last + 1, "(")
    return _letter(one)


def _side(tokens: Sequence[Token], flags: Sequence[int], at: int, mark: str) -> str:
    """Return the class of a token."""
    if not 0 <= at < len(tokens):
        return f"{mark}end"
    token, flag = tokens[at], flags[at]
    if token.kind == Kind.NUMBER:
        return f"{mark}n{_number(tokens, at)}"
    if flag & _LAND or token.word in _ABBREVIATED:
        return f"{mark}land"
    if flag & ORG:
        return f"{mark}org"
    if flag & _GROUND:
        return f"{mark}place"
    if token.kind == Kind.WORD:
        return f"{mark}{'Cap' if token.word[0].isupper() else 'low'}"
    return f"{mark}{token.kind.name}"


def _number(tokens: Sequence[Token], at: int) -> str:
    """Return the shape of a number: a time or a decimal, a score, many digits or few."""
    word = tokens[at].word
    if ":" in word:
        return "time"
    if "." in word:
        return "dec"
    if at + 1 < len(tokens) and tokens[at + 1].word in _DASHES and not tokens[at + 1].gap:
        return "score"
    return "few" if len(word) < _BRIEF else "many"


def _letter(token: Token) -> str:
    """Return the letters that stand between names in scorecards: c, b, lbw, v."""
    return f"'{token.word}" if token.word in _CARD else ""
