"""The command `onym`. No logic of its own: each command calls what the service calls."""

import ipaddress
import os
from pathlib import Path
from typing import Annotated

import typer

from app.errors import OnymError

app = typer.Typer(
    help="One person, every spelling.", no_args_is_help=True, pretty_exceptions_enable=False
)


def main() -> None:
    """Entry point of the console script."""
    app()


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
    from app.settings import Settings

    settings = Settings()
    _make_folder(settings.database_url)
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
    from contextlib import nullcontext

    from app.commands import demo as client
    from app.samples import samples

    texts = client.read_folder(articles) if articles else samples()
    with nullcontext(service) if service else client.temporary_service() as address:
        results = client.post(address, texts)
    for (name, _), result in zip(texts, results, strict=True):
        if result["problem"]:
            typer.echo(f"{name}: {result['problem']['detail']}", err=True)
    typer.echo(client.table(*client.people_of(results)))


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


def _make_folder(database_url: str) -> None:
    """Make the folder of a SQLite file, such as ./data on the first start."""
    scheme, _, path = database_url.partition(":///")
    if scheme.startswith("sqlite") and path and path != ":memory:":
        Path(path.partition("?")[0]).parent.mkdir(parents=True, exist_ok=True)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    main()
