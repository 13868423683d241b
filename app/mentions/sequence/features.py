"""What the tagger sees of each word of a run: itself, its neighbours, its other places in the text.

Everything is said in terms that hold for every language (listed as a given name, after a word for
an office, ends in -ski), so that a model trained where texts may be used works where they may not.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence

from app.mentions.passage import Case, Passage
from app.mentions.sequence.lexicon import GIVEN, Mark, lexicon
from app.mentions.sequence.runs import is_capital
from app.mentions.sequence.words import CYRILLIC, ENGLISH, HEARD, Word, fold, word
from app.mentions.tokens import Gap, Kind, Token

_DASHES = frozenset("-‐‑–—")
_SIGNS = {
    **dict.fromkeys('"«»“”„‟‘‚‹›', "quote"),
    **dict.fromkeys("([", "paren"),
    **dict.fromkeys(")]", "close"),
    **dict.fromkeys(".!?…", "stop"),
    ",": "comma",
    ":": "colon",
}
_OTHER = {
    Kind.INITIAL: "sign",
    Kind.NUMBER: "num",
    Kind.POSSESSIVE: "poss",
    Kind.LINK: "link",
}
_OUTSIDE = {"at": "@", "geo": "o"}  # other kinds are noted by their first letter; g is given
_TRANSPARENT = frozenset({"comma", "quote", "paren", "dash", "sign"})  # one looks behind these
_BETWEEN = {
    **dict.fromkeys(("org", "geo", "brand", "folk", "Cap"), "o"),
    **dict.fromkeys(("low", "quote", "hyphen", "sign", "num"), ""),
    **dict.fromkeys(("at", "by"), "p"),
}
_SHORT_RUN = 4
_PLACED = 2  # a preposition of place weighs as much as so many other words
_BODIES = frozenset({"org", "geo", "brand"})
_LED = frozenset({"role", "kin", "title"})
_FAR = 7  # tokens: how far before a name the word for its bearer may stand
_MARKS = (
    (Mark.MASCULINE, "gm"),
    (Mark.FEMININE, "gf"),
    (Mark.NAME, "nm"),
    (Mark.COUNTRY, "co"),
    (Mark.CITY, "ci"),
    (Mark.FAMILY, "sn"),
    (Mark.FREQUENT, "f1"),
    (Mark.COMMON, "f2"),
    (HEARD, "hd"),
)
Run = tuple[int, int, int]


class Evidence:
    """What the rest of a passage says of each stem: who stands before it, is it ever small."""

    __slots__ = ("placed", "seen", "small")

    def __init__(self, passage: Passage, found: Sequence[Run]) -> None:
        self.small: set[str] = set()
        self.seen: dict[str, set[str]] = defaultdict(set)
        self.placed: Counter[str] = Counter()  # after a preposition of place, less other places
        lang, tokens = passage.lang, passage.tokens
        for token in tokens:
            if token.kind == Kind.WORD and len(token.word) > 2 and token.word[0].islower():
                self.small.add(token.word)
        for first, last, number in found:
            if passage.cases[number] == Case.UPPER:
                continue
            self._see_run(passage, lang, first, last, number)
        for stem, more in self.placed.items():
            if more > 0:
                self.seen[stem].add("@@")

    def _see_run(self, passage: Passage, lang: str, first: int, last: int, number: int) -> None:
        tokens = passage.tokens
        begin = passage.sentences[number][0]
        for at in range(first, last):
            token = tokens[at]
            if token.kind != Kind.WORD or not token.word[0].isupper():
                continue
            known = word(token.word, lang)
            seen = self.seen[known.stem]
            seen.add("+" if "1" in seen else "1")
            if at > first:
                before = tokens[at - 1]
                if before.kind == Kind.INITIAL:
                    seen.add("i")
                elif before.kind == Kind.WORD:
                    kind = word(before.word, lang).kind
                    seen.add({"GIVEN": "g", "GIVN2": "g", "ORG": "o", "GEO": "o"}.get(kind, "c"))
            elif at > begin:
                kind = _outside(tokens[at - 1], lang)
                if kind in ("role", "kin", "title", "org", "geo", "at", "quote"):
                    seen.add(_OUTSIDE.get(kind, kind[0]))
                self.placed[known.stem] += _PLACED if kind == "at" else -1
                seen.add("m")
            if at + 1 < len(tokens):
                seen.update(_following(_outside(tokens[at + 1], lang), is_last=at + 1 == last))


def _following(kind: str, *, is_last: bool) -> str:
    """Return what the word behind tells: that it speaks, that it is a body."""
    if kind == "speech" and is_last:
        return "s"
    return "B" if kind in _BODIES else ""


def features(passage: Passage, run: Run, evidence: Evidence) -> list[list[str]]:
    """Return the features of each token of a run."""
    first, last, number = run
    tokens, lang = passage.tokens, passage.lang
    known = [_known(tokens[at], lang) for at in range(first, last)]
    kinds = [kind for kind, _ in known]
    around = _around(tokens, lang, (first, last), passage.sentences[number])
    if passage.cases[number]:
        around.append(f"case{passage.cases[number]}")
    if len(kinds) <= _SHORT_RUN:
        around.append("P" + "_".join(kinds))
    if around[0] == "Lquote" and "Rquote" in around:
        around.append("quoted")
    rows = []
    for place, (kind, own) in enumerate(known):
        token = tokens[first + place]
        row = ["b", *own, *_neighbours(kinds, place), *_surroundings(around, kinds, place)]
        if place and len(token.word) > 2:
            row.append(f"E{tokens[first + place - 1].word[-1]}{token.word[-1]}")
        if token.kind == Kind.WORD and token.word[0].isupper():
            row += _evidence(token, lang, evidence, kind)
        rows.append(row)
    return rows


def _neighbours(kinds: Sequence[str], place: int) -> list[str]:
    """Return what stands beside a token within its run."""
    length, kind = len(kinds), kinds[place]
    before = kinds[place - 1] if place else "^"
    after = kinds[place + 1] if place + 1 < length else "$"
    row = [
        f"-1{before}",
        f"+1{after}",
        f"{before}|{kind}",
        f"{kind}|{after}",
        f"{before}|{kind}|{after}",
        f"at{min(place, 3)}/{min(length, 4)}",
    ]
    if place > 1:
        row += (f"-2{kinds[place - 2]}", f"<{kinds[place - 2]}|{before}|{kind}")
    if place + 2 < length:
        row.append(f"+2{kinds[place + 2]}")
    return row


def _surroundings(around: Sequence[str], kinds: Sequence[str], place: int) -> list[str]:
    """Return what stands around the run, told apart at its first and last token.

    A lone word has features of its own: what follows a full name speaks of its last word.
    """
    if len(kinds) == 1:
        return [f"{text}{where}" for text in around for where in ("@F", "@1", f"&1{kinds[0]}")]
    row = [f"{text}@{'M' if place else 'F'}" for text in around]
    if place == 0:
        row += [f"{text}&{kinds[0]}" for text in around]
    if place == len(kinds) - 1:
        row += [f"{text}&e{kinds[-1]}" for text in around if text[0] == "R"]
    return row


def _evidence(token: Token, lang: str, evidence: Evidence, kind: str) -> list[str]:
    known = word(token.word, lang)
    seen = evidence.seen.get(known.stem, ())
    row = [f"d{mark}" for mark in seen]
    if ("g" in seen or "i" in seen) and kind not in ("GIVEN", "GIVN2"):
        row.append(f"dG|{kind}")
    if "c" in seen and not {"g", "i"} & set(seen):
        row.append("dc!g")
    if token.word.lower() in evidence.small:
        row.append("small")
    return row


def _around(
    tokens: Sequence[Token], lang: str, run: tuple[int, int], sentence: tuple[int, int]
) -> list[str]:
    """Return what stands before (L) and after (R) a run, nearest first."""
    return [
        *_left(tokens, lang, run[0], sentence[0]),
        *_far_left(tokens, lang, run[0], sentence[0]),
        *_right(tokens, lang, run[1], sentence[1]),
    ]


def _far_left(tokens: Sequence[Token], lang: str, first: int, begin: int) -> list[str]:
    """Return what is to the left as far as a word for a person: the head of the European bank."""
    between: set[str] = set()
    for at in range(first - 1, max(begin, first - _FAR) - 1, -1):
        kind = _outside(tokens[at], lang)
        if kind in _LED:
            return [f"led{kind}{''.join(sorted(between))}"] if at < first - 1 else []
        if kind not in _BETWEEN:
            return []
        between.add(_BETWEEN[kind])
    return []


def _left(tokens: Sequence[Token], lang: str, first: int, begin: int) -> list[str]:
    if first == begin:
        return ["L^"]
    at = first - 1
    left = _outside(tokens[at], lang)
    around = [f"L{left}"]
    if left in _TRANSPARENT and at > begin:
        at -= 1
        around.append(f"L,{_outside(tokens[at], lang)}")
    if tokens[at].kind == Kind.WORD:
        plain = word(tokens[at].word, lang).latin
        around += (f"Lw{plain[:8]}", f"Le{plain[-2:]}")
        if at > begin:
            around.append(f"L2{_outside(tokens[at - 1], lang)}")
    return around


def _right(tokens: Sequence[Token], lang: str, last: int, end: int) -> list[str]:
    if lang == "pl" and last < end and tokens[last].kind == Kind.POSSESSIVE:
        last += 1  # Healy’m is a case form
    if last == end:
        return ["R$"]
    at = last
    right = _outside(tokens[at], lang)
    around = [f"R{right}"]
    if right in _TRANSPARENT and at + 1 < end:
        at += 1
        around.append(f"R,{_outside(tokens[at], lang)}")
    if tokens[at].kind == Kind.WORD:
        plain = word(tokens[at].word, lang).latin
        around += (f"Rw{plain[:8]}", f"Re{plain[-2:]}")
        if at + 1 < end:
            around.append(f"R2{_outside(tokens[at + 1], lang)}")
    return around


def _outside(token: Token, lang: str) -> str:
    """Return the class of a token outside a run."""
    if token.kind == Kind.WORD:
        return word(token.word, lang).word_class or ("Cap" if is_capital(token) else "low")
    if token.kind != Kind.SIGN:
        return _OTHER[token.kind]
    if token.word in _DASHES:
        return "dash" if token.gap >= Gap.SPACE else "hyphen"
    return _SIGNS.get(token.word, "sign")


def _known(token: Token, lang: str) -> tuple[str, tuple[str, ...]]:
    """Return the kind of a token of a run and its own features."""
    if token.kind == Kind.INITIAL:
        return "INIT", ("INIT",)
    if token.kind != Kind.WORD:
        return "hyph", ("hyph",)
    return _own(token.word, lang)


_memory: dict[tuple[str, str], tuple[str, tuple[str, ...]]] = {}


def _own(text: str, lang: str) -> tuple[str, tuple[str, ...]]:
    found = _memory.get((text, lang))
    if found is None:
        if len(_memory) > 50_000:
            _memory.clear()
        known = word(text, lang)
        found = _memory[text, lang] = (_run_kind(text, known), _word_features(text, known, lang))
    return found


def _run_kind(text: str, known: Word) -> str:
    if not text[0].isupper():
        return "part"
    if len(text) > 1 and text.isupper() and known.kind in ("CAP", "NAME", "COMM", "FREQ"):
        return "UP" + ("2" if len(text) < 5 else "5")
    return known.kind


def _word_features(text: str, known: Word, lang: str) -> tuple[str, ...]:
    plain = known.latin
    if known.marks & ENGLISH:
        english = "eng1" if lexicon().frequency_of(fold(text), "en") & Mark.FREQUENT else "eng2"
    else:
        english = "eng0"
    row = [english, _shape(text), f"k{known.kind}", f"n{min(len(text), 7)}"]
    if len(plain) > 3:
        row += [f"s2{plain[-2:]}", f"s3{plain[-3:]}"]
        if len(plain) > 5:
            row.append(f"s4{plain[-4:]}")
        row.append(f"p{plain[:3]}")
    row += [f"M{known.marks}", f"M{known.marks}T{known.stem_marks}{known.word_class}"]
    if lang in CYRILLIC and text[0] < "\u0250":
        row.append("foreign")
    row += [f"m{mark}" for bit, mark in _MARKS if known.marks & bit]
    row += [f"t{mark}" for bit, mark in _MARKS if known.stem_marks & bit]
    names = known.marks & (GIVEN | Mark.NAME | Mark.FAMILY)
    if not known.marks & ~Mark.CITY and not known.stem_marks:
        row.append("unknown")
    elif names and not known.marks & ~(GIVEN | Mark.NAME | Mark.FAMILY):
        row.append("only-name")
    if known.word_class:
        row.append(f"c{known.word_class}")
    if lang == "de":
        row += [f"de{feature}" for feature in row[:2]]
    return tuple(row)


def _shape(text: str) -> str:
    if not text[0].isupper():
        return "x"
    if len(text) == 1:
        return "X1"
    if text.isupper():
        return "XX"
    if text[1:].islower():
        return "Xx"
    return "XxX" if not any(c in "'’" for c in text) else "X'x"
