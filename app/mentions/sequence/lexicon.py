"""What is known of a word without its context: given name, surname, place, everyday word.

700,000 words are kept as sorted 32-bit checksums with a byte of marks each, so that they cost
their file size in memory and a look-up is one bisection; about one unknown word in 6,000 is
taken for a known one, which a statistical model can bear.
"""

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from sys import byteorder
from zlib import crc32


class Mark:
    """What a word is listed as, as bits; several at once, as in Georgia or Martin.

    Plain integers: an enumeration costs a call each time two are put together.
    """

    MASCULINE = 1  # a man's given name
    FEMININE = 2
    NAME = 4  # a part of names, given or family, in Wikidata
    COUNTRY = 8  # a country or region, or a word of its name
    CITY = 16
    FAMILY = 32  # in a list of surnames
    FREQUENT = 64  # among the 1,500 most frequent words of the language
    COMMON = 128  # among the 20,000 most frequent


GIVEN = Mark.MASCULINE | Mark.FEMININE


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Sorted checksums of words and, beside each, its marks."""

    checksums: "array[int]"
    marks: bytes

    def marks_of(self, word: str) -> int:
        """Return the marks of a folded word, whatever its language."""
        return self._look_up(crc32(word.encode()))

    def frequency_of(self, word: str, lang: str) -> int:
        """Return the marks that tell how frequent a folded word is in `lang`."""
        return self._look_up(crc32(f"{lang}:{word}".encode())) & (Mark.FREQUENT | Mark.COMMON)

    def _look_up(self, checksum: int) -> int:
        place = bisect_left(self.checksums, checksum)
        if place < len(self.marks) and self.checksums[place] == checksum:
            return self.marks[place]
        return 0


@cache
def lexicon() -> Lexicon:
    """Return the lexicon, read on first use."""
    stored = (files("app.mentions") / "tables" / "lexicon.bin").read_bytes()
    count = len(stored) // 5
    checksums = array("I")
    checksums.frombytes(stored[: 4 * count])
    if byteorder == "big":
        checksums.byteswap()
    return Lexicon(checksums, stored[4 * count :])
