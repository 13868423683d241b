"""Train the English tagger, or say what its like reach on texts that they have not seen.

Usage: english.py SHARED [--measure]. Texts: our own sober news, and GUM news (CC BY) and UNER
English EWT (CC BY-SA) of the benchmark's folder. --measure trains five times on our own and four
fifths of the others, finds people in the rest from the text to the end of the document pass, and
prints precision, recall and F1 of spans.
"""

import random
import sys
import tempfile
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from corpus import all_apart, possessives_apart
from train import TABLES, Example, fit_both, own, read

from app.mentions.english import EnglishDetector
from app.mentions.english.detector import english_rows
from app.mentions.english.verdict import Rules
from app.mentions.facade import detect, draft
from app.mentions.sequence.detector import SequenceDetector

FOLDS = 5
PARAMETERS = {"c1": 0.5, "c2": 1.0}  # few texts: stricter than the taggers of many languages


def with_rules(found: list[Example]) -> list[Example]:
    """Return English texts with the features of English."""
    rules = Rules()
    for example in found:
        passage = example.passage
        flags = rules.flags(passage)
        verdicts = rules.verdicts(passage, flags)
        example.rows = english_rows(passage, example.runs, flags, verdicts)
    return found


def fit(texts: Sequence[Example], folder: Path) -> None:
    """Train both taggers on texts."""
    first, second = (folder / f"english_{part}.crfsuite" for part in ("first", "second"))
    fit_both(texts, first, second, PARAMETERS)


def detector(folder: Path) -> EnglishDetector:
    """Return the detector with the models of a folder."""
    made = EnglishDetector.__new__(EnglishDetector)
    SequenceDetector.load(
        made,
        (folder / "english_first.crfsuite").read_bytes(),
        (folder / "english_second.crfsuite").read_bytes(),
    )
    made.rules = Rules()
    return made


def spans(example: Example, found_by: EnglishDetector) -> set[tuple[int, int]]:
    """Return the spans of a text after the document pass, less those that the gold leaves open."""
    passage = example.passage
    reading = draft("en", [(passage, detect(passage, found_by))]).settle()
    gold = {(m["start"], m["end"]) for m in example.row["mentions"]}
    neutral = [(n["start"], n["end"]) for n in example.row.get("neutral", ())]
    return {
        (m.start, m.end)
        for m in reading.mentions
        if (m.start, m.end) in gold or not any(m.start < e and s < m.end for s, e in neutral)
    }


def own_english() -> list[Example]:
    """Return our own texts: news, and what is no news as printed in two typographies."""
    return [
        *own("en", "en_wire", "en_web"),
        *own("en_wire", typeset=all_apart),
        *own("en_web", typeset=possessives_apart),
    ]


def measure(ours: list[Example], texts: list[Example]) -> None:
    """Print the figures of cross-validation."""
    order = texts[:]
    random.Random(5).shuffle(order)  # noqa: S311 - to be repeatable
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    with tempfile.TemporaryDirectory() as folder:
        for fold in range(FOLDS):
            rest = [e for at, e in enumerate(order) if at % FOLDS != fold]
            fit(ours + rest, Path(folder))
            found_by = detector(Path(folder))
            for example in order[fold::FOLDS]:
                gold = {(m["start"], m["end"]) for m in example.row["mentions"]}
                found = spans(example, found_by)
                for name in (example.row["topic"], "all"):
                    for at, number in enumerate((len(gold & found), len(found), len(gold))):
                        counts[name][at] += number
    for name, (right, found_all, gold_all) in sorted(counts.items()):
        precision, recall = right / found_all, right / gold_all
        f1 = 2 * precision * recall / (precision + recall)
        sys.stdout.write(f"{name:14} P {precision:.3f} R {recall:.3f} F1 {f1:.3f}\n")


def main() -> None:
    """Train the shipped model, or measure."""
    ours = with_rules(own_english())
    texts = with_rules(read(Path(sys.argv[1]) / "bench/articles/english_dev.jsonl.gz"))
    if "--measure" in sys.argv:
        measure(ours, texts)
    else:
        fit(ours + texts, TABLES)


if __name__ == "__main__":
    main()
