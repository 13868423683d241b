"""Two linear-chain CRFs over runs of capitalised words, behind the detectors' protocol.

The first reads each run where it stands. The second reads it again knowing how sure the first was
of the same word elsewhere in the text, so that one clear place settles the others.
"""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from threading import local
from typing import Protocol

import pycrfsuite

from app.mentions.passage import Passage, Span
from app.mentions.sequence.features import Evidence, Run, features
from app.mentions.sequence.led import grown, led, repeated
from app.mentions.sequence.runs import runs
from app.mentions.sequence.second import second_features
from app.mentions.sequence.veto import settled

DOUBTFUL = 0.05  # likelihood from which words are a name if it is known from elsewhere
SPREADING = 0.8  # from here on, its words are looked for in the rest of the text


class Tagger(Protocol):
    """What we use of pycrfsuite.Tagger."""

    def set(self, features: Sequence[Sequence[str]]) -> None:
        """Take the sequence to tag."""

    def tag(self, features: Sequence[Sequence[str]] | None = None) -> list[str]:
        """Return the likeliest labels."""
        ...

    def marginal(self, label: str, at: int) -> float:
        """Return how likely a label is at a position."""
        ...


class SequenceDetector:
    """Tags runs with B, I and O. Taggers are not safe to share, so each thread has its own."""

    def __init__(self, name: str) -> None:
        self.load(_model(f"{name}_first"), _model(f"{name}_second"))

    def load(self, first: bytes, second: bytes) -> None:
        """Take the models of both taggers."""
        self._models = (first, second)
        self._threads = local()

    def find(self, passage: Passage) -> Sequence[Span]:
        """Return the spans of `passage`."""
        found = list(runs(passage))
        if not found:
            return ()
        evidence = Evidence(passage, found)
        rows = [features(passage, run, evidence) for run in found]
        spans = led(passage, found, grown(passage, self.tagged(passage, found, rows)))
        spans = repeated(passage, spans)
        return settled(passage, spans, evidence)

    def tagged(
        self, passage: Passage, found: Sequence[Run], rows: Sequence[list[list[str]]]
    ) -> list[tuple[Span, float]]:
        """Return the spans of runs with such features, each with the likelihood of its words."""
        first, second = self._taggers()
        likelihoods = [likelihood(first, row) for row in rows]
        more = second_features(passage, found, likelihoods)
        spans: list[tuple[Span, float]] = []
        for run, row, extra in zip(found, rows, more, strict=True):
            spans += _spans(second, run, [a + b for a, b in zip(row, extra, strict=True)])
        return spans

    def _taggers(self) -> tuple[Tagger, Tagger]:
        taggers = getattr(self._threads, "taggers", None)
        if taggers is None:
            taggers = self._threads.taggers = (_tagger(self._models[0]), _tagger(self._models[1]))
        return taggers


def likelihood(tagger: Tagger, row: Sequence[Sequence[str]]) -> list[float]:
    """Return how likely each token of a run is part of a name."""
    tagger.set(row)
    return [1 - tagger.marginal("O", at) for at in range(len(row))]


def decode(labels: Sequence[str]) -> list[tuple[int, int]]:
    """Return the stretches that labels B I I ... mark."""
    stretches = []
    start: int | None = None
    for at, label in enumerate((*labels, "O")):
        if label != "I" and start is not None:
            stretches.append((start, at))
            start = None
        if label == "B" or (label == "I" and start is None):
            start = at
    return stretches


def _spans(tagger: Tagger, run: Run, row: list[list[str]]) -> list[tuple[Span, float]]:
    """Return the spans of a run, each with the mean likelihood of its words."""
    tagger.set(row)
    labels = tagger.tag()
    likely = [1 - tagger.marginal("O", at) for at in range(len(row))]
    stretches = decode(labels)
    if not stretches and max(likely) >= DOUBTFUL:
        stretches = decode(["I" if one >= DOUBTFUL else "O" for one in likely])
    spans = []
    for begin, end in stretches:
        spreads = min(likely[begin:end]) >= SPREADING
        span = Span(run[0] + begin, run[0] + end, spreads=spreads)
        spans.append((span, sum(likely[begin:end]) / (end - begin)))
    return spans


@cache
def _model(name: str) -> bytes:
    return (files("app.mentions") / "tables" / f"{name}.crfsuite").read_bytes()


def _tagger(model: bytes) -> Tagger:
    tagger = pycrfsuite.Tagger()
    tagger.open_inmemory(model)
    return tagger  # type: ignore[no-any-return]
