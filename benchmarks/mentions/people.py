"""People who do not exist, with names as they are borne in a country, and their case forms."""

import random
import re
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path

import word_lists as lists
from word_lists import Names

FOLDER = Path(__file__).parent
CYRILLIC = ("ru", "uk", "be", "bg")
_CASES = "gdail"
_NOT_IN = {"uk": "ыэъё", "be": "ищъ", "bg": "ыэёіўї", "ru": "іўїєґј"}
_TELLING = {"uk": "іїєґ", "be": "іў", "bg": "ъ", "ru": "ыэё"}
_POSSESSIVE = {
    "cs": ("ův", "ova", "ovo", "ovy", "ově", "ovu", "ových", "ovým"),
    "sk": ("ov", "ova", "ovo", "ove", "ových", "ovým"),
    "sl": ("ov", "ova", "ovo", "ove", "ovega", "ovem", "ovim", "ovi", "ovih"),
    "hr": ("ov", "ova", "ovo", "ove", "ovog", "ovom", "ovi", "ovih"),
}
_IN = ("in", "ina", "ino", "ini", "ine")
_FEMININE = {
    "bg": (("(ов|ев|ин)$", r"\1а"),),
    "pl": (("ski$", "ska"), ("cki$", "cka"), ("dzki$", "dzka")),
    "be": (("скі$", "ская"), ("цкі$", "цкая"), ("([аоё])ў$", r"\1ва"), ("ін$", "іна")),
    "lt": (("(as|is|us|a)$", "ienė"),),
}
_TO_CYRILLIC = (
    *(("sh", "ш"), ("ch", "ч"), ("kh", "х"), ("zh", "ж"), ("ya", "я"), ("yu", "ю"), ("oo", "у")),
    *zip("abvgdezijklmnoprstufhcqwxy", "абвгдезийклмнопрстуфхцквси", strict=True),
)
_VOWELS, _CONSONANTS = ("aeiouy", "аеиоуыэ"), ("bcdfghklmnprstvz", "бвгдзклмнпрстфх")


@cache
def own_table(name: str) -> dict[str, list[str]]:
    """Read one of the tables beside this file: key to words, or to what stands between bars."""
    rows = (FOLDER / name).read_text("utf-8").splitlines()
    pairs = (row.split("\t") for row in rows if not row.startswith("#"))
    return {key: value.split("|" if "|" in value else " ") for key, value in pairs}


def decline(name: str, lang: str, gender: str, case: str, part: str, rng: random.Random) -> str:
    """Return a case form of the last word of a name; the name itself where no row fits."""
    if case == "n" or len(name) < 3:
        return name
    head, space, last = name.rpartition(" ")
    for row_gender, row_part, ending, cut, forms in _declension()[lang]:
        if row_gender in ("*", gender) and row_part in ("*", part) and ending.search(last):
            form = rng.choice(forms[_CASES.index(case)].split("|"))
            return head + space + last[: len(last) - cut] + form
    return name


@cache
def _declension() -> dict[str, list[tuple[str, str, re.Pattern[str], int, list[str]]]]:
    rules = defaultdict(list)
    for row in (FOLDER / "declension.tsv").read_text("utf-8").splitlines():
        if not row.startswith("#"):
            lang, gender, part, ending, cut, forms = row.split("\t")
            rules[lang].append((gender, part, re.compile(f"{ending}$"), int(cut), forms.split()))
    return rules


class Pool:
    """The names from which people of a language are made; half of them are foreigners."""

    def __init__(self, lang: str, rigour: Path, rng: random.Random) -> None:
        self.lang, self.rng = lang, rng
        self.native = _native(lang)
        self.foreign = _foreign_cyrillic(rigour)[lang] if lang in CYRILLIC else _foreign_latin()

    def given(self, gender: str) -> str:
        """Return a given name."""
        pool = self.native if self.rng.random() < 0.5 else self.foreign
        return self.rng.choice(pool.given[gender])

    def full(self, gender: str) -> tuple[str, str]:
        """Return given name and surname of one person."""
        if self.rng.random() < 0.12:
            return self._distant(gender)
        is_native = self.rng.random() < 0.5
        pool = self.native if is_native else self.foreign
        given, family = self.rng.choice(pool.given[gender]), self.rng.choice(pool.family[gender])
        if gender == "f" and self.lang in ("cs", "sk") and not family.endswith(("á", "ova")):
            family = re.sub("[aoyeěi]$", "", family) + "ová"
        if self.lang == "lt" and gender == "m" and not is_native and self.rng.random() < 0.6:
            given, family = (w if w[-1] in "aeiouy" else f"{w}as" for w in (given, family))
        return given, family

    def _distant(self, gender: str) -> tuple[str, str]:
        """Return a name of East or South Asia or the Near East, spelt in the script of the text."""
        own = own_table("names.tsv")
        if self.rng.random() < 0.35:
            first, second = self.rng.sample(own["east syllables"], 2)
            joint = self.rng.choice("- ")
            given = first.capitalize() + joint + (second if joint == "-" else second.capitalize())
            family = self.rng.choice(own["east family"])
        else:
            given = self.rng.choice(own[f"south {gender}"])
            if self.rng.random() < 0.4:
                given += f" {self.rng.choice(own['south m'])}"
            family = self.rng.choice(own["south family"])
            if self.rng.random() < 0.3:
                family = self.rng.choice(("al-", "al ", "ul-", "bin ", "el-")) + family
        return (
            (to_cyrillic(given), to_cyrillic(family)) if self.lang in CYRILLIC else (given, family)
        )


def possessive(name: str, lang: str, gender: str, rng: random.Random) -> str:
    """Return a possessive adjective, or the genitive where a language has none."""
    endings = _POSSESSIVE.get(lang)
    if endings is None:
        return decline(name, lang, gender, "g", "family", rng)
    if name.endswith("á"):
        return name
    if name.endswith("a") and (gender == "f" or lang in ("sl", "hr")):
        return name[:-1] + rng.choice(_IN)
    if gender == "f":
        return name
    stem, ending = re.sub("[aoey]$", "", name), rng.choice(endings)
    if lang in ("sl", "hr") and stem[-1] in "čšžcj":
        ending = f"e{ending[1:]}"
    return stem + ending


def mutate(word: str, rng: random.Random) -> str:
    """Return a word that nobody bears: a letter or two of its first part changed for its like."""
    letters = list(word)
    for _ in range(rng.choice((1, 2, 2))):
        at = rng.randrange(max(1, len(letters) * 2 // 3))
        letter = letters[at].lower()
        for alike in (*_VOWELS, *_CONSONANTS):
            if letter in alike:
                new = rng.choice(alike)
                letters[at] = new.upper() if letters[at].isupper() else new
    return "".join(letters)


def to_cyrillic(text: str) -> str:
    """Spell a Latin name in Cyrillic letters, plainly."""
    for latin, cyrillic in _TO_CYRILLIC:
        text = text.replace(latin, cyrillic).replace(latin.capitalize(), cyrillic.upper())
    return text


def _native(lang: str) -> Names:
    names = Names()
    if lang in lists.FAKER:
        source = lists.faker_names(lists.FAKER[lang])
        names.given = {gender: list(source.given[gender]) for gender in "mf"}
        names.family = {gender: list(source.family[gender]) for gender in "mf"}
    own = own_table("names.tsv").get(f"{lang} family", [])
    names.family["m"] += own
    for gender in "mf":
        names.given[gender] += own_table("names.tsv").get(f"{lang} {gender}", [])
    if lang in _FEMININE:
        names.family["f"] = [_feminine(name, lang) for name in names.family["m"]]
    if lang == "be":
        for gender, forms in lists.own_given_names("be"):
            names.given[gender] += forms
    return names


def _feminine(name: str, lang: str) -> str:
    for pattern, replacement in _FEMININE[lang]:
        name = re.sub(pattern, replacement, name)
    return name


@cache
def _foreign_latin() -> Names:
    names = Names()
    for lang in ("en", "de", "fr", "it", "es", "nl"):
        source = _native(lang)
        for gender in "mf":
            names.given[gender] += [name for name in source.given[gender] if name.isascii()]
            names.family[gender] += source.family["m"]
    return names


@cache
def _foreign_cyrillic(rigour: Path) -> dict[str, Names]:
    """Western names as they are spelt in Cyrillic, from forms of one name in Wikidata."""
    western = _foreign_latin()
    men, women = ({name.casefold() for name in western.given[gender]} for gender in "mf")
    families = {name.casefold() for name in western.family["m"]}
    found = {lang: Names() for lang in CYRILLIC}
    for forms in lists.name_groups(rigour):
        cyrillic = [form for form in forms if lists.script(form) == "cyrillic" and len(form) > 2]
        latin = {form.casefold() for form in forms if form.isascii()}
        if not cyrillic or not latin:
            continue
        add = _role(latin, men, women, families, long=len(forms) > 7)
        for lang, names in found.items():
            spelling = _spelling(cyrillic, lang)
            if spelling and add:
                add(names, spelling)
    return found


def _role(
    latin: set[str], men: set[str], women: set[str], families: set[str], *, long: bool
) -> Callable[[Names, str], None] | None:
    is_man, is_woman = bool(latin & men), bool(latin & women)
    if long and is_man != is_woman:
        gender = "m" if is_man else "f"
        return lambda names, name: names.given[gender].append(name)
    if latin & families and not is_man and not is_woman:
        return lambda names, name: (names.family["m"].append(name), names.family["f"].append(name))[
            0
        ]
    return None


def _spelling(forms: list[str], lang: str) -> str | None:
    own = [form for form in forms if not set(form.casefold()) & set(_NOT_IN[lang])]
    telling = [form for form in own if set(form.casefold()) & set(_TELLING[lang])]
    best = (telling or own)[:1]
    return best[0].title() if best else None
