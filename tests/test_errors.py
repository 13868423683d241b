"""The leaf of errors."""

from app.errors import OnymError, PersonNotFound


def test_an_error_tells_its_sentence() -> None:
    assert PersonNotFound("No person has the id 7.").detail == "No person has the id 7."
    assert OnymError().detail == ""
