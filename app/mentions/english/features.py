"""What the English tagger sees beside the features of all languages."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from app.mentions.english import census
from app.mentions.english.lines import Lines, row_features
from app.mentions.english.verdict import Verdict
from app.mentions.passage import Passage
from app.mentions.rules.lexicon import FLAGS
from app.mentions.sequence.features import Run
from app.mentions.tokens import Gap, Kind

_SIGN_OFFS = """
    best cheers later love regards respectfully sincerely thank thanks thx truly wishes yours
"""
_SIGN_OFF = frozenset(_SIGN_OFFS.split())
_SHORT_LINE = 4


def english_features(
    passage: Passage,
    run: Run,
    flags: Sequence[int],
    verdicts: Mapping[int, Verdict],
    lines: Lines,
) -> list[list[str]]:
    """Return further features for each token of a run."""
    first, last, _ = run
    tokens = passage.tokens
    line = _line_features(passage, first, last)
    build = row_features(tokens, flags, first, last, lines)
    where = "F" if last - first > 1 else "1"
    rows = []
    for at in range(first, last):
        row = _verdict_features(verdicts, at, last - first)
        if tokens[at].kind == Kind.WORD:
            row += word_features(tokens[at].word, flags[at])
        row += [f"{text}@{'M' if at > first else 'F'}" for text in line]
        row += [f"{text}{'M' if at > first else where}" for text in build]
        rows.append(row)
    if last - first == 1 and line and tokens[first].kind == Kind.WORD:
        common = word_features(tokens[first].word, flags[first])[:2]
        rows[0] += [f"{text}&{one}" for text in line for one in common]
    return rows


def _verdict_features(verdicts: Mapping[int, Verdict], at: int, length: int) -> list[str]:
    before, here, after = (_grade(verdicts, i) for i in (at - 1, at, at + 1))
    row = [f"r{here}", f"r{before}>{here}", f"r{here}>{after}"]
    verdict = verdicts.get(at)
    if verdict is not None:
        row += verdict.reasons
        row.append(f"ln{min(verdict.length, 4)}")
        if verdict.length == length:
            row.append("whole")
    return row


def _grade(verdicts: Mapping[int, Verdict], at: int) -> str:
    verdict = verdicts.get(at)
    if verdict is None:
        return "O"
    return ("B" if at == verdict.candidate.first else "I") + verdict.grade


@lru_cache(maxsize=1 << 14)
def word_features(text: str, flag: int) -> tuple[str, ...]:
    """Return what the census and the cue files say of a word."""
    folded = text.casefold().replace("’", "'")
    given, family = census.given(folded), census.family(folded)
    return (
        f"cg{given.bearers}{given.purity}",
        f"cs{family.bearers}{family.purity}",
        *(f"F{name}" for name, bit in FLAGS.items() if flag & bit),
    )


def _line_features(passage: Passage, first: int, last: int) -> list[str]:
    """Return what a line says that holds the run alone: a greeting, or who signs a letter."""
    tokens = passage.tokens
    if passage.is_wrapped or (first and tokens[first].gap < Gap.LINE):
        return []
    end = last
    if end < len(tokens) and tokens[end].kind == Kind.SIGN and tokens[end].gap == Gap.NONE:
        end += 1
    if end < len(tokens) and tokens[end].gap < Gap.LINE:
        return []
    row = [f"line{tokens[last].word if end > last else ''}"]
    if signs_off(passage, first):
        row.append("signs")
    return row


def signs_off(passage: Passage, at: int) -> bool:
    """Whether the line before `at` is short and takes leave: Best regards."""
    tokens = passage.tokens
    begin = at
    while begin > 0 and at - begin <= _SHORT_LINE:
        begin -= 1
        if tokens[begin].word.lower() in _SIGN_OFF:
            return True
        if tokens[begin].gap >= Gap.LINE:
            break
    return False
