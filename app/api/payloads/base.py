"""What the payloads have in common: strict models, checked strings, items that may fail alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
    WrapValidator,
)

from app.api.problems import Problem, faults_of, problem_of
from app.errors import Fault, Invalid
from app.services.languages import is_language

MAX_NAMES = 1000
MAX_ARTICLES = 200
MAX_NAME_LENGTH = 500

Decision = Literal["link", "review", "nil"]


class Request(BaseModel):
    """Something a caller sends: every field known, every type as it is."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


class Answer(BaseModel):
    """Something we say; read by attribute from what a service returns."""

    model_config = ConfigDict(frozen=True, from_attributes=True)


def no_nul(text: str) -> str:
    """Refuse U+0000, which no database keeps in text."""
    if "\0" in text:
        raise ValueError("the string holds a NUL character")
    return text


def has_letter(text: str) -> str:
    """Refuse what has no letter of any script."""
    if not any(character.isalpha() for character in text):
        raise ValueError("there is no letter in it")
    return text


def known_language(code: str) -> str:
    """Accept BCP 47 tags whose language is in ISO 639-1 (or one of our few longer codes)."""
    if not is_language(code):
        raise ValueError("this language code is not known")
    return code


Line = Annotated[str, StringConstraints(max_length=2000), AfterValidator(no_nul)]
NameText = Annotated[
    str,
    StringConstraints(min_length=1, max_length=MAX_NAME_LENGTH),
    AfterValidator(no_nul),
    AfterValidator(has_letter),
    Field(description="A personal name in any script, order and case."),
]
Lang = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$", max_length=35),
    AfterValidator(known_language),
    Field(description="BCP 47 language tag, such as `be`, `ru` or `be-tarask`."),
]
BirthYear = Annotated[int, Field(ge=1, le=2200)]
Country = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z]{2}$", to_lower=True),
    Field(description="ISO 3166-1 alpha-2 code."),
]


@dataclass(frozen=True, slots=True)
class Refused:
    """An item of a batch that is not acceptable: it fails alone."""

    faults: tuple[Fault, ...]
    value: object

    def problem(self, instance: str, pointer: str) -> Problem:
        """What is wrong with it; `pointer` is where the item stands in the request."""
        faults = tuple(Fault(pointer + f.pointer, f.detail) for f in self.faults)
        return problem_of(Invalid("This item cannot be accepted.", faults), instance)

    def text(self, field: str) -> str | None:
        """A field of the item to echo, if it is a string that can travel."""
        found = self.value.get(field) if isinstance(self.value, dict) else None
        if not isinstance(found, str) or len(found) > MAX_NAME_LENGTH:
            return None
        return found.encode("utf-8", "replace").decode()


def refuse_alone(value: object, validate: Callable[[object], object]) -> object:
    """Validate one item of a batch; what is wrong with it does not spoil the batch."""
    try:
        return validate(value)
    except ValidationError as error:
        return Refused(faults_of(error.errors(include_input=False)), value)


ALONE = WrapValidator(refuse_alone)
