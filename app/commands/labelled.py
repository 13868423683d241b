"""Files of labelled pairs: JSON lines, CSV or TSV."""

import csv
import gzip
import json
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import IO, Any, cast

from app.errors import Invalid
from app.services.evaluate import LabelledPair

YES = {"1", "true", "yes", "y", "same"}
NO = {"0", "false", "no", "n", "different"}
LABELS = ("same", "y", "label")


def read_pairs(path: Path) -> list[LabelledPair]:
    """Read `a`, `b` and `same` (or `y`, `label`) of every row. Raises `Invalid` with the row.

    `.jsonl`, `.csv` and `.tsv`, each also with `.gz`; CSV and TSV have a header.
    """
    suffix = next((s for s in reversed(path.suffixes) if s != ".gz"), "")
    with _open(path) as lines:
        rows = _rows(lines, suffix)
        return [_pair(number, row) for number, row in enumerate(rows, start=1)]


def _open(path: Path) -> IO[str]:
    if path.suffix == ".gz":
        return TextIOWrapper(cast("IO[bytes]", gzip.open(path)), encoding="utf-8")
    return path.open(encoding="utf-8-sig", newline="")


def _rows(lines: Iterable[str], suffix: str) -> Iterator[Mapping[str, Any]]:
    if suffix in {".jsonl", ".ndjson"}:
        for line in lines:
            if line.strip():
                yield _object(line)
    elif suffix in {".csv", ".tsv"}:
        yield from csv.DictReader(lines, delimiter="\t" if suffix == ".tsv" else ",")
    else:
        raise Invalid("Give a .jsonl, .csv or .tsv file (or one of them with .gz).")


def _object(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        raise Invalid(f"This line is not JSON: {line[:80]!r}.") from error
    if not isinstance(row, dict):
        raise Invalid(f"This line is no JSON object: {line[:80]!r}.")
    return row


def _pair(number: int, row: Mapping[str, Any]) -> LabelledPair:
    label = next((row[name] for name in LABELS if name in row), None)
    said = str(label).strip().lower()
    if said not in YES | NO or not row.get("a") or not row.get("b"):
        raise Invalid(f"Row {number} has no a, b and same (1 or 0).")
    return LabelledPair(str(row["a"]), str(row["b"]), said in YES)
