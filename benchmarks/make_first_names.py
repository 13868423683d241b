"""Build app/names/tables/first_names.tsv and nicknames.tsv from name lists on PyPI.

Sources, fetched by pip at pinned versions and checked by hash: Faker and Mimesis (MIT), names (MIT;
lists of the US census of 1990, public domain), nicknames (Apache-2.0), and rigour's groups (see
make_name_groups.py) for Cyrillic forms of Latin names. Names written in Cyrillic are romanised by
our own schemes as well. Same input, same bytes.
"""

import ast
import csv
import hashlib
import io
import json
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from app.names.given import GivenNames, bare, given_names, letters_of
from app.names.roles import ending_gender
from app.names.romanise import schemes, spellings
from app.names.script import main_script
from app.names.tables import FOLDER
from benchmarks.make_name_groups import RIGOUR, wikidata_groups

PACKAGES = {
    "faker==40.54.0": "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7",
    "mimesis==22.2.0": "037011eb3d5edf0b0b5d9eafd74d9881f6dce25b4f01032da0e13fb2a56f37e9",
    "names==0.3.0": "726e46254f2ed03f1ffb5d941dae3bc67c35123941c29becd02d48d0caa2a671",
    "nicknames==1.0.1": "30608a6a50086bb508e6d5f4fb618ef4f988d5604f73ec1ebcccbc92952f9de9",
}
ROMANISED = {
    "ru": ("press_en", "passport_2013", "press_de", "press_pl", "press_cs"),
    "uk": ("kmu_2010", "press_en", "press_pl"),
    "bg": ("bg_law_2009",),
}
SCHEME_LANGUAGES = {"ru": "ru", "ru_RU": "ru", "uk": "uk", "uk_UA": "uk", "bg_BG": "bg"}
COMMON_IN_CENSUS = 0.02
"""Percent of bearers from which on a census name counts as common."""
LATIN_NOISE = (
    "vi_VN",
    "th",
    "id_ID",
    "ha_NG",
    "ig_NG",
    "yo_NG",
    "tw_GH",
    "zu_ZA",
    "sw",
    "zh",
    "en_TH",
)
"""Locales whose names, bare of their marks, look like words of other languages."""
SHORT = 4
LEAST_VOTES = 3
"""A Latin word this short needs as many votes: the lists repeat one another."""
COMMON = 5
"""Votes from which on a feminine name is no mere case of a masculine one."""
MINORITY = 0.25
"""A gender with a smaller share of the votes than this is taken for noise."""
FEW = 2
"""Fewer votes than these may be one list's mistake: the ending has a say then."""
ENDING = 2
RARE = 0.15
"""An ending of so many letters is no gender's of which it has a smaller share."""


def main() -> None:
    """Write both files and say what is in them."""
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    with tempfile.TemporaryDirectory() as folder:
        for package, digest in PACKAGES.items():
            fetch(package, digest, Path(folder))
        archives = {path.name.split("-")[0].lower(): path for path in Path(folder).iterdir()}
        for locale, gender, name in (
            *from_faker(archives["faker"]),
            *from_mimesis(archives["mimesis"]),
        ):
            for spelling in () if locale.startswith(LATIN_NOISE) else spelt(name, locale):
                votes[spelling][gender] += 1
        for gender, name, weight in from_census(archives["names"]):
            votes[letters_of(name)][gender] += weight
        pairs = list(from_nicknames(archives["nicknames"]))
    votes_of_forms(votes)
    write_genders(votes)
    write_nicknames(pairs)


def fetch(package: str, digest: str, folder: Path) -> None:
    """Download one file of a package and check it."""
    before = set(folder.iterdir())
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--quiet",
            "--no-deps",
            "-d",
            str(folder),
            package,
        ],
        check=True,
    )
    (path,) = set(folder.iterdir()) - before
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        raise SystemExit(f"{path.name} is not the file this was written for")


def from_faker(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield locale, gender, given name."""
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.namelist()):
            if member.startswith("faker/providers/person/") and member.endswith("/__init__.py"):
                locale = member.split("/")[-2]
                for node in ast.walk(ast.parse(archive.read(member))):
                    if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                        gender = gender_of_list(node.targets[0].id)
                        for constant in ast.walk(node.value) if gender else ():
                            if isinstance(constant, ast.Constant) and isinstance(
                                constant.value, str
                            ):
                                yield locale, gender, constant.value


def gender_of_list(variable: str) -> str:
    """Tell whose names a list of Faker holds; "" for lists of anything else."""
    if not variable.startswith("first_names_"):
        return ""
    return {"male": "m", "female": "f"}.get(variable.removeprefix("first_names_"), "")


def from_mimesis(path: Path) -> Iterator[tuple[str, str, str]]:
    """Yield locale, gender, given name; English ones are the census again."""
    with zipfile.ZipFile(path) as archive:
        for member in sorted(archive.namelist()):
            if member.endswith("/person.json") and not member.split("/")[-2].startswith("en"):
                names = json.loads(archive.read(member)).get("names", {})
                for kind, gender in (("male", "m"), ("female", "f")):
                    for name in names.get(kind, ()):
                        yield member.split("/")[-2], gender, name


def from_census(path: Path) -> Iterator[tuple[str, str, int]]:
    """Yield gender, given name, votes."""
    with tarfile.open(path) as archive:
        for kind, gender in (("male", "m"), ("female", "f")):
            lines = archive.extractfile(f"names-0.3.0/names/dist.{kind}.first")
            for line in io.TextIOWrapper(lines) if lines else ():
                name, share, *_ = line.split()
                yield gender, name, 4 if float(share) >= COMMON_IN_CENSUS else 1


def from_nicknames(path: Path) -> Iterator[tuple[str, str]]:
    """Yield full name, nickname."""
    with zipfile.ZipFile(path) as archive:
        rows = csv.DictReader(io.StringIO(archive.read("nicknames/names.csv").decode()))
        for row in rows:
            yield letters_of(row["name1"]), letters_of(row["name2"])


def spelt(name: str, locale: str) -> set[str]:
    """Letters of a name, and of its romanisations when it is Cyrillic."""
    found = {letters_of(name)}
    language = SCHEME_LANGUAGES.get(locale)
    for scheme in schemes().get(language or "", ()):
        if language and scheme.code in ROMANISED[language]:
            found |= {letters_of(way) for way in spellings(name, scheme)}
    return {
        word for word in found | {bare(word) for word in found} if word.isalpha() and len(word) > 1
    }


def votes_of_forms(votes: dict[str, Counter[str]]) -> None:
    """Give the Cyrillic forms of a name in Wikidata's groups the gender of its Latin ones."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for group in wikidata_groups():
        genders = {
            next(iter(votes[word])) for word in group if word in votes and len(votes[word]) == 1
        }
        if len(genders) == 1:
            for word in group:
                if main_script(word) == "Cyrl" and len(word) >= SHORT and word not in votes:
                    found[word].update(genders)
    votes.update(
        (word, counts)
        for word, counts in found.items()
        if len(counts) == 1 and not surname_like(word)
    )


def surname_like(word: str) -> bool:
    """Tell words that are known for surnames by their ending."""
    return bool(ending_gender(word, "Cyrl", "family") or ending_gender(word, "Cyrl", "patronymic"))


def write_genders(votes: dict[str, Counter[str]]) -> None:
    """Write words with the genders they are given to."""
    own = given_names()
    by_ending = genders_of_endings(votes)
    rows = []
    for word, counts in sorted(votes.items()):
        if own.genders.keys() & own.full.get(word, set()) or not word.isalpha() or len(word) < 2:
            continue
        total = counts.total()
        if total < LEAST_VOTES and len(word) <= SHORT and word.isascii():
            continue
        genders = "".join(g for g in "fm" if counts[g] > MINORITY * total)
        if genders == "f" and total < COMMON and is_oblique(word, votes, own):
            genders = "fm"
        told = total >= FEW or main_script(word) != "Latn"
        if not told and len(genders) == 1 and genders not in by_ending[word[-ENDING:]]:
            genders = "fm"
        rows.append(f"{word}\t{genders}")
    write(
        "first_names.tsv", "word\tgenders", rows, "Given names and the genders they are given to."
    )


def genders_of_endings(votes: dict[str, Counter[str]]) -> dict[str, str]:
    """Tell for each ending which genders the names that end so are given to, mistakes apart."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    for word, counts in votes.items():
        found[word[-ENDING:]].update(set(counts))
    return {
        ending: "".join(g for g in "fm" if counts[g] > RARE * counts.total())
        for ending, counts in found.items()
    }


def is_oblique(word: str, votes: dict[str, Counter[str]], own: GivenNames) -> bool:
    """Tell whether a rare feminine name is what a masculine one becomes in the genitive."""
    base = word[:-1]
    masculine = votes.get(base, Counter())
    known = any(own.genders.get(name) == "m" for name in own.full.get(base, ()))
    return word[-1:] in ("a", "а") and (known or masculine["m"] > masculine["f"])


def write_nicknames(pairs: list[tuple[str, str]]) -> None:
    """Write nicknames with the names they stand for."""
    full: dict[str, set[str]] = defaultdict(set)
    own = given_names()
    for name, nick in pairs:
        is_other_name = any(identity in own.genders for identity in own.full.get(nick, ()))
        if nick != name and len(nick) > 1 and not is_other_name:
            full[nick].add(name)
    rows = [f"{nick}\t{'|'.join(sorted(names))}" for nick, names in sorted(full.items())]
    write(
        "nicknames.tsv", "nickname\tnames", rows, "English nicknames and the names they stand for."
    )


def write(file: str, columns: str, rows: list[str], title: str) -> None:
    """Write a table with its header."""
    sources = ", ".join((*PACKAGES, RIGOUR))
    header = (
        f"# {title}\n# built by benchmarks/make_first_names.py\n# source: {sources} (PyPI)\n"
        "# licence: MIT (Faker, Mimesis, names, rigour), Apache-2.0 (nicknames)\n"
    )
    (FOLDER / file).write_text(header + columns + "\n" + "\n".join(rows) + "\n", encoding="utf-8")
    print(f"{file}: {len(rows)} rows")


if __name__ == "__main__":
    main()
