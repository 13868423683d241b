"""What the tests of the services share: short texts with real names, and ways to look."""

from app.registry.database import Database
from app.services import persons
from app.services.views import NewArticle, PersonView


def everybody(database: Database) -> list[PersonView]:
    """All people with their aliases, oldest first."""
    page = persons.find(database, limit=500)
    return [persons.read(database, person.person_id) for person in page.items]


def spellings(database: Database) -> set[frozenset[str]]:
    """The people as sets of their accepted spellings: what must not depend on any order."""
    return {
        frozenset(a.name for a in person.aliases or () if a.status == "accepted")
        for person in everybody(database)
    }


def evidence(database: Database) -> set[tuple[str, int, int, frozenset[tuple[str, int]]]]:
    """The same with labels and counts."""
    return {
        (
            person.label,
            person.mention_count,
            person.article_count,
            frozenset((a.name, a.mention_count) for a in person.aliases or ()),
        )
        for person in everybody(database)
    }


MINSK = NewArticle(
    external_id="minsk",
    source="example",
    title="Opposition leader Sviatlana Tsikhanouskaya meets ministers",
    text=(
        "Sviatlana Tsikhanouskaya met foreign ministers on Monday. Tsikhanouskaya said that "
        "Maria Kalesnikava must be freed. President Alexander Lukashenko did not comment."
    ),
)
VILNIUS = NewArticle(
    external_id="vilnius",
    source="example",
    title="Svetlana Tikhanovskaya speaks in Vilnius",
    text=(
        "Svetlana Tikhanovskaya spoke in Vilnius. She recalled Maria Kolesnikova, who was jailed "
        "by Aleksandr Lukashenko. Kolesnikova had torn up her passport."
    ),
)
WARSAW = NewArticle(
    external_id="warsaw",
    source="example",
    title="Talks in Warsaw",
    text=(
        "Prime Minister Donald Tusk received Svetlana Tikhanovskaya in Warsaw. "
        "Tusk said that Poland would help. Mr Lukashenko’s spokeswoman declined to comment."
    ),
)
NEWS = (MINSK, VILNIUS, WARSAW)
