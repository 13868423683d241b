"""Detectors learnt from texts: offered for the languages whose models are shipped."""

from functools import partial

from app.mentions.detector import MentionDetector, offer
from app.mentions.sequence.detector import SequenceDetector

MODELS = {  # which model reads which language
    **dict.fromkeys(("ru", "be", "uk", "bg", "mk", "sr", "pl", "cs", "sk", "sl", "hr"), "slavic"),
    **dict.fromkeys(("de", "fr", "es", "it", "lt", "lv", "pt", "nl", "ro"), "western"),
}


def offer_all() -> None:
    """Offer a detector for every language that has a model; a model is loaded on first use."""
    for lang, model in MODELS.items():
        offer(lang, partial(_load, model))


def _load(model: str) -> MentionDetector | None:
    try:
        return SequenceDetector(model)
    except FileNotFoundError:
        return None
