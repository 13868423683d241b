"""The last resort of romanising: unidecode (GPL), kept behind this one function."""

from unidecode import unidecode


def romanised(text: str) -> str:
    """Plain ASCII for any text, language-blind; empty when nothing can be said."""
    return unidecode(text, errors="ignore").strip()
