"""Which mentions of one article name the same person.

Full names make the chains; bare surnames, given names and inflected forms are tied to them by their
spelling up to case endings and by the stems of the name engine, with gender as evidence. What fits
several people and nothing tells apart stays ambiguous.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from app.mentions.found import Found
from app.mentions.gender import gender_of
from app.mentions.inflection import bases, inflects, same_word, surname_gender
from app.mentions.kin import kin_of
from app.mentions.mononym import is_mononym, is_royal
from app.mentions.rules.lexicon import given_genders
from app.names import Gender, Name, Part

_WHOLE = ("given", "unknown", "family")
LEAST_STEM = 4
"""Symbols that a stem of the name engine must have to tie two words of a text."""


_SHORT, _LONG = 2, 4
"""Letters of the beginning by which a short and a long word are looked up."""


@dataclass(slots=True)
class Group:
    """A chain while it is being built."""

    lang: str
    members: list[Found] = field(default_factory=list)
    gender: Gender | None = None
    ambiguous: bool = False
    words: dict[str, dict[str, Part]] = field(default_factory=dict)  # role -> letters -> part
    kin: set[str] = field(default_factory=set)  # whose relative the text calls them: son, wife

    def add(self, one: Found, gender: Gender | None) -> None:
        """Take a mention in."""
        self.members.append(one)
        self.gender = self.gender or gender
        if not one.name.is_partial and (kin := kin_of(one)):
            self.kin.add(kin)
        if one.name.is_partial and len(self.members) > 1:
            return  # a bare word's role is a guess: the full name knows better
        for part in one.name.parts:
            self.words.setdefault(part.role, {}).setdefault(part.token.letters, part)

    def parts(self, *roles: str) -> list[Part]:
        """Return the different words that have one of these roles."""
        return [part for role in roles for part in self.words.get(role, {}).values()]


class _Shelf:
    """Groups by the beginnings of their words and by their given names, in the order of coming.

    A text may name thousands: every name is compared with those only that begin alike.
    """

    def __init__(self) -> None:
        self.groups: list[Group] = []
        self._rank: dict[int, int] = {}
        self._by_key: dict[str, dict[int, Group]] = {}

    def add(self, one: Group) -> None:
        """Put a group on the shelf, or find it under the words that it has got since."""
        if id(one) not in self._rank:
            self._rank[id(one)] = len(self.groups)
            self.groups.append(one)
        for part in one.parts(*_WHOLE, "suffix"):
            for key in (
                part.text[:_LONG].casefold(),
                part.text[:_SHORT].casefold(),
                *_knowledge(part),
            ):
                self._by_key.setdefault(key, {})[id(one)] = one

    def __contains__(self, one: Group) -> bool:
        return id(one) in self._rank

    def near(self, parts: Iterable[Part]) -> list[Group]:
        """Return the groups with a word that begins as one of these does."""
        found: dict[int, Group] = {}
        for part in parts:
            for key in (_start(part), *_knowledge(part)):
                found |= self._by_key.get(key, {})
        return sorted(found.values(), key=lambda one: self._rank[id(one)])


def _start(part: Part) -> str:
    """Return the letters that forms of a word share: fewer of a short one, Цой and Цоя."""
    return part.text[: _LONG if len(part.text) > _SHORT + _LONG else _SHORT].casefold()


def _knowledge(part: Part) -> frozenset[str]:
    return part.token.given | part.token.nicks


def group(mentions: Sequence[Found], lang: str) -> list[Group]:
    """Tie the mentions of one article into groups, in the order of their first mention."""
    order = {id(one): number for number, one in enumerate(mentions)}
    full = _full(mentions, lang)
    first = {id(g): min(order[id(one)] for one in g.members) for g in full}
    shelf, lone = _Shelf(), _Shelf()
    for g in sorted(full, key=lambda g: first[id(g)]):
        shelf.add(g)
    placed: dict[tuple[str, Gender | None], Group] = {}
    for one in mentions:
        if not one.name.is_partial:
            continue
        gender = gender_of(one)
        key = (one.name.text, gender)
        home = placed.get(key) or _place(one, gender, shelf, lone)
        placed[key] = home
        home.add(one, gender)
        if home not in shelf:
            lone.add(home)
    return sorted(
        shelf.groups + lone.groups, key=lambda g: min(order[id(one)] for one in g.members)
    )


def _full(mentions: Sequence[Found], lang: str) -> list[Group]:
    """Tie the full names, the most complete first."""
    full = [one for one in mentions if not one.name.is_partial]
    shelf = _Shelf()
    homes: dict[tuple[str, Gender | None], Group] = {}
    for one in sorted(full, key=lambda one: -len(one.name.parts)):
        gender = gender_of(one)
        key = (one.name.text, gender)
        home = homes.get(key)
        if home is None:
            near = shelf.near(_parts(one.name, "family", "unknown") or one.name.parts)
            home = next((g for g in near if _same_person(g, one.name, gender)), Group(lang))
            homes[key] = home
            home.add(one, gender)
            shelf.add(home)
        else:
            home.add(one, gender)
    return shelf.groups


def _place(one: Found, gender: Gender | None, shelf: _Shelf, lone: _Shelf) -> Group:
    """Say where a bare surname or given name belongs; alone, when nobody fits or several do."""
    near = shelf.near(one.name.parts)
    if is_mononym(one):  # the Prophet is no other Muhammad of the text; a pope may have a number
        near = [g for g in near if not g.parts("family")]
    if is_royal(one):  # nor is Prince Charles Chuck Schumer
        letters = _letters(one.name.parts)
        near = [g for g in near if not g.parts("family") or letters & _letters(g.parts("given"))]
    homes = _narrow(_homes(near, one, gender), one)
    if len(homes) == 1:
        return homes[0]
    known = _homes(lone.near(one.name.parts), one, gender)
    return known[0] if known else Group(one.passage.lang, ambiguous=len(homes) > 1)


def _same_person(known: Group, name: Name, gender: Gender | None) -> bool:
    """Whether a full name may be another spelling or form of the group's."""
    if _letters(known.parts("suffix")) != _letters(_parts(name, "suffix")):
        return False
    if _other_initials(known.parts("initial"), _parts(name, "initial")):
        return False
    if _same_words(known, name):
        return True
    if gender and known.gender and gender != known.gender:
        return False
    if not _share(known.parts("family", "unknown"), _parts(name, "family", "unknown"), known.lang):
        return False
    fathers, theirs = _parts(name, "patronymic"), known.parts("patronymic")
    if fathers and theirs and not _share(theirs, fathers, known.lang):
        return False
    return _agree_on_given(known, name)


def _other_initials(ours: Sequence[Part], theirs: Sequence[Part]) -> bool:
    """Whether both have initials, and not the same ones: George H. W. and George W. Bush."""
    pairs = zip(ours, theirs, strict=False)
    return any(a.token.letters[:1] != b.token.letters[:1] for a, b in pairs)


def _same_words(known: Group, name: Name) -> bool:
    """Whether all words of `name` are the group's up to case endings, whatever their roles.

    Also when the group has more: Malloch Brown. Surnames must not show different genders; given
    names may seem to: Franceta looks like a woman's.
    """
    words, theirs = _parts(name, *_WHOLE), known.parts(*_WHOLE)
    shown = {surname_gender(part.text, known.lang) for part in (*words, *theirs)} - {None}
    return len(shown) < 2 and all(_share(theirs, [word], known.lang) for word in words)


def _agree_on_given(known: Group, name: Name) -> bool:
    given, theirs = _parts(name, "given"), known.parts("given")
    if given and theirs:
        return _share_given(theirs, given, known.lang)
    initials, their_initials = _parts(name, "initial"), known.parts("initial")
    one = (given or initials)[:1]
    other = (theirs or their_initials)[:1]
    return not one or not other or bool(one[0].token.initials & other[0].token.initials)


def _homes(groups: Sequence[Group], one: Found, gender: Gender | None) -> list[Group]:
    """Return the groups that a bare name may belong to: by surname, else by given name."""
    fitting = [g for g in groups if not (gender and g.gender and gender != g.gender)]
    words = _parts(one.name, "family", "given", "unknown")
    initials = _parts(one.name, "initial")
    homes = [
        g
        for g in fitting
        if _share(g.parts("family"), words, g.lang)
        and (not initials or not g.parts("given", "initial") or _agree_on_given(g, one.name))
    ]
    if homes or initials:
        return homes
    return [g for g in fitting if _share_given(g.parts("given", "unknown"), words, g.lang)]


def _narrow(homes: list[Group], one: Found) -> list[Group]:
    """Choose among several people of one surname, as far as the text tells.

    The text may say whose relative is meant, or the very form may be one's alone. Else a man and a
    woman: whoever the text names first in full is called by the bare surname, the spouse by the
    full name. Two of one gender stay two.
    """
    if len(homes) < 2:
        return homes
    kin = kin_of(one)
    related = [g for g in homes if kin in g.kin]
    homes = (related if len(related) == 1 else None) or _well_named(homes) or homes
    letters = _letters(_parts(one.name, "family", "given", "unknown"))
    exact = [g for g in homes if letters & _letters(g.parts("family", "given", "unknown"))]
    homes = exact or homes
    main = homes[0]
    if main.gender and all(g.gender not in (None, main.gender) for g in homes[1:]):
        return [main]
    return homes


def _well_named(homes: Sequence[Group]) -> list[Group]:
    """Leave out who is named in full only once, under what no list has as a given name.

    Detectors take words for given names: «Obtoženi Ornig» is no second bearer beside Dejan Ornig.
    """
    return [g for g in homes if _full_names(g) > 1 or _has_given(g)]


def _full_names(one: Group) -> int:
    return sum(not member.name.is_partial for member in one.members)


def _has_given(one: Group) -> bool:
    words = [part.text for part in one.parts("given", "unknown", "initial")]
    return any(given_genders(base) for word in words for base in bases(word, one.lang))


def _parts(name: Name, *roles: str) -> list[Part]:
    return [part for part in name.parts if part.role in roles]


def _letters(parts: Iterable[Part]) -> set[str]:
    return {part.token.letters for part in parts}


def _share(ours: Iterable[Part], theirs: Sequence[Part], lang: str) -> bool:
    """Whether two lists of parts have a word in common, up to case endings."""
    return any(_same_form(a, b, lang) for a in ours for b in theirs)


def _same_form(a: Part, b: Part, lang: str) -> bool:
    if a.token.letters == b.token.letters or same_word(a.text, b.text, lang):
        return True
    return inflects(lang) and any(len(stem) >= LEAST_STEM for stem in a.token.stems & b.token.stems)


def _share_given(ours: Iterable[Part], theirs: Sequence[Part], lang: str) -> bool:
    return any(
        _same_form(a, b, lang) or (a.token.given | a.token.nicks) & (b.token.given | b.token.nicks)
        for a in ours
        for b in theirs
    )
