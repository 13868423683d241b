"""Personal names: reading one, comparing two. Pure: no state, no I/O but the tables beside it."""

from app.names.bases import lookup_keys
from app.names.compare import Comparison, Match, compare, match
from app.names.decide import Decision, Thresholds, Verdict, chances, decide
from app.names.expand import Expansion, expand
from app.names.explain import Feature
from app.names.features import Rarity
from app.names.given import is_given
from app.names.glance import glance
from app.names.inflection import Nominative, nominatives
from app.names.name import Gender, Key, Name, Part, Role, Token
from app.names.reader import read
from app.names.transliteration import Romanisation, Transliteration, transliterate

ENGINE_VERSION = "16"

__all__ = [
    "ENGINE_VERSION",
    "Comparison",
    "Decision",
    "Expansion",
    "Feature",
    "Gender",
    "Key",
    "Match",
    "Name",
    "Nominative",
    "Part",
    "Rarity",
    "Role",
    "Romanisation",
    "Thresholds",
    "Token",
    "Transliteration",
    "Verdict",
    "chances",
    "compare",
    "decide",
    "expand",
    "glance",
    "is_given",
    "lookup_keys",
    "match",
    "nominatives",
    "read",
    "transliterate",
]
