"""PURE: a text, and where people are named in it."""

from app.mentions.english import offer_english
from app.mentions.facade import Draft, find
from app.mentions.sequence import offer_all
from app.mentions.types import Chain, Mention, Reading, Text
from app.mentions.western import offer_western

__all__ = ["Chain", "Draft", "Mention", "Reading", "Text", "find"]

offer_all()
offer_english()
offer_western()
