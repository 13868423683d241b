"""Reading a text in two steps: find, then settle what only the registry can know."""

from collections.abc import Collection
from dataclasses import dataclass

from app.mentions.detector import detector_for
from app.mentions.passage import Passage, Span
from app.mentions.types import Field, Reading, Text


@dataclass(frozen=True, slots=True)
class Draft:
    """What the detectors found. `doubtful` are folded names that rules alone would not accept."""

    lang: str
    passages: tuple[tuple[Passage, tuple[Span, ...]], ...]
    doubtful: frozenset[str] = frozenset()

    def settle(self, known: Collection[str] = ()) -> Reading:
        """Accept doubtful spans whose folded name is `known` and tie all mentions into chains."""
        del known  # the document pass comes next
        return Reading(self.lang, (), ())


def find(text: Text) -> Draft:
    """Find the spans of a text that may name people; total over all strings."""
    lang = text.lang or "en"
    detector = detector_for(lang)
    passages = []
    fields: tuple[Field, ...] = ("title", "text")
    for field in fields:
        content = text.field(field)
        if content:
            passage = Passage.of(field, content, lang)
            passages.append((passage, tuple(detector.find(passage))))
    return Draft(lang, tuple(passages))
