"""People in memory, found and judged as the service finds and judges them, without a database."""

from array import array
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.names import read
from app.services.judging import Judgement, judge
from app.services.pool import KnownAlias, KnownPerson, Pool


class People(Mapping[int, KnownAlias]):
    """People of one spelling each, by number; made when first asked for."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names
        self._known: dict[int, KnownAlias] = {}

    def __getitem__(self, number: int) -> KnownAlias:
        if number not in self._known:
            name = read(self._names[number])
            person = KnownPerson(number, name.text, "confirmed", name.is_partial)
            alias = KnownAlias(number, person, name.text, name.folded, None, name.is_partial)
            person.aliases.append(alias)
            self._known[number] = alias
        return self._known[number]

    def __iter__(self) -> Iterator[int]:
        return iter(range(len(self._names)))

    def __len__(self) -> int:
        return len(self._names)


class Registry:
    """A registry of names; `judge` answers as POST /v1/resolve would."""

    def __init__(self, names: Sequence[str]) -> None:
        under: defaultdict[int, array[int]] = defaultdict(lambda: array("i"))
        for number, text in enumerate(names):
            for key in read(text).keys:
                under[key.id].append(number)
        self.people = People(names)
        self.pool = Pool.over(dict(under), self.people)

    def judge(self, text: str) -> Judgement:
        """Rank the people a name may mean, and decide."""
        return judge(self.pool, read(text))

    def near(self, text: str) -> list[int]:
        """The numbers of those that share the most telling keys: what any matcher may order."""
        return [alias.id for alias in self.pool.near(read(text)) if alias.id is not None]
