"""What a second look adds: how sure the first was of this word, and of its other places."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from app.mentions.passage import Passage
from app.mentions.sequence.features import Run
from app.mentions.sequence.words import word
from app.mentions.tokens import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """One place of a word: how likely it is part of a name there, and whether it stands alone."""

    likelihood: float
    alone: bool


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


def _places(
    passage: Passage, found: Sequence[Run], likelihoods: Sequence[Sequence[float]]
) -> dict[str, list[Place]]:
    places: dict[str, list[Place]] = defaultdict(list)
    for (first, last, _), row in zip(found, likelihoods, strict=True):
        for at, likely in enumerate(row):
            stem = _stem(passage, first + at)
            if stem is not None:
                places[stem].append(Place(likely, last - first == 1))
    return places


def _stem(passage: Passage, index: int) -> str | None:
    token = passage.tokens[index]
    if token.kind != Kind.WORD or not token.word[0].isupper():
        return None
    return word(token.word, passage.lang).stem


def _token_features(stem: str | None, likely: float, places: dict[str, list[Place]]) -> list[str]:
    row = [f"o{int(likely * 8)}"]
    if stem is None:
        return row
    seen = places[stem]
    if len(seen) == 1:
        return [*row, "z-"]
    mean = (sum(place.likelihood for place in seen) - likely) / (len(seen) - 1)
    level = int(mean * 5.99)
    row += (f"z{level}", f"zo{int(likely * 4)}_{level}", f"zn{min(len(seen), 4)}_{level}")
    row.append(f"zx{int(max(place.likelihood for place in seen) * 5.99)}")
    among = [place.likelihood for place in seen if not place.alone]
    if among:
        row.append(f"zf{int(max(among) * 5.99)}")
    return row
