"""A word by itself: how it reads in Latin letters, what it is listed as, what class it has."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from app.mentions.language import function_words
from app.mentions.sequence.lexicon import GIVEN, Mark, lexicon

# Cyrillic in the spelling that Slavic Latin alphabets share once their accents are gone, so that
# endings learnt in one language are seen in another: -скі, -ska, -ská, -ова, -owa, -ová.
_LETTERS = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "e", "є": "e",
        "ж": "z", "з": "z", "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m",
        "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ў": "v", "ф": "f",
        "х": "h", "ц": "c", "ч": "c", "ш": "s", "щ": "sc", "ъ": "a", "ы": "i", "ь": "", "э": "e",
        "ю": "iu", "я": "ia", "ј": "i", "љ": "li", "њ": "ni", "ћ": "c", "ђ": "d", "џ": "dz",
        "ѓ": "g", "ќ": "k", "ѕ": "z", "’": "", "'": "", "ʼ": "",
        "w": "v", "y": "i", "j": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "ı": "i",
    }
)  # fmt: skip
_DIGRAPHS = (("szcz", "sc"), ("cz", "c"), ("sz", "s"), ("rz", "z"), ("ch", "h"), ("dż", "dz"))
_SLAVIC_LATIN = frozenset({"pl", "cs", "sk", "sl", "hr", "lt"})
CYRILLIC = frozenset({"ru", "be", "uk", "sr", "mk", "bg"})
SLAVIC = CYRILLIC | _SLAVIC_LATIN - {"lt"}
_ENDING = {
    "cyrillic": re.compile(
        "(?:ого|его|ому|ему|ими|ыми|ым|им|ой|ей|ою|ею|ую|юю|ом|ем|ём|єм|ам|ям|ові|еві|єві|ем|ою|ія|ії|"
        "ію|ія|ах|ях|ами|ями|амі|ямі|ага|яга|аму|ай|яй|аю|яю|а|я|у|ю|е|є|и|ы|і|ї|о|ь|й)$"
    ),
    "latin": re.compile(
        "(?:iego|iemu|owej|owi|ovi|evi|ovou|ové|ova|ové|ove|ovo|ovem|ovega|ovih|eva|eve|evo|ega|emu|ého|"
        "ému|ího|ímu|ich|ích|ých|ych|ách|ach|ech|emi|ými|ymi|imi|ého|ej|ego|em|om|ami|ie|ia|ii|ię|ią|ím|ým|im|ym|ou|ju|ja|jem|jom|ovým|"
        "io|iui|iaus|aus|us|as|is|ys|ui|ą|ę|į|ų|ė|a|e|i|o|u|y|á|é|í|ý|ů)$"
    ),
}
_MORE_NOMINATIVE = {"be": ("ы", "і")}  # adjectives and surnames like them: вялікага, вялікі
_CHANGED = {  # what a stem ends in before an ending, and where there is none or another
    "be": (("дз", "д"), ("з", "г"), ("ц", "к"), ("ц", "т"), ("с", "х"), ("в", "ў")),
    "uk": (("ц", "к"), ("з", "г"), ("с", "х"), ("ж", "г"), ("ч", "к"), ("ш", "х")),
}  # Захадзе, Амерыцы, Ользі, Олеже
_NOMINATIVE = {
    "cyrillic": ("", "а", "я", "й", "ь", "ій", "ий", "ия", "ія", "о", "е"),
    "latin": ("", "a", "e", "o", "y", "i", "ie", "ia", "as", "is", "ė", "us", "ek"),
}


_AS_RUSSIAN: dict[str, tuple[frozenset[str], tuple[tuple[str, str], ...]]] = {
    "bg": (
        frozenset("ъй"),
        (("ъ", ""), ("ъ", "а"), ("ъ", "о"), ("ъ", "е"), ("ъ", "э"), ("еъ", "э"), ("ей", "э")),
    ),
    "uk": (frozenset("іїєґе"), (("е", "э"), ("'", "ь"))),
    "be": (frozenset("іўэ"), (("ў", "в"), ("ў", "у"), ("э", "е"), ("дз", "д"), ("ц", "т"))),
}
_LIKE_RUSSIAN = str.maketrans("іїєґ", "ииег")

ENGLISH = 1 << 8  # an everyday English word inside another language: part of a title or a firm
HEARD = 1 << 9  # sounds like a name that is listed in another spelling
SOUND = "~"  # before what a name sounds like, in the lexicon


_DOUBLED = re.compile(r"(.)\1+")
_SOFTENED = re.compile(r"(?<=[зсцн])ь(?=[бвдзлмнпстц])|(?<=л)ь(?=л)")  # classical Belarusian
_LISTED = GIVEN | Mark.NAME | Mark.FAMILY | Mark.COUNTRY | Mark.CITY | Mark.FREQUENT
GIVEN_KINDS = ("GIVEN", "GIVN2")  # of a word that is listed, of one whose nominative is
NAME_KINDS = ("NAME", "NAM2")  # the same of surnames and other parts of names
_TELLING = frozenset({"org", "geo", "folk", "role", "title", "brand"})
_KINDS: tuple[tuple[int, bool, str], ...] = (  # the first that fits, of the word or of its stem
    (Mark.COUNTRY, False, "PLACE"),
    (GIVEN, False, "GIVEN"),
    (GIVEN, True, "GIVN2"),
    (Mark.COUNTRY, True, "PLACE"),
    (Mark.FREQUENT, False, "FREQ"),
    (Mark.CITY, False, "CITY"),
    (Mark.CITY, True, "CITY"),
    (Mark.COMMON, False, "COMM"),
    (Mark.NAME | Mark.FAMILY, False, "NAME"),
    (Mark.NAME | Mark.FAMILY, True, "NAM2"),
    (Mark.COMMON, True, "COMM2"),
    (HEARD, True, "HEARD"),
)
NUMBER = re.compile(
    "(?=[IVX]{2})X{0,2}(?:IX|IV|V?I{0,3})"
)  # II to XXVIII: one letter may be initial


@dataclass(frozen=True, slots=True)
class Word:
    """All that is known of a word without its neighbours."""

    latin: str  # folded, in plain Latin letters
    marks: int  # of the word as it stands
    stem_marks: int  # GIVEN, COUNTRY and CITY of the nominatives it may be a case form of
    word_class: str  # role, kin, title, speech, org, geo, at, by, folk or nothing
    kind: str  # the one letter by which its neighbours see it
    stem: str  # what its case forms share


def fold(word: str) -> str:
    """Return the word as the lexicon spells it: case-folded, one kind of apostrophe."""
    return word.casefold().replace("’", "'").replace("ʼ", "'")


def _respelt(folded: str, lang: str) -> str:
    """Return a folded word as the lists spell it: ў after a vowel is у, сьвет is свет, ґ is г."""
    if lang == "be" and len(folded) > 2:
        folded = "у" + folded[1:] if folded[0] == "ў" else folded
        plain = _SOFTENED.sub("", folded)
    elif lang == "uk":
        plain = folded.replace("ґ", "г")
    else:
        return folded
    if plain == folded or lexicon().marks_of(folded) or lexicon().frequency_of(folded, lang):
        return folded
    return plain


def latin(folded: str) -> str:
    """Return a folded word in plain Latin letters, alike for all Slavic spellings."""
    for digraph, letter in _DIGRAPHS:
        folded = folded.replace(digraph, letter)
    plain = folded.translate(_LETTERS)
    if plain.isascii():
        return plain
    return "".join(c for c in unicodedata.normalize("NFKD", plain) if c < "\u0300")


def heard(folded: str) -> str:
    """Return what a folded word sounds like: in plain Latin letters, none of them twice running."""
    return _DOUBLED.sub(r"\1", latin(folded))


@lru_cache(maxsize=50_000)
def word(text: str, lang: str) -> Word:
    """Return what is known of `text` in a text of language `lang`."""
    folded = _respelt(fold(text), lang)
    marks = lexicon().marks_of(folded) & ~(Mark.FREQUENT | Mark.COMMON)
    marks |= lexicon().frequency_of(folded, lang)
    if lang in function_words().get(folded, ()):
        marks = Mark.FREQUENT  # Ale is Polish for "but" before it is anybody's name
    stem_marks = 0
    capital = text[:1].isupper()
    if capital and not marks & (GIVEN | Mark.FAMILY | Mark.FREQUENT):
        borrowed = _abroad(folded, lang)
        if borrowed:
            marks = marks & ~Mark.COMMON | borrowed
    if capital and not marks & (GIVEN | Mark.FREQUENT):
        for base in nominatives(folded, lang):
            stem_marks |= lexicon().marks_of(base) or _abroad(base, lang)
        stem_marks &= GIVEN | Mark.COUNTRY | Mark.CITY | Mark.NAME | Mark.FAMILY
    if capital and not (marks | stem_marks) & _LISTED:
        stem_marks |= _unlisted(folded, lang)
    word_class = class_of(folded, lang, whole_only=bool(capital and marks & Mark.FAMILY))
    plain = latin(folded)
    stem = stem_of(folded, lang)
    brands = _brands(is_cyrillic=folded[0] > "\u0370")
    if capital and not word_class and (plain in brands or stem in brands):
        word_class = "brand"
    if lang != "en" and plain == folded and lexicon().frequency_of(folded, "en"):
        marks |= ENGLISH
    return Word(
        plain, marks, stem_marks, word_class, _kind(text, marks, stem_marks, word_class),
        stem,
    )  # fmt: skip


def stem_of(folded: str, lang: str) -> str:
    """Return, in plain Latin letters, what the case forms of a folded word share."""
    whole, _, _ = folded.partition("'")
    folded = whole if len(whole) > 2 else folded
    script = _script(lang)
    if script:
        ending = _ENDING[script].search(folded)
        if ending is not None and ending.start() >= 3:
            folded = folded[: ending.start()]
    return latin(folded)


def _script(lang: str) -> str:
    if lang in _SLAVIC_LATIN:
        return "latin"
    return "cyrillic" if lang in CYRILLIC else ""


def _kind(text: str, marks: int, stem_marks: int, word_class: str) -> str:
    if not text[:1].isupper():
        return word_class or "low"
    if NUMBER.fullmatch(text):
        return "NUMB"
    if word_class in _TELLING and not (word_class == "brand" and marks & (GIVEN | Mark.FAMILY)):
        return word_class.upper()
    for mark, of_stem, kind in _KINDS:
        if (stem_marks if of_stem else marks) & mark:
            return kind
    return "CAP"


def _abroad(folded: str, lang: str) -> int:
    """Return the marks, as a name, of a word spelt as Russian would spell it: Майкъл, Майкл.

    The lists know most foreign names in their Russian spelling only.
    """
    rules = _AS_RUSSIAN.get(lang)
    if rules is None or folded.isascii() or not rules[0].intersection(folded):
        return 0
    marks = 0
    for old, new in rules[1]:
        if old in folded:
            marks |= lexicon().marks_of(folded.replace(old, new, 1).translate(_LIKE_RUSSIAN))
    marks |= lexicon().marks_of(folded.translate(_LIKE_RUSSIAN))
    return marks & (GIVEN | Mark.FAMILY) and marks & (GIVEN | Mark.FAMILY | Mark.NAME)


def _unlisted(folded: str, lang: str) -> int:
    """Return COMMON for a form of an everyday word, HEARD for what sounds like a listed name."""
    bases = [base for base in (folded, *nominatives(folded, lang)) if len(base) > 2]
    if any(lexicon().frequency_of(base, lang) for base in bases):
        return Mark.COMMON
    return HEARD if any(lexicon().marks_of(SOUND + heard(base)) for base in bases) else 0


def nominatives(folded: str, lang: str) -> Iterator[str]:
    """Yield the words of which `folded` may be a case form."""
    stem, apostrophe, _ = folded.partition("'")
    if apostrophe and len(stem) > 1:
        yield stem
    script = _script(lang)
    if not script:
        if folded.endswith("s") and len(folded) > 3:
            yield folded[:-1]
        return
    ending = _ENDING[script].search(folded)
    if ending is None or ending.start() < 2:
        return
    stem = folded[: ending.start()]
    if ending[0].startswith("j"):
        yield stem + "j"  # Andrzejem
    for nominative in (*_NOMINATIVE[script], *_MORE_NOMINATIVE.get(lang, ())):
        yield stem + nominative
    for old, new in _CHANGED.get(lang, ()):
        if stem.endswith(old) and len(stem) > len(old) + 1:
            yield from (stem.removesuffix(old) + new + end for end in ("", "а", "о"))


def class_of(folded: str, lang: str, *, whole_only: bool = False) -> str:
    """Return the class of a folded word among the words that stand around names.

    `whole_only`: do not take it for a form of a stem, as Gospodinov is none of господин.
    """
    whole, stems = _classes(lang)
    found = whole.get(folded)
    if found is not None or whole_only:
        return found or ""
    for length in range(min(len(folded), 14), 1, -1):
        found = stems.get(folded[:length])
        if found is not None:
            return found
    return ""


@cache
def particles() -> frozenset[str]:
    """Return the small words that may stand inside a name."""
    return frozenset(word for word, kind in _classes("*")[0].items() if kind == "particle")


@cache
def _brands(*, is_cyrillic: bool) -> frozenset[str]:
    """Return, in plain Latin letters, what is in capitals a firm or a medium in any language.

    A Latin -ch- is many Cyrillic letters, and Босх is no Bosch.
    """
    brands = (word for word, kind in _classes("*")[0].items() if kind == "brand")
    return frozenset(latin(word) for word in brands if not (is_cyrillic and "ch" in word))


@cache
def _classes(lang: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return whole words and stems with their classes; unknown languages have none."""
    whole: dict[str, str] = {}
    stems: dict[str, str] = {}
    table = (files("app.mentions") / "tables" / "word_classes.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        row_lang, word_class, words = line.split("\t")
        if row_lang != lang:
            continue
        for entry in words.split():
            target = stems if entry.endswith("*") else whole
            target.setdefault(fold(entry.rstrip("*")), word_class)
    return whole, stems
