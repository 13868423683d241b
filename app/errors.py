"""What can go wrong, said without HTTP: a leaf that anybody may import.

Every class here has one row in `app.api.problems.KINDS` (its status and its stable type) and one
heading in docs/errors.md; tests hold both. The text of an error is for people: say what was wrong,
and with what.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong in a request: where (a JSON pointer, "" for the whole) and what."""

    pointer: str
    detail: str


class OnymError(Exception):
    """Base of every error that a caller can cause or must hear of."""

    @property
    def detail(self) -> str:
        """The sentence for people."""
        return str(self.args[0]) if self.args else ""


class Invalid(OnymError):
    """Well-formed, but its values cannot be accepted; `faults` says which and why."""

    def __init__(self, detail: str, faults: tuple[Fault, ...] = ()) -> None:
        super().__init__(detail)
        self.faults = faults


class MalformedRequest(OnymError):
    """Not even readable: broken JSON, broken UTF-8, a NUL in the address."""


class NotAName(Invalid):
    """What stands where a name belongs has no letter in it."""


class InvalidCursor(Invalid):
    """A cursor that this service did not give out."""


class RequestTooLarge(OnymError):
    """The body is past the limit."""


class UnsupportedMedia(OnymError):
    """The body is not of a kind that the call reads."""


class NotFound(OnymError):
    """Nothing lies at this address."""


class PersonNotFound(NotFound):
    """No person has this id."""


class AliasNotFound(NotFound):
    """The person has no alias of this id."""


class ArticleNotFound(NotFound):
    """No article has this id."""


class DecisionNotFound(NotFound):
    """No decision has this id."""


class ReviewNotFound(NotFound):
    """No review has this id."""


class JobNotFound(NotFound):
    """No job has this id."""


class Merged(OnymError):
    """The person lives on under another id (a redirect, not a failure)."""

    def __init__(self, person_id: str, old_id: str = "") -> None:
        super().__init__(f"The person {old_id} was merged into {person_id}: ask for that one.")
        self.person_id = person_id
        self.old_id = old_id


class Conflict(OnymError):
    """The registry's present state does not allow this."""


class ExternalIdTaken(Conflict):
    """Another person already carries this external id."""


class LaterDecisions(Conflict):
    """An undo meets later decisions that stand on the one to be undone."""

    def __init__(self, detail: str, decision_ids: tuple[str, ...] = ()) -> None:
        super().__init__(detail)
        self.decision_ids = decision_ids


class Stale(OnymError):
    """The `If-Match` of a write is not the person's version any more."""


class IdempotencyMismatch(OnymError):
    """An `Idempotency-Key` came back with another body."""


class Unavailable(OnymError):
    """Not now; the same call may succeed after `retry_after` seconds."""

    retry_after = 5


class DatabaseUnavailable(Unavailable):
    """The database does not answer."""


class Busy(Unavailable):
    """Another writer held the database for longer than we wait."""

    retry_after = 1
