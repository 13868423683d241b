"""How the scorer does on persons that it did not learn from: five folds by person.

Of each fold the model is fitted without any pair in which one of the fold's persons has a part,
then the pairs of those persons are compared by the whole engine, vetoes and all. The threshold for
`link` that a fold is judged by is chosen on the other folds' held-out scores: the least that keeps
PRECISION there. So neither weights nor threshold have seen the persons they are measured on.
"""

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path

from training_pairs import rows_of

from app.names import compare, score

FOLDS, PRECISION = 5, 0.995
BELARUSIAN = {"be", "be-Latn", "be-tarask", "be-lat"}
RUSSIAN = {"ru", "ru-Latn"}
Held = Callable[[str], bool]
Scored = tuple[float, bool]


class Owners:
    """Whose a spelling is, by the clusters of the benchmark."""

    def __init__(self, shared: Path) -> None:
        self._owner: dict[str, str] = {}
        for row in rows_of(shared / "bench/names/clusters_dev.jsonl.gz"):
            for variant in row["variants"]:
                self._owner.setdefault(variant["name"], row["id"])

    def of(self, name: str) -> str:
        """The person; the name itself where nobody in the clusters bears it."""
        return self._owner.get(name, name)


def fold_of(person: str) -> int:
    """The fold of a person, the same on every machine."""
    return int(hashlib.md5(person.encode()).hexdigest(), 16) % FOLDS  # noqa: S324


def cross_validate(shared: Path, fit_without: Callable[[Held], None]) -> list[str]:
    """Lines of figures. `fit_without` fits the model in the package without the held-out."""
    rows = list(rows_of(shared / "bench/names/P_dev.jsonl.gz"))
    owners = Owners(shared)
    fold = [fold_of(owners.of(row["a"])) for row in rows]
    scores = [0.0] * len(rows)
    for held in range(FOLDS):
        fit_without(lambda person, held=held: fold_of(person) == held)  # type: ignore[misc]
        score.forget()
        for at, row in enumerate(rows):
            if fold[at] == held:
                scores[at] = compare(row["a"], row["b"]).score
    score.forget()
    same = [bool(row["y"]) for row in rows]
    everything = list(zip(scores, same, strict=True))
    limits = []
    linked: list[bool] = []
    for held in range(FOLDS):
        others = [pair for pair, at in zip(everything, fold, strict=True) if at != held]
        limits.append(least(others, PRECISION))
        own = [pair for pair, at in zip(everything, fold, strict=True) if at == held]
        linked += [is_same for value, is_same in own if value >= limits[-1]]
    safe = least(everything, 0.99)
    between = [at for at, row in enumerate(rows) if _latin_neighbours(row) and same[at]]
    randomly = [at for at, row in enumerate(rows) if row["kind"] == "random"]
    return [
        f"{len(rows)} pairs, {FOLDS} folds; limits: {', '.join(f'{x:.3f}' for x in limits)}",
        f"best F1 {best_f1(everything):.4f}; recall at P .99 {recall(everything, safe):.4f}",
        f"link: P {sum(linked) / len(linked):.4f}, R {sum(linked) / sum(same):.4f}",
        f"be~ru in Latin letters: {sum(scores[at] >= safe for at in between) / len(between):.4f}",
        f"random pairs above .9: {sum(scores[at] >= 0.9 for at in randomly)} of {len(randomly)}",
        f"all folds together: link from {least(everything, PRECISION):.3f}",
    ]


def least(pairs: Sequence[Scored], precision: float) -> float:
    """The least score from which at least this share are one person's."""
    right, best = 0, 1.0
    ordered = sorted(pairs, reverse=True)
    for number, (value, is_same) in enumerate(ordered, 1):
        right += is_same
        last = number == len(ordered) or ordered[number][0] != value
        if last and right / number >= precision:
            best = value
    return best


def recall(pairs: Sequence[Scored], threshold: float) -> float:
    """The share of the same that score as much."""
    positives = sum(is_same for _, is_same in pairs) or 1
    return sum(is_same for value, is_same in pairs if value >= threshold) / positives


def best_f1(pairs: Sequence[Scored]) -> float:
    """F1 at the best threshold."""
    positives, right, best = sum(is_same for _, is_same in pairs), 0, 0.0
    for number, (_, is_same) in enumerate(sorted(pairs, reverse=True), 1):
        right += is_same
        best = max(best, 2 * right / (number + positives))
    return best


def _latin_neighbours(row: dict[str, str]) -> bool:
    one, two = set(row["la"].split(",")), set(row["lb"].split(","))
    if {row["sa"], row["sb"]} != {"Latn"}:
        return False
    return bool((one & BELARUSIAN and two & RUSSIAN) or (two & BELARUSIAN and one & RUSSIAN))
