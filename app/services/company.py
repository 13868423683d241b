"""Who is named beside whom: evidence from the text that two spellings are one person's.

A name that is nearly somebody's, read beside the people that this somebody is always read beside,
is theirs. The same name beside strangers stays a question for a human.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from sqlmodel import Session

from app.registry import articles
from app.services.pool import KnownPerson
from app.services.views import Evidence

# Each person named beside both triples the odds, three at most: below `LEAST` it is not enough.
FACTOR, MOST = 3.0, 3
LEAST = 0.4
# Of so many texts one may name both: a slip of the pen. More tell them apart.
SLIPS = 10
# Two people whom one name fits are alike when they are named beside so many of the same others.
ALIKE = 3
# A bare name of several bearers means the one whom texts call so: in at least so many of them, and
# so many times as often as all the others.
OFTEN, OFTENER = 3, 10

TextNumber = int
ChainKey = tuple[TextNumber, int]


class Company:
    """The people of each text of a batch, and of the texts that are stored."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._texts: dict[TextNumber, dict[KnownPerson, None]] = {}
        self._stored: dict[int, set[int]] = {}
        self._called: Counter[tuple[KnownPerson, str]] = Counter()

    def meet(self, persons: Mapping[ChainKey, KnownPerson]) -> None:
        """Note whom the chains of the batch were found to be."""
        for (text, _), person in persons.items():
            self._texts.setdefault(text, {})[person] = None

    def call(self, person: KnownPerson, folded: Iterable[str]) -> None:
        """Note what a text of the batch calls somebody whom it names in full."""
        self._called.update((person, name) for name in folded)

    def usually(self, persons: Sequence[KnownPerson], folded: str) -> KnownPerson | None:
        """Whom the bare name has always meant so far, if one person and often enough."""
        aliases = {p: p.alias(folded) for p in persons}
        stored = articles.usage(
            self._session, [alias.id for alias in aliases.values() if alias and alias.id]
        )
        batch = Counter[KnownPerson]()
        for (person, name), count in self._called.items():
            if name == folded:
                batch[person.survivor] += count
        counts = {
            p: batch[p] + (stored.get(alias.id or 0, 0) if alias else 0)
            for p, alias in aliases.items()
        }
        best = max(persons, key=lambda p: counts[p])
        rest = sum(counts.values()) - counts[best]
        return best if counts[best] >= OFTEN and counts[best] >= OFTENER * rest else None

    def of(self, texts: Iterable[TextNumber]) -> dict[KnownPerson, None]:
        """Everybody named in these texts of the batch."""
        found = {person: None for text in texts for person in self._texts.get(text, {})}
        return {person.survivor: None for person in found}

    def shared(self, texts: Iterable[TextNumber], person: KnownPerson) -> list[KnownPerson]:
        """Who is named in these texts, and elsewhere beside the person."""
        texts = list(dict.fromkeys(texts))
        alone = [text for text in texts if person not in self.of([text])]
        if len(texts) - len(alone) > len(texts) // SLIPS:
            return []  # the texts tell them apart: two chains of one are two people
        here = self.of(alone)
        around = self._around(person)
        return [each for each in here if _mark(each) in around]

    def apart(self, one: KnownPerson, two: KnownPerson) -> bool:
        """Whether no text names the two beside each other."""
        return _mark(two) not in self._around(one)

    def alike(self, one: KnownPerson, two: KnownPerson) -> bool:
        """Whether two people are named beside the same others, and never beside each other."""
        around = self._around(one)
        return _mark(two) not in around and len(around & self._around(two)) >= ALIKE

    def _around(self, person: KnownPerson) -> set[int]:
        batch = self.of(
            text
            for text, met in self._texts.items()
            if any(each.survivor is person for each in met)
        )
        marks = {_mark(each) for each in batch} - {_mark(person)}
        return marks | self._beside(person)

    def _beside(self, person: KnownPerson) -> set[int]:
        if person.id is None:
            return set()
        if person.id not in self._stored:
            self._stored[person.id] = articles.beside(self._session, person.id)
        return self._stored[person.id]


def _mark(person: KnownPerson) -> int:
    """A number of the person's own: the id, or one that no id is."""
    return person.id if person.id is not None else -id(person)


def lifted(score: float, shared: list[KnownPerson]) -> tuple[float, Evidence]:
    """The score of a name with the evidence of its company."""
    count = min(len(shared), MOST)
    odds = score / (1.0 - score) * FACTOR**count if score < 1.0 else math.inf
    names = ", ".join(sorted(each.label for each in shared)[:5])
    evidence = Evidence(
        "company", count / MOST, math.log(FACTOR), f"named beside the same people: {names}"
    )
    return (odds / (1.0 + odds) if odds < math.inf else 1.0), evidence
