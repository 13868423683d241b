"""Merging, splitting, taking back: who is who, decided by people."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import SQLModel

from app.errors import (
    AliasNotFound,
    Conflict,
    DecisionNotFound,
    LaterDecisions,
    Merged,
    PersonNotFound,
)
from app.registry import decisions, journal
from app.registry.database import Database
from app.services import articles, curate, persons, reviews
from app.services.deciding import moment
from app.services.ingest import ingest
from app.services.plan import finish, keys_of
from app.services.resolve import resolve
from app.services.views import NewAlias, NewArticle, NewPerson, PersonPatch, PersonView, Query
from tests.services.invariants import check
from tests.services.news import NEWS, WARSAW, everybody


def named(database: Database, part: str) -> PersonView:
    (found,) = [p for p in everybody(database) if part in p.label]
    return found


def state(database: Database) -> dict[str, list[tuple[str, ...]]]:
    """Everything that says who is who, without what counts versions."""
    found = {}
    with database.reading() as session:
        for table in ("person", "alias", "external_id", "difference", "alias_key"):
            rows = session.execute(SQLModel.metadata.tables[table].select()).mappings()
            hidden = ("version", "updated_at")
            found[table] = sorted(
                tuple(str(v) for k, v in row.items() if k not in hidden) for row in rows
            )
        table_ = SQLModel.metadata.tables["mention"]
        columns = (table_.c.id, table_.c.person_id, table_.c.alias_id, table_.c.decision)
        found["mention"] = sorted(
            tuple(str(v) for v in row)
            for row in session.execute(table_.select().with_only_columns(*columns))
        )
    return found


def derivable(database: Database) -> None:
    """Fail where who is who is not what the decisions make of an empty registry."""
    before = state(database)
    with database.writing() as session:
        for name in ("person", "alias", "external_id", "difference", "alias_key"):
            session.execute(SQLModel.metadata.tables[name].delete())
        mention = SQLModel.metadata.tables["mention"]
        session.execute(mention.update().values(person_id=None, alias_id=None))
        last, people = 0, set()
        while portion := decisions.after(session, last, limit=500):
            for decision in portion:
                changes = [c for c in decisions.changes(decision) if c.table != "review"]
                journal.apply(session, changes, keys_of=keys_of, now=decision.at)
                people |= set(decisions.subjects(session, [decision.id])[decision.id])
            last = portion[-1].id
        finish(session, people, now=moment())
    assert _living(state(database)) == _living(before)


def _living(found: dict[str, list[tuple[str, ...]]]) -> dict[str, list[tuple[str, ...]]]:
    """The state without what follows from aliases, of those merged away: it stays as it was."""
    columns = SQLModel.metadata.tables["person"].columns
    names = [column.name for column in columns if column.name != "version"]
    people = [dict(zip(names, row, strict=False)) for row in found["person"]]
    for row in people:
        if row["merged_into"] != "None":
            row |= {"label": "", "is_partial": ""}
    return found | {"person": [tuple(row.values()) for row in people]}


@pytest.fixture
def two(database: Database) -> tuple[PersonView, PersonView]:
    ingest(database, NEWS)
    other = NewPerson(
        "Svetlana Georgievna Tikhanovskaya",
        aliases=(NewAlias("Светлана Тихановская", "ru"), NewAlias("Tsikhanouskaya")),
        external_ids={"wikidata": "Q96390107"},
        birth_year=1982,
    )
    made = persons.create(database, other).person
    (read,) = [
        p for p in everybody(database) if p.status == "provisional" and "Svetlana T" in p.label
    ]
    return read, made


def test_a_merge_moves_aliases_mentions_and_ids(database: Database, two: tuple[PersonView, ...]):
    one, other = two
    after = curate.merge(database, one.person_id, other.person_id, reason="the same").person
    assert after.mention_count == one.mention_count
    assert {a.name for a in after.aliases or ()} >= {
        "Sviatlana Tsikhanouskaya",
        "Светлана Тихановская",
        "Tsikhanouskaya",
    }
    assert len({a.name for a in after.aliases or ()}) == len(after.aliases or ())
    assert (after.birth_year, after.status) == (1982, "confirmed")
    assert after.external_ids == {"wikidata": "Q96390107"}


def test_a_merged_id_leads_to_the_survivor_for_ever(
    database: Database, two: tuple[PersonView, ...]
):
    one, other = two
    third = persons.create(database, NewPerson("Sviatlana Heorhiyeuna Tsikhanouskaya")).person
    curate.merge(database, one.person_id, other.person_id)
    curate.merge(database, third.person_id, one.person_id)
    for gone in (one, other):
        with pytest.raises(Merged) as moved:
            persons.read(database, gone.person_id)
        assert moved.value.person_id == third.person_id


def test_nobody_is_merged_with_oneself(database: Database, two: tuple[PersonView, ...]):
    with pytest.raises(Conflict):
        curate.merge(database, two[0].person_id, two[0].person_id)


def test_the_undo_of_a_merge_restores_everything(database: Database, two: tuple[PersonView, ...]):
    before = state(database)
    done = curate.merge(database, two[0].person_id, two[1].person_id)
    assert state(database) != before
    curate.undo(database, done.decision_id)
    assert state(database) == before
    assert persons.read(database, two[1].person_id).label == two[1].label


def test_an_undo_can_be_undone(database: Database, two: tuple[PersonView, ...]):
    done = curate.merge(database, two[0].person_id, two[1].person_id)
    merged = state(database)
    back = curate.undo(database, done.decision_id)
    curate.undo(database, back.decision_id)
    assert state(database) == merged
    again = curate.undo(database, done.decision_id)
    with pytest.raises(Conflict):
        curate.undo(database, done.decision_id)
    assert again.decision_id != back.decision_id


def test_a_split_takes_what_the_aliases_brought(database: Database):
    ingest(database, NEWS)
    person = named(database, "Kalesnikava")
    chosen = [a for a in person.aliases or () if a.name.endswith("Kolesnikova")]
    new = curate.split(database, person.person_id, [a.alias_id for a in chosen]).person
    old = persons.read(database, person.person_id)
    assert new.mention_count == sum(a.mention_count for a in chosen)
    assert new.mention_count + old.mention_count == person.mention_count
    assert {a.name: a.status for a in old.aliases or ()} == {
        "Maria Kalesnikava": "accepted",
        "Maria Kolesnikova": "rejected",
        "Kolesnikova": "rejected",
    }


def test_who_was_split_off_is_not_proposed_again(database: Database):
    ingest(database, NEWS)
    person = named(database, "Kalesnikava")
    chosen = [a.alias_id for a in person.aliases or () if a.name.endswith("Kolesnikova")]
    new = curate.split(database, person.person_id, chosen).person
    (result,) = resolve(database, [Query("Maria Kolesnikova")])
    assert (result.decision, result.person_id) == ("link", new.person_id)
    assert person.person_id not in {c.person_id for c in result.candidates}
    (result,) = resolve(database, [Query("Maria Kalesnikava")])
    assert (result.decision, result.person_id) == ("link", person.person_id)
    assert new.person_id not in {c.person_id for c in result.candidates}


def test_the_undo_of_a_split_restores_everything(database: Database):
    ingest(database, NEWS)
    before = state(database)
    person = named(database, "Kalesnikava")
    done = curate.split(database, person.person_id, [(person.aliases or ())[0].alias_id])
    curate.undo(database, done.decision_id)
    assert state(database) == before


def test_a_split_leaves_each_a_spelling(database: Database):
    ingest(database, NEWS)
    person = named(database, "Tusk")
    every = [a.alias_id for a in person.aliases or ()]
    with pytest.raises(Conflict):
        curate.split(database, person.person_id, every)
    with pytest.raises(Conflict):
        curate.split(database, person.person_id, [])
    with pytest.raises(AliasNotFound):
        curate.split(database, person.person_id, ["1"])


def test_an_undo_names_the_later_decisions_in_its_way(
    database: Database, two: tuple[PersonView, ...]
):
    one, other = two
    merged = curate.merge(database, one.person_id, other.person_id)
    later = persons.patch(
        database, one.person_id, PersonPatch(frozenset({"birth_year"}), birth_year=1983)
    )
    with pytest.raises(LaterDecisions) as refused:
        curate.undo(database, merged.decision_id)
    assert refused.value.decision_ids == (later.decision_id,)
    curate.undo(database, later.decision_id)
    curate.undo(database, merged.decision_id)


def test_a_person_cannot_be_unmade_under_the_articles_that_came_later(database: Database):
    ingest(database, [WARSAW])
    person = named(database, "Tusk")
    first = curate.history(database, person.person_id).items[-1]
    ingest(database, [NewArticle(text="Prime Minister Donald Tusk spoke.", external_id="later")])
    with pytest.raises(LaterDecisions):
        curate.undo(database, first.decision_id)


ACTS: dict[str, Callable[[Database, PersonView], str]] = {
    "add an alias": lambda d, p: (
        persons.add_alias(d, p.person_id, NewAlias("Туск", "ru")).decision_id
    ),
    "detach an alias": lambda d, p: (
        persons.detach_alias(d, p.person_id, (p.aliases or ())[-1].alias_id).decision_id
    ),
    "rename": lambda d, p: (
        persons.patch(
            d, p.person_id, PersonPatch(frozenset({"label"}), label="Donald Franciszek Tusk")
        ).decision_id
    ),
    "confirm": lambda d, p: curate.confirm(d, p.person_id).decision_id,
    "delete": lambda d, p: persons.delete(d, p.person_id),
    "split": lambda d, p: curate.split(d, p.person_id, [(p.aliases or ())[0].alias_id]).decision_id,
}


@pytest.mark.parametrize("act", ACTS)
def test_whatever_is_undone_leaves_no_trace(database: Database, act: str):
    ingest(database, NEWS)
    before = state(database)
    decision = ACTS[act](database, named(database, "Tusk"))
    assert state(database) != before
    curate.undo(database, decision)
    assert state(database) == before


def test_the_history_tells_what_happened(database: Database, two: tuple[PersonView, ...]):
    one, other = two
    done = curate.merge(database, one.person_id, other.person_id, reason="one passport")
    curate.undo(database, done.decision_id, actor="anna")
    history = curate.history(database, one.person_id).items
    assert [d.kind for d in history[:2]] == ["undo", "merge"]
    assert (history[0].actor, history[0].undoes) == ("anna", done.decision_id)
    assert (history[1].reason, history[1].undone_by) == ("one passport", history[0].decision_id)
    assert history[-1].kind == "create"
    assert [d.kind for d in curate.history(database, other.person_id).items] == [
        "undo",
        "merge",
        "create",
    ]


def test_the_feed_of_changes_misses_nothing(database: Database, two: tuple[PersonView, ...]):
    seen: list[str] = []
    cursor = None
    while True:
        page = curate.changes(database, limit=2, cursor=cursor)
        cursor = page.next_cursor
        if not page.items:
            break
        seen += [d.decision_id for d in page.items]
    persons.add_alias(database, two[0].person_id, NewAlias("Ціханоўская", "be"))
    page = curate.changes(database, cursor=cursor)
    assert [d.kind for d in page.items] == ["add_alias"]
    assert seen == sorted(seen, key=int)
    assert len(seen) == len(set(seen))


def test_the_feed_misses_nothing_under_parallel_writers(
    database: Database, open_again: Callable[[], Database]
):
    names = "Anna Ewa Jan Piotr Maria Ola Adam Zofia Marek Hanna Igor Olga".split()  # noqa: SIM905
    made = [NewPerson(f"{name} Kowalczyk") for name in names]
    workers = [open_again() for _ in range(3)]

    def write(n: int) -> None:
        persons.create(workers[n % 3], made[n])

    def follow() -> Iterator[str]:
        reader, cursor = open_again(), None
        for _ in range(2000):
            page = curate.changes(reader, cursor=cursor)
            cursor = page.next_cursor
            yield from (d.person_ids[0] for d in page.items)

    with ThreadPoolExecutor(4) as pool:
        writes = [pool.submit(write, n) for n in range(len(made))]
        seen: list[str] = []
        for person_id in follow():
            seen.append(person_id)
            if len(seen) == len(made):
                break
        for each in writes:
            each.result()
    assert len(set(seen)) == len(made)


def test_a_decision_nobody_took_is_not_found(database: Database):
    for decision_id in ("99", "x"):
        with pytest.raises(DecisionNotFound):
            curate.undo(database, decision_id)


def test_what_was_retracted_comes_back_with_its_article_only(database: Database):
    result = ingest(database, [WARSAW]).results[0]
    assert result.article_id is not None
    articles.delete(database, result.article_id)
    last = curate.changes(database, limit=500).items[-1]
    assert last.kind == "retract"
    with pytest.raises(Conflict):
        curate.undo(database, last.decision_id)


def test_who_is_who_follows_from_the_decisions_alone(
    database: Database, two: tuple[PersonView, ...]
):
    one, other = two
    done = curate.merge(database, one.person_id, other.person_id)
    tusk = named(database, "Tusk")
    persons.detach_alias(database, tusk.person_id, (tusk.aliases or ())[0].alias_id)
    curate.undo(database, done.decision_id)
    curate.split(database, one.person_id, [(one.aliases or ())[0].alias_id])
    derivable(database)


def test_a_person_who_was_undone_is_not_found(database: Database):
    done = persons.create(database, NewPerson("Kaja Kallas"))
    curate.undo(database, done.decision_id)
    with pytest.raises(PersonNotFound):
        persons.read(database, done.person.person_id)


def test_a_merge_by_the_engine_is_undone_like_any_other(database: Database):
    ingest(database, NEWS)
    before = state(database)
    one, other = (int(named(database, part).person_id) for part in ("Kalesnikava", "Tusk"))
    with database.writing() as session:
        curate.unite(session, one, other, reason="a test", score=0.9, actor="engine", now=moment())
    with pytest.raises(Merged):
        persons.read(database, str(other))
    (last,) = curate.changes(database, limit=500).items[-1:]
    assert (last.kind, last.actor, last.score) == ("merge", "engine", 0.9)
    curate.undo(database, last.decision_id)
    assert state(database) == before


def test_a_spelling_never_comes_back_to_somebody_who_is_gone(database: Database):
    made = persons.create(database, NewPerson("Lech Wałęsa")).person.person_id
    added = persons.add_alias(database, made, NewAlias("Лех Валенса")).decision_id
    undone = curate.undo(database, added).decision_id
    deleted = persons.delete(database, made)
    with pytest.raises(LaterDecisions) as refused:
        curate.undo(database, undone)
    assert refused.value.decision_ids == (deleted,)
    check(database)


def refuse(database: Database, person_id: str, name: str) -> None:
    """Say that the person is not called so."""
    aliases = persons.add_alias(database, person_id, NewAlias(name)).person.aliases or ()
    (alias,) = [each for each in aliases if each.name == name]
    persons.detach_alias(database, person_id, alias.alias_id)


def meant(database: Database, name: str) -> str | None:
    (found,) = resolve(database, [Query(name)])
    return found.person_id


@pytest.mark.parametrize("survivor", ["who refused", "who is called so"])
def test_what_one_refused_stays_refused_when_they_are_merged(database: Database, survivor: str):
    one = persons.create(database, NewPerson("Olga Tokarczuk")).person.person_id
    refuse(database, one, "Serhiy Zhadan")
    text = "Olha Tokarchuk spoke. Serhiy Zhadan, the writer, did not."
    ingest(database, [NewArticle(text=text)])
    other = named(database, "Zhadan").person_id
    persons.add_alias(database, other, NewAlias("Olga Nawoja Tokarczuk"))
    assert meant(database, "Serhiy Zhadan") == other  # one's refusal is not another's
    pair = (one, other) if survivor == "who refused" else (other, one)
    before = state(database)
    done = curate.merge(database, *pair)
    assert done.refused == ("Serhiy Zhadan",)
    assert meant(database, "Serhiy Zhadan") is None
    assert [review.surface for review in reviews.find(database).items] == ["Serhiy Zhadan"]
    check(database)
    curate.undo(database, done.decision_id)
    assert state(database) == before


def test_who_is_called_as_the_merged_refused_is_somebody_else(database: Database):
    one = persons.create(database, NewPerson("Olga Tokarczuk")).person.person_id
    refuse(database, one, "Serhiy Zhadan")
    ingest(database, [NewArticle(text="Serhiy Zhadan, the writer, spoke.")])
    other = named(database, "Zhadan").person_id
    persons.add_alias(database, other, NewAlias("Olga Nawoja Tokarczuk"))
    done = curate.merge(database, one, other)
    ingest(database, [NewArticle(text="Serhiy Zhadan, the writer, read.")])
    new = named(database, "Zhadan")
    assert new.person_id not in (one, other)
    assert new.mention_count == 2  # the one that waited, too
    with pytest.raises(LaterDecisions):
        curate.undo(database, done.decision_id)
    check(database)


def test_who_merges_those_that_were_told_apart_takes_that_back(database: Database):
    ingest(database, [NewArticle(text="Serhiy Zhadan spoke. Olga Tokarczuk listened.")])
    one = named(database, "Zhadan").person_id
    added = persons.add_alias(database, one, NewAlias("Сергей Жадан")).person
    (own,) = [a for a in added.aliases or () if a.name == "Serhiy Zhadan"]
    new = curate.split(database, one, [own.alias_id]).person.person_id
    assert meant(database, "Serhiy Zhadan") == new
    done = curate.merge(database, one, new)
    assert (done.refused, done.person.mention_count) == ((), 1)
    assert meant(database, "Serhiy Zhadan") == one


def test_a_judgement_holds_after_its_person_is_merged_away(database: Database):
    ingest(
        database,
        [NewArticle(text="Viktar Babaryka and Eduard Babaryka were jailed. Babaryka was freed.")],
    )
    (review,) = reviews.find(database).items
    judged, other = named(database, "Eduard").person_id, named(database, "Viktar").person_id
    said = reviews.NewJudgement(review.review_id, "positive", judged)
    reviews.judge(database, [said])
    persons.add_alias(database, other, NewAlias("Babaryka"))
    survivor = persons.create(database, NewPerson("Эдуард Бабарико")).person.person_id
    curate.merge(database, survivor, judged)
    assert meant(database, "Babaryka") == survivor != other


def test_undoing_an_alias_undoes_what_it_settled(database: Database):
    ingest(database, [NewArticle(text="Prime Minister Donald Tusk spoke.", external_id="1")])
    persons.delete(database, named(database, "Tusk").person_id)
    made = persons.create(database, NewPerson("Donald Franciszek Tusk")).person.person_id
    before = state(database)
    added = persons.add_alias(database, made, NewAlias("Donald Tusk"))
    assert added.person.mention_count == 1
    curate.undo(database, added.decision_id)
    assert state(database) == before
    assert [review.surface for review in reviews.find(database).items] == ["Donald Tusk"]


def test_a_spelling_accepted_again_settles_what_waits_under_it(database: Database):
    ingest(database, [NewArticle(text="Prime Minister Donald Tusk spoke.")])
    person = named(database, "Tusk").person_id
    persons.add_alias(database, person, NewAlias("Дональд Туск"))
    (alias,) = [a for a in named(database, "Tusk").aliases or () if a.name == "Donald Tusk"]
    assert persons.detach_alias(database, person, alias.alias_id).person.mention_count == 0
    again = persons.add_alias(database, person, NewAlias("Donald Tusk")).person
    assert again.mention_count == 1
    assert reviews.find(database).items == ()


def test_the_undo_of_a_merge_puts_back_where_a_refusal_came_from(database: Database):
    ingest(database, [NewArticle(text="Olga Tokarczuk met Olha Tokarchuk. Olga Tokarczuk read.")])
    one = named(database, "Olga")
    (alias,) = [a for a in one.aliases or () if a.name == "Olha Tokarchuk"]
    persons.detach_alias(database, one.person_id, alias.alias_id)
    other = persons.create(database, NewPerson("Ольга Токарчук")).person.person_id
    refuse(database, other, "Olha Tokarchuk")
    before = state(database)
    done = curate.merge(database, one.person_id, other)
    curate.undo(database, done.decision_id)
    assert state(database) == before


def test_what_was_confirmed_of_a_spelling_gone_since_cannot_be_undone(database: Database):
    ingest(database, [NewArticle(text="Olga Tokarczuk met Olha Tokarchuk. Olga Tokarczuk read.")])
    person = named(database, "Olga").person_id
    done = curate.confirm(database, person)
    persons.add_alias(database, person, NewAlias("Ольга Токарчук"))
    persons.delete(database, person)
    with pytest.raises(Conflict):
        curate.undo(database, done.decision_id)


def test_a_spelling_learnt_again_since_is_not_put_back_beside_it(database: Database):
    person = persons.create(database, NewPerson("Olga Tokarczuk")).person.person_id
    added = persons.add_alias(database, person, NewAlias("Ольга Токарчук"))
    undone = curate.undo(database, added.decision_id)
    again = persons.add_alias(database, person, NewAlias("Ольга Токарчук"))
    with pytest.raises(LaterDecisions) as refused:
        curate.undo(database, undone.decision_id)
    assert refused.value.decision_ids == (again.decision_id,)


def test_nor_beside_one_that_came_with_a_merge(database: Database):
    person = persons.create(database, NewPerson("Olga Tokarczuk")).person.person_id
    other = persons.create(database, NewPerson("Olga Nawoja Tokarczuk")).person.person_id
    persons.add_alias(database, other, NewAlias("Ольга Токарчук"))
    added = persons.add_alias(database, person, NewAlias("Ольга Токарчук"))
    undone = curate.undo(database, added.decision_id)
    curate.merge(database, person, other)
    with pytest.raises(Conflict):
        curate.undo(database, undone.decision_id)
    check(database)
