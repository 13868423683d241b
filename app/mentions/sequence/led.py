"""Full names of which no tagger is asked: led by an office, or found in small letters below."""

from collections.abc import Sequence
from dataclasses import replace

from app.mentions.passage import Case, Passage, Span
from app.mentions.sequence.features import Run
from app.mentions.sequence.lexicon import GIVEN, Mark
from app.mentions.sequence.veto import SURE
from app.mentions.sequence.words import GIVEN_KINDS, NUMBER, word
from app.mentions.tokens import Gap, Kind

_LEADS = frozenset({"role", "title", "kin"})
_ARTICLES = frozenset({"Le", "La", "De", "Du", "Di", "Del", "Della", "El"})
_NAME = GIVEN | Mark.NAME | Mark.FAMILY
_BODIES = frozenset({"org", "geo", "folk", "brand"})
_HYPHENS = frozenset("-‐‑–")
_OF = {"bg": ("на",), "mk": ("на",)}  # prepositions that stand for a genitive
_BODY = 4  # words that name an office or a body at the most
_NEVER = frozenset({"ORG", "GEO", "PLACE", "BRAND", "FOLK", "ROLE", "TITLE", "CITY", "NUMB"})


def led(
    passage: Passage, found: Sequence[Run], tagged: Sequence[tuple[Span, float]]
) -> list[tuple[Span, float]]:
    """Return the spans, and as certain ones the full names that a word for an office leads.

    *Prezydent Lech Wałęsa*: a listed given name and one more word that is nobody else's, whatever
    that word means otherwise.
    """
    certain = [span for run in found if (span := _led_by_office(passage, run)) is not None]
    certain += [span for run in found if (span := _ruler(passage, run)) is not None]
    return _with(certain, tagged)


def repeated(passage: Passage, tagged: Sequence[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Return the spans, and in headings of capitals the full names that the text has below."""
    tokens = passage.tokens
    lines = zip(passage.sentences, passage.cases, strict=True)
    upper = [sentence for sentence, case in lines if case == Case.UPPER]
    if not upper:
        return list(tagged)
    below: dict[str, set[tuple[str, ...]]] = {}  # names by their first word
    for span, likely in tagged:
        if likely >= SURE and span.last - span.first > 1 and not tokens[span.first].word.isupper():
            name = _folded(passage, span.first, span.last)
            below.setdefault(name[0], set()).add(name)
    certain = [
        Span(at, at + len(name))
        for begin, end in upper
        for at in range(begin, end)
        for name in below.get(tokens[at].word.casefold(), ())
        if _folded(passage, at, min(end, at + len(name))) == name
    ]
    return _with(certain, tagged)


def _folded(passage: Passage, first: int, last: int) -> tuple[str, ...]:
    return tuple(token.word.casefold() for token in passage.tokens[first:last])


def grown(passage: Passage, tagged: Sequence[tuple[Span, float]]) -> list[tuple[Span, float]]:
    """Return the spans, lone sure words with the name that opens the sentence before them.

    *Alhierd Bacharewicz*: taggers mistrust the capital of a first word, and few lists have him.
    """
    taken = {at for span, _ in tagged for at in range(span.first, span.last)}
    tagged = [(_with_surname(passage, span, taken), likely) for span, likely in tagged]
    return [
        (replace(span, first=span.first - 1), likely)
        if likely >= SURE and span.last - span.first == 1 and _may_grow(passage, span, taken)
        else (span, likely)
        for span, likely in tagged
    ]


def _with_surname(passage: Passage, span: Span, taken: set[int]) -> Span:
    """Take in what initials alone must lead: *Дз. І. Мяцеліца*, though that is a word, too."""
    tokens, last = passage.tokens, span.last
    if last in taken or last >= len(tokens):
        return span
    is_led = all(token.kind == Kind.INITIAL for token in tokens[span.first : last])
    follows = tokens[last].kind == Kind.WORD and tokens[last].gap <= Gap.SPACE
    is_name = follows and tokens[last].word[0].isupper() and not passage.places[last][1]
    return replace(span, last=last + 1) if is_led and is_name else span


def _may_grow(passage: Passage, span: Span, taken: set[int]) -> bool:
    at = span.first - 1
    if at < 0 or at in taken or passage.places[at] != (Case.SENTENCE, True):
        return False
    before, token = passage.tokens[at : at + 2]
    if before.kind != Kind.WORD or token.gap != Gap.SPACE or not before.word[0].isupper():
        return False
    known = word(before.word, passage.lang)
    is_only_name = bool(known.marks) and not known.marks & ~_NAME
    return not known.word_class and (known.kind == "GIVEN" or is_only_name)


def _with(
    certain: Sequence[Span], tagged: Sequence[tuple[Span, float]]
) -> list[tuple[Span, float]]:
    taken = {at for span in certain for at in range(span.first, span.last)}
    kept = [each for each in tagged if taken.isdisjoint(range(each[0].first, each[0].last))]
    return sorted((*kept, *((span, 1.0) for span in certain)), key=lambda each: each[0].first)


def _ruler(passage: Passage, run: Run) -> Span | None:
    """Return a given name that ends a run but for the number of a king or a pope: Рыгор VII."""
    last = run[1] - 1
    before, token = passage.tokens[last - 1 : last + 1] if last > run[0] else (None, None)
    if before is None or token is None or before.kind != Kind.WORD or token.gap != Gap.SPACE:
        return None
    numbered = NUMBER.fullmatch(token.word) and passage.cases[run[2]] == Case.SENTENCE
    if not numbered or word(before.word, passage.lang).kind != "GIVEN":
        return None
    return Span(last - 1, last)


def _led_by_office(passage: Passage, run: Run) -> Span | None:
    """Return the last two words of a run if the word before them leads them and nothing else is."""
    first, last, number = run
    begin = last - 2
    if begin < first or not begin or passage.cases[number] != Case.SENTENCE:
        return None
    given, family = passage.tokens[begin:last]
    if given.kind != Kind.WORD or family.kind != Kind.WORD:
        return None
    if family.gap != Gap.SPACE or family.word.isupper():
        return None
    lang = passage.lang
    if begin - first > 1 and _is_hyphenated(passage, begin):
        begin -= 2
    if (
        _leads(passage, begin, passage.sentences[number][0])
        and (word(given.word, lang).kind in GIVEN_KINDS or given.word in _ARTICLES)
        and word(family.word, lang).kind not in _NEVER
    ):
        return Span(begin, last)
    return None


def _is_hyphenated(passage: Passage, at: int) -> bool:
    """Whether a given name at `at` is the second half of a double one: Jean-Claude."""
    before, hyphen, token = passage.tokens[at - 2 : at + 1]
    return (
        hyphen.word in _HYPHENS
        and hyphen.gap == token.gap == Gap.NONE
        and before.kind == Kind.WORD
        and word(before.word, passage.lang).kind in GIVEN_KINDS
    )


def _leads(passage: Passage, begin: int, start: int) -> bool:
    """Whether a word for an office stands before `begin`, or before the body of that office.

    *The head of the European Commission Jean Martin*, *prezes Gazpromu Aleksiej Nowak*.
    """
    for at in range(begin - 1, max(start, begin - _BODY) - 1, -1):
        token = passage.tokens[at]
        if token.kind != Kind.WORD:
            return False
        known = word(token.word, passage.lang)
        if known.word_class in _LEADS:
            return True
        is_of = token.word in _OF.get(passage.lang, ())
        if known.word_class not in _BODIES and known.kind not in _NEVER and not is_of:
            return False
    return False
