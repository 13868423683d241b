"""Questions that later texts answer: what waits under a name goes to whom the name was found to be.

So what is learnt depends less on which article came first. A name that somebody put aside waits on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from app.mentions import Reading
from app.names import ENGINE_VERSION
from app.registry import aliases, decisions, journal, reviews
from app.registry.decisions import Entry
from app.services.groups import Outcomes, entries
from app.services.plan import keys_of
from app.services.waiting import answered


@dataclass(frozen=True, slots=True)
class Told:
    """Whose a name is, wherever it stands. `is_bare`: a surname or a given name alone."""

    person_id: int
    is_bare: bool


def names_told(readings: Mapping[int, Reading], outcomes: Outcomes) -> dict[str, Told]:
    """What the texts of a batch tell of names, by folded name."""
    found: dict[str, set[Told]] = {}
    for each in entries(readings):
        outcome = outcomes[each.key]
        if outcome.person is not None and outcome.person.id is not None and outcome.anywhere:
            told = Told(outcome.person.id, each.is_bare)
            found.setdefault(each.best.folded, set()).add(told)
    return {name: told.pop() for name, told in found.items() if len(told) == 1}


def answer(session: Session, told: Mapping[str, Told], *, actor: str, now: datetime) -> set[int]:
    """Close the open reviews of these names; the people whom that touched.

    A bare name that was unclear among several stays so: its texts named more than one bearer.
    """
    owners: dict[str, set[int]] = {}
    waiting = {
        name: review
        for name, review in reviews.waiting_for(session, list(told)).items()
        if review.status == "open" and not (told[name].is_bare and review.reason != "weak")
    }
    for row in aliases.with_folded(session, list(waiting)):
        owners.setdefault(row.folded, set()).add(row.person_id)
    done: list[Entry] = []
    for name, review in sorted(waiting.items()):
        person = told[name].person_id
        changes = answered(session, review, person, now=now) if owners.get(name) == {person} else []
        if changes:
            journal.apply(session, changes, keys_of=keys_of, now=now)
            done.append(Entry("link", (person,), tuple(changes), reason="answered"))
    decisions.record(session, done, actor=actor, engine_version=ENGINE_VERSION, now=now)
    return {subject for entry in done for subject in entry.subjects}
