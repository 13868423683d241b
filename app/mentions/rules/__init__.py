"""Rules that find people in a text of any language, with cue words from files."""

from app.mentions.rules.detector import RulesDetector

__all__ = ["RulesDetector"]
