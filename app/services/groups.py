"""The chains of a batch, put in an order of their own: which text comes first does not matter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.mentions import Chain, Reading
from app.names import Name, read
from app.services.judging import NOBODY, Judgement
from app.services.plan import Step
from app.services.pool import KnownPerson
from app.services.views import Decision

# The text's number in the batch, and the chain's in the text.
ChainKey = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Entry:
    """A chain with the language of its text and the number of its mentions."""

    key: ChainKey
    chain: Chain
    lang: str
    mentions: int

    @property
    def best(self) -> Name:
        """The most complete name."""
        return read(self.chain.names[0], self.lang)

    @property
    def is_bare(self) -> bool:
        """Whether the name alone does not identify anybody."""
        return self.chain.is_partial or self.chain.ambiguous or self.best.is_partial


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of a chain. `person` is None on a review, and where nobody is known.

    `anywhere`: the name means this person wherever it stands, not in this text alone.
    """

    decision: Decision
    person: KnownPerson | None = None
    score: float | None = None
    reason: str | None = None
    step: Step | None = None
    judgement: Judgement = NOBODY
    anywhere: bool = True


@dataclass(slots=True, eq=False)
class Group:
    """Chains of several texts that begin with the same name."""

    best: Name
    lang: str
    names: dict[str, Name] = field(default_factory=dict)
    chains: list[ChainKey] = field(default_factory=list)
    mentions: int = 0

    def spellings(self) -> list[Name]:
        """All names, the most complete first."""
        ordered = sorted(self.names.values(), key=lambda n: (*_rank(n), n.text.isupper(), n.text))
        return [self.best, *(name for name in ordered if name.folded != self.best.folded)]

    def order(self) -> tuple[int, int, int, str]:
        """Names with a patronymic first, then those that most texts have; the rest is the alphabet.

        Not the longest first: what a detector joined by mistake (Brexit David Davis) is long.
        """
        rank = _rank(self.best)[0]
        full = max(rank, _TWO_WORDS) if not self.best.of("patronymic") else rank
        return (full, -len(self.chains), -self.mentions, self.best.folded)


Outcomes = Mapping[ChainKey, Outcome]


def all_names(readings: Mapping[int, Reading]) -> tuple[list[Name], set[str]]:
    """The names to look up by key (the best of each chain), and all others by their spelling."""
    best: dict[str, Name] = {}
    others: set[str] = set()
    for reading in readings.values():
        for chain in reading.chains:
            names = [read(name, reading.lang) for name in chain.names]
            for name in names:
                others.add(name.folded)
                if name is names[0] or not name.is_partial:
                    best.setdefault(name.folded, name)
    return list(best.values()), others


def entries(readings: Mapping[int, Reading]) -> list[Entry]:
    """Every chain of the readings."""
    found = []
    for number, reading in readings.items():
        counts: dict[int, int] = {}
        for mention in reading.mentions:
            counts[mention.chain] = counts.get(mention.chain, 0) + 1
        found += [
            Entry((number, chain.number), chain, reading.lang, counts.get(chain.number, 0))
            for chain in reading.chains
        ]
    return found


def grouped(chains: Sequence[Entry]) -> list[Group]:
    """Chains that begin with the same name are one group; groups in their order."""
    groups: dict[str, Group] = {}
    for each in sorted(chains, key=lambda e: (e.chain.names, e.lang)):
        names = [read(name, each.lang) for name in each.chain.names]
        group = groups.setdefault(names[0].folded, Group(names[0], each.lang))
        group.names |= {name.folded: name for name in names if name.folded not in group.names}
        group.chains.append(each.key)
        group.mentions += each.mentions
    return sorted(groups.values(), key=Group.order)


_TWO_WORDS = -2 * 2 - 2  # the rank of a name and a surname


def _rank(name: Name) -> tuple[int, int]:
    said = [part for part in name.parts if part.role not in ("particle", "suffix")]
    spelt_out = [part for part in said if part.role != "initial"]
    return (-2 * len(spelt_out) - len(said), -len(name.text))
