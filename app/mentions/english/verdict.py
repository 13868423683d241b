"""What the rules say of each token of a passage, with their reasons: evidence for the tagger."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.mentions.passage import Passage, Span
from app.mentions.rules.candidates import Candidate
from app.mentions.rules.detector import RulesDetector
from app.mentions.rules.evidence import POSSIBLE, SURE

STRONG = 3.0  # points from which the rules need nobody's consent
_SHAPES = frozenset({"qsurname shape", "qsurname shape alone", "qthree unknown words"})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the rules made of a candidate."""

    candidate: Candidate
    points: float
    reasons: tuple[str, ...]  # features that say why
    length: int

    @property
    def is_shaped(self) -> bool:
        """Whether its words are what hardly anything but names is: -enko, Aung San Suu Kyi."""
        return not _SHAPES.isdisjoint(self.reasons)

    @property
    def grade(self) -> str:
        """Return s (sure), d (doubtful) or n (no)."""
        return "s" if self.points >= SURE else "d" if self.points >= POSSIBLE else "n"


class Rules:
    """The English rules, asked once per passage."""

    def __init__(self) -> None:
        self._detector = RulesDetector("en")

    def flags(self, passage: Passage) -> Sequence[int]:
        """Return what the cue files say of each token."""
        return self._detector.flags(passage)

    def verdicts(self, passage: Passage, flags: Sequence[int]) -> dict[int, Verdict]:
        """Return the verdict on each token that a candidate holds."""
        at: dict[int, Verdict] = {}
        for candidate, points, cues in self._detector.judged(passage, flags):
            reasons = (
                f"q{round(max(-2.0, min(6.0, points)) * 2)}",
                *(f"q{c}" for c in sorted(set(cues))),
            )
            verdict = Verdict(candidate, points, reasons, candidate.last - candidate.first)
            at |= dict.fromkeys(range(candidate.first, candidate.last), verdict)
        return at

    def spans(
        self, passage: Passage, flags: Sequence[int], verdicts: dict[int, Verdict]
    ) -> "Ruled":
        """Return what the rules are sure of by themselves, and what they would not rule out."""
        strong: list[Span] = []
        possible: list[Span] = []
        for verdict in {id(v): v for v in verdicts.values()}.values():
            if verdict.points < POSSIBLE:
                continue
            span = self._detector.span(passage, flags, verdict.candidate, verdict.points)
            is_strong = verdict.points >= STRONG or (span.sure and verdict.is_shaped)
            (strong if is_strong else possible).append(span)
        return Ruled(strong, [replace(span, sure=False, spreads=False) for span in possible])


@dataclass(frozen=True, slots=True)
class Ruled:
    """The spans of the rules: those that need nobody's consent, and the others."""

    strong: Sequence[Span]
    possible: Sequence[Span]
