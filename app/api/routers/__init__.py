"""One module for each group of addresses; each handler a few lines."""

from fastapi import FastAPI

from app.api.routers import (
    articles,
    curation,
    exchange,
    jobs,
    names,
    operations,
    persons,
    resolve,
    reviews,
)

TAGS = [
    {"name": "names", "description": "What the engine alone says of names; stores nothing."},
    {"name": "resolve", "description": "A name in, the person it belongs to out."},
    {"name": "articles", "description": "News in, mentions of people out."},
    {"name": "persons", "description": "People and every known spelling of their names."},
    {"name": "curation", "description": "Who is who, decided by people, and taken back."},
    {"name": "reviews", "description": "What waits for somebody to look."},
    {"name": "jobs", "description": "Long work, streamed in and followed."},
    {"name": "exchange", "description": "The registry out, whole."},
    {"name": "operations", "description": "Is the process up, and can it work?"},
]
ROUTERS = (
    names.router,
    resolve.router,
    articles.router,
    persons.router,
    curation.router,
    reviews.router,
    jobs.router,
    exchange.router,
    operations.router,
)


def install(app: FastAPI) -> None:
    """Put every router on the application."""
    for router in ROUTERS:
        app.include_router(router)
