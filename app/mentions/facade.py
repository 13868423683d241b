"""Reading a text in two steps: find, then settle what only the registry can know."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from app.mentions.chains import Group, group
from app.mentions.complete import complete
from app.mentions.detector import MentionDetector, detector_for
from app.mentions.found import Found, found
from app.mentions.kin import is_relative
from app.mentions.language import identify
from app.mentions.listed import listed
from app.mentions.mononym import is_mononym, is_royal
from app.mentions.nominative import alternatives, nominatives
from app.mentions.particles import with_particles
from app.mentions.passage import Passage, Span
from app.mentions.sequence.veto import is_nobodys
from app.mentions.spread import Spreader
from app.mentions.suffixes import with_suffixes
from app.mentions.types import Chain, Field, Mention, Reading, Text
from app.mentions.vote import outvoted, uncued
from app.names.script import fold

TELLING = 200  # tokens from which an article that says nothing of a person says something
_FIELDS: tuple[Field, ...] = ("title", "text")


@dataclass(frozen=True, slots=True)
class Draft:
    """What the detectors found.

    `doubtful` are the folded names, in the nominative too, of spans that no rule alone accepts.
    """

    lang: str
    passages: tuple[tuple[Passage, tuple[Found, ...]], ...]
    doubtful: frozenset[str] = frozenset()

    def settle(self, known: Collection[str] = ()) -> Reading:
        """Accept doubtful spans whose folded name is `known` and tie all mentions into chains.

        Of the nominatives that a name may stand for the `known` one is likelier.
        """
        certain = [
            one
            for _, finds in self.passages
            for one in finds
            if one.span.sure or (known and not _forms(one).isdisjoint(known))
        ]
        nobody = outvoted(certain, [passage for passage, _ in self.passages], self.lang)
        unshown: list[Found] = []
        if sum(len(passage.tokens) for passage, _ in self.passages) >= TELLING:
            lone = uncued(certain, self.lang)
            unshown = [one for one in certain if id(one) in lone and _forms(one).isdisjoint(known)]
        nobody |= {id(one) for one in unshown}
        accepted = complete([one for one in certain if id(one) not in nobody], self.lang)
        spreader = Spreader((one for one in accepted if one.span.spreads), self.lang)
        mentions: list[Found] = []
        for passage, _ in self.passages:
            finds = [one for one in accepted if one.passage is passage]
            more = spreader.spread(passage, [one.span for one in finds])
            finds += [found(passage, span) for span in more if not is_nobodys(passage, span)]
            mentions += sorted(finds, key=lambda one: one.span.first)
        mentions = complete(mentions, self.lang)
        groups = group(_without_lone_modifiers(mentions), self.lang)
        reading = _reading(self.lang, mentions, groups, known)
        missed = frozenset(name for one in unshown for name in _forms(one))
        return replace(reading, alternatives=reading.alternatives | missed)


def find(text: Text) -> Draft:
    """Find the spans of a text that may name people; total over all strings."""
    lang = text.lang or identify(f"{text.title or ''}\n{text.text}")
    detector = detector_for(lang)
    detected = []
    for field in _FIELDS:
        content = text.field(field)
        if content:
            passage = Passage.of(field, content, lang)
            detected.append((passage, detect(passage, detector)))
    return draft(lang, detected)


def detect(passage: Passage, detector: MentionDetector) -> list[Span]:
    """Return what a detector finds in a passage, and what no detector need see, in order."""
    spans = with_particles(passage, with_suffixes(passage, detector.find(passage)))
    return sorted([*spans, *listed(passage, spans)], key=lambda span: span.first)


def draft(lang: str, detected: Iterable[tuple[Passage, Iterable[Span]]]) -> Draft:
    """Read the names in what a detector found in each passage of an article."""
    passages = tuple(
        (passage, tuple(found(passage, span) for span in spans)) for passage, spans in detected
    )
    unsure = (one for _, spans in passages for one in spans if not one.span.sure)
    return Draft(lang, passages, frozenset(name for one in unsure for name in _forms(one)))


def _forms(one: Found) -> frozenset[str]:
    """Return what a find is in the nominative, folded; as it stands among them."""
    return frozenset((one.folded, *alternatives([one.name], one.passage.lang)))


def _without_lone_modifiers(mentions: list[Found]) -> list[Found]:
    """Drop `Trump Tower` in a text that names nobody by that name otherwise."""
    plain = {
        part.token.letters for one in mentions if not one.span.modifier for part in one.name.parts
    }
    return [
        one
        for one in mentions
        if not one.span.modifier
        or _rules(one)
        or any(part.token.letters in plain for part in one.name.parts)
    ]


def _rules(one: Found) -> bool:
    """Whether what the name modifies is written small: a government has a head, a tower may not."""
    tokens = one.passage.tokens[one.span.last : one.span.last + 2]
    return next((token.word.islower() for token in tokens if token.word not in "-–"), False)


def _reading(
    lang: str, mentions: list[Found], groups: list[Group], known: Collection[str]
) -> Reading:
    place = {}
    chains = []
    others: set[str] = set()
    for number, one_group in enumerate(groups):
        names = {one.name.text: one.name for one in one_group.members}
        spelt = nominatives(list(names.values()), lang, one_group.gender, known)
        others |= alternatives(names.values(), lang) - {fold(text) for text in spelt.values()}
        chains.append(_chain(number, one_group, spelt))
        for one in one_group.members:
            place[id(one)] = (number, spelt[one.name.text])
    return Reading(
        lang,
        tuple(_mention(one, *place[id(one)]) for one in mentions if id(one) in place),
        tuple(chains),
        frozenset(others),
    )


def _mention(one: Found, chain: int, name: str) -> Mention:
    return Mention(
        field=one.passage.field,
        start=one.start,
        end=one.end,
        surface=one.passage.text[one.start : one.end],
        chain=chain,
        name=name,
    )


def _chain(number: int, one_group: Group, spelt: dict[str, str]) -> Chain:
    counted = Counter(spelt[one.name.text] for one in one_group.members)
    is_partial = all(one.name.is_partial for one in one_group.members)
    return Chain(
        number=number,
        names=tuple(sorted(counted, key=lambda text: (-_completeness(text), -counted[text], text))),
        gender=one_group.gender,
        is_partial=is_partial,
        ambiguous=one_group.ambiguous,
        mononym=is_partial and any(is_mononym(one) for one in one_group.members),
        royal=is_partial and any(is_royal(one) for one in one_group.members),
        relative=is_partial and any(is_relative(one) for one in one_group.members),
    )


def _completeness(text: str) -> int:
    """Count whole words before initials."""
    words = text.replace(".", ". ").split()
    return sum(1 if word.endswith(".") else 2 for word in words)
