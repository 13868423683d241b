"""English: the rules' verdict and how common a name is, weighed by a tagger."""

from app.mentions.detector import MentionDetector, offer
from app.mentions.english.detector import EnglishDetector

__all__ = ["EnglishDetector", "offer_english"]


def offer_english() -> None:
    """Offer the detector; without its model the rules alone read English."""
    offer("en", _load)


def _load() -> MentionDetector | None:
    try:
        return EnglishDetector()
    except FileNotFoundError:
        return None
