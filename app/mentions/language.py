"""Which language a text is written in, told from its letters and its function words.

Two kinds of evidence are added up, both cheap and small enough to be always at hand:
trigrams of letters (logarithms of their share in each language, packed as lanes of one integer
so that a trigram costs one addition) and function words, which decide headlines where most
letters belong to foreign names. Text of another script than Latin or Cyrillic is told by script.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

READ_AHEAD = 2_000  # characters: more text does not change the answer, it only costs time
UNKNOWN = "und"

_LANE = 3  # bytes for one language in a packed trigram: 60,000 trigrams cannot overflow
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_FUNCTION_WORD = 140  # what one function word weighs, in units of the trigram table
_NAME_SHARE = 3  # a capitalised word (a name, as a rule) weighs a third of a plain one
_SPLIT_LETTERS = {  # letters without which a rarer language is not believed against its neighbour
    "sr": re.compile("[јљњђћџ]"),
    "mk": re.compile("[јљњѓќѕџ]"),
    "sk": re.compile("[ľĺŕôäťďň]"),
}
_WITHOUT_LETTERS = {"sr": 400, "mk": 400, "sk": 60}
_PRIOR = {  # what is expected before a letter is read; decides between texts of two or three words
    "en": 120,
    "bg": 40,
    "be": 40,
    **dict.fromkeys(("sk", "hr"), -50),
    **dict.fromkeys(("pt", "nl", "ro", "lv", "hu", "sv", "et", "fi", "tr"), -80),
}
_SCRIPTS = (
    ("el", re.compile("[Ͱ-Ͽἀ-῿]")),
    ("ka", re.compile("[Ⴀ-ჿ]")),
    ("hy", re.compile("[԰-֏]")),
    ("he", re.compile("[֐-׿]")),
    ("ar", re.compile("[؀-ۿ]")),
    ("ja", re.compile("[぀-ヿ]")),
    ("ko", re.compile("[가-힯]")),
    ("zh", re.compile("[一-鿿]")),
)


@dataclass(frozen=True, slots=True)
class _Model:
    languages: tuple[str, ...]
    cyrillic: frozenset[str]
    trigrams: dict[str, int]
    words: dict[str, tuple[str, ...]]


def identify(text: str) -> str:
    """Return the likeliest language of `text` as an ISO 639-1 code, `und` where no letter tells."""
    head = text[:READ_AHEAD]
    words = [m.group() for m in _WORD.finditer(head)]
    letters = "".join(words)
    if not letters:
        return UNKNOWN
    cyrillic = sum("Ѐ" <= c <= "ԯ" for c in letters)
    foreign = _other_script(letters)
    if foreign is not None:
        return foreign
    scores = _scores(words, cyrillic=cyrillic * 2 >= len(letters))
    return max(scores, key=lambda lang: (scores[lang], lang)) if scores else UNKNOWN


def _other_script(letters: str) -> str | None:
    for lang, pattern in _SCRIPTS:
        if len(pattern.findall(letters)) * 3 >= len(letters):
            return lang
    return None


def _scores(words: list[str], *, cyrillic: bool) -> dict[str, int]:
    model = _model()
    lanes, hits, folded = _evidence(words, model)
    total = lanes.to_bytes(_LANE * (len(model.languages) + 2), "little")
    scores: dict[str, int] = {}
    for place, lang in enumerate(model.languages):
        if (lang in model.cyrillic) is not cyrillic:
            continue
        letters = int.from_bytes(total[_LANE * place : _LANE * place + _LANE], "little")
        score = letters + _FUNCTION_WORD * hits[lang] + _PRIOR.get(lang, 0)
        lacking = _SPLIT_LETTERS.get(lang)
        if lacking is not None and not lacking.search(folded):
            score -= _WITHOUT_LETTERS[lang]
        scores[lang] = score
    return scores


def _evidence(words: list[str], model: _Model) -> tuple[int, Counter[str], str]:
    """Packed trigram sums, function words per language and the folded text."""
    plain = names = 0
    lookup = model.trigrams.get
    hits: Counter[str] = Counter()
    folded = [word.lower() for word in words]
    for word, low in zip(words, folded, strict=True):
        hits.update(model.words.get(low, ()))
        packed = sum(lookup(low[i : i + 3], 0) for i in range(len(low) - 2))
        if word == low:
            plain += packed
        else:
            names += packed
    return plain * _NAME_SHARE + names, hits, " ".join(folded)


@cache
def function_words() -> dict[str, tuple[str, ...]]:
    """Return the languages of each function word, in lower case."""
    table = (files("app.mentions") / "tables" / "function_words.tsv").read_text(encoding="utf-8")
    words: dict[str, tuple[str, ...]] = {}
    for lang, listed in _rows(table):
        for word in dict.fromkeys(listed.split()):
            words[word] = (*words.get(word, ()), lang)
    return words


@cache
def _model() -> _Model:
    folder = files("app.mentions") / "tables"
    rows = _rows((folder / "language_trigrams.tsv").read_text(encoding="utf-8"))
    header = next(rows)
    return _Model(
        languages=tuple(header[1].split()),
        cyrillic=frozenset({"ru", "be", "uk", "bg", "mk", "sr"}),
        trigrams={trigram: _pack(levels) for trigram, levels in rows},
        words=function_words(),
    )


def _rows(table: str) -> Iterator[tuple[str, str]]:
    for line in table.splitlines():
        if line and not line.startswith("#"):
            key, _, value = line.partition("\t")
            yield key, value


def _pack(levels: str) -> int:
    """Make one lane a language of one printable character a language.

    The offset of the characters is the same in every lane, so it cancels in comparisons.
    """
    lanes = bytearray(_LANE * len(levels))
    lanes[::_LANE] = levels.encode("ascii")
    return int.from_bytes(lanes, "little")
