"""Train the taggers of app/mentions/sequence and measure them; see docs/mentions.md.

Usage: train.py RIGOUR_WHEEL SHARED [--measure | MODEL...]. Our own news (corpus/) and silver texts
(documents.py) are part of this repository; real texts come from SHARED, the benchmark's folder.
Shipped models see only texts whose licence allows it. --measure leaves out what it measures on.
"""

import gzip
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pycrfsuite
from corpus import CORPUS, articles
from documents import Author

from app.mentions import Text, find
from app.mentions.detector import offer
from app.mentions.passage import Passage
from app.mentions.sequence.detector import SequenceDetector, likelihood
from app.mentions.sequence.features import Evidence, Run, features
from app.mentions.sequence.runs import runs
from app.mentions.sequence.second import second_features

TABLES = Path(__file__).parents[2] / "app/mentions/tables"
CYRILLIC = ("bg", "uk", "be", "ru")
SLAVIC = ("pl", "cs", "sk", "sl", "hr")
WESTERN = ("de", "fr", "es", "it", "lt")
TEXTS = 60  # silver texts a language
BELARUSIAN = 3  # times that the only real texts of Belarusian are read
FOLDS = 3
PARAMETERS = {
    "c1": 0.2,
    "c2": 0.5,
    "max_iterations": 60,
    "feature.minfreq": 2,
    "feature.possible_transitions": True,
}
Rows = list[list[list[str]]]  # features: run, token, feature


@dataclass
class Example:
    """A text ready for training."""

    row: dict[str, Any]
    passage: Passage
    runs: list[Run]
    rows: Rows

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Example":
        """Prepare a row of the benchmark's format."""
        passage = Passage.of("text", row["text"], row["lang"])
        found = list(runs(passage))
        evidence = Evidence(passage, found)
        return cls(row, passage, found, [features(passage, run, evidence) for run in found])

    def labels(self) -> list[list[str]]:
        """Return the gold label of each token of each run."""
        inside: dict[int, str] = {}
        starts = {mention["start"]: mention["end"] for mention in self.row["mentions"]}
        end = 0
        for at, token in enumerate(self.passage.tokens):
            if token.start in starts:
                inside[at], end = "B", starts[token.start]
            elif token.end <= end:
                inside[at] = "I"
        return [
            [
                "B" if at == first and at in inside else inside.get(at, "O")
                for at in range(first, last)
            ]
            for first, last, _ in self.runs
        ]

    def is_neutral(self, run: Run) -> bool:
        """Whether a run touches what the gold leaves open."""
        tokens = self.passage.tokens
        begin, end = tokens[run[0]].start, tokens[run[1] - 1].end
        return any(n["start"] < end and begin < n["end"] for n in self.row.get("neutral", ()))


def fit(
    examples: Sequence[Example],
    rows: Sequence[Rows],
    path: Path,
    parameters: Mapping[str, float] | None = None,
) -> None:
    """Train one tagger, with other parameters where told."""
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.set_params({**PARAMETERS, **(parameters or {})})
    for example, seen in zip(examples, rows, strict=True):
        for run, features_of_run, labels in zip(example.runs, seen, example.labels(), strict=True):
            if not example.is_neutral(run):
                trainer.append(features_of_run, labels)
    trainer.train(str(path))


def second_rows(example: Example, first: pycrfsuite.Tagger) -> Rows:
    """Return the features of the second tagger, given the first."""
    likelihoods = [likelihood(first, row) for row in example.rows]
    more = second_features(example.passage, example.runs, likelihoods)
    return [
        [own + extra for own, extra in zip(row, added, strict=True)]
        for row, added in zip(example.rows, more, strict=True)
    ]


def tagger(path: Path) -> pycrfsuite.Tagger:
    """Open a model."""
    opened = pycrfsuite.Tagger()
    opened.open(str(path))
    return opened


def fit_both(
    examples: Sequence[Example],
    first: Path,
    second: Path,
    parameters: Mapping[str, float] | None = None,
) -> None:
    """Train both taggers; the second on what the first says of texts that it has not seen."""
    seen: list[Example] = []
    rows: list[Rows] = []
    for fold in range(FOLDS):
        held = [e for at, e in enumerate(examples) if at % FOLDS == fold]
        rest = [e for at, e in enumerate(examples) if at % FOLDS != fold]
        fit(rest, [example.rows for example in rest], second, parameters)
        opened = tagger(second)
        seen += held
        rows += [second_rows(example, opened) for example in held]
    fit(examples, [example.rows for example in examples], first, parameters)
    fit(seen, rows, second, parameters)


def score(examples: Sequence[Example], first: Path, second: Path) -> str:
    """Return precision, recall and F1 of exact spans, found and settled as a request would be."""
    lang = examples[0].row["lang"]
    detector = SequenceDetector("slavic")
    detector.load(first.read_bytes(), second.read_bytes())
    offer(lang, lambda: detector)
    right = found = gold = 0
    for example in examples:
        reading = find(Text(None, example.row["text"], lang)).settle()
        spans = {(mention.start, mention.end) for mention in reading.mentions}
        true = {(mention["start"], mention["end"]) for mention in example.row["mentions"]}
        open_ones = [(n["start"], n["end"]) for n in example.row.get("neutral", ())]
        spans = {
            (a, b)
            for a, b in spans
            if (a, b) in true or not any(c < b and a < d for c, d in open_ones)
        }
        right, found, gold = right + len(spans & true), found + len(spans), gold + len(true)
    precision, recall = right / max(1, found), right / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return f"P {precision:.3f} R {recall:.3f} F1 {f1:.3f} ({gold} names)"


def read(path: Path, lang: str | None = None) -> list[Example]:
    """Read texts in the benchmark's format."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Example.of({**row, "lang": lang or row["lang"]}) for row in rows]


def silver(languages: Sequence[str], rigour: Path, texts: int = TEXTS) -> list[Example]:
    """Write silver texts, so many a language."""
    authors = [Author(lang, rigour) for lang in languages]
    return [Example.of(author.text(number)) for author in authors for number in range(texts)]


def own(*languages: str, typeset: Callable[[str], str] = str.strip) -> list[Example]:
    """Read our own news of some languages, or files of corpus/, as they are or typeset anew."""
    return [
        Example.of(row) for name in languages for row in articles(CORPUS / f"{name}.txt", typeset)
    ]


def main() -> None:
    """Train the shipped models, or measure what their like reach on texts not seen."""
    rigour, shared = Path(sys.argv[1]), Path(sys.argv[2])
    russian = read(shared / "bench/train/factrueval.jsonl.gz", "ru")
    english = read(shared / "bench/articles/english_dev.jsonl.gz")
    belarusian = read(shared / "bench/articles/belarusian_dev.jsonl.gz")
    slavic = (
        russian
        + english
        + own(*CYRILLIC, *SLAVIC, "en", "en_tricky")
        + silver((*CYRILLIC, *SLAVIC), rigour)
    )
    western = russian + own("en", "en_tricky") + silver(WESTERN, rigour, 240)
    if "--measure" in sys.argv:
        _measure_belarusian(slavic, belarusian)
        _measure_western(western)
        return
    for name, examples in {
        "slavic": slavic + belarusian * BELARUSIAN,
        "western": western + own(*WESTERN),
    }.items():
        if len(sys.argv) > 3 and name not in sys.argv[3:]:
            continue
        fit_both(examples, TABLES / f"{name}_first.crfsuite", TABLES / f"{name}_second.crfsuite")


def _measure_belarusian(others: list[Example], belarusian: list[Example]) -> None:
    with TemporaryDirectory() as folder:
        first, second = (Path(folder) / f"half_{part}.crfsuite" for part in ("first", "second"))
        fit_both(others, first, second)
        sys.stdout.write(f"be, none of it seen: {score(belarusian, first, second)}\n")
        for fold in range(2):
            rest = [e for at, e in enumerate(belarusian) if at % 2 != fold]
            fit_both(others + rest * BELARUSIAN, first, second)
            held = [e for at, e in enumerate(belarusian) if at % 2 == fold]
            sys.stdout.write(f"be, the other half seen: {score(held, first, second)}\n")


def _measure_western(others: list[Example]) -> None:
    texts = {lang: own(lang) for lang in WESTERN}
    with TemporaryDirectory() as folder:
        first, second = (Path(folder) / f"half_{part}.crfsuite" for part in ("first", "second"))
        for fold in range(2):
            rest = [e for examples in texts.values() for e in examples[1 - fold :: 2]]
            fit_both(others + rest, first, second)
            for lang, examples in texts.items():
                figures = score(examples[fold::2], first, second)
                sys.stdout.write(f"{lang}, our own news, the other half seen: {figures}\n")


if __name__ == "__main__":
    main()
