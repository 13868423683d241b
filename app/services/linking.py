"""The chains of a whole batch tied to people, strongest evidence first.

What comes out does not depend on the order of the articles: chains that begin with the same name
are one group, groups are taken in an order of their own, full names before bare ones.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.mentions import Chain, Reading
from app.names import Name, read
from app.services.company import LEAST, Company, lifted
from app.services.judging import (
    NOBODY,
    TOLD,
    Judgement,
    answers_to,
    bearers,
    bears,
    decide_alone,
    judge,
    kind_of,
    may_be_one,
    plausible,
)
from app.services.plan import Plan, Step
from app.services.pool import KnownPerson
from app.services.views import Decision


@dataclass(slots=True, eq=False)
class Outcome:
    """What became of a chain. `person` is None on a review, and where nobody is known."""

    decision: Decision
    person: KnownPerson | None = None
    score: float | None = None
    reason: str | None = None
    step: Step | None = None
    judgement: Judgement = NOBODY


@dataclass(slots=True, eq=False)
class Group:
    """Chains of several texts that begin with the same name."""

    best: Name
    lang: str
    names: dict[str, Name] = field(default_factory=dict)
    chains: list[tuple[int, int]] = field(default_factory=list)
    mentions: int = 0
    ambiguous: bool = False

    def spellings(self) -> list[Name]:
        """All names, the most complete first."""
        ordered = sorted(self.names.values(), key=lambda n: (*_rank(n), n.text.isupper(), n.text))
        return [self.best, *(name for name in ordered if name.folded != self.best.folded)]

    def order(self) -> tuple[int, int, str]:
        """Complete names first, then those read most often; the rest is the alphabet."""
        return (_rank(self.best)[0], -self.mentions, self.best.folded)


Chains = Mapping[tuple[int, int], Outcome]


def link(readings: Mapping[int, Reading], plan: Plan, company: Company) -> Chains:
    """Decide every chain of the readings; (reading, chain number) tells them apart."""
    full, partial = _chains(readings)
    outcomes: dict[tuple[int, int], Outcome] = {}
    groups = sorted(_grouped(full), key=Group.order)
    heirs = _heirs(groups, plan)
    weak: list[tuple[Group, Outcome]] = []
    for group in groups:
        outcome = _full(group, plan, heirs)
        outcomes |= dict.fromkeys(group.chains, outcome)
        if outcome.reason == "weak":
            weak.append((group, outcome))
    company.meet({key: each.person for key, each in outcomes.items() if each.person is not None})
    for group, outcome in weak:
        outcomes |= dict.fromkeys(group.chains, _by_company(group, outcome, plan, company))
    for key, chain, lang, _ in full:
        called = outcomes[key].person
        if called is not None:
            company.call(called, {read(name, lang).folded for name in chain.names})
    _partials(partial, outcomes, plan, company)
    for outcome in outcomes.values():
        if outcome.person is not None:
            outcome.person = outcome.person.survivor
    return outcomes


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


_Item = tuple[tuple[int, int], Chain, str, int]


def _chains(readings: Mapping[int, Reading]) -> tuple[list[_Item], list[_Item]]:
    full: list[_Item] = []
    partial: list[_Item] = []
    for number, reading in readings.items():
        counts: dict[int, int] = {}
        for mention in reading.mentions:
            counts[mention.chain] = counts.get(mention.chain, 0) + 1
        for chain in reading.chains:
            entry = ((number, chain.number), chain, reading.lang, counts.get(chain.number, 0))
            bare = (
                chain.is_partial or chain.ambiguous or read(chain.names[0], reading.lang).is_partial
            )
            (partial if bare else full).append(entry)
    return full, partial


def _grouped(entries: Sequence[_Item]) -> list[Group]:
    groups: dict[str, Group] = {}
    for key, chain, lang, count in sorted(entries, key=lambda e: (e[1].names, e[2])):
        names = [read(name, lang) for name in chain.names]
        group = groups.setdefault(names[0].folded, Group(names[0], lang))
        group.names |= {name.folded: name for name in names if name.folded not in group.names}
        group.chains.append(key)
        group.mentions += count
    return list(groups.values())


def _rank(name: Name) -> tuple[int, int]:
    said = [part for part in name.parts if part.role not in ("particle", "suffix")]
    spelt_out = [part for part in said if part.role != "initial"]
    return (-2 * len(spelt_out) - len(said), -len(name.text))


def _full(group: Group, plan: Plan, heirs: Mapping[KnownPerson, int]) -> Outcome:
    spellings = group.spellings()
    judgement = _joined(group, plan, _judge(group, plan))
    if judgement.decision == "link":
        first = judgement.first
        step = plan.link(
            first.person, spellings, lang=group.lang, score=first.score, evidence=first.evidence
        )
        return Outcome("link", first.person, first.score, step=step, judgement=judgement)
    if judgement.decision == "review":
        return Outcome("review", reason=judgement.reason, judgement=judgement)
    taken = [person for person in _partial_bearers(group.best, plan) if heirs.get(person) == 1]
    if len(taken) == 1:
        step = plan.link(taken[0], spellings, lang=group.lang, score=None, reason="surname")
        return Outcome("link", taken[0], step=step, judgement=judgement)
    step = plan.create(spellings, lang=group.lang)
    return Outcome("nil", step.person, step=step, judgement=judgement)


def _by_company(group: Group, weak: Outcome, plan: Plan, company: Company) -> Outcome:
    """A weak candidate is meant after all if both are named beside the same people."""
    first = weak.judgement.first
    person = first.person.survivor
    shared = company.shared([text for text, _ in group.chains], person)
    score, evidence = lifted(first.score, shared)
    if first.score < LEAST or decide_alone(score) != "link":
        return weak
    step = plan.link(
        person,
        group.spellings(),
        lang=group.lang,
        score=score,
        evidence=(*first.evidence, evidence),
        reason="company",
    )
    return Outcome("link", person, score, step=step, judgement=weak.judgement)


def _joined(group: Group, plan: Plan, judgement: Judgement) -> Judgement:
    """Merge the people whom the name fits equally well, if they may be one; judge again."""
    fitting = plausible(judgement)
    if len(fitting) < 2 or not may_be_one([judged.person for judged in fitting]):
        return judgement
    first, *others = fitting
    for judged in others:
        plan.join(first.person.survivor, judged.person, name=group.best, score=judged.score)
    return _judge(group, plan)


def _judge(group: Group, plan: Plan) -> Judgement:
    """By the best name; if nobody is known by it, by the others that are complete."""
    spellings = set(group.names)
    first = judge(plan.pool, group.best, spellings=spellings)
    if first.decision != "nil":
        return first
    for name in group.spellings()[1:]:
        if not name.is_partial:
            other = judge(plan.pool, name, spellings=spellings)
            if other.decision == "link":
                return other
    return first


def _partial_bearers(name: Name, plan: Plan) -> list[KnownPerson]:
    """Provisional people of whom only the surname is known, and it is this one."""
    found = {
        alias.person: None
        for alias in plan.pool.near(name)
        if alias.person.is_partial
        and alias.person.status == "provisional"
        and kind_of(alias.name) == "surname"
        and name.folded not in alias.person.refused
        and bears(name, alias.name)
    }
    return list(found)


def _heirs(groups: Sequence[Group], plan: Plan) -> dict[KnownPerson, int]:
    """How many full names of the batch could take over each person known by surname only.

    A person whom two could take over is taken by neither: the text leaves open which.
    """
    counts: dict[KnownPerson, int] = {}
    for group in groups:
        for person in _partial_bearers(group.best, plan):
            counts[person] = counts.get(person, 0) + 1
    return counts


def _partials(
    entries: Sequence[_Item],
    outcomes: dict[tuple[int, int], Outcome],
    plan: Plan,
    company: Company,
) -> None:
    """Bare names: whom the text names in full, else the only one known to be called so."""
    by_context: dict[tuple[str, tuple[int, ...]], list[_Item]] = {}
    contexts: dict[tuple[str, tuple[int, ...]], list[KnownPerson]] = {}
    for entry in entries:
        key, chain, lang, _ = entry
        name = read(chain.names[0], lang)
        named = [] if chain.ambiguous else _named_in_text(name, key[0], outcomes)
        context = (name.folded, (-1,) if chain.ambiguous else tuple(id(p) for p in named))
        contexts[context] = named
        by_context.setdefault(context, []).append(entry)
    order = sorted(
        by_context.items(), key=lambda each: (min(g.order() for g in _grouped(each[1])), each[0][0])
    )
    for context, members in order:
        group = _grouped(members)[0]
        for other in _grouped(members)[1:]:
            group.names |= other.names
            group.chains += other.chains
        ambiguous = any(chain.ambiguous for _, chain, _, _ in members)
        outcome = _partial(group, contexts[context], plan, company, ambiguous=ambiguous)
        outcomes.update(dict.fromkeys(group.chains, outcome))


def _named_in_text(
    name: Name, number: int, outcomes: Mapping[tuple[int, int], Outcome]
) -> list[KnownPerson]:
    called = answers_to if kind_of(name) == "given" else bears
    found = {
        outcome.person: None
        for (text, _), outcome in outcomes.items()
        if text == number
        and outcome.person is not None
        and name.folded not in outcome.person.refused
        and any(
            called(alias.name, name) for alias in outcome.person.aliases if not alias.is_partial
        )
    }
    return list(found)


def _partial(
    group: Group,
    named: Sequence[KnownPerson],
    plan: Plan,
    company: Company,
    *,
    ambiguous: bool,
) -> Outcome:
    name = group.best
    judgement = judge(plan.pool, name, spellings=set(group.names))
    if ambiguous or len(named) > 1:
        return Outcome("review", reason="ambiguous", judgement=judgement)
    if named:
        return _called(group, named[0], plan, judgement)
    if judgement.reason == TOLD:
        return _called(group, judgement.first.person, plan, judgement, reason=TOLD)
    usual = _usual(group, plan, company)
    if usual is not None:
        return _called(group, usual, plan, judgement, reason="usage")
    if kind_of(name) == "given":
        return Outcome("review", reason="weak", judgement=judgement)
    known = bearers(plan.pool, name, spellings=set(group.names))
    if known is None or len(known) > 1:
        return Outcome("review", reason="ambiguous", judgement=judgement)
    if known:
        return _called(group, known[0], plan, judgement)
    step = plan.create(group.spellings(), lang=group.lang)
    return Outcome("nil", step.person, step=step, judgement=judgement)


def _usual(group: Group, plan: Plan, company: Company) -> KnownPerson | None:
    """Whom texts that give the full name as well have always called so."""
    called = plan.pool.called(group.best.folded)
    spellings = set(group.names)
    called = [person for person in called if not person.refused & spellings]
    return company.usually(called, group.best.folded) if called else None


def _called(
    group: Group,
    person: KnownPerson,
    plan: Plan,
    judgement: Judgement,
    *,
    reason: str | None = None,
) -> Outcome:
    judged = next((each for each in judgement.ranked if each.person is person), None)
    score = judged.score if judged else 0.5
    evidence = judged.evidence if judged else ()
    step = plan.link(
        person, group.spellings(), lang=group.lang, score=score, evidence=evidence, reason=reason
    )
    return Outcome("link", person, score, step=step, judgement=judgement)
