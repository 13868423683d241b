"""The command `onym`. No logic of its own: each command calls what the service calls."""

import ipaddress
import os
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.errors import OnymError

if TYPE_CHECKING:
    from app.settings import Settings

app = typer.Typer(
    help="One person, every spelling.", no_args_is_help=True, pretty_exceptions_enable=False
)


def main() -> None:
    """Entry point of the console script."""
    try:
        app()
    except OnymError as error:
        typer.echo(f"onym: {error.detail}", err=True)
        sys.exit(1)


@app.callback()
def commands() -> None:
    """One person, every spelling."""


@app.command()
def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.")] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.")] = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that serve.")] = None,
) -> None:
    """Serve the API; the options win over the environment (ONYM_HOST, ONYM_PORT, ONYM_WORKERS)."""
    import uvicorn

    from app.main import prepare

    settings = _settings()
    prepare(settings)
    uvicorn.run(
        "app.main:serve_from_environment",
        factory=True,
        host=_allowed(host or settings.host, keyless=settings.allow_keyless),
        port=settings.port if port is None else port,
        workers=workers or settings.workers,
        log_level=settings.log_level,
        server_header=False,
    )


@app.command()
def demo(
    articles: Annotated[
        Path | None,
        typer.Option(exists=True, file_okay=False, help="A folder of text files, not the samples."),
    ] = None,
    service: Annotated[
        str | None, typer.Option(help="Address of a running service, not a temporary one.")
    ] = None,
) -> None:
    """Post articles as one batch; print each person, every spelling found, in how many articles."""
    from app.commands import demo as client
    from app.samples import samples

    texts = client.read_folder(articles) if articles else samples()
    try:
        with nullcontext(service) if service else client.temporary_service() as address:
            results = client.post(address, texts)
    except client.ServiceError as error:
        typer.echo(f"The demo could not be shown: {error}", err=True)
        raise typer.Exit(1) from error
    for (name, _), result in zip(texts, results, strict=True):
        if result["problem"]:
            typer.echo(f"{name}: {result['problem']['detail']}", err=True)
    typer.echo(client.table(*client.people_of(results)))


@app.command("import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Lines, also gzipped.")],
    kind: Annotated[str, typer.Option(help="What a line holds: persons or articles.")] = "persons",
    failures: Annotated[
        Path | None, typer.Option(help="Write the results of refused lines here.")
    ] = None,
) -> None:
    """Load people (jsonl, csv, FollowTheMoney, Wikidata dump) or articles into the registry."""
    from app.commands import bulk
    from app.main import prepare
    from app.registry.database import Database

    settings = _settings()
    if kind not in bulk.KINDS:
        raise typer.BadParameter("kind is persons or articles", param_hint="--kind")
    prepare(settings)
    database = Database.open(settings.database_url)
    try:
        job = bulk.load(database, file, kind, say=lambda line: typer.echo(line, err=True))
        if failures is not None:
            bulk.write_failures(database, job.job_id, failures)
    except OnymError as error:
        typer.echo(error.detail, err=True)
        raise typer.Exit(1) from error
    finally:
        database.close()
    typer.echo(f"{job.done} {kind} loaded, {job.failed} refused (job {job.job_id})")


@app.command()
def export(
    file: Annotated[Path | None, typer.Argument(help="Where to write; else the terminal.")] = None,
    form: Annotated[str, typer.Option("--format", help="jsonl, csv or ftm.")] = "jsonl",
) -> None:
    """Write every person with every spelling."""
    from app.api import export as formats
    from app.registry.database import Database
    from app.services.exchange import export as people

    if form not in formats.MEDIA_TYPES:
        raise typer.BadParameter("the format is jsonl, csv or ftm", param_hint="--format")
    database = Database.open(_settings().database_url)
    try:
        lines = formats.write(people(database), form)
        with nullcontext(sys.stdout) if file is None else file.open("w", encoding="utf-8") as out:
            out.writelines(lines)
    finally:
        database.close()


@app.command()
def reindex() -> None:
    """Bring stored names under the keys of this version's engine; the service may go on."""
    from app.registry.database import Database
    from app.services.reindex import reindex as index_again

    database = Database.open(_settings().database_url)
    try:
        typer.echo(f"{index_again(database)} spellings are under today's keys")
    finally:
        database.close()


@app.command()
def evaluate(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="Labelled pairs.")],
    curve: Annotated[
        Path | None, typer.Option(help="Write the threshold curve here (.svg; .png).")
    ] = None,
    wrong: Annotated[int, typer.Option(min=0, help="Wrong pairs to show.")] = 20,
) -> None:
    """Judge labelled pairs (.jsonl, .csv or .tsv with a, b, same): precision, recall, errors."""
    from app.commands import report
    from app.commands.labelled import read_pairs
    from app.services.evaluate import evaluate as judge

    try:
        found = judge(read_pairs(file), most_wrong=wrong)
    except OnymError as error:
        raise typer.BadParameter(error.detail) from error
    typer.echo(report.table(found))
    if curve is not None:
        from app.commands import curves

        curves.draw(found.curve, report.marks(found), curve)
        typer.echo(f"\nCurve written to {curve}")


def _allowed(host: str, *, keyless: bool) -> str:
    """Without keys nobody but this machine may ask."""
    if keyless or _is_loopback(host):
        return host
    typer.echo(
        f"No API key is configured: listening on 127.0.0.1, not on {host}. "
        "Set ONYM_ALLOW_KEYLESS=true where the network itself keeps strangers out.",
        err=True,
    )
    return "127.0.0.1"


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _settings() -> "Settings":
    """The settings, with the folder of a SQLite file made, such as ./data on the first start."""
    from app.settings import Settings

    settings = Settings()
    _make_folder(settings.database_url)
    return settings


def _make_folder(database_url: str) -> None:
    scheme, _, path = database_url.partition(":///")
    if scheme.startswith("sqlite") and path and path != ":memory:":
        Path(path.partition("?")[0]).parent.mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
