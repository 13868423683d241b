"""What a second look adds: how sure the first was of this word, and of its other places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.mentions.passage import Passage
from app.mentions.sequence.features import Run
from app.mentions.sequence.words import word
from app.mentions.tokens import Kind


def second_features(
    passage: Passage, found: Sequence[Run], likelihoods: Sequence[Sequence[float]]
) -> list[list[list[str]]]:
    """Return, for each token of each run, features of what the first tagger thought.

    `likelihoods` holds, for each token of each run, how likely it is part of a name.
    """
    places = _places(passage, found, likelihoods)
    return [
        [
            _token_features(_stem(passage, first + at), likely, places)
            for at, likely in enumerate(row)
        ]
        for (first, _, _), row in zip(found, likelihoods, strict=True)
    ]


@dataclass(slots=True)
class _Seen:
    """What the first tagger thought of one word, over all its places in the text."""

    times: int = 0
    total: float = 0.0
    most: float = 0.0
    most_among: float | None = None  # beside other words of a run

    def add(self, likely: float, *, alone: bool) -> None:
        self.times += 1
        self.total += likely
        self.most = max(self.most, likely)
        if not alone:
            self.most_among = max(self.most_among or 0.0, likely)


def _places(
    passage: Passage, found: Sequence[Run], likelihoods: Sequence[Sequence[float]]
) -> dict[str, _Seen]:
    places: dict[str, _Seen] = defaultdict(_Seen)
    for (first, last, _), row in zip(found, likelihoods, strict=True):
        for at, likely in enumerate(row):
            stem = _stem(passage, first + at)
            if stem is not None:
                places[stem].add(likely, alone=last - first == 1)
    return places


def _stem(passage: Passage, index: int) -> str | None:
    token = passage.tokens[index]
    if token.kind != Kind.WORD or not token.word[0].isupper():
        return None
    return word(token.word, passage.lang).stem


def _token_features(stem: str | None, likely: float, places: dict[str, _Seen]) -> list[str]:
    row = [f"o{int(likely * 8)}"]
    if stem is None:
        return row
    seen = places[stem]
    if seen.times == 1:
        return [*row, "z-"]
    level = int((seen.total - likely) / (seen.times - 1) * 5.99)
    row += (f"z{level}", f"zo{int(likely * 4)}_{level}", f"zn{min(seen.times, 4)}_{level}")
    row.append(f"zx{int(seen.most * 5.99)}")
    if seen.most_among is not None:
        row.append(f"zf{int(seen.most_among * 5.99)}")
    return row
