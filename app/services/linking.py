"""The chains of a whole batch tied to people, strongest evidence first.

Full names are decided here, group by group; bare ones after them, in `bare`.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

from app.mentions import Reading
from app.names import Name, read
from app.services import bare
from app.services.company import LEAST, Company, lifted
from app.services.groups import ChainKey, Entry, Group, Outcome, Outcomes, entries, grouped
from app.services.judging import (
    Judged,
    Judgement,
    are_spellings,
    bears,
    decide_alone,
    is_of_two,
    is_within,
    judge,
    kind_of,
    may_be_one,
    plausible,
)
from app.services.plan import Plan
from app.services.pool import KnownPerson
from app.services.views import Evidence

# Spellings of two people who keep the same company may be as far apart as this.
DISTANT = 0.05
# So many people of a text must be somebody's company before it tells whom of several a name means.
AT_LEAST = 2


def link(readings: Mapping[int, Reading], plan: Plan, company: Company) -> Outcomes:
    """Decide every chain of the readings; (reading, chain number) tells them apart."""
    chains = entries(readings)
    full = [each for each in chains if not each.is_bare]
    outcomes = _full_names(full, plan, company)
    for each in full:
        called = outcomes[each.key].person
        if called is not None:
            company.call(called, {read(name, each.lang).folded for name in each.chain.names})
    bare.link([each for each in chains if each.is_bare], readings, outcomes, plan, company)
    for outcome in outcomes.values():
        if outcome.person is not None:
            outcome.person = outcome.person.survivor
    return outcomes


def _full_names(full: Sequence[Entry], plan: Plan, company: Company) -> dict[ChainKey, Outcome]:
    outcomes: dict[ChainKey, Outcome] = {}
    groups = grouped(full)
    heirs = _heirs(groups, plan)
    open_: list[tuple[Group, Outcome]] = []
    for group in groups:
        outcome = _full(group, plan, heirs)
        outcomes |= dict.fromkeys(group.chains, outcome)
        if outcome.decision == "review":
            open_.append((group, outcome))
    company.meet({key: each.person for key, each in outcomes.items() if each.person is not None})
    for group, outcome in open_:
        told = _by_company if outcome.reason == "weak" else _one_by_company
        outcomes |= dict.fromkeys(group.chains, told(group, outcome, plan, company))
    return outcomes


def _full(group: Group, plan: Plan, heirs: Mapping[KnownPerson, list[Name]]) -> Outcome:
    spellings = group.spellings()
    judgement = _joined(group, plan, _judge(group, plan))
    if judgement.decision == "link":
        return _linked(group, plan, judgement, meant=judgement.first, score=judgement.first.score)
    if judgement.decision == "review":
        return Outcome("review", reason=judgement.reason, judgement=judgement)
    bearers = _partial_bearers(group.best, plan)
    taken = [person for person in bearers if _is_one(heirs.get(person, []))]
    if len(taken) == 1:
        step = plan.link(taken[0], spellings, lang=group.lang, score=None, reason="surname")
        return Outcome("link", taken[0], step=step, judgement=judgement)
    step = plan.create(spellings, lang=group.lang)
    return Outcome("nil", step.person, step=step, judgement=judgement)


def _by_company(group: Group, weak: Outcome, plan: Plan, company: Company) -> Outcome:
    """A weak candidate is meant after all if both are named beside the same people.

    What a veto speaks against (sisters, fathers and sons) no company makes good.
    """
    first = weak.judgement.first
    if any(each.name == "veto" for each in first.evidence):
        return weak
    person = first.person.survivor
    shared = company.shared([text for text, _ in group.chains], person)
    score, evidence = lifted(first.score, shared)
    if first.score < LEAST or decide_alone(score) != "link":
        return weak
    return _linked(group, plan, weak.judgement, meant=first, score=score, company=evidence)


def _one_by_company(group: Group, unclear: Outcome, plan: Plan, company: Company) -> Outcome:
    """Of several whom a name fits, the one beside whose company it stands is meant.

    If that is so of several, they are one person, provided that all their company is the same.
    """
    judgement = _judge(group, plan)
    if judgement.decision == "link":
        return _linked(group, plan, judgement, meant=judgement.first, score=judgement.first.score)
    texts = [text for text, _ in group.chains]
    shared = {each.person: company.shared(texts, each.person) for each in plausible(judgement)}
    met = [person for person, others in shared.items() if others]
    if not met or max(map(len, shared.values())) < AT_LEAST:
        return unclear
    if len(met) > 1:
        if group.best.of("initial") or not _are_one(group.best, met, company):
            return unclear
        if any(_names_both(group.best, met[0], other) for other in met[1:]):
            return unclear
        for other in met[1:]:
            plan.join(met[0].survivor, other, name=group.best, score=judgement.first.score)
    meant = next(each for each in judgement.ranked if each.person is met[0])
    _, evidence = lifted(meant.score, shared[met[0]])
    return _linked(group, plan, judgement, meant=meant, score=meant.score, company=evidence)


def _are_one(name: Name, persons: Sequence[KnownPerson], company: Company) -> bool:
    """Whether spellings and company say that the people are one, whom a name fits.

    Who was read by halves of the name (Hussain Rizvi, Khadim Rizvi) must never stand beside the
    other; else all their company is the same.
    """
    pairs = list(combinations(persons, 2))
    if all(is_within(read(person.label), name) for person in persons):
        return all(company.apart(*pair) for pair in pairs) and may_be_one(persons, least=0.0)
    return all(company.alike(*pair) for pair in pairs) and may_be_one(persons, least=DISTANT)


def _linked(
    group: Group,
    plan: Plan,
    judgement: Judgement,
    *,
    meant: Judged,
    score: float,
    company: Evidence | None = None,
) -> Outcome:
    """The group is the candidate's, by the name alone or by the company it stands in."""
    person = meant.person.survivor
    step = plan.link(
        person,
        group.spellings(),
        lang=group.lang,
        score=score,
        evidence=(*meant.evidence, company) if company else meant.evidence,
        reason="company" if company else None,
    )
    return Outcome("link", person, score, step=step, judgement=judgement)


def _joined(group: Group, plan: Plan, judgement: Judgement) -> Judgement:
    """Merge the people whom the name fits equally well, if they may be one; judge again."""
    fitting = plausible(judgement)
    if len(fitting) < 2 or not may_be_one([judged.person for judged in fitting]):
        return judgement
    first, *others = fitting
    if any(_names_both(group.best, first.person, each.person) for each in others):
        return judgement
    for judged in others:
        plan.join(first.person.survivor, judged.person, name=group.best, score=judged.score)
    return _judge(group, plan)


def _names_both(name: Name, one: KnownPerson, two: KnownPerson) -> bool:
    """Whether a detector read two people side by side as one: it joins nobody."""
    return is_of_two(name, read(one.label), read(two.label))


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


def _heirs(groups: Sequence[Group], plan: Plan) -> dict[KnownPerson, list[Name]]:
    """The full names of the batch that could take over each person known by surname only."""
    found: dict[KnownPerson, list[Name]] = {}
    for group in groups:
        for person in _partial_bearers(group.best, plan):
            found.setdefault(person, []).append(group.best)
    return found


def _is_one(names: Sequence[Name]) -> bool:
    """Whether names are spellings of one; whom two could take over is taken by neither."""
    return all(are_spellings(one, two) for one, two in combinations(names, 2))
