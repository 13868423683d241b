"""What the engine says, in English: messages by id, with places for the evidence."""

from functools import lru_cache

from app.names import tables
from app.names.correspondence import Answer

DEGREES = (
    (0.97, "fully"),
    (0.9, "nearly fully"),
    (0.8, "mostly"),
    (0.6, "in part"),
    (0.0, "hardly"),
)
"""How much a likeness says, in words."""


@lru_cache(maxsize=1)
def messages() -> dict[str, str]:
    """Message id -> English text with places for the evidence."""
    return {row["id"]: row["text"] for row in tables.rows("messages.tsv")}


def say(message_id: str, **places: str) -> str:
    """A message with its places filled."""
    return messages()[message_id].format(**places)


def degree(value: float) -> str:
    """A likeness in words."""
    return say(
        next(f"degree.{word.replace(' ', '_')}" for least, word in DEGREES if value >= least)
    )


def in_words(answers: tuple[Answer, ...]) -> str:
    """Letters that answer letters: "х = Polish ch, Belarusian ц = Russian т"."""
    told = []
    for answer in answers:
        one = f"{answer.language_one} {answer.one}".strip()
        two = f"{answer.language_two} {answer.two}".strip()
        told.append(f"{one} = {two}")
    return ", ".join(told) or say("pair.reading.same_letters")
