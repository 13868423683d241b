"""The demo's samples and its table."""

from collections import Counter
from pathlib import Path

from typer.testing import CliRunner

from app.api.payloads.articles import ArticleIn
from app.cli import app
from app.commands import demo
from app.samples import samples


def mention(surface: str, person_id: str | None, label: str | None = None) -> dict[str, object]:
    return {"surface": surface, "person_id": person_id, "label": label}


def test_the_samples_are_articles_that_the_service_accepts() -> None:
    assert 6 <= len(samples()) <= 8
    for name, text in samples():
        assert ArticleIn(external_id=name, text=text).text == text


def test_a_folder_is_read_in_the_order_of_its_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Лена", encoding="utf-8")
    (tmp_path / "a.txt").write_text("\ufeffVera", encoding="utf-8")
    (tmp_path / "c.png").write_bytes(b"\x89PNG")
    assert demo.read_folder(tmp_path) == [("a.txt", "Vera"), ("b.txt", "Лена")]


def test_a_person_is_shown_once_with_every_spelling_and_the_number_of_articles() -> None:
    results = [
        {
            "article_id": "a1",
            "mentions": [
                mention("Lech\nWałęsa", "p1", "Lech Wałęsa"),
                mention("Walesa", "p1", "Lech Wałęsa"),
                mention("Nowak", None),
            ],
        },
        {
            "article_id": "a2",
            "mentions": [
                mention("Лех Валенса", "p1", "Lech Wałęsa"),
                mention("Anna Fotyga", "p2", "Anna Fotyga"),
            ],
        },
    ]
    people, open_names = demo.people_of(results)
    assert [(found.label, len(found.articles)) for found in people] == [
        ("Lech Wałęsa", 2),
        ("Anna Fotyga", 1),
    ]
    assert open_names == Counter({"Nowak": 1})
    assert demo.table(people, open_names).splitlines()[1:] == [
        f"Lech Wałęsa  {'Lech Wałęsa · Лех Валенса · Walesa':77}         2",
        f"Anna Fotyga  {'Anna Fotyga':77}         1",
        "To review: Nowak",
    ]


def test_a_service_that_is_not_there_is_told_in_a_line() -> None:
    result = CliRunner().invoke(app, ["demo", "--service", "http://127.0.0.1:9"])
    assert result.exit_code == 1
    assert "does not answer" in result.output


def test_batches_stay_within_the_limits() -> None:
    texts = [(str(i), "x" * 100) for i in range(450)]
    assert [len(batch) for batch in demo._batches(texts)] == [200, 200, 50]
    heavy = [(str(i), "x" * 3_000_000) for i in range(2)]
    assert [len(batch) for batch in demo._batches(heavy)] == [1, 1]
