"""German, French, Spanish, Italian, Lithuanian: names that begin with a listed given name.

No real text of these languages may train a model, so the tagger knows too little of them: it leaves
out a surname that no list has, or a particle. A given name with capitals after it needs no model;
neither does a surname after Herr or Mme. What the tagger finds elsewhere stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from app.mentions.detector import MentionDetector, offer
from app.mentions.passage import Case, Passage, Span
from app.mentions.sequence import MODELS
from app.mentions.sequence.detector import SequenceDetector
from app.mentions.sequence.led import repeated
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.words import Word, class_of, fold, particles, word
from app.mentions.tokens import Gap, Kind, Token

_HYPHENS = frozenset("-‐‑")
_NOBODY = frozenset({"org", "geo", "folk", "brand", "role", "kin", "title", "at", "by", "speech"})
_BODIES = frozenset({"org", "geo"})
_EVERYDAY = Mark.FREQUENT | Mark.COMMON
_NUMBER = re.compile("(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
_MOST = 9  # tokens of a name
_MOST_SURNAMES = {"es": 3, "pt": 3}
_LOCATIVE = re.compile("(?:uose|iose|iuje|yje|ėje|oje)$")  # of Lithuanian: Kaune, Vanaguose
_TITLES = {"fr": frozenset({"M.", "MM."})}  # that look like initials
_WORDS = {
    "particles": "de del della dello di da dal dos das do du des von vom van zu zum zur af d' d’",
    "after particles": "la las los le l' l’ der den dem und zu zum",
    "saints": "san santa santo sant' sant’ saint sainte st ste são sankt",
}
_PARTICLES, _AFTER_PARTICLES, _SAINTS = (frozenset(words.split()) for words in _WORDS.values())
_CASES = {  # of Lithuanian given names
    "as": ("as", "o", "ui", "ą", "u", "ai"),
    "is": ("is", "io", "iui", "į", "iu"),
    "ys": ("ys", "io", "iui", "į", "iu"),
    "us": ("us", "aus", "ui", "ų", "umi", "au"),
    "a": ("a", "os", "ai", "ą"),
    "ė": ("ė", "ės", "ei", "ę", "e"),
}
_RETIRED = ("a", ".", "D.")  # außer Dienst


class WesternDetector(SequenceDetector):
    """The tagger of Western languages, and the names that it needs not be asked of."""

    def find(self, passage: Passage) -> Sequence[Span]:
        """Return the spans of `passage`, doubtful ones too."""
        reader = _Reader(passage)
        nobody = set(reader.compounds())
        led = []
        for span, is_place in reader.led():
            if is_place:
                nobody.update(range(span.first, span.last))
            elif nobody.isdisjoint(range(span.first, span.last)):
                led.append(span)
        taken = nobody | {at for span in led for at in range(span.first, span.last)}
        kept = [
            span
            for tagged in super().find(passage)
            if (span := reader.trimmed(tagged)).first < span.last
            and taken.isdisjoint(range(span.first, span.last))
            and not reader.is_place(span)
        ]
        kept = [reader.doubted(span) for span in kept]
        spans = repeated(passage, [(span, float(span.sure)) for span in (*led, *kept)])
        return [span for span, _ in spans]


class _Reader:
    """Reads a passage from left to right."""

    def __init__(self, passage: Passage) -> None:
        self._passage = passage
        self._lang = passage.lang
        self._tokens = passage.tokens
        self._has_nouns = passage.lang == "de"  # in capitals

    def led(self) -> Iterator[tuple[Span, bool]]:
        """Yield names led by a given name or a title, and whether each is a place's."""
        for (begin, end), case in zip(self._passage.sentences, self._passage.cases, strict=True):
            at = begin
            while at < end:
                last = 0
                if self._opens(at, begin):
                    last = self._end(at, end, case, opens=at == begin)
                if not last and at > begin and self._follows_title(at, begin):
                    last = self._end(at, end, case, titled=True)
                if last:
                    yield Span(at, last), self._names_a_place(at, begin)
                at = last or at + 1

    def compounds(self) -> Iterator[int]:
        """Yield the tokens of Konrad-Adenauer-Straße, Brecht-Biograf, rue Victor-Hugo."""
        tokens, at = self._tokens, 0
        while at < len(tokens):
            last = at + 1
            while last + 1 < len(tokens) and _is_joined(tokens, last):
                last += 2
            ends = self._word(last - 1)
            is_led = at > 0 and bool(self._word(at - 1).marks & GIVEN)  # Agnes Strack-Zimmermann
            is_noun = self._has_nouns and bool(ends.marks & _EVERYDAY) and not _is_name(ends)
            is_nobodys = last > at + 1 and (
                ends.word_class in _NOBODY
                or (is_noun and not is_led)
                or (at > 0 and self._word(at - 1).word_class in _BODIES)
            )
            if is_nobodys:
                yield from range(at, last)
            at = last

    def trimmed(self, span: Span) -> Span:
        """Return a span without a title that looks like an initial: M. Poincaré."""
        tokens, first = self._tokens, span.first
        before = tuple(token.word for token in tokens[max(0, first - 2) : first + 1])
        if tokens[first].word in _TITLES.get(self._lang, ()) or before == _RETIRED:
            return replace(span, first=first + 1)
        return span

    def is_place(self, span: Span) -> bool:
        """Whether a lone word is in the case that says where, or stands in a street's name."""
        if self._lang == "lt" and span.last - span.first == 1:
            return bool(_LOCATIVE.search(self._tokens[span.first].word))
        return self._names_a_place(span.first, 0)

    def doubted(self, span: Span) -> Span:
        """Return a span, doubtful where it is a lone word that may be any noun: Mitgründerin."""
        if not self._has_nouns or span.last - span.first > 1:
            return span
        known = self._word(span.first)
        beside = {
            self._word(at).word_class for at in (span.first - 1, span.last) if self._holds(at)
        }
        listed = (known.marks | known.stem_marks) & (GIVEN | Mark.FAMILY | Mark.NAME)
        if listed or beside & {"role", "kin", "title", "speech"}:
            return span
        return replace(span, sure=False, spreads=False)

    def _holds(self, at: int) -> bool:
        return 0 <= at < len(self._tokens) and self._tokens[at].kind == Kind.WORD

    def _word(self, at: int) -> Word:
        return word(self._tokens[at].word, self._lang)

    def _class(self, at: int) -> str:
        """Return the class of a capital, by the whole word: Kreisky is no Kreis."""
        return class_of(fold(self._tokens[at].word), self._lang, whole_only=True)

    def _is_given(self, at: int) -> bool:
        if self._lang == "lt" and self._is_lithuanian(at):
            return True
        known = self._word(at)
        return bool(known.marks & GIVEN) and known.word_class not in _NOBODY - {"role", "geo"}

    def _is_lithuanian(self, at: int) -> bool:
        return fold(self._tokens[at].word) in lithuanian()

    def _opens(self, at: int, begin: int) -> bool:
        """Whether a given name stands here that begins a name."""
        token = self._tokens[at]
        if not _is_capital(token) or (at > begin and _is_joined(self._tokens, at - 1)):
            return False
        if not self._is_given(at) or fold(token.word) in _SAINTS:
            return False
        if self._class(at) in _NOBODY and (at == begin or self._has_nouns):
            return False
        if at > begin and self._word(at).marks & (Mark.CITY | Mark.COUNTRY):
            return self._word(at - 1).word_class != "at"  # à Paris Maia Sandu
        return True

    def _follows_title(self, at: int, begin: int) -> bool:
        """Whether Herr, Mme or Don stands right before a capital that may be a surname."""
        if not self._is_surname(at, everyday=not self._has_nouns):
            return False
        before = at - 1
        text = self._tokens[before].word
        if text in _TITLES.get(self._lang, ()) or text == "Frau":
            return True
        if text == "." and before > begin:
            before -= 1
        known = self._word(before)
        if known.word_class == "kin":
            return self._is_given(at) and not self._word(at).marks & _EVERYDAY
        return known.word_class == "title"

    def _names_a_place(self, at: int, begin: int) -> bool:
        """Whether a street, a school or a prize bears the name: calle Miguel de Cervantes."""
        tokens = self._tokens
        while at > begin + 1 and tokens[at - 1].word in particles():
            at -= 1
        if at <= begin or not tokens[at].gap:
            return False
        before = self._word(at - 1).word_class
        return before in _BODIES or tokens[at - 1].word.casefold() in _SAINTS

    def _end(
        self, first: int, end: int, case: Case, *, opens: bool = False, titled: bool = False
    ) -> int:
        """Return where the name that begins at `first` ends; 0 where it is no full name."""
        tokens, at = self._tokens, first + 1
        everyday = case == Case.SENTENCE and not self._has_nouns
        doubtful = bool(self._word(first).marks & _EVERYDAY) and (opens or not everyday)
        doubtful = doubtful and not (self._lang == "lt" and self._is_lithuanian(first))
        surnames, last = int(titled), first + 1 if titled else 0
        most = _MOST_SURNAMES.get(self._lang, 2) if case == Case.SENTENCE else 1
        while at < min(end, first + _MOST):
            step = self._step(at, end, surnames, everyday=everyday)
            if not step or (surnames >= most and step == 1):
                break
            at += step
            if tokens[at - 1].kind == Kind.INITIAL:
                continue
            known = self._word(at - 1)
            is_given = self._is_given(at - 1) and not known.marks & Mark.FAMILY
            if surnames and step == 1 and self._ends_before(at - 1):
                return last
            if (
                doubtful
                and not surnames
                and step == 1
                and known.marks & _EVERYDAY
                and not _is_name(known)
            ):
                return 0  # two everyday words are no name, whatever lists say
            surnames += not is_given or (step > 1 and surnames > 0)  # Marie-Agnes is none
            last = at
        numbered = last or at
        if numbered < end and len(tokens[numbered].word) > 1:
            last += (numbered + 1 - last) * bool(_NUMBER.fullmatch(tokens[numbered].word))
        return last

    def _step(self, at: int, end: int, surnames: int, *, everyday: bool) -> int:
        """Return how many tokens at `at` go on with a name; 0 where it ends."""
        tokens = self._tokens
        if tokens[at].kind == Kind.INITIAL:
            return 1 if at + 1 < end and _is_capital(tokens[at + 1]) else 0
        if at + 1 < end and _is_joined(tokens, at):
            return 2 if _is_capital(tokens[at + 1]) else 0
        if _is_capital(tokens[at]):
            fits = tokens[at].gap in (Gap.SPACE, Gap.LINE)
            return int(fits and self._is_surname(at, everyday=everyday))
        if self._lang == "es" and tokens[at].word == "y":
            return 2 if surnames == 1 and self._ends_double(at, end) else 0
        ahead = at
        if tokens[ahead].word in _PARTICLES:
            ahead += 1
            while ahead < end and tokens[ahead].word in _PARTICLES | _AFTER_PARTICLES:
                ahead += 1
        if not at < ahead < end or not _is_capital(tokens[ahead]):
            return 0
        return (ahead - at + 1) * self._is_surname(ahead, everyday=everyday)

    def _ends_before(self, at: int) -> bool:
        """Whether a capital after a surname is a noun: Heinrich Manns Romane."""
        if not self._has_nouns:
            return False
        before = self._tokens[at - 1].word
        is_genitive = before.endswith("s") and word(before[:-1], "de").marks & Mark.FAMILY
        return bool(is_genitive) or not _is_name(self._word(at))

    def _ends_double(self, at: int, end: int) -> bool:
        """Whether y joins a second surname, and not another person: Ortega y Gasset."""
        if at + 1 >= end or not _is_capital(self._tokens[at + 1]) or self._is_given(at + 1):
            return False
        return at + 2 >= end or not _is_capital(self._tokens[at + 2])

    def _is_surname(self, at: int, *, everyday: bool) -> bool:
        """Whether a capital may be part of a name after a given name.

        everyday: an everyday word may, since nouns of the language have no capitals.
        """
        if not _is_capital(self._tokens[at]) or self._class(at) in _NOBODY:
            return False
        known = self._word(at)
        if self._lang == "lt" and _LOCATIVE.search(self._tokens[at].word):
            return False
        listed = Mark.FAMILY if self._has_nouns else Mark.FAMILY | GIVEN
        if everyday or (known.marks & listed and not known.marks & Mark.COUNTRY):
            return True
        return not known.marks & (_EVERYDAY | Mark.COUNTRY)


@cache
def lithuanian() -> frozenset[str]:
    """Return the Lithuanian given names in all their cases."""
    table = (files("app.mentions") / "tables" / "given_lt.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t")[1] for line in table.splitlines() if not line.startswith("#")]
    return frozenset(
        name[: -len(ending)] + case
        for row in rows
        for name in row.split()
        for ending, cases in _CASES.items()
        if name.endswith(ending)
        for case in cases
    )


def _is_name(known: Word) -> bool:
    """Whether a word is listed as a name; everyday words only as surnames."""
    if known.marks & _EVERYDAY:
        return bool(known.marks & Mark.FAMILY)
    return bool(known.marks & (GIVEN | Mark.FAMILY))


def _is_capital(token: Token) -> bool:
    return token.kind == Kind.WORD and len(token.word) > 1 and token.word[0].isupper()


def _is_joined(tokens: Sequence[Token], at: int) -> bool:
    """Whether the token at `at` is a hyphen that joins two words."""
    return (
        tokens[at].word in _HYPHENS
        and tokens[at].gap == Gap.NONE
        and at + 1 < len(tokens)
        and tokens[at + 1].gap == Gap.NONE
        and tokens[at + 1].kind == Kind.WORD
    )


def offer_western() -> None:
    """Offer the detector for every language of the Western model."""
    for lang, model in MODELS.items():
        if model == "western":
            offer(lang, _load)


def _load() -> MentionDetector | None:
    try:
        return WesternDetector("western")
    except FileNotFoundError:
        return None
