"""Asking about many rows in one statement, whatever their number."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import BigInteger, ColumnElement, String, func, literal, select
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.sql import any_, column
from sqlmodel import Session


def among(
    session: Session, where: ColumnElement[Any], values: Collection[Any]
) -> ColumnElement[bool]:
    """`where IN values` as one parameter: SQLite allows 32,766 and compiles each anew."""
    values = list(values)
    if session.get_bind().dialect.name == "sqlite":
        each = func.json_each(json.dumps(values)).table_valued(column("value"))
        return where.in_(select(each.c.value))
    kind = String() if values and isinstance(values[0], str) else BigInteger()
    return where == any_(literal(values, ARRAY(kind)))
