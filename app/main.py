"""The only place where the parts are put together."""

import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from importlib.metadata import version

from fastapi import FastAPI
from starlette.concurrency import run_in_threadpool

from app.api import docs, handlers, openapi, routers
from app.api.intake import Intake
from app.api.problems import problem_in_results
from app.registry import schema
from app.registry.database import Database
from app.services import reindex
from app.services.worker import Worker
from app.settings import Settings

LOG = logging.getLogger("onym")
SUMMARY = "One person, every spelling."
DESCRIPTION = """
News articles in, people with every spelling of their names out; and the other way: a name in, the
person it belongs to out, with a score and the reasons in plain words.

Every error is an `application/problem+json` (RFC 9457). Lists take `limit` and `cursor`. Spans are
offsets in Unicode code points. In a batch each item that cannot be accepted carries its own
`problem`; all others are done.
"""
# Uploads of any length: read as they come, never held whole.
STREAMED = frozenset({"/v1/jobs"})


def create_app(settings: Settings) -> FastAPI:
    """Build the application over the database that the settings name."""
    database = Database.open(settings.database_url)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        worker = Worker(database, problem=problem_in_results)
        worker.start()
        yield
        await run_in_threadpool(worker.stop)
        database.close()

    app = FastAPI(
        title="Onym",
        version=version("onym"),
        summary=SUMMARY,
        description=DESCRIPTION,
        license_info={"name": "MIT", "identifier": "MIT"},
        openapi_tags=routers.TAGS,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=lifespan,
    )
    app.state.database = database
    app.state.settings = settings
    handlers.install(app)
    routers.install(app)
    docs.install(app)
    openapi.install(app)
    app.add_middleware(Intake, max_body_bytes=settings.max_body_bytes, streamed=STREAMED)
    return app


def prepare(settings: Settings) -> None:
    """Bring the schema to its head, once, before any worker serves; say what else is to be done."""
    database = Database.open(settings.database_url)
    try:
        schema.upgrade(database)
        if not reindex.is_current(database):
            LOG.warning("names are stored under the keys of another engine: run `onym reindex`")
    finally:
        database.close()


def collect_rarely() -> None:
    """Look for rubbish in cycles less often: a text makes many short-lived values, none in one.

    With the tables of names in memory every look costs: a tenth of the time of reading news.
    """
    gc.set_threshold(50_000, 20, 20)


def serve_from_environment() -> FastAPI:
    """What each worker of the server calls; the schema is brought to its head if nobody did."""
    collect_rarely()
    settings = Settings()
    prepare(settings)
    return create_app(settings)
