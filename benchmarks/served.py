"""A real server in a process of its own, for benchmarks that push it around and kill it."""

import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy.engine import make_url

Json = dict[str, Any]
START_SECONDS = 120
IDLE_SECONDS = 2  # the server closes what is idle for five


class Gone(Exception):
    """The server died before it answered: nobody knows whether it did what was asked."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said, and after how many seconds."""

    status: int
    body: Json
    headers: dict[str, str]
    seconds: float


class Client:
    """One connection to the server, kept open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self._connection: http.client.HTTPConnection | None = None
        self._used = 0.0

    def ask(self, method: str, path: str, body: object = None, **headers: str) -> Answer:
        """Ask once. Raises `Gone`."""
        started = time.perf_counter()
        raw = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        sent = {"Content-Type": "application/json"} if raw is not None else {}
        sent |= {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            if started - self._used > IDLE_SECONDS:
                self._connection = None
            if self._connection is None:
                self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
            self._connection.request(method, path, raw, sent)
            answer = self._connection.getresponse()
            text = answer.read()
            self._used = time.perf_counter()
        except (OSError, http.client.HTTPException) as error:
            self._connection = None
            raise Gone from error
        told = {name.lower(): value for name, value in answer.getheaders()}
        found = json.loads(text) if text and "json" in told.get("content-type", "") else {}
        return Answer(answer.status, found, told, time.perf_counter() - started)


class Served:
    """`onym serve` over a database."""

    def __init__(self, url: str, *, workers: int = 1, log: Path | None = None) -> None:
        self.url = url
        self.workers = workers
        self.log = log
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Begin to serve; the seconds until it is ready."""
        started = time.perf_counter()
        command = [sys.executable, "-m", "app.cli", "serve", "--port", str(self.port)]
        environment = os.environ | {"ONYM_DATABASE_URL": self.url, "ONYM_LOG_LEVEL": "warning"}
        with (self.log or Path(os.devnull)).open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--workers", str(self.workers)],
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        while time.perf_counter() - started < START_SECONDS:
            try:
                if Client(self.port).ask("GET", "/readyz").status == 200:
                    return time.perf_counter() - started
            except Gone:
                time.sleep(0.02)
            if self._process.poll() is not None:
                raise RuntimeError(f"the server ended with {self._process.returncode}")
        raise RuntimeError("the server is not ready")

    @property
    def pid(self) -> int:
        """Of the process that was started."""
        if self._process is None:
            raise RuntimeError("not started")
        return self._process.pid

    def kill(self) -> None:
        """End it at once, with all its workers, in the middle of whatever it does."""
        os.killpg(self.pid, signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def stop(self) -> None:
        """End it as an operator would."""
        os.killpg(self.pid, signal.SIGTERM)
        if self._process is not None:
            self._process.wait()


def fresh(url: str) -> None:
    """Make the database empty: a new file, or a database of that name made anew."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        for ending in ("", "-wal", "-shm"):
            Path(f"{address.database}{ending}").unlink(missing_ok=True)
        return
    server = address.set(drivername="postgresql", database="postgres")
    with psycopg.connect(server.render_as_string(hide_password=False), autocommit=True) as there:
        there.execute(f'DROP DATABASE IF EXISTS "{address.database}" WITH (FORCE)')
        there.execute(f'CREATE DATABASE "{address.database}"')
