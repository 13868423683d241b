"""What every detector of names promises, and which one reads which language."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Protocol

from app.mentions.passage import Passage, Span


class MentionDetector(Protocol):
    """Finds the spans of one passage that name people.

    Spans are in order and do not overlap. A detector is total: it never raises on any text. It
    holds no state that a passage could change, so one instance serves all threads.
    """

    def find(self, passage: Passage) -> Sequence[Span]:
        """Return the spans of `passage`."""
        ...


Factory = Callable[[], MentionDetector | None]
_factories: dict[str, list[Factory]] = {}


def offer(lang: str, factory: Factory) -> None:
    """Offer a detector for `lang`; the latest offer that can be loaded is used.

    A factory is called once, when a text of its language first comes; it returns None where its
    model or package is absent, and the rules do the work.
    """
    _factories.setdefault(lang, []).append(factory)
    detector_for.cache_clear()


@lru_cache(maxsize=256)
def detector_for(lang: str) -> MentionDetector:
    """Return the best detector for `lang` that this installation has."""
    for factory in reversed(_factories.get(lang, [])):
        detector = factory()
        if detector is not None:
            return detector
    from app.mentions.rules import RulesDetector

    return RulesDetector(lang)
