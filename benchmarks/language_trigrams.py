"""Build app/mentions/tables/language_trigrams.tsv from the n-grams of the PyPI package lingua.

lingua-language-detector 1.3.5 (Apache License 2.0, Peter M. Stahl) carries, for each language, the
counts of letter trigrams in the Leipzig Corpora Collection. We keep the trigrams that are frequent
in at least one of our languages, as one level (0 to 63) a language. Run by `make data-languages`.
"""

from __future__ import annotations

import json
import math
import sys
import zipfile
from pathlib import Path

import brotli

DATA = Path(__file__).parent.parent / "app/mentions/tables"
LANGUAGES = tuple(
    line.split("	")[0]
    for line in (DATA / "function_words.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
)
TARGET = DATA / "language_trigrams.tsv"
KEEP = 5e-5  # share of a language's trigrams from which a trigram enters the table
FLOOR = 3e-6  # share under which trigrams count alike: what is that rare is mostly foreign names
TOP = 2e-2
HEADER = """\
# Letter trigrams by language: levels of the logarithm of their share, one character a language.
# Source: lingua-language-detector 1.3.5 (https://pypi.org/project/lingua-language-detector),
# Apache License 2.0, (c) Peter M. Stahl; its counts come from the Leipzig Corpora Collection.
# Made by benchmarks/language_trigrams.py. First row: the languages in order.
"""


def main() -> None:
    """`language_trigrams.py WHEEL` writes the table into the package."""
    shares = {lang: trigram_shares(Path(sys.argv[1]), lang) for lang in LANGUAGES}
    kept = sorted({t for share in shares.values() for t, s in share.items() if s > KEEP})
    lines = [f"{t}\t{''.join(level(shares[lang].get(t, 0)) for lang in LANGUAGES)}" for t in kept]
    table = "\n".join([f"languages\t{' '.join(LANGUAGES)}", *lines])
    TARGET.write_text(f"{HEADER}{table}\n", encoding="utf-8")


def trigram_shares(wheel: Path, lang: str) -> dict[str, float]:
    """Trigram -> share of all trigrams of the language."""
    with zipfile.ZipFile(wheel) as archive:
        packed = archive.read(f"lingua/language-models/{lang}/trigrams.json.br")
    counts: dict[str, int] = {}
    for fraction, trigrams in json.loads(brotli.decompress(packed))["ngrams"].items():
        count = int(fraction.split("/")[0])
        counts.update(dict.fromkeys(trigrams.split(), count))
    total = sum(counts.values())
    return {trigram: count / total for trigram, count in counts.items()}


def level(share: float) -> str:
    """Return the share's logarithm on a scale of 64 printable characters from '0' on."""
    span = math.log(TOP / FLOOR)
    return chr(48 + round(63 * min(1.0, max(0.0, math.log(max(share, FLOOR) / FLOOR) / span))))


if __name__ == "__main__":
    main()
