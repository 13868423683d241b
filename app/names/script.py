"""Settling the characters of a name: folding, look-alike letters, script.

Folding is NFKD, casefold, NFKD, casefold, NFKD (anything shorter does not settle: 𝐴), invisible
characters away, apostrophes and dashes made one, look-alike letters inside a word repaired.
"""

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from itertools import product

from app.names import tables

NO_SCRIPT = "Zyyy"
LONGEST_NAME = 200
_APOSTROPHES = dict.fromkeys(map(ord, "’‘ʼʹʾʿ`´ʻ‛′＇ʽˈ׳"), "'") | dict.fromkeys(
    map(ord, "“”„″ʺ«»״"), '"'
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹘﹣－⁃־"), "-")
_SPOKEN_SIGNS = _APOSTROPHES | _DASHES
_BLANK = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+(?:[\u0300-\u036f]+[^\W\d_]*)*")
_RANGES = (
    ("Latn", (("a", "ɏ"), ("ɐ", "ʯ"), ("ᴀ", "ᶿ"), ("ḁ", "ỿ"), ("ⱡ", "Ɀ"), ("ꜣ", "ꟿ"), ("ꬰ", "ꭤ"))),
    ("Cyrl", (("Ѐ", "ԯ"), ("ᲀ", "\u1c8f"), ("ꙁ", "ꚟ"))),
    ("Grek", (("Ͱ", "Ͽ"), ("ἀ", "\u1fff"))),
    ("Armn", (("Ա", "֏"), ("ﬓ", "ﬗ"))),
    ("Geor", (("Ⴀ", "ჿ"), ("Ა", "Ჿ"), ("ⴀ", "ⴭ"))),
    ("Hebr", (("\u0590", "\u05ff"), ("\ufb1d", "\ufb4f"))),
    (
        "Arab",
        (("\u0600", "\u06ff"), ("\u0750", "\u077f"), ("\u08a0", "\u08ff"), ("\ufb50", "\ufeff")),
    ),
    ("Hang", (("\u1100", "\u11ff"), ("\u3130", "\u318f"), ("\uac00", "\ud7ff"))),
    ("Hira", (("\u3040", "\u309f"),)),
    ("Kana", (("\u30a0", "\u30ff"), ("\u31f0", "\u31ff"))),
    (
        "Hani",
        (("々", "〇"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\U00020000", "\U0003ffff")),
    ),
    ("Deva", (("\u0900", "\u097f"),)),
    ("Thai", (("\u0e00", "\u0e7f"),)),
)


@lru_cache(maxsize=16384)
def script_of(letter: str) -> str:
    """Tell the ISO 15924 code of one folded letter: Zyyy for no letter, Zzzz for other scripts."""
    if not letter.isalpha():
        return NO_SCRIPT
    for script, ranges in _RANGES:
        if any(first <= letter <= last for first, last in ranges):
            return script
    return "Zzzz"


@lru_cache(maxsize=8192)
def main_script(text: str) -> str:
    """Tell the script of most letters of a folded text; on a tie the one met first."""
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else NO_SCRIPT
    counts = Counter(map(script_of, text))
    counts.pop(NO_SCRIPT, None)
    return counts.most_common(1)[0][0] if counts else NO_SCRIPT


def tidy(text: str) -> str:
    """As given, but visible characters only, single spaces, and no longer than names are."""
    visible = "".join(
        " " if _is_control(sign) else sign for sign in text.strip()[: 4 * LONGEST_NAME]
    )
    return _BLANK.sub(" ", visible.replace("\xad", "")).strip()[:LONGEST_NAME].strip()


@lru_cache(maxsize=4096)
def _is_control(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cc", "Cs", "Co", "Cn", "Zl", "Zp", "Zs"}


@lru_cache(maxsize=4096)
def _is_invisible(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cf", "Cc", "Cs", "Co", "Cn"}


def fold(text: str) -> str:
    """Make texts that are written alike equal. What is folded stays as it is, folded again."""
    folded = text
    if not text.isascii():
        for _ in range(2):
            folded = unicodedata.normalize("NFKD", folded).casefold()
        folded = unicodedata.normalize("NFKD", folded)
        folded = "".join(sign for sign in folded if not _is_invisible(sign))
    else:
        folded = text.casefold()
    folded = _BLANK.sub(" ", folded.translate(_SPOKEN_SIGNS)).strip()
    return folded if folded.isascii() else repair(folded)


@lru_cache(maxsize=1)
def _look_alikes() -> dict[tuple[str, str], dict[str, tuple[str, bool]]]:
    """(from script, to script) -> letter -> its twin there; whether only capitals look alike."""
    columns = {"Latn": "latin", "Cyrl": "cyrillic", "Grek": "greek"}
    maps: dict[tuple[str, str], dict[str, tuple[str, bool]]] = {}
    for row in tables.rows("homoglyphs.tsv"):
        for source, from_column in columns.items():
            for target, to_column in columns.items():
                if source != target and row[from_column] and row[to_column]:
                    letter = unicodedata.normalize("NFKD", row[from_column])
                    alike = unicodedata.normalize("NFKD", row[to_column])
                    capital = bool(row["capital"]) and "greek" not in (from_column, to_column)
                    known = maps.setdefault((source, target), {})
                    known.setdefault(letter[0], (alike[0], capital))
    return maps


def repair(folded: str) -> str:
    """Put look-alike letters into the script of their word, and lone ones into that of the name.

    Only letters with a twin are moved; a word keeps its letters when some have none.
    """
    if "ĸ" in folded:
        folded = folded.replace("ĸ", "к" if main_script(folded) == "Cyrl" else "k")
    scripts = {script_of(sign) for sign in folded} & {"Latn", "Cyrl", "Grek"}
    if len(scripts) < 2:
        return folded
    whole = main_script(folded)
    return _WORD.sub(lambda word: _repair_word(word.group(), whole), folded)


def _repair_word(word: str, whole: str) -> str:
    counts = Counter(script_of(sign) for sign in word)
    counts.pop(NO_SCRIPT, None)
    found = [script for script in ("Latn", "Cyrl", "Grek") if counts[script]]
    targets = sorted(found, key=lambda script: (-counts[script], script != whole))
    if len(found) == 1 and found[0] != whole and len(word) <= 2:
        targets = [whole]  # a lone initial typed on the other keyboard
    elif len(found) < 2:
        return word
    for capitals, target in product((False, True), targets):
        twins = _into(word, target, capitals=capitals)
        if twins is not None:
            return twins
    return word


def _into(word: str, target: str, *, capitals: bool) -> str | None:
    """Put every letter into the target script; None when a letter has no twin there.

    capitals: letters that look alike as capitals only are twins too.
    """
    maps = _look_alikes()
    signs = []
    for sign in word:
        script = script_of(sign)
        if script in (target, NO_SCRIPT):
            signs.append(sign)
        else:
            twin, capital = maps.get((script, target), {}).get(sign, ("", False))
            if not twin or (capital and not capitals):
                return None
            signs.append(twin)
    return "".join(signs)
