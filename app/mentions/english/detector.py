"""The English detector: rules and tagger together, each where it is the better judge."""

from collections.abc import Sequence
from dataclasses import replace

from app.mentions.english.edges import is_firm, is_place, whole, without_people
from app.mentions.english.features import english_features
from app.mentions.english.letters import beside, letters
from app.mentions.english.lines import Lines
from app.mentions.english.verdict import Rules, Verdict
from app.mentions.passage import Passage, Span
from app.mentions.rules.lexicon import GIVEN, PARTY
from app.mentions.sequence.detector import SequenceDetector
from app.mentions.sequence.features import Evidence, Run, features
from app.mentions.sequence.runs import is_capital, runs
from app.mentions.tokens import Gap, Kind

_SURE = 0.5
_LED = 0.1  # is enough for a given name with its surname, of which the rules are sure


class EnglishDetector(SequenceDetector):
    """A tagger whose features are the verdict of the rules and more; sure rules overrule it."""

    def __init__(self) -> None:
        super().__init__("english")
        self.rules = Rules()

    def find(self, passage: Passage) -> Sequence[Span]:
        """Return the spans of `passage`, doubtful ones too."""
        flags = self.rules.flags(passage)
        verdicts = self.rules.verdicts(passage, flags)
        found = list(runs(passage))
        rows = english_rows(passage, found, flags, verdicts)
        ruled = self.rules.spans(passage, flags, verdicts)
        strong = {(span.first, span.last) for span in ruled.strong}
        tagged = []
        for span, likely in self.tagged(passage, found, rows):
            cut = whole(passage, without_people(flags, _cut(passage, span, verdicts)))
            if not _is_nobody(passage, flags, cut):
                agreed = (cut.first, cut.last) in strong
                modifier = _is_modifier(passage, flags, cut.last)
                least = _LED if _is_led(cut, flags, verdicts) else _SURE
                sure = (likely >= least or agreed) and not _is_a_word_here(passage, cut)
                spreads = cut.spreads or agreed
                tagged.append(replace(cut, sure=sure, spreads=spreads, modifier=modifier))
        spans = _over(ruled.strong, tagged)
        spans = beside(spans, letters(passage, flags, spans))
        return beside(ruled.possible, spans)


def _is_led(span: Span, flags: Sequence[int], verdicts: dict[int, Verdict]) -> bool:
    """Whether the rules are sure of just these words, a given name first."""
    verdict = verdicts.get(span.first)
    if verdict is None or span.last - span.first < 2 or not flags[span.first] & GIVEN:
        return False
    candidate = verdict.candidate
    is_same = (candidate.first, candidate.last) == (span.first, span.last)
    return is_same and verdict.grade == "s"


def _is_nobody(passage: Passage, flags: Sequence[int], span: Span) -> bool:
    return is_place(passage, flags, span) or is_firm(passage, flags, span)


def _is_a_word_here(passage: Passage, span: Span) -> bool:
    """Whether a lone word that opens a sentence stands in small letters elsewhere: Rice prices."""
    if span.last - span.first > 1 or not passage.places[span.first][1]:
        return False
    return passage.tokens[span.first].word.lower() in passage.small_words


def _cut(passage: Passage, span: Span, verdicts: dict[int, Verdict]) -> Span:
    """Take off what hangs on a name by a hyphen in small letters: Kruger-led, not Kim Dae-jung."""
    tokens, last = passage.tokens, span.last
    while last - span.first > 1 and not is_capital(tokens[last - 1]):
        if last - 1 in verdicts and tokens[last - 1].kind == Kind.WORD:
            break
        last -= 1
    return replace(span, last=last)


def english_rows(
    passage: Passage, found: Sequence[Run], flags: Sequence[int], verdicts: dict[int, Verdict]
) -> list[list[list[str]]]:
    """Return the features of each token of each run."""
    evidence, lines = Evidence(passage, found), Lines(passage)
    return [
        [
            own + more
            for own, more in zip(
                features(passage, run, evidence),
                english_features(passage, run, flags, verdicts, lines),
                strict=True,
            )
        ]
        for run in found
    ]


def _over(strong: Sequence[Span], spans: Sequence[Span]) -> list[Span]:
    """Return both; a strong span replaces the doubtful ones it touches, and yields to sure ones."""
    taken = {at for span in spans if span.sure for at in range(span.first, span.last)}
    added = [s for s in strong if taken.isdisjoint(range(s.first, s.last))]
    covered = {at for span in added for at in range(span.first, span.last)}
    kept = [s for s in spans if s.sure or covered.isdisjoint(range(s.first, s.last))]
    return sorted((*kept, *added), key=lambda span: span.first)


def _is_modifier(passage: Passage, flags: Sequence[int], after: int) -> bool:
    tokens = passage.tokens
    if after >= len(tokens):
        return False
    if tokens[after].gap == Gap.NONE and tokens[after].word in "-–" and after + 1 < len(flags):
        return bool(flags[after + 1] & PARTY)
    return tokens[after].gap == Gap.SPACE and bool(flags[after] & PARTY)
