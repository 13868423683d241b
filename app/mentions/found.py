"""A name found in a passage, read clean: the unit that the document pass works with."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from app.mentions.passage import Passage, Span
from app.mentions.tokens import Gap, Kind, Token
from app.names import Name, read
from app.names.numeral import numeral
from app.names.script import fold, tidy


@dataclass(frozen=True)
class Found:
    """A span with its passage's place in the article and the name it is read as."""

    passage: Passage
    span: Span
    text: str

    @cached_property
    def name(self) -> Name:
        """The name; read when first asked for, since most doubtful spans never are."""
        return read(self.text, self.passage.lang)

    @cached_property
    def folded(self) -> str:
        """What names that are written alike have in common."""
        return fold(tidy(self.text))

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.passage.tokens[self.span.first].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.passage.tokens[self.span.last - 1].end


def found(passage: Passage, span: Span) -> Found:
    """Write out the name in a span."""
    return Found(passage, span, spelling(passage.tokens[span.first : span.last]))


def spelling(tokens: Sequence[Token]) -> str:
    """Write tokens as one clean line, without possessives and line breaks."""
    pieces: list[str] = []
    for token in tokens:
        if token.kind == Kind.POSSESSIVE or (token.word == "." and token is tokens[-1]):
            continue  # the stop of Alžběta II. is no part of her name
        if pieces and token.gap != Gap.NONE:
            pieces.append(" ")
        pieces.append(_recased(token.word) if token.kind == Kind.WORD else token.word)
    clean = "".join(pieces)
    return clean[:1].upper() + clean[1:] if len(pieces) == 1 else clean


def _recased(word: str) -> str:
    """LUKASHENKO of a headline and lukashenko of a careless typist read Lukashenko."""
    if len(word) > 3 and word.isupper() and not numeral(word.casefold()):
        return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
    return word
