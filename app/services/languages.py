"""The language codes that callers may name."""

import csv
from functools import cache
from pathlib import Path


def is_language(code: str) -> bool:
    """Whether the language of a BCP 47 tag is in ISO 639-1, or one of our few longer codes."""
    return code.replace("_", "-").split("-")[0].lower() in _codes()


@cache
def _codes() -> frozenset[str]:
    with (Path(__file__).parent / "languages.csv").open(encoding="utf-8") as lines:
        rows = csv.DictReader(line for line in lines if not line.startswith("#"))
        return frozenset(row["code"] for row in rows)
