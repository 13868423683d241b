"""Build app/mentions/tables/english_names.tsv: how common names are among people and as words.

Usage: english_names.py NAMES_SDIST WORDFREQ_DATA

Names and their shares: the United States census of 1990 (public domain) as packed in names 0.3.0
(PyPI, MIT). Frequencies of words: large_en.msgpack.gz of wordfreq 3.1.1 (data CC BY-SA 4.0).
"""

import gzip
import math
import sys
import tarfile
from collections import defaultdict
from pathlib import Path

import msgpack

TABLE = Path(__file__).parents[1] / "app/mentions/tables/english_names.tsv"
NAME_SHARE = 2e-3  # of the words of a text, how many are names of people
LEAST_FAMILY = 0.001  # per cent of people: rarer surnames are not listed
GRADES = (0.003, 0.03, 0.2)  # per cent of people: where a grade ends
WORST, BEST = -3, 1
HEADER = """# kind<TAB>bearers (1 to 4, the most)<TAB>purity (-3 a word, 1 a name)<TAB>names.
# Source: United States census of 1990 (public domain) as packed in names 0.3.0 (MIT), against the
# frequencies of words of wordfreq 3.1.1 (data CC BY-SA 4.0). Licence: CC BY-SA 4.0.
# Made by benchmarks/english_names.py.
"""


def shares(sdist: Path, name: str) -> dict[str, float]:
    """Return the per cent of people who bear each name of a list."""
    with tarfile.open(sdist) as archive:
        member = archive.extractfile(f"names-0.3.0/names/{name}")
        lines = member.read().decode("ascii").splitlines() if member else []
    return {line.split()[0].lower(): float(line.split()[1]) for line in lines}


def frequencies(path: Path) -> dict[str, float]:
    """Return the share of each word among all, as a logarithm to the base of ten."""
    with gzip.open(path) as packed:
        buckets = msgpack.unpack(packed, raw=False)[1:]
    return {word: -place / 100 for place, bucket in enumerate(buckets) for word in bucket}


def purity(share: float, frequency: float | None) -> int:
    """Grade the share of a name among people against the word's share among words."""
    if frequency is None:
        return BEST
    expected = math.log10(max(share, LEAST_FAMILY / 2) / 100 * NAME_SHARE)
    return max(WORST, min(BEST, round(expected - frequency)))


def main() -> None:
    """Write the table."""
    sdist, words = Path(sys.argv[1]), frequencies(Path(sys.argv[2]))
    given: dict[str, float] = defaultdict(float)
    for name in ("dist.male.first", "dist.female.first"):
        for word, share in shares(sdist, name).items():
            given[word] += max(share, LEAST_FAMILY) / 2
    family = shares(sdist, "dist.all.last")
    rows: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for kind, listed, least in (("given", given, 0.0), ("family", family, LEAST_FAMILY)):
        for word, share in listed.items():
            if share >= least and len(word) > 1:
                bearers = 1 + sum(share >= grade for grade in GRADES)
                rows[kind, bearers, purity(share, words.get(word))].append(word)
    lines = [
        f"{kind}\t{bearers}\t{grade}\t{' '.join(sorted(names))}\n"
        for (kind, bearers, grade), names in sorted(rows.items())
    ]
    TABLE.write_text(HEADER + "".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
