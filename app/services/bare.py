"""Bare names of a batch: whom the text names in full, else the only one known to be called so."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from app.mentions import Reading
from app.names import Name, read
from app.services.company import Company
from app.services.family import relative, supposed
from app.services.groups import ChainKey, Entry, Group, Outcome, grouped
from app.services.judging import (
    TOLD,
    Judgement,
    answers_to,
    bearers,
    bears,
    is_called,
    is_spelt_alike,
    judge,
    kind_of,
)
from app.services.plan import Plan
from app.services.pool import KnownPerson


@dataclass(frozen=True, slots=True)
class _Context:
    """What a text says of whom its bare name means. Several `named` leave it open.

    `usual` is the one of them whom other texts call so, where nothing of this text speaks against.
    `mononym`: the text says that the given name is all that its bearer is called; `royal`: that it
    is a king's or a prince's.
    `relative`: who has the given name and a surname of those whose relative the text speaks of.
    """

    named: tuple[KnownPerson, ...] = ()
    ambiguous: bool = False
    mononym: bool = False
    royal: bool = False
    usual: KnownPerson | None = None
    relative: KnownPerson | None = None


def link(
    chains: Sequence[Entry],
    readings: Mapping[int, Reading],
    outcomes: dict[ChainKey, Outcome],
    plan: Plan,
    company: Company,
) -> None:
    """Add to the `outcomes` of full names those of the bare ones."""
    named = _named_in_texts(outcomes)
    families = supposed(readings)
    usual: dict[str, KnownPerson | None] = {}
    alike: dict[tuple[str, _Context], list[Entry]] = {}
    for each in chains:
        chain = each.chain
        meant = _meant(each.best, named.get(each.key[0], []), titled=chain.mononym or chain.royal)
        context = _Context(tuple(meant), chain.ambiguous, chain.mononym, chain.royal)
        if each.key in families and not meant:
            context = replace(context, relative=relative(each.best, families[each.key], plan))
        if chain.ambiguous or len(meant) > 1:
            name = each.best.folded
            if name not in usual:
                usual[name] = _usual(_one_group([each]), plan, company)
            who = usual[name]
            if who in meant and _is_spoken_of(who, each, readings[each.key[0]], outcomes, meant):
                context = replace(context, usual=who)
        alike.setdefault((each.best.folded, context), []).append(each)
    joined = [(_one_group(members), context) for (_, context), members in alike.items()]
    for group, context in sorted(joined, key=lambda each: each[0].order()):
        outcome = _partial(group, context, plan, company)
        outcomes.update(dict.fromkeys(group.chains, outcome))


def _is_spoken_of(
    who: KnownPerson,
    each: Entry,
    reading: Reading,
    outcomes: Mapping[ChainKey, Outcome],
    meant: Sequence[KnownPerson],
) -> bool:
    """Whether the text never named another bearer last before one of the bare mentions.

    After "his son Eduard Babaryka" nobody knows who "Mr Babaryka" is; after the wife's name it is
    still the husband.
    """
    text, number = each.key
    genders = {chain.number: chain.gender for chain in reading.chains}
    persons: dict[int, KnownPerson] = {}
    for chain in genders:
        outcome = outcomes.get((text, chain))
        if outcome is not None and outcome.person is not None and outcome.person.survivor in meant:
            persons[chain] = outcome.person.survivor
    own = {genders[chain] for chain, person in persons.items() if person is who}
    rivals = {
        chain
        for chain, person in persons.items()
        if person is not who and own | {genders[chain]} != {"m", "f"}
    }
    last: int | None = None
    for mention in reading.mentions:
        if mention.chain == number and last in rivals:
            return False
        if mention.chain in persons:
            last = mention.chain
    return True


def _named_in_texts(outcomes: Mapping[ChainKey, Outcome]) -> dict[int, list[KnownPerson]]:
    """Whom each text names in full."""
    found: dict[int, dict[KnownPerson, None]] = {}
    for (text, _), outcome in outcomes.items():
        if outcome.person is not None:
            found.setdefault(text, {})[outcome.person.survivor] = None
    return {text: list(persons) for text, persons in found.items()}


def _meant(name: Name, named: Sequence[KnownPerson], *, titled: bool) -> list[KnownPerson]:
    """Who of those named in full may be called by the bare name; a prince by no short form."""
    called = is_called if kind_of(name) == "given" else bears
    called = is_spelt_alike if titled else called
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


def _partial(group: Group, context: _Context, plan: Plan, company: Company) -> Outcome:
    name, named = group.best, context.named
    judgement = judge(plan.pool, name, spellings=set(group.names))
    if context.ambiguous or len(named) > 1:
        if context.usual is not None:
            who = context.usual.survivor
            return _called(group, who, plan, judgement, reason="usage", anywhere=False)
        return Outcome("review", reason="ambiguous", judgement=judgement)
    if named:
        return _called(group, named[0], plan, judgement, anywhere=False)
    if judgement.reason == TOLD:
        return _called(group, judgement.first.person, plan, judgement, reason=TOLD)
    if context.relative is not None:
        who = context.relative.survivor
        return _called(group, who, plan, judgement, reason="family", anywhere=False)
    usual = _usual(group, plan, company)
    if usual is not None:
        return _called(group, usual, plan, judgement, reason="usage")
    if context.mononym:
        return _only(_mononyms(name, plan), group, plan, judgement, anywhere=False)
    if context.royal:
        return _royal(group, plan, judgement, company)
    return _by_name(group, plan, judgement)


def _by_name(group: Group, plan: Plan, judgement: Judgement) -> Outcome:
    """Nothing but the bare name tells who is meant."""
    name = group.best
    known = bearers(plan.pool, name, spellings=set(group.names))
    known = _well_named(known, name) if known else known
    if kind_of(name) == "given":
        surname = _as_surname(name, known or [], plan)
        if surname is not None:
            return _called(group, surname, plan, judgement)
        return Outcome("review", reason="weak", judgement=judgement)
    known = _taken_over(known, group, plan, judgement) if known else known
    return _only(known, group, plan, judgement)


def _only(
    known: list[KnownPerson] | None,
    group: Group,
    plan: Plan,
    judgement: Judgement,
    *,
    anywhere: bool = True,
) -> Outcome:
    """The only one known by the name, or somebody new; a human decides between several."""
    if known is None or len(known) > 1:
        return Outcome("review", reason="ambiguous", judgement=judgement)
    if known:
        return _called(group, known[0], plan, judgement, anywhere=anywhere)
    step = plan.create(group.spellings(), lang=group.lang)
    return Outcome("nil", step.person, step=step, judgement=judgement, anywhere=anywhere)


def _royal(group: Group, plan: Plan, judgement: Judgement, company: Company) -> Outcome:
    """The king or prince of this name who is named beside the same people; if none is known, new.

    Several of one name live at the same time, so that the name alone is a question.
    """
    known = _mononyms(group.best, plan)
    texts = [text for text, _ in group.chains]
    met = [person for person in known if company.shared(texts, person)]
    if known and not met:
        return Outcome("review", reason="weak", judgement=judgement)
    return _only(met, group, plan, judgement, anywhere=False)


def _mononyms(name: Name, plan: Plan) -> list[KnownPerson]:
    """Who is known by this name alone, in any language."""
    found = {
        alias.person: None
        for alias in plan.pool.near(name)
        if alias.person.is_partial
        and name.folded not in alias.person.refused
        and (answers_to(alias.name, name) or bears(alias.name, name))
    }
    return list(found)


def _well_named(known: list[KnownPerson], name: Name) -> list[KnownPerson]:
    """Whom texts with the full name have called so, if no list has the others' given names.

    Detectors take words for given names: «Obtoženi Ornig» is no second bearer beside Dejan Ornig.
    """
    called = [person for person in known if person.alias(name.folded) is not None]
    others = [person for person in known if person not in called]
    return called if len(called) == 1 and not any(map(_has_given, others)) else known


def _taken_over(
    known: list[KnownPerson], group: Group, plan: Plan, judgement: Judgement
) -> list[KnownPerson]:
    """The one known in full takes over whoever was only read by this surname: they are one.

    As a full name does that comes later; so it does not matter which was read first.
    """
    only = [person for person in known if person.is_partial and person.status == "provisional"]
    full = [person for person in known if person not in only]
    apart = full[0].apart if len(full) == 1 else set()
    if len(full) != 1 or not only or any(person.id in apart for person in only):
        return known
    if not bears(read(full[0].label), group.best):
        return known  # by a rare spelling only, which may be two people's: «Mahometa Asia Bibi»
    for person in only:
        plan.join(full[0].survivor, person, name=group.best, score=_score(full[0], judgement))
    return [full[0].survivor]


def _score(person: KnownPerson, judgement: Judgement) -> float:
    judged = next((each for each in judgement.ranked if each.person is person), None)
    return judged.score if judged else 0.5


def _has_given(person: KnownPerson) -> bool:
    """Whether a given name of theirs is a known one, or an initial."""
    return any(
        part.role == "initial" or bool(part.token.genders)
        for alias in person.aliases
        for part in alias.name.of("given", "unknown", "initial")
    )


def _as_surname(name: Name, known: Sequence[KnownPerson], plan: Plan) -> KnownPerson | None:
    """Whose surname a word is that could also be a given name: Cameron, Walker.

    A word that is first of all a given name must have been read as this very surname.
    """
    is_given = any(part.token.given or part.token.nicks for part in name.parts)
    surname = [
        person
        for person in known
        if not is_given or (person.alias(name.folded) is not None and _is_family(name, person))
    ]
    others = [
        alias.person
        for alias in plan.pool.near(name)
        if not alias.is_partial and alias.person not in surname and answers_to(alias.name, name)
    ]
    return surname[0] if len(surname) == 1 and not others else None


def _is_family(name: Name, person: KnownPerson) -> bool:
    """Whether the surname of a full name of theirs is this word: Cameron, not Muhammad Sajjad."""
    return any(not alias.is_partial and bears(alias.name, name) for alias in person.aliases)


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
    anywhere: bool = True,
) -> Outcome:
    judged = next((each for each in judgement.ranked if each.person is person), None)
    score = _score(person, judgement)
    evidence = judged.evidence if judged else ()
    step = plan.link(
        person, group.spellings(), lang=group.lang, score=score, evidence=evidence, reason=reason
    )
    return Outcome("link", person, score, step=step, judgement=judgement, anywhere=anywhere)
