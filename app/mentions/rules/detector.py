"""Rules that find people in a text of any language, with cue words from files."""

from collections.abc import Iterator, Sequence

from app.mentions.passage import Passage, Span
from app.mentions.rules.candidates import Candidate, candidates
from app.mentions.rules.evidence import POSSIBLE, SPREADS, SURE, evidence, score
from app.mentions.rules.lexicon import PARTY, lexicon
from app.mentions.tokens import Gap, Kind


class RulesDetector:
    """Capitalised runs, judged by given names, titles and verbs of speech around them."""

    def __init__(self, lang: str) -> None:
        self.lang = lang
        self._flags_of = lexicon(lang)

    def find(self, passage: Passage) -> Sequence[Span]:
        """Return the spans of `passage`, doubtful ones too."""
        flags = self.flags(passage)
        return [
            self.span(passage, flags, candidate, points)
            for candidate, points, _ in self.judged(passage, flags)
            if points >= POSSIBLE
        ]

    def judged(
        self, passage: Passage, flags: Sequence[int]
    ) -> Iterator[tuple[Candidate, float, list[str]]]:
        """Yield every candidate with its points and the cues that gave them."""
        tokens, wrapped = passage.tokens, passage.is_wrapped
        for sentence, case in zip(passage.sentences, passage.cases, strict=True):
            for candidate in candidates(tokens, flags, sentence, case, wrapped=wrapped):
                cues = list(evidence(tokens, flags, candidate, sentence))
                yield candidate, score(cues), cues

    def flags(self, passage: Passage) -> list[int]:
        """Return what the cue files say of each token."""
        flags_of = self._flags_of
        return [flags_of(token.word) if token.kind == Kind.WORD else 0 for token in passage.tokens]

    @staticmethod
    def span(passage: Passage, flags: Sequence[int], candidate: Candidate, points: float) -> Span:
        """Return the span of a candidate that has so many points."""
        after = candidate.last
        modifier = False
        if after < len(passage.tokens):
            token = passage.tokens[after]
            if token.gap == Gap.NONE and token.word in "-–" and after + 1 < len(flags):
                modifier = bool(flags[after + 1] & PARTY)
            else:
                modifier = token.gap == Gap.SPACE and bool(flags[after] & PARTY)
        return Span(
            candidate.first, candidate.last, points >= SURE, modifier, spreads=points >= SPREADS
        )
