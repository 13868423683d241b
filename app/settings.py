"""One frozen Settings, built once; read by main, cli and alembic/env.py only."""

from typing import Annotated

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """What an operator may set, each by the environment variable ONYM_<NAME>."""

    model_config = SettingsConfigDict(env_prefix="ONYM_", frozen=True, extra="forbid")

    database_url: Annotated[
        str,
        Field(description="SQLAlchemy URL: `sqlite:////abs/path.db` or `postgresql+psycopg://…`."),
    ] = "sqlite:///data/onym.db"
    host: Annotated[str, Field(description="Address to listen on.")] = "127.0.0.1"
    port: Annotated[int, Field(ge=0, le=65535, description="Port to listen on.")] = 8000
    workers: Annotated[int, Field(ge=1, le=64, description="Processes that serve.")] = 1
    log_level: Annotated[str, Field(description="Level of the server's log.")] = "info"

    max_body_bytes: Annotated[
        int, Field(ge=1024, description="Largest request body (uploads of jobs are exempt).")
    ] = 10 * 1024 * 1024
    allow_keyless: Annotated[
        bool, Field(description="Listen beyond loopback although no API key is configured.")
    ] = False
