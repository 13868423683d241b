"""Cut a text as posted into tokens that know their offsets.

News is typeset in every way: `Putin,this`, `Maduro-whom`, `Lukashenko–U.S. Talks`, soft hyphens
inside names, HTML entities, decomposed accents, Latin letters inside Cyrillic words. A token keeps
where it stands (`text[start:end]`, untouched) and how it reads (`word`: entities decoded, invisible
characters gone, composed, one script). Hyphens, dashes, full stops and possessive endings are
tokens of their own; whoever wants Kara-Murza whole joins the three. Runs in linear time on any
string: every pattern is either bounded or cannot backtrack.
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from app.mentions.homoglyphs import repair

LONGEST_WORD = 80  # longer runs of letters (base64, text without spaces) name nobody


class Kind(IntEnum):
    """What sort of thing a token is."""

    WORD = 0  # letters, with apostrophes inside: O'Brien, Дем'ян
    INITIAL = 1  # one capital (or a digraph: Дж) and a full stop: A. or J.K. in one token
    POSSESSIVE = 2  # ’s (also apart, as tokenised texts have it) or the bare ’ of a plural
    NUMBER = 3
    LINK = 4  # an address, a handle, a tag: never searched for names
    SIGN = 5  # everything else, one character each


class Gap(IntEnum):
    """What stands between a token and the one before it."""

    NONE = 0
    SPACE = 1
    LINE = 2  # one line break
    PARAGRAPH = 3  # the beginning of the text, or a blank line


class Token(NamedTuple):
    """One token; `text[start:end]` is its surface."""

    word: str
    kind: Kind
    start: int
    end: int
    gap: Gap


_MARK = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u1dc0-\u1dff"
    "\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f"
)
_INVISIBLE = "\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_ENTITY = r"&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});"
_LETTER = rf"(?:[^\W\d_][{_MARK}{_INVISIBLE}]*)"
_APOSTROPHE = "['’ʼ‘`´′＇]"
_TOKEN = re.compile(
    rf"""
    (?P<link> (?:https?|ftp)://[^\s<>"]+ | www\.[^\s<>"]+
            | [\w.+-]{{1,64}}@[\w-]{{1,63}}\.[\w.-]{{1,63}}
            | (?<![\w&])[@\#][\w]{{1,60}} | </?[a-zA-Z][^<>]{{0,300}}> )
  | (?P<word> {_LETTER}+(?:{_APOSTROPHE}{_LETTER}+)* )
  | (?P<number> \d+(?:[.,:/]\d+)* )
  | (?P<entity> {_ENTITY} )
  | (?P<space> [\s{_INVISIBLE}]+ )
  | (?P<apart> (?<=\w[ ]){_APOSTROPHE}[sS](?!\w) )
  | (?P<sign> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_POSSESSIVE = re.compile(rf"(?:{_APOSTROPHE})(?:s|S|ll|re|ve|d|m)$")
# l'avocat, d'Emmanuel, dell'Utri: the elided article is a word of its own when in lower case.
_ELISION = re.compile(
    rf"^(?:(?:[ldnscjmt]|qu|un|dell?|all|nell?|sull?|dall?|quest|jusqu|lorsqu|puisqu){_APOSTROPHE}(?=.)"
    rf"|(?:[LDNSCJMT]|Qu|Un|Dell?|All|Nell?|Sull?|Dall?){_APOSTROPHE}(?=[a-zà-ÿ]))"  # L'aéroport
)
_INITIALS = re.compile(r"(?:(?:[^\W\d_]|Дж|Дз|Ch|Kh|Sh|Ts|Yu|Ya|Ye|Zh|Yo|Dz)\.){1,4}")
_FILE = re.compile(r"\w+\.(?:pdf|docx?|xlsx?|pptx?|txt|jpe?g|gif|png|zip|html?|exe|mp3|com|org)\b")
_CODE = re.compile(r"\w+(?:\.\w+)?")
_GOES_ON = frozenset("._0123456789")  # after letters: initials, names of files and products
_HIDDEN = re.compile(f"[{_INVISIBLE}]")


def tokenise(text: str) -> list[Token]:
    """Return the tokens of `text` in order; they do not overlap and skip only white space."""
    if "&" in text:
        return _tokenise_entities(text)
    return list(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    gap = Gap.PARAGRAPH
    skip_to = 0
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if start < skip_to:
            continue
        group = match.lastgroup
        surface = match[0]
        if group == "space":
            gap = max(gap, Gap.SPACE if surface == " " else _gap(surface))
            continue
        if group == "word":
            if _is_plain(surface, text[end : end + 1]):
                yield Token(surface, Kind.WORD, start, end, gap)
                gap = Gap.NONE
                continue
            whole = _beyond_letters(text, start, end, gap)
            if whole is None:
                yield from _words(surface, start, gap)
            else:
                skip_to = whole.end
                yield whole
        elif group == "number":
            yield Token(surface, Kind.NUMBER, start, end, gap)
        elif group == "link":
            yield Token(surface, Kind.LINK, start, end, gap)
        elif group == "apart" or _is_bare_possessive(text, surface, start, gap):
            yield Token(surface, Kind.POSSESSIVE, start, end, gap)
        else:
            yield Token(surface, Kind.SIGN, start, end, gap)
        gap = Gap.NONE


def _is_plain(surface: str, after: str) -> bool:
    """Whether a word is what it looks like: most are, and need no closer look."""
    return (
        surface.isascii()
        and surface.isalpha()
        and len(surface) <= LONGEST_WORD
        and after not in _GOES_ON
    )


def _is_bare_possessive(text: str, sign: str, start: int, gap: Gap) -> bool:
    return sign in _APOSTROPHE and gap == Gap.NONE and text[start - 1 : start] in ("s", "S")


def _beyond_letters(text: str, start: int, end: int, gap: Gap) -> Token | None:
    """Return the token that a word at `start` begins when it goes on past its letters.

    Initials with their full stops (J.K.), or the name of a file or a product (report_2.doc, G20).
    """
    after = text[end : end + 1]
    if after == "." and end - start <= 2:
        initials = _INITIALS.match(text, start)
        if initials and _all_upper(initials[0]):
            return Token(_clean(initials[0]), Kind.INITIAL, start, initials.end(), gap)
    if after == "." and text[end + 1 : end + 2].isalpha():
        file = _FILE.match(text, start)
        if file:
            return Token(file[0], Kind.LINK, start, file.end(), gap)
    if after == "_" or after.isdigit():
        code = _CODE.match(text, start)
        if code:
            return Token(code[0], Kind.LINK, start, code.end(), gap)
    return None


def _words(surface: str, start: int, gap: Gap) -> Iterator[Token]:
    """Cut what hangs on a word by an apostrophe: l’avocat, Trump’s."""
    end = start + len(surface)
    if len(surface) > LONGEST_WORD:
        yield Token(surface, Kind.LINK, start, end, gap)
        return
    elided, stem_length = _cut(surface)
    if elided:
        yield Token(_clean(surface[:elided]), Kind.WORD, start, start + elided, gap)
        gap = Gap.NONE
    middle = start + stem_length
    yield Token(_clean(surface[elided:stem_length]), Kind.WORD, start + elided, middle, gap)
    if middle < end:
        yield Token(_clean(surface[stem_length:]), Kind.POSSESSIVE, middle, end, Gap.NONE)


@lru_cache(maxsize=65536)
def _cut(surface: str) -> tuple[int, int]:
    """Where the elided article ends and where the possessive begins."""
    if surface.isalpha():
        return 0, len(surface)
    elision = _ELISION.match(surface)
    possessive = _POSSESSIVE.search(surface)
    begin = elision.end() if elision else 0
    end = possessive.start() if possessive and possessive.start() > begin else len(surface)
    return begin, end


@lru_cache(maxsize=65536)
def _clean(surface: str) -> str:
    """Return the reading of a word: composed, nothing invisible, letters of one script."""
    if surface.isascii():
        return surface
    return repair(unicodedata.normalize("NFC", _HIDDEN.sub("", surface)))


def _all_upper(initials: str) -> bool:
    return all(part[:1].isupper() for part in initials.split(".") if part)


def _gap(space: str) -> Gap:
    if space == " ":
        return Gap.SPACE
    breaks = len(_LINE_BREAK.findall(space))
    if breaks:
        return Gap.LINE if breaks == 1 else Gap.PARAGRAPH
    return Gap.NONE if not _VISIBLE_SPACE.search(space) else Gap.SPACE


_LINE_BREAK = re.compile(r"\r\n|[\n\r\v\f\x85\u2028\u2029]")
_VISIBLE_SPACE = re.compile(r"\s")


def _tokenise_entities(text: str) -> list[Token]:
    """Tokenise what the entities stand for, then move the offsets back to the text as posted."""
    pieces: list[str] = []
    shifts: list[tuple[int, int]] = []  # (offset in the decoded text, characters lost before it)
    length = position = lost = 0
    for match in re.finditer(_ENTITY, text):
        decoded = html.unescape(match[0])
        if decoded == match[0]:
            continue
        pieces += (text[position : match.start()], decoded)
        length += match.start() - position + len(decoded)
        position = match.end()
        lost += len(match[0]) - len(decoded)
        shifts.append((length, lost))
    decoded_text = "".join((*pieces, text[position:]))
    return list(_shifted(_tokens(decoded_text), shifts))


def _shifted(tokens: Iterator[Token], shifts: list[tuple[int, int]]) -> Iterator[Token]:
    index = lost = 0
    for token in tokens:
        while index < len(shifts) and shifts[index][0] <= token.start:
            lost = shifts[index][1]
            index += 1
        start = token.start + lost
        while index < len(shifts) and shifts[index][0] <= token.end:
            lost = shifts[index][1]
            index += 1
        yield token._replace(start=start, end=token.end + lost)
