"""One field of an article made ready for detectors: tokens, sentences, and what its lines are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import cache, cached_property
from importlib.resources import files

from app.mentions.tokens import Gap, Kind, Token, tokenise
from app.mentions.types import Field

_SHORT = 3  # words up to this length stay small in title case ("and", "für", "без")
_STOPS = ".!?…"
_CLOSERS = "\"'”’»)]"


class Case(IntEnum):
    """What capitals mean in a stretch of text."""

    SENTENCE = 0  # a capital inside a sentence marks a name
    TITLE = 1  # Every Word of a Heading Has One
    UPPER = 2  # ALL CAPITALS


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of tokens [first, last) that a detector takes for a person's name.

    `sure` is false where only knowledge from outside (a known alias) could decide. `spreads`: sure
    enough that its words are looked for in the rest of the article. `modifier` marks adjectival
    use: "Trump administration".
    """

    first: int
    last: int
    sure: bool = True
    modifier: bool = False
    spreads: bool = True


@dataclass(frozen=True)
class Passage:
    """A field of an article, tokenised. `lang` is settled before detection."""

    field: Field
    text: str
    lang: str
    tokens: Sequence[Token]

    @classmethod
    def of(cls, field: Field, text: str, lang: str) -> "Passage":
        """Tokenise `text`."""
        return cls(field, text, lang, tokenise(text))

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Token ranges that do not reach across a full stop, a line or a bullet."""
        return tuple(_sentences(self.tokens, wrapped=self.is_wrapped))

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """For each sentence, what capitals mean in it."""
        return tuple(_case(self.tokens[first:last]) for first, last in self.sentences)

    @cached_property
    def places(self) -> tuple[tuple[Case, bool], ...]:
        """For each token what its capital means, and whether it opens its sentence."""
        return tuple(
            (case, index == first)
            for (first, last), case in zip(self.sentences, self.cases, strict=True)
            for index in range(first, last)
        )

    @cached_property
    def small_words(self) -> frozenset[str]:
        """The words that stand in small letters somewhere: rice, but not Rice alone."""
        return frozenset(token.word for token in self.tokens if token.word.islower())

    @cached_property
    def is_wrapped(self) -> bool:
        """Whether single line breaks are the typesetter's: most lines go on in lower case."""
        breaks = inside = 0
        tokens = self.tokens
        for index in range(1, len(tokens)):
            if tokens[index].gap == Gap.LINE:
                breaks += 1
                before, after = tokens[index - 1].word, tokens[index].word
                inside += before[-1:] not in _STOPS and after[:1].islower()
        return inside >= 2 and inside * 3 >= breaks


def _sentences(tokens: Sequence[Token], *, wrapped: bool) -> Iterator[tuple[int, int]]:
    first = 0
    line_break = Gap.PARAGRAPH if wrapped else Gap.LINE
    for index, token in enumerate(tokens):
        if index == first:
            continue
        before = tokens[index - 1]
        if token.gap >= line_break or (token.gap and _ends_sentence(tokens, index, before)):
            yield first, index
            first = index
    if first < len(tokens):
        yield first, len(tokens)


def _ends_sentence(tokens: Sequence[Token], index: int, before: Token) -> bool:
    """Whether a sentence ends before `index`; initials and abbreviations never end one."""
    if before.kind == Kind.SIGN and before.word in _CLOSERS and index > 1:
        before = tokens[index - 2]
    if before.kind != Kind.SIGN or before.word not in _STOPS:
        return False
    if (
        before is tokens[index - 1]
        and index > 1
        and _is_abbreviated_title(tokens[index - 2], before)
    ):
        return False
    return not tokens[index].word[:1].islower()


def _is_abbreviated_title(token: Token, stop: Token) -> bool:
    """Whether a word with its full stop is a title before a name: Prof. Simon."""
    return stop.word == "." and stop.gap == Gap.NONE and token.word.casefold() in _dotted_titles()


@cache
def _dotted_titles() -> frozenset[str]:
    table = files("app.mentions") / "tables" / "dotted_titles.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


def _case(tokens: Sequence[Token]) -> Case:
    small = capital = upper = 0
    for token in tokens:
        word = token.word
        if token.kind != Kind.WORD or len(word) <= _SHORT:
            continue
        if word.isupper():
            upper += 1
        elif word[0].isupper():
            capital += 1
        else:
            small += 1
    if upper > 1 and upper > 2 * (small + capital):
        return Case.UPPER
    last = next((token.word for token in reversed(tokens) if token.kind != Kind.LINK), "")
    ends = last in (".", "!", ";", ",")
    if not ends and capital + upper >= 3 and small * 3 <= capital + upper:
        return Case.TITLE
    return Case.SENTENCE
