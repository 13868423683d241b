"""How much speaks for a candidate being a person: one table of cues with their weights."""

from collections.abc import Iterable, Iterator, Sequence

from app.mentions.passage import Case
from app.mentions.rules.candidates import HYPHENS, Candidate
from app.mentions.rules.lexicon import (
    ADDRESS,
    COMMON,
    FRONT,
    GIVEN,
    GREETING,
    INVERTED,
    KIN,
    NEAR,
    ORG,
    PARTICLE,
    PLACE,
    ROLE,
    SITE,
    SPEECH,
    SUFFIX,
    SURNAME,
    USUAL,
    WORDLIKE,
)
from app.mentions.tokens import Gap, Kind, Token

SPREADS = 2.05
SURE = 2.0
POSSIBLE = 0.25

WEIGHTS = {
    "given name first": 2.5,
    "rare given name first": 2.1,
    "given name alone": 1.9,
    "rare given name alone": 0.7,
    "given name of the vocabulary": -1.5,
    "initial": 2.0,
    "address before": 3.0,
    "role before": 2.0,
    "kin before": 2.0,
    "greeting before": 1.5,
    "verb of a person before": 1.2,
    "suffix": 2.0,
    "small syllable": 3.5,
    "particle": 0.5,
    "surname shape": 1.5,
    "surname shape alone": 2.5,
    "two unknown words": 2.0,
    "three unknown words": 2.0,
    "one unknown word": 0.3,
    "verb of a person after": 1.0,
    "role or relative clause after": 1.2,
    "age after": 2.5,
    "possessive": 0.3,
    "word of the vocabulary": -1.2,
    "surname of the vocabulary": -0.4,
    "word of places": -1.5,
    "place before": -1.5,
    "article before": -2.5,
    "article before a full name": -1.0,
    "organisation in the run": -4.0,
    "site after": -4.0,
    "in a heading": -0.7,
    "capitals only": -2.0,
}


def evidence(
    tokens: Sequence[Token], flags: Sequence[int], candidate: Candidate, sentence: tuple[int, int]
) -> Iterator[str]:
    """Return the cues that hold, as keys of WEIGHTS; a cue may hold twice."""
    yield from _inside(tokens, flags, candidate)
    yield from _before(tokens, flags, candidate, sentence[0])
    yield from _after(tokens, flags, candidate, sentence[1])
    if candidate.case != Case.SENTENCE:
        yield "in a heading"


def score(cues: Iterable[str]) -> float:
    """Add up the weights."""
    return sum(WEIGHTS[cue] for cue in cues)


def _inside(tokens: Sequence[Token], flags: Sequence[int], candidate: Candidate) -> Iterator[str]:
    indices = range(candidate.first, candidate.last)
    words = [
        i
        for i in indices
        if tokens[i].kind == Kind.WORD
        and not flags[i] & PARTICLE
        and not _is_second(tokens, flags, i)
    ]
    if not words:
        return
    if any(tokens[i].kind == Kind.INITIAL for i in indices):
        yield "initial"
    elif len(words) == 1 and flags[words[0]] & GIVEN:
        yield "given name alone" if flags[words[0]] & USUAL else "rare given name alone"
        if flags[words[0]] & WORDLIKE and candidate.opens:
            yield "given name of the vocabulary"
    yield from _small(tokens, flags, range(words[0], candidate.last))
    if len(words) > 1:
        if flags[words[0]] & GIVEN:
            yield "given name first" if flags[words[0]] & USUAL else "rare given name first"
        if flags[words[-1]] & SUFFIX:
            yield "suffix"
    weighs = candidate.opens or candidate.case != Case.SENTENCE
    yield from _words(flags, words, weighs=weighs)
    if candidate.case != Case.UPPER and all(
        tokens[i].word.isupper() and len(tokens[i].word) > 1 for i in words
    ):
        yield "capitals only"


def _small(tokens: Sequence[Token], flags: Sequence[int], indices: range) -> Iterator[str]:
    """What the small words between the capitals say."""
    for i in indices:
        if tokens[i].kind == Kind.WORD and tokens[i].word[0].islower():
            if flags[i] & PARTICLE:
                yield "particle"
            elif _is_second(tokens, flags, i):
                yield "small syllable"


def _is_second(tokens: Sequence[Token], flags: Sequence[int], index: int) -> bool:
    """Whether a word hangs on the one before it by a hyphen: Kara-Murza is one word."""
    return (
        index > 1
        and tokens[index].gap == Gap.NONE
        and tokens[index - 1].word in HYPHENS
        and not flags[index - 2] & PARTICLE
    )


def _words(flags: Sequence[int], words: list[int], *, weighs: bool) -> Iterator[str]:
    """What the words are by themselves.

    weighs: being in the vocabulary speaks against a name, since a capital means little here.
    """
    several = len(words) > 1
    if any(flags[i] & SURNAME and not flags[i] & COMMON for i in words):
        yield "surname shape" if several else "surname shape alone"
    if not any(flags[i] & (COMMON | PLACE) and not flags[i] & GIVEN for i in words):
        yield ("one unknown word", "two unknown words", "three unknown words")[
            min(len(words), 3) - 1
        ]
    led_by_given = several and flags[words[0]] & GIVEN
    for i in words[1:] if led_by_given else words:
        if flags[i] & COMMON and not flags[i] & (GIVEN | SURNAME):
            lone = led_by_given and len(words) == 2 and not flags[words[0]] & COMMON
            yield "surname of the vocabulary" if lone or not weighs else "word of the vocabulary"
        if flags[i] & PLACE and not (led_by_given and len(words) == 2):
            yield "word of places"


_CUES_BEFORE = (
    (ADDRESS, "address before"),
    (KIN, "kin before"),
    (ROLE, "role before"),
    (GREETING, "greeting before"),
    (NEAR, "place before"),
)
_ARTICLES = frozenset({"the", "a", "an"})


def _before(
    tokens: Sequence[Token], flags: Sequence[int], candidate: Candidate, sentence_first: int
) -> Iterator[str]:
    cut_off = [flags[i] for i in range(candidate.run_first, candidate.first)]
    if any(flag & (ORG | SITE | FRONT) for flag in cut_off) and not any(
        flag & (ROLE | ADDRESS | KIN) for flag in cut_off
    ):
        yield "organisation in the run"
    at = candidate.first - 1
    if at > sentence_first and tokens[at].word == "." and flags[at - 1] & ADDRESS:
        at -= 1
    if at > sentence_first and tokens[at].word == ",":
        if flags[at - 1] & (KIN | ROLE):
            yield "role before"
    elif at >= sentence_first:
        yield from _right_before(tokens, flags, candidate, at)


def _right_before(
    tokens: Sequence[Token], flags: Sequence[int], candidate: Candidate, at: int
) -> Iterator[str]:
    for flag, cue in _CUES_BEFORE:
        if flags[at] & flag:
            yield cue
            return
    if tokens[at].word.casefold() in _ARTICLES:
        yield "article before a full name" if flags[candidate.first] & GIVEN else "article before"
    elif flags[at] & INVERTED and tokens[min(candidate.last, len(tokens) - 1)].word in ",.":
        yield "verb of a person before"


def _after(
    tokens: Sequence[Token], flags: Sequence[int], candidate: Candidate, sentence_last: int
) -> Iterator[str]:
    at = candidate.last
    if any(flags[i] & (ORG | SITE) for i in range(at, candidate.run_last)) and not any(
        flags[i] & (ROLE | ADDRESS) for i in range(at, candidate.run_last)
    ):
        yield "site after"
    if at >= sentence_last:
        return
    token = tokens[at]
    if token.kind == Kind.POSSESSIVE:
        yield "possessive"
    elif flags[at] & SPEECH and token.gap == Gap.SPACE:
        yield "verb of a person after"
    elif token.word in ",(" and at + 1 < sentence_last:
        following = tokens[at + 1]
        if following.kind == Kind.NUMBER and len(following.word) == 2:
            yield "age after"
        elif (
            any(
                (flags[i] & (ROLE | KIN) and not tokens[i].word[0].isupper())
                or tokens[i].word == "who"
                for i in range(at + 1, min(at + 6, sentence_last))
            )
            or flags[at + 1] & SPEECH
        ):
            yield "role or relative clause after"
