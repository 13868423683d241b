"""Which aliases lie under which blocking keys."""

import json
from collections.abc import Collection, Mapping, Sequence

from sqlalchemy import text
from sqlmodel import Session

_SQLITE = text("""
    SELECT wanted.value, (
        SELECT json_group_array(alias_id) FROM (
            SELECT alias_id FROM alias_key WHERE key = wanted.value LIMIT :cap
        )
    ) FROM json_each(:keys) AS wanted
""")
_POSTGRES = text("""
    SELECT wanted, ARRAY(SELECT alias_id FROM alias_key WHERE key = wanted LIMIT :cap)
    FROM unnest(CAST(:keys AS bigint[])) AS wanted
""")


def under(session: Session, keys: Collection[int], *, cap: int) -> Mapping[int, Sequence[int]]:
    """The aliases under each key, at most `cap` of them: a list that long is a stop key's.

    One statement for any number of keys; a key that nobody has is absent.
    """
    if not keys:
        return {}
    if session.get_bind().dialect.name == "sqlite":
        rows = session.execute(_SQLITE, {"keys": json.dumps(list(keys)), "cap": cap})
        return {key: json.loads(found) for key, found in rows if found != "[]"}
    rows = session.execute(_POSTGRES, {"keys": list(keys), "cap": cap})
    return {key: found for key, found in rows if found}
