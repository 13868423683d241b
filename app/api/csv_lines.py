"""CSV as the export writes it, turned into JSON lines as jobs read them."""

import csv
import io
import json
from collections.abc import Iterator
from typing import IO, Any

from app.api.export import LIST_MARK
from app.errors import MalformedRequest

READ_ONLY = {"person_id", "status", "mention_count", "article_count", "first_seen", "last_seen"}
LARGEST_CELL = 10_000_000


def json_lines(packed: IO[bytes]) -> Iterator[bytes]:
    """Each row as a JSON object in a line. Raises `MalformedRequest` for what is no UTF-8 CSV."""
    csv.field_size_limit(LARGEST_CELL)
    text = io.TextIOWrapper(packed, encoding="utf-8-sig", newline="")
    try:
        for row in csv.DictReader(text, strict=True):
            yield json.dumps(_fields(row), ensure_ascii=False).encode() + b"\n"
    except UnicodeDecodeError as error:
        raise MalformedRequest("The body is not UTF-8.") from error
    except csv.Error as error:
        raise MalformedRequest(f"The body is not CSV: {error}.") from error
    finally:
        text.detach()


def _fields(row: dict[str | Any, str | Any]) -> dict[str, Any]:
    if None in row:
        raise MalformedRequest("A row has more cells than the header.")
    return {
        name: _value(name, cell) for name, cell in row.items() if cell and name not in READ_ONLY
    }


def _value(name: str, cell: str) -> Any:  # noqa: ANN401
    parts = cell.split(LIST_MARK)
    if name == "aliases":
        return [{"name": _plain(part)} for part in parts]
    if name == "countries":
        return parts
    if name == "external_ids":
        return dict(part.partition(":")[::2] for part in parts)
    if name == "birth_year" and cell.isdigit():
        return int(cell)
    return _plain(cell)


def _plain(cell: str) -> str:
    """Without the apostrophe that keeps spreadsheets from running a text as a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in {"=", "+", "-", "@"} else cell
