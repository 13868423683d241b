"""What is true of a registry at any moment, whatever was done to it."""

from sqlmodel import Session, SQLModel

from app.registry.database import Database
from app.services.labels import relabel
from app.services.plan import keys_of

TABLES = SQLModel.metadata.tables


def check(database: Database) -> None:
    """Fail with what does not hold."""
    with database.reading() as session:
        rows = {name: _rows(session, name) for name in TABLES}
    people = {row["id"]: row for row in rows["person"]}
    living = {number for number, row in people.items() if row["merged_into"] is None}
    aliases = {row["id"]: row for row in rows["alias"]}
    reviews = {row["id"]: row for row in rows["review"]}
    for number in people:
        _redirects(people, number)
    for alias in aliases.values():
        assert alias["person_id"] in living, f"an alias of nobody: {alias}"
    for row in rows["external_id"]:
        assert row["person_id"] in living, f"an id of nobody: {row}"
    for mention in rows["mention"]:
        _named(mention, living, aliases, reviews)
    _keyed(rows, aliases)
    _supported(rows, aliases)
    for name, key in (("person", "person_id"), ("alias", "alias_id")):
        _counted(rows[name], key, rows["mention"])
    owners = {alias["person_id"] for alias in aliases.values() if alias["status"] == "accepted"}
    assert living <= owners, f"people without a spelling: {living - owners}"


def _rows(session: Session, name: str) -> list[dict[str, object]]:
    return [dict(row) for row in session.execute(TABLES[name].select()).mappings()]


def _redirects(people: dict[object, dict[str, object]], number: object) -> None:
    seen = set()
    while people[number]["merged_into"] is not None:
        assert number not in seen, "a redirect in a circle"
        seen.add(number)
        number = people[number]["merged_into"]
        assert number in people, "a redirect to nobody"


def _named(
    mention: dict[str, object],
    living: set[object],
    aliases: dict[object, dict[str, object]],
    reviews: dict[object, dict[str, object]],
) -> None:
    """Each mention has one person, by an accepted alias, or somebody is asked."""
    if mention["person_id"] is not None:
        assert mention["person_id"] in living, f"a mention of nobody: {mention}"
        if mention["alias_id"] is not None:
            alias = aliases[mention["alias_id"]]
            assert alias["person_id"] == mention["person_id"], f"another's alias: {mention}"
            assert alias["status"] == "accepted", f"a refused alias names somebody: {mention}"
        return
    assert mention["review_id"] in reviews, f"a mention that waits for nothing: {mention}"
    assert reviews[mention["review_id"]]["status"] in ("open", "unsure"), f"{mention}"


def _keyed(
    rows: dict[str, list[dict[str, object]]], aliases: dict[object, dict[str, object]]
) -> None:
    """Every accepted alias is found by its keys, and nothing else is."""
    wanted = {
        (key, alias["id"])
        for alias in aliases.values()
        if alias["status"] == "accepted"
        for key in keys_of(str(alias["name"]), alias["lang"] and str(alias["lang"]))
    }
    assert {(row["key"], row["alias_id"]) for row in rows["alias_key"]} == wanted


def _supported(
    rows: dict[str, list[dict[str, object]]], aliases: dict[object, dict[str, object]]
) -> None:
    """A spelling that only text taught stands on some text, unless it was refused."""
    read = {mention["alias_id"] for mention in rows["mention"]}
    for alias in aliases.values():
        if alias["origin"] == "article" and alias["status"] == "accepted":
            assert alias["id"] in read, f"an alias without evidence: {alias}"


def _counted(rows: list[dict[str, object]], key: str, mentions: list[dict[str, object]]) -> None:
    """What is kept of mentions is what the mentions say."""
    read: dict[object, list[dict[str, object]]] = {}
    for mention in mentions:
        read.setdefault(mention[key], []).append(mention)
    for row in rows:
        own = read.get(row["id"], [])
        seen = [mention["seen_at"] for mention in own]
        counted = (row["mention_count"], row["first_seen"], row["last_seen"])
        assert counted == (
            len(own),
            min(seen, default=None),  # type: ignore[type-var]
            max(seen, default=None),  # type: ignore[type-var]
        ), f"counted wrong: {row}"
        if "article_count" in row:
            assert row["article_count"] == len({mention["article_id"] for mention in own}), row


def labelled(database: Database) -> None:
    """Labels by rule are what the rule says."""
    before = _labels(database)
    with database.writing() as session:
        relabel(session, [number for number, _ in before])
    assert _labels(database) == before


def _labels(database: Database) -> list[tuple[int, str]]:
    with database.reading() as session:
        return [(int(str(r["id"])), str(r["label"])) for r in _rows(session, "person")]
