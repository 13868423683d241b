"""Cutting a name into words, with the punctuation that tells what they are."""

import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache

from app.names import tables
from app.names.given import letters_of
from app.names.script import NO_SCRIPT, fold, main_script

MOST_WORDS = 12
LONGEST_EASTERN = 5
WRITTEN_TOGETHER = frozenset({"Hani", "Hang"})
_WORD = re.compile(r"[^\s,;・·‧＝=/()\[\]{}<>|:!?&*+=~^%$#@\\\-\"_.]+\.?")
_RUN_TOGETHER = re.compile(r"(?<=[a-zа-яёіў]{4})(?=[A-ZА-ЯЁІЎ][a-zа-яёіў]{3})")
"""Where a space was lost: ЕвгенийАлексеевич, but not McCain, DeVito."""
_HYPHENS = str.maketrans(dict.fromkeys("‐‑‒–—―−﹘﹣－־", "-"))


@dataclass(frozen=True, slots=True)
class Word:
    """A word as cut. glued: nothing but a hyphen or a dot between it and the word before.

    commas: how many commas stand before it. dotted: a full stop follows. aside: in brackets.
    """

    text: str
    letters: str
    script: str
    dotted: bool
    glued: bool
    hyphen: bool
    commas: int
    aside: bool


def cut(text: str) -> tuple[Word, ...]:
    """Cut a tidy name into at most MOST_WORDS words; a name without a letter has none."""
    shown = _RUN_TOGETHER.sub(" ", text.translate(_HYPHENS))
    folded = fold(shown)
    name_script = main_script(folded)
    if name_script == NO_SCRIPT:
        return ()
    words: list[Word] = []
    end, commas, depth = 0, 0, 0
    for match in _WORD.finditer(shown):
        between = shown[end : match.start()]
        commas += between.count(",") + between.count("、")
        depth += between.count("(") + between.count("[") - between.count(")") - between.count("]")
        written = match.group()
        letters = _letters(written.rstrip("."), folded)
        if letters:
            script = main_script(letters)
            words.append(
                Word(
                    text=written.rstrip("."),
                    letters=letters,
                    script=name_script if script == NO_SCRIPT else script,
                    dotted=written.endswith("."),
                    glued=bool(words) and between in ("", "-"),
                    hyphen=bool(words) and between == "-",
                    commas=commas,
                    aside=depth > 0,
                )
            )
        end = match.end()
    if len(words) == 1 and words[0].script in WRITTEN_TOGETHER:
        return _split_eastern(words[0])
    return tuple(words[:MOST_WORDS])


@lru_cache(maxsize=1)
def _long_surnames() -> frozenset[str]:
    return frozenset(row["surname"] for row in tables.rows("eastern_surnames.tsv"))


def _split_eastern(word: Word) -> tuple[Word, ...]:
    """Part the surname, which comes first, from the given name: 习近平, 김정은.

    One sign, unless two are a known surname or four signs make the name (most are Japanese then).
    """
    composed = unicodedata.normalize("NFC", word.letters)
    if not 2 <= len(composed) <= LONGEST_EASTERN:
        return (word,)
    surname = 2 if composed[:2] in _long_surnames() or len(composed) >= 4 else 1
    if surname == len(composed):
        return (word,)
    first, rest = composed[:surname], composed[surname:]
    return (
        replace(word, text=first, letters=first),
        replace(word, text=rest, letters=rest, glued=True),
    )


def _letters(written: str, folded: str) -> str:
    """Folded letters of a word; look-alikes as they were repaired in the whole name."""
    letters = letters_of(written)
    if len(letters) <= 2 and not folded.isascii() and letters:
        lone = letters_of(f"{written} {folded}").split(" ", 1)[0]
        letters = lone or letters
    return "".join(sign for sign in letters if sign.isalnum() or not sign.isascii())
