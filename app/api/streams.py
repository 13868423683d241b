"""Long answers, sent as they are made."""

from collections.abc import Iterable, Iterator
from itertools import chain

PIECE_CHARACTERS = 64 * 1024


def in_pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """Lines in pieces of some size. The first line is made at once, so that errors come in time."""
    rest = iter(lines)
    return _pieces(chain(list(_first(rest)), rest))


def _first(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line
        return


def _pieces(lines: Iterable[str]) -> Iterator[bytes]:
    held: list[str] = []
    size = 0
    for line in lines:
        held.append(line)
        size += len(line)
        if size >= PIECE_CHARACTERS:
            yield "".join(held).encode()
            held, size = [], 0
    if held:
        yield "".join(held).encode()
