"""Cut a sentence into stretches that could be names, before asking whether they are.

A capitalised run such as `Belarusian President Alexander Lukashenko` is cut at words that are never
part of a name; what is left is a candidate that remembers what stood right before and after it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.mentions.passage import Case
from app.mentions.rules.lexicon import (
    ADDRESS,
    CITY,
    COMMON,
    COUNTRY,
    FRONT,
    GIVEN,
    ORG,
    PARTICLE,
    PARTY,
    PEOPLE,
    PLACE,
    ROLE,
    SITE,
    SPEECH,
    STOP,
    SUFFIX,
    SUFFIXED,
    SURNAME,
    TIME,
    USUAL,
    rows,
)
from app.mentions.tokens import Gap, Kind, Token

MOST_WORDS = 7
MOST_PARTICLES = 5
LONGEST_RUN = 40  # a longer run of capitals (a table, a list) is cut somewhere
LONGEST_SYLLABLE = 6
HYPHENS = "-‐‑"
NEVER = ADDRESS | ROLE | PEOPLE | COUNTRY | CITY | TIME | STOP | ORG | SITE
"""Words that end a candidate, unless a given name stands before or a surname after them."""
_NOT_IN_HEADING = NEVER | FRONT | COMMON | SPEECH | PARTY


@dataclass(frozen=True, slots=True)
class Candidate:
    """Tokens [first, last) that could be a name; `run` is the run they were cut from."""

    first: int
    last: int
    run_first: int
    run_last: int
    case: Case
    opens: bool  # it begins its sentence


def candidates(
    tokens: Sequence[Token],
    flags: Sequence[int],
    sentence: tuple[int, int],
    case: Case,
    *,
    wrapped: bool,
) -> Iterator[Candidate]:
    """Return the candidates of one sentence, in order."""
    for first, last in _runs(tokens, flags, sentence, wrapped=wrapped):
        ends = _cut_heading if case != Case.SENTENCE else _cut_run
        for begin, end in ends(tokens, flags, first, last, sentence[0]):
            trimmed = _trim(tokens, flags, begin, end)
            if trimmed:
                yield Candidate(*trimmed, first, last, case, opens=trimmed[0] == sentence[0])


def is_capital(token: Token) -> bool:
    """Whether a token may be part of a name by its letters alone."""
    return token.kind == Kind.INITIAL or (token.kind == Kind.WORD and token.word[0].isupper())


def _runs(
    tokens: Sequence[Token], flags: Sequence[int], sentence: tuple[int, int], *, wrapped: bool
) -> Iterator[tuple[int, int]]:
    index, last = sentence
    widest = Gap.LINE if wrapped else Gap.SPACE
    while index < last:
        end = index + 1
        if not is_capital(tokens[index]):
            step = 0 if flags[index] & STOP else _particles(tokens, flags, index, last)
            if not step:
                index += 1
                continue
            end = index + step + 1
        while end < min(last, index + LONGEST_RUN):
            step = _next(tokens, flags, end, last, widest)
            if not step:
                break
            end += step
        yield index, end
        index = end


def _next(tokens: Sequence[Token], flags: Sequence[int], at: int, last: int, widest: Gap) -> int:
    """How many tokens at `at` go on with a run: 0 ends it."""
    token = tokens[at]
    if token.gap and is_capital(token):
        return 1 if token.gap <= widest else 0
    following = tokens[at + 1] if at + 1 < last else None
    if following is None or token.gap > widest:
        return 0
    if token.gap == Gap.NONE:
        if token.word in HYPHENS and following.gap == Gap.NONE:
            return 2 if is_capital(following) or _is_syllable(tokens, flags, at) else 0
        if (
            token.word == "."
            and flags[at - 1] & (ADDRESS | SUFFIX | FRONT)
            and is_capital(following)
        ):
            return 2 if following.gap <= widest else 0
        return 1 if tokens[at - 1].kind == Kind.INITIAL and is_capital(token) else 0
    step = _particles(tokens, flags, at, last)
    if step and tokens[at + step].gap <= widest:
        return step + 1
    return 0


def _particles(tokens: Sequence[Token], flags: Sequence[int], at: int, last: int) -> int:
    """How many tokens of particles (von der, al-, d’) lead from `at` to a capital; 0 if none do."""
    index = at
    while (
        index < min(last, at + MOST_PARTICLES)
        and flags[index] & PARTICLE
        and not tokens[index].word[0].isupper()
    ):
        index += 1
        if index < last and tokens[index].word in HYPHENS and tokens[index].gap == Gap.NONE:
            index += 1
    return index - at if at < index < last and is_capital(tokens[index]) else 0


def _is_syllable(tokens: Sequence[Token], flags: Sequence[int], at: int) -> bool:
    """Whether the hyphen at `at` joins a small syllable to a name: Wong Kwok-kin, Moon Jae-in."""
    syllable, whole = tokens[at + 1], tokens[at - 1]
    return (
        at > 1
        and whole.gap == Gap.SPACE
        and is_capital(tokens[at - 2])
        and len(syllable.word) <= LONGEST_SYLLABLE >= len(whole.word)
        and syllable.kind == Kind.WORD
        and not flags[at + 1] & (PARTY | ROLE | SUFFIXED)
        and not flags[at - 1] & (NEVER & ~STOP)
    )


def _cut_run(
    tokens: Sequence[Token], flags: Sequence[int], first: int, last: int, sentence_first: int
) -> Iterator[tuple[int, int]]:
    """Cut a run inside a sentence at words that are no names."""
    begin = first
    for index in range(first, last):
        if not _cuts(tokens, flags, index, begin, last, sentence_first):
            continue
        if begin < index:
            yield begin, index
        begin = index + 1
    if begin < last:
        yield begin, last


def _cuts(
    tokens: Sequence[Token],
    flags: Sequence[int],
    index: int,
    begin: int,
    last: int,
    sentence_first: int,
) -> bool:
    flag = flags[index]
    if tokens[index].kind == Kind.INITIAL:
        return is_abbreviation(tokens[index].word)
    if flag & FRONT and index == begin and index + 1 < last:
        return True
    if not flag & NEVER:
        return bool(
            index == sentence_first
            and flag & COMMON
            and not flag & (GIVEN | SURNAME)
            and index + 1 < last
        )
    if flag & USUAL and _opens_name(tokens, flags, index, last):
        return False
    if flag & STOP and index > begin and _in_double_name(tokens, flags, index, last):
        return False
    follows_given = index - 1 == begin and flags[begin] & USUAL and index + 1 == last
    return not (follows_given and not flag & (ORG | SITE) and len(tokens[index].word) > 1)


def _in_double_name(tokens: Sequence[Token], flags: Sequence[int], index: int, last: int) -> bool:
    """Whether a hyphen joins this word to one that may be a name: Kim Min-Woo."""
    before = index > 1 and tokens[index - 1].word in HYPHENS and not flags[index - 2] & NEVER
    after = index + 2 < last and tokens[index + 1].word in HYPHENS and not flags[index + 2] & NEVER
    return before or after


def _opens_name(tokens: Sequence[Token], flags: Sequence[int], index: int, last: int) -> bool:
    """Whether an unflagged capital follows: Austin Powers, Roman Abramovich."""
    after = index + 1
    return after < last and tokens[after].kind == Kind.WORD and not flags[after] & (NEVER | PLACE)


def _cut_heading(
    tokens: Sequence[Token], flags: Sequence[int], first: int, last: int, sentence_first: int
) -> Iterator[tuple[int, int]]:
    """Cut a run of a heading, where every word has a capital, at all words of the vocabulary."""
    del sentence_first
    begin = first
    for index in range(first, last):
        if not _cuts_heading(tokens, flags, index, begin):
            continue
        if begin < index:
            yield begin, index
        begin = index + 1
    if begin < last:
        yield begin, last


def _cuts_heading(tokens: Sequence[Token], flags: Sequence[int], index: int, begin: int) -> bool:
    if tokens[index].kind == Kind.INITIAL:
        return is_abbreviation(tokens[index].word)
    flag = flags[index]
    if flag & (USUAL | SURNAME) and not flag & (STOP | TIME):
        return False
    if index > begin and flags[index - 1] & GIVEN and not flag & (NEVER | SPEECH):
        return bool(flag & COMMON and tokens[index].word.casefold().endswith(("s", "ed", "ing")))
    return bool(flag & _NOT_IN_HEADING) and tokens[index].kind == Kind.WORD


def is_abbreviation(word: str) -> bool:
    """Whether capitals with full stops are an abbreviation, not somebody's initials."""
    return word in _ABBREVIATIONS


_ABBREVIATIONS = frozenset(row[0] for row in rows("abbreviations.tsv"))


def _trim(
    tokens: Sequence[Token], flags: Sequence[int], first: int, last: int
) -> tuple[int, int] | None:
    """Take signs and particles off the ends; None when nothing is left that could be a name."""
    while first < last and tokens[first].kind not in (Kind.WORD, Kind.INITIAL):
        first += 1
    while last > first and (
        tokens[last - 1].kind != Kind.WORD or flags[last - 1] & PARTICLE & ~GIVEN
    ):
        last -= 1
    words = [token for token in tokens[first:last] if token.kind == Kind.WORD]
    if not words or len(words) > MOST_WORDS or all(len(token.word) < 2 for token in words):
        return None
    return first, last
