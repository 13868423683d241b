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


# The oldest first: who is compared does not depend on how the rows lie.
_WRITTEN_SQLITE = text("""
    SELECT (
        SELECT json_group_array(id) FROM (
            SELECT id FROM alias WHERE folded = wanted.value AND status = 'accepted'
            ORDER BY id LIMIT :cap
        )
    ) FROM json_each(:names) AS wanted
""")
_WRITTEN_POSTGRES = text("""
    SELECT ARRAY(
        SELECT id FROM alias WHERE folded = wanted COLLATE "C" AND status = 'accepted'
        ORDER BY id LIMIT :cap
    ) FROM unnest(CAST(:names AS text[])) AS wanted
""")


def written(session: Session, folded: Collection[str], *, cap: int) -> set[int]:
    """The accepted aliases that are written like this, at most `cap` of each name."""
    if not folded:
        return set()
    if session.get_bind().dialect.name == "sqlite":
        rows = session.execute(_WRITTEN_SQLITE, {"names": json.dumps(list(folded)), "cap": cap})
        return {number for (found,) in rows for number in json.loads(found)}
    rows = session.execute(_WRITTEN_POSTGRES, {"names": list(folded), "cap": cap})
    return {number for (found,) in rows for number in found}


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
