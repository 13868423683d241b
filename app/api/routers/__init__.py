"""One module for each group of addresses; each handler a few lines."""

from fastapi import FastAPI

from app.api.routers import operations

TAGS = [
    {"name": "operations", "description": "Is the process up, and can it work?"},
]
ROUTERS = (operations.router,)


def install(app: FastAPI) -> None:
    """Put every router on the application."""
    for router in ROUTERS:
        app.include_router(router)
