"""Bare names of a batch: whom the text names in full, else the only one known to be called so."""

from collections.abc import Mapping, Sequence

from app.names import Name
from app.services.company import Company
from app.services.groups import ChainKey, Entry, Group, Outcome, grouped
from app.services.judging import TOLD, Judgement, answers_to, bearers, bears, judge, kind_of
from app.services.plan import Plan
from app.services.pool import KnownPerson


def link(
    chains: Sequence[Entry], outcomes: dict[ChainKey, Outcome], plan: Plan, company: Company
) -> None:
    """Add to the `outcomes` of full names those of the bare ones."""
    named = _named_in_texts(outcomes)
    contexts: dict[tuple[str, bool, tuple[int, ...]], tuple[list[Entry], list[KnownPerson]]] = {}
    for each in chains:
        ambiguous = each.chain.ambiguous
        meant = [] if ambiguous else _meant(each.best, named.get(each.key[0], []))
        context = (each.best.folded, ambiguous, tuple(id(person) for person in meant))
        contexts.setdefault(context, ([], meant))[0].append(each)
    joined = [
        (_one_group(members), ambiguous, meant)
        for (_, ambiguous, _), (members, meant) in contexts.items()
    ]
    for group, ambiguous, meant in sorted(joined, key=lambda each: each[0].order()):
        outcome = _partial(group, meant, plan, company, ambiguous=ambiguous)
        outcomes.update(dict.fromkeys(group.chains, outcome))


def _named_in_texts(outcomes: Mapping[ChainKey, Outcome]) -> dict[int, list[KnownPerson]]:
    """Whom each text names in full."""
    found: dict[int, dict[KnownPerson, None]] = {}
    for (text, _), outcome in outcomes.items():
        if outcome.person is not None:
            found.setdefault(text, {})[outcome.person.survivor] = None
    return {text: list(persons) for text, persons in found.items()}


def _meant(name: Name, named: Sequence[KnownPerson]) -> list[KnownPerson]:
    """Who of those named in full may be called by the bare name."""
    called = answers_to if kind_of(name) == "given" else bears
    return [
        person
        for person in named
        if name.folded not in person.refused
        and any(called(alias.name, name) for alias in person.aliases if not alias.is_partial)
    ]


def _one_group(members: Sequence[Entry]) -> Group:
    group, *others = grouped(members)
    for other in others:
        group.names |= other.names
        group.chains += other.chains
    return group


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
