"""Names that somebody vouches for, as aliases to be."""

from datetime import datetime
from typing import Any

from app.errors import Fault, NotAName
from app.names import Name, read


def named(text: str, lang: str | None, pointer: str) -> Name:
    """A name that somebody vouches for. Raises `NotAName`."""
    name = read(text, lang)
    if not name.parts:
        fault = Fault(pointer, "There is no letter in it.")
        raise NotAName(f"{text[:40]!r} is not a name.", (fault,))
    return name


def alias_row(
    number: int, person_id: int, name: Name, *, lang: str | None, origin: str, now: datetime
) -> dict[str, Any]:
    """A new accepted alias."""
    return {
        "id": number,
        "person_id": person_id,
        "name": name.text,
        "folded": name.folded,
        "lang": lang,
        "script": name.script,
        "status": "accepted",
        "origin": origin,
        "is_partial": name.is_partial,
        "created_at": now,
    }
