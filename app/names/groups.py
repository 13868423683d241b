"""Wikidata's name groups: which words are listed as forms of one name.

The file (tables/name_groups.dat, built by benchmarks/make_name_groups.py) is a text header of
lines that begin with #, then one zlib stream: four little-endian uint32 sizes (words, letters,
memberships, groups), the length of each word in bytes (uint8), the number of its groups (uint8),
its group numbers (uint32) and the sorted words themselves, end to end in UTF-8.
"""

import struct
import sys
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from app.names.tables import FOLDER

FILE = FOLDER / "name_groups.dat"
_SIZES = struct.Struct("<4I")
_MOST = 255


@dataclass(frozen=True, slots=True)
class Groups:
    """Sorted words in one block of bytes, and the groups of each."""

    words: bytes
    word_ends: "array[int]"
    members: "array[int]"
    member_ends: "array[int]"

    def of(self, letters: str) -> frozenset[int]:
        """Return the groups that list this word; empty when none does."""
        wanted = letters.encode(errors="ignore")
        at = bisect_left(range(len(self.word_ends)), wanted, key=self._word)
        if at == len(self.word_ends) or self._word(at) != wanted:
            return frozenset()
        begin = self.member_ends[at - 1] if at else 0
        return frozenset(self.members[begin : self.member_ends[at]])

    def _word(self, at: int) -> bytes:
        return self.words[self.word_ends[at - 1] if at else 0 : self.word_ends[at]]


@lru_cache(maxsize=1)
def name_groups() -> Groups:
    """Load the file, on first use."""
    content = FILE.read_bytes()
    while content.startswith(b"#"):
        content = content[content.index(b"\n") + 1 :]
    plain = zlib.decompress(content)
    words, letters, memberships, _ = _SIZES.unpack_from(plain)
    at = _SIZES.size
    word_ends = array("I", accumulate(plain[at : at + words]))
    at += words
    member_ends = array("I", accumulate(plain[at : at + words]))
    at += words
    members = array("I", plain[at : at + 4 * memberships])
    at += 4 * memberships
    if sys.byteorder == "big":
        members.byteswap()
    return Groups(plain[at : at + letters], word_ends, members, member_ends)


def pack(by_word: Mapping[str, Sequence[int]]) -> bytes:
    """Write what name_groups() reads, without the header."""
    lengths, counts, members, words = bytearray(), bytearray(), array("I"), bytearray()
    for encoded, word in sorted((word.encode(), word) for word in by_word):
        if len(encoded) > _MOST:
            continue
        numbers = by_word[word][:_MOST]
        lengths.append(len(encoded))
        counts.append(len(numbers))
        members.extend(numbers)
        words += encoded
    if sys.byteorder == "big":
        members.byteswap()
    groups = 1 + max((max(numbers) for numbers in by_word.values()), default=0)
    sizes = _SIZES.pack(len(lengths), len(words), len(members), groups)
    return zlib.compress(sizes + lengths + counts + members.tobytes() + words, 9)
