"""A machine that drives the API in any order, beside a small model in plain Python.

It does not foretell what the engine links: it holds what must be true whatever the engine says.
"""

import json
from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

PEOPLE = (
    ("Olga Tokarczuk", "Ольга Токарчук", "Tokarczuk", "Olha Tokarchuk"),
    ("Serhiy Zhadan", "Сергей Жадан", "Zhadan", "Serhij Żadan"),
    ("Andrey Kurkov", "Андрей Курков", "Kurkov", "Andrij Kurkow"),
    ("Lech Wałęsa", "Лех Валенса", "Walesa", "Lech Walesa"),
    ("Danuta Wałęsa", "Данута Валенса", "Wałęsa", "Danuta Walesa"),
    ("Wisława Szymborska", "Вислава Шимборская", "Szymborska", "Wislawa Szymborska"),
)
NAMES = tuple(name for spellings in PEOPLE for name in spellings)
TEXTS = (
    "{0} met {1} on Friday. Later {0} spoke with reporters, said the spokesman.",
    "The writer {0} read for an hour.",
    "President {0} thanked {1} for the visit.",
    "No one came.",
)
SPARE = {"updated_at"}  # tells when, not what
Json = dict[str, Any]

JUDGEMENTS = ("positive", "negative", "unsure")

names = st.sampled_from(NAMES)
numbers = st.integers(min_value=0, max_value=50)
texts = st.builds(str.format, st.sampled_from(TEXTS), names, names)


class RegistryMachine(RuleBasedStateMachine):
    """Posts, changes, merges, splits, undoes; after each step every invariant holds."""

    def __init__(
        self, client: TestClient, look: Callable[[], None], replay: Callable[[], None]
    ) -> None:
        super().__init__()
        self.client = client
        self.look = look  # at the tables behind the API
        self.replay = replay  # the decisions over an empty registry
        self.articles: dict[str, str] = {}  # external id -> article id
        self.seen: set[str] = set()  # every person id that was ever told
        self.merged: set[str] = set()
        self.decided: list[str] = []  # decision ids as answers told them
        self.fed: list[str] = []  # decision ids as the feed told them
        self.cursor: str | None = None
        self.people: dict[str, Json] = {}

    # --- asking

    def ask(self, method: str, path: str, *allowed: int, **sent: Any) -> Json:  # noqa: ANN401
        """One call; its answer, which must be of the statuses allowed."""
        answer = self.client.request(method, path, follow_redirects=False, **sent)
        expected = allowed or (200,)
        assert answer.status_code in expected, f"{method} {path} {sent}: {answer.text}"
        found: Json = answer.json() if answer.content else {}
        found = found if isinstance(found, dict) else {}
        if answer.status_code < 300 and "decision_id" in found and method != "GET":
            self.decided.append(found["decision_id"])
        return found | {"http": answer.status_code}

    def export(self) -> dict[str, Json]:
        """Every living person."""
        lines = self.client.get("/v1/export/persons").iter_lines()
        people = [json.loads(line) for line in lines]
        return {person["person_id"]: person for person in people}

    def pick(self, number: int) -> Json:
        """A living person."""
        people = self.export()
        return people[sorted(people, key=int)[number % len(people)]]

    def path(self, number: int) -> str:
        """The address of a living person."""
        return f"/v1/persons/{self.pick(number)['person_id']}"

    # --- articles

    @rule(name=st.integers(0, 4), text=texts)
    def post_article(self, name: int, text: str) -> None:
        """Post an article, or replace one."""
        article = {"external_id": str(name), "source": "machine", "text": text}
        answer = self.ask("POST", "/v1/articles/batch", json={"articles": [article]})
        (result,) = answer["results"]
        assert result["status"] in {"created", "unchanged", "updated"}
        assert (result["status"] == "created") == (str(name) not in self.articles)
        self.articles[str(name)] = result["article_id"]
        again = self.ask("POST", "/v1/articles/batch", json={"articles": [article]})
        assert again["results"][0]["status"] == "unchanged"
        for mention in result["mentions"]:
            assert text[mention["start"] : mention["end"]] == mention["surface"]

    @precondition(lambda self: self.articles)
    @rule(number=numbers)
    def delete_article(self, number: int) -> None:
        """Take an article back."""
        name = sorted(self.articles)[number % len(self.articles)]
        self.ask("DELETE", f"/v1/articles/{self.articles.pop(name)}", 204)

    # --- people

    @rule(label=names)
    def create_person(self, label: str) -> None:
        """Make a person."""
        person = self.ask("POST", "/v1/persons", 201, json={"label": label})
        assert person["status"] == "confirmed"

    @precondition(lambda self: self.people)
    @rule(number=numbers, name=names)
    def add_alias(self, number: int, name: str) -> None:
        """Add a spelling."""
        person = self.ask("POST", self.path(number) + "/aliases", 201, json={"name": name})
        known = {alias["name"]: alias["status"] for alias in person["aliases"]}
        assert known.get(name, "accepted") == "accepted"

    @precondition(lambda self: self.people)
    @rule(number=numbers, which=numbers)
    def detach_alias_and_read_it_again(self, number: int, which: int) -> None:
        """Refuse a spelling: the matcher never gives it back to the person."""
        person = self.pick(number)
        accepted = [a for a in person["aliases"] if a["status"] == "accepted"]
        if len(accepted) < 2:
            return
        alias = accepted[which % len(accepted)]
        path = f"/v1/persons/{person['person_id']}"
        after = self.ask("DELETE", f"{path}/aliases/{alias['alias_id']}")
        status = {a["alias_id"]: a["status"] for a in after["aliases"]}
        assert status[alias["alias_id"]] == "rejected"
        query = {"queries": [{"name": alias["name"]}], "learn": False}
        (result,) = self.ask("POST", "/v1/resolve", json=query)["results"]
        assert result["person_id"] != person["person_id"]

    @precondition(lambda self: len(self.people) > 1)
    @rule(one=numbers, other=numbers)
    def merge(self, one: int, other: int) -> None:
        """Merge two people: the old id leads to the survivor, who has everything."""
        survivor, moved = self.pick(one), self.pick(other)
        path = f"/v1/persons/{survivor['person_id']}/merge"
        if survivor["person_id"] == moved["person_id"]:
            self.ask("POST", path, 409, json={"other_id": moved["person_id"]})
            return
        after = self.ask("POST", path, 200, 409, json={"other_id": moved["person_id"]})
        if after["http"] == 409:
            assert "spelling" in after["detail"]  # each had refused all that the other is called
            return
        # What one had refused and the other was called waits for somebody to look.
        waiting = sum(
            alias["mention_count"]
            for person in (survivor, moved)
            for alias in person["aliases"]
            if alias["name"] in after["refused"] and alias["status"] == "accepted"
        )
        both = survivor["mention_count"] + moved["mention_count"]
        assert after["mention_count"] == both - waiting
        status = {alias["name"]: alias["status"] for alias in after["aliases"]}
        assert all(status.get(name, "rejected") == "rejected" for name in after["refused"])
        self.merged.add(moved["person_id"])

    @precondition(lambda self: self.people)
    @rule(number=numbers, which=numbers)
    def split(self, number: int, which: int) -> None:
        """Split a person: nothing is lost between the two."""
        person = self.pick(number)
        accepted = [a for a in person["aliases"] if a["status"] == "accepted"]
        if len(accepted) < 2:
            return
        chosen = accepted[which % len(accepted)]
        path = f"/v1/persons/{person['person_id']}"
        new = self.ask("POST", f"{path}/split", 201, json={"alias_ids": [chosen["alias_id"]]})
        left = self.ask("GET", path)
        assert new["mention_count"] + left["mention_count"] == person["mention_count"]

    @precondition(lambda self: self.people)
    @rule(number=numbers)
    def delete_person(self, number: int) -> None:
        """Forget a person."""
        path = self.path(number)
        self.ask("DELETE", path)
        self.ask("GET", path, 404)

    @rule(name=names)
    def learn_a_name(self, name: str) -> None:
        """Resolve a name and keep the decision: a link, a new person or a review."""
        query = {"queries": [{"name": name}], "learn": True}
        (result,) = self.ask("POST", "/v1/resolve", json=query)["results"]
        assert result["created"] == (result["decision"] == "nil")
        assert (result["review_id"] is not None) == (result["decision"] == "review")

    @precondition(lambda self: self.people)
    @rule(number=numbers, whose=numbers, judgement=st.sampled_from(JUDGEMENTS))
    def judge(self, number: int, whose: int, judgement: str) -> None:
        """Close a waiting review, if there is one; it does not wait any more."""
        waiting = self.client.get("/v1/reviews").json()["items"]
        if not waiting:
            return
        path = f"/v1/reviews/{waiting[number % len(waiting)]['review_id']}"
        body = {"judgement": judgement}
        if judgement == "positive":
            body["person_id"] = self.pick(whose)["person_id"]
        judged = self.ask("POST", path, json=body)
        assert judged["status"] == ("unsure" if judgement == "unsure" else "closed")
        assert self.ask("GET", path)["judgement"] == judgement

    # --- taking back

    @precondition(lambda self: self.people)
    @rule(
        number=numbers,
        other=numbers,
        which=st.sampled_from(("patch", "confirm", "alias", "merge", "split", "detach", "delete")),
    )
    def undo_puts_back_exactly(self, number: int, other: int, which: str) -> None:
        """Whatever a decision changed, its undo puts back; and the undo of the undo."""
        before = self.export()
        done = self._decide(which, number, other)
        if done is None:
            return
        after = self.export()
        undone = self.ask("POST", f"/v1/decisions/{done}/undo")
        assert told(self.export()) == told(before)
        redone = self.ask("POST", f"/v1/decisions/{undone['decision_id']}/undo")
        assert told(self.export()) == told(after)
        self.ask("POST", f"/v1/decisions/{redone['decision_id']}/undo")
        assert told(self.export()) == told(before)

    def _decide(self, which: str, number: int, other: int) -> str | None:
        """One decision about a person; None where there is nothing to decide."""
        person, path = self.pick(number), self.path(number)
        accepted = [a["alias_id"] for a in person["aliases"] if a["status"] == "accepted"]
        sent: tuple[Any, ...] = {
            "patch": ("PATCH", path, {"note": "n", "label": "Anna Nowak"}),
            "confirm": ("POST", f"{path}/confirm", None),
            "alias": ("POST", f"{path}/aliases", {"name": NAMES[other % len(NAMES)]}),
            "merge": ("POST", f"{path}/merge", {"other_id": self.pick(other)["person_id"]}),
            "split": ("POST", f"{path}/split", {"alias_ids": accepted[:1]}),
            "detach": ("DELETE", f"{path}/aliases/{(accepted or ['x'])[0]}", None),
            "delete": ("DELETE", path, None),
        }[which]
        method, address, body = sent
        answer = self.ask(method, address, 200, 201, 404, 409, 422, json=body)
        return answer["decision_id"] if answer["http"] < 300 else None

    @precondition(lambda self: self.decided)
    @rule(number=numbers)
    def undo_some_decision(self, number: int) -> None:
        """Undo any decision, or hear what stands in the way."""
        decision = self.decided[-1 - number % len(self.decided)]
        answer = self.ask("POST", f"/v1/decisions/{decision}/undo", 200, 409)
        if answer["http"] == 409 and "decisions" in answer:
            assert set(answer["decisions"]) <= set(self._feed())

    # --- what always holds

    @invariant()
    def counts_equal_the_evidence(self) -> None:
        """Each mention has a living person or none; people count what is theirs, no more."""
        self.people = self.export()
        self.seen |= self.people.keys()
        mentions: dict[str, int] = {}
        articles: dict[str, set[str]] = {}
        for article_id in self.articles.values():
            for mention in self.ask("GET", f"/v1/articles/{article_id}")["mentions"]:
                person_id = mention["person_id"]
                if person_id is None:
                    assert mention["decision"] != "link", mention
                    continue
                assert person_id in self.people, mention
                mentions[person_id] = mentions.get(person_id, 0) + 1
                articles.setdefault(person_id, set()).add(article_id)
        for person_id, person in self.people.items():
            assert person["mention_count"] == mentions.get(person_id, 0), person
            assert person["article_count"] == len(articles.get(person_id, ())), person
            by_alias = sum(alias["mention_count"] for alias in person["aliases"])
            assert by_alias == person["mention_count"], person
            folded = [alias["name"] for alias in person["aliases"]]
            assert len(folded) == len(set(folded)), person

    @invariant()
    def the_tables_agree(self) -> None:
        """Behind the API everything hangs together too."""
        self.look()

    @invariant()
    def every_old_id_leads_to_somebody_or_to_nobody(self) -> None:
        """An id is a person, a way to one, or gone; never a loop, never another thing."""
        for person_id in self.seen - self.people.keys():
            answer = self.client.get(f"/v1/persons/{person_id}", follow_redirects=False)
            assert answer.status_code in {308, 404}, answer.text
            if answer.status_code == 308:
                target = self.client.get(answer.headers["location"], follow_redirects=False)
                assert target.status_code in {200, 404}, target.text

    @invariant()
    def the_feed_tells_each_decision_once_and_in_order(self) -> None:
        """Whoever keeps the cursor misses nothing and hears nothing twice."""
        fed = self._feed()
        assert len(fed) == len(set(fed))
        assert set(self.decided) <= set(fed)
        assert fed == sorted(fed, key=int)

    def teardown(self) -> None:
        """Who is who follows from the decisions alone."""
        self.replay()

    def _feed(self) -> list[str]:
        while True:
            query = {"limit": 100} | ({"cursor": self.cursor} if self.cursor else {})
            page = self.ask("GET", "/v1/changes", params=query)
            self.fed += [each["decision_id"] for each in page["items"]]
            self.cursor = page["next_cursor"]
            if not page["items"]:
                return self.fed


def told(people: dict[str, Json]) -> dict[str, Json]:
    """People without what tells only when they were changed."""
    return {
        person_id: {key: value for key, value in person.items() if key not in SPARE}
        | {"aliases": sorted(person["aliases"], key=lambda alias: int(alias["alias_id"]))}
        for person_id, person in people.items()
    }
