"""Which mentions of one article name the same person.

Full names make the chains; bare surnames, given names and inflected forms are tied to them by stems
of the name engine, with gender as evidence. What fits several people stays ambiguous.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from app.mentions.found import Found
from app.mentions.gender import gender_of
from app.names import Gender, Name, Part


@dataclass(slots=True)
class Group:
    """A chain while it is being built."""

    members: list[Found] = field(default_factory=list)
    gender: Gender | None = None
    ambiguous: bool = False

    def add(self, one: Found, gender: Gender | None) -> None:
        """Take a mention in."""
        self.members.append(one)
        self.gender = self.gender or gender

    def parts(self, *roles: str) -> Iterator[Part]:
        """Return the parts of all members that have one of these roles."""
        seen: set[str] = set()
        for one in self.members:
            for part in one.name.parts:
                if part.role in roles and part.text not in seen:
                    seen.add(part.text)
                    yield part


def group(mentions: Sequence[Found]) -> list[Group]:
    """Tie the mentions of one article into groups, in the order of their first mention."""
    full = [one for one in mentions if not one.name.is_partial]
    partial = [one for one in mentions if one.name.is_partial]
    groups: list[Group] = []
    for one in sorted(full, key=lambda one: -len(one.name.parts)):
        gender = gender_of(one)
        home = next((g for g in groups if _same_person(g, one.name, gender)), None)
        if home is None:
            home = Group()
            groups.append(home)
        home.add(one, gender)
    known = list(groups)
    lone: list[Group] = []
    for one in partial:
        gender = gender_of(one)
        homes = _homes(known, one, gender) or _homes(lone, one, gender)
        if len(homes) == 1:
            homes[0].add(one, gender)
        else:
            home = Group(ambiguous=len(homes) > 1)
            home.add(one, gender)
            lone.append(home)
    groups += lone
    order = {id(one): number for number, one in enumerate(mentions)}
    return sorted(groups, key=lambda g: min(order[id(one)] for one in g.members))


def _same_person(known: Group, name: Name, gender: Gender | None) -> bool:
    if gender and known.gender and gender != known.gender:
        return False
    if not _share(known.parts("family", "unknown"), _parts(name, "family", "unknown")):
        return False
    given = _parts(name, "given")
    initials = _parts(name, "initial")
    theirs = list(known.parts("given"))
    their_initials = list(known.parts("initial"))
    if given and theirs:
        return _share_given(theirs, given)
    if given and their_initials:
        return _fits_initial(given[0], their_initials[0])
    if initials and theirs:
        return _fits_initial(theirs[0], initials[0])
    if initials and their_initials:
        return bool(initials[0].token.initials & their_initials[0].token.initials)
    return True


def _homes(groups: Sequence[Group], one: Found, gender: Gender | None) -> list[Group]:
    """Return the groups that a bare surname or given name may belong to."""
    homes = []
    surnames = _parts(one.name, "family")
    others = _parts(one.name, "given", "unknown")
    for known in groups:
        if gender and known.gender and gender != known.gender:
            continue
        if (
            (surnames and _share(known.parts("family", "unknown"), surnames))
            or (others and _share_given(known.parts("given", "unknown"), others))
            or (others and _share(known.parts("family"), others))
        ):
            homes.append(known)
    return homes


def _parts(name: Name, *roles: str) -> list[Part]:
    return [part for part in name.parts if part.role in roles]


def _share(ours: Iterator[Part] | list[Part], theirs: Sequence[Part]) -> bool:
    """Whether two lists of parts have a word in common, up to case endings."""
    return any(
        a.text.casefold() == b.text.casefold() or a.token.stems & b.token.stems
        for a in ours
        for b in theirs
    )


def _share_given(ours: Iterator[Part] | list[Part], theirs: Sequence[Part]) -> bool:
    return any(
        a.text.casefold() == b.text.casefold()
        or a.token.stems & b.token.stems
        or (a.token.given | a.token.nicks) & (b.token.given | b.token.nicks)
        for a in ours
        for b in theirs
    )


def _fits_initial(given: Part, initial: Part) -> bool:
    return bool(given.token.initials & initial.token.initials)
