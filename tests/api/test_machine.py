"""The API driven in any order, on both databases.

`make test` runs a modest part; `make soak` goes on for ONYM_SOAK_MINUTES.
"""

import os
import time

from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test
from sqlalchemy import delete, insert
from sqlmodel import SQLModel

from app.main import create_app
from app.registry.database import Database
from app.settings import Settings
from tests.api.machine import RegistryMachine
from tests.services.invariants import check, labelled
from tests.services.test_curate import derivable

MINUTES = float(os.environ.get("ONYM_SOAK_MINUTES", "0"))
START = {"name": "id", "value": 0}
MODEST = settings(
    max_examples=6,
    stateful_step_count=12,
    deadline=None,
    derandomize=MINUTES == 0,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.generate],  # shrinking takes minutes; what failed is printed step by step
)
LONG = settings(MODEST, max_examples=3, stateful_step_count=30)


def test_every_invariant_holds_whatever_is_done_in_any_order(database_url: str) -> None:
    app = create_app(Settings(database_url=database_url))
    database: Database = app.state.database
    tables = SQLModel.metadata.tables.values()
    end = time.monotonic() + 60 * MINUTES
    with TestClient(app) as client:  # a bug shows its trace

        def look() -> None:
            check(database)
            labelled(database)

        def fresh() -> RegistryMachine:
            with database.writing() as session:
                for table in tables:
                    session.execute(delete(table))
                session.execute(insert(SQLModel.metadata.tables["counter"]), [START])
            return RegistryMachine(client, look, lambda: derivable(database))

        run_state_machine_as_test(fresh, settings=LONG if MINUTES else MODEST)  # type: ignore[arg-type]
        while time.monotonic() < end:
            run_state_machine_as_test(fresh, settings=LONG)  # type: ignore[arg-type]
