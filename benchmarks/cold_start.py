"""How soon a fresh service answers, and how much memory a worker takes at rest.

Starts `onym serve` over an empty database in a temporary folder, once to make the schema and then
`--runs` times; asks for one comparison, one resolution and a small batch of articles. Linux only
(reads /proc).
"""

import argparse
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

TARGET_SECONDS = 2.0
TARGET_MEGABYTES = 150.0
FIRST = "/v1/resolve?name=Olga%20Tokarczuk"
BATCH = {"articles": [{"text": "Olga Tokarczuk met Serhiy Zhadan in Lviv. Tokarczuk smiled."}]}


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def ask(url: str, body: object = None) -> int:
    """Ask until the server answers; the status."""
    data = None if body is None else json.dumps(body).encode()
    request = urllib.request.Request(url, data, {"Content-Type": "application/json"})  # noqa: S310
    while True:
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.01)


def resident(pid: int) -> float:
    """Memory of a process in MB, what it shares with others included."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def processor(pid: int) -> float:
    """Processor seconds that a process has used: comparable on a busy machine too."""
    after_name = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def measure(folder: str) -> tuple[float, float, float, float]:
    """Start, ask, stop: seconds to the first answer (wall, processor), MB before, after a batch."""
    port = free_port()
    base = f"http://127.0.0.1:{port}"
    environment = os.environ | {
        "ONYM_DATABASE_URL": f"sqlite:///{folder}/onym.db",
        "ONYM_LOG_LEVEL": "warning",
    }
    started = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "serve", "--port", str(port)], env=environment
    )
    try:
        status = ask(base + FIRST)
        seconds, busy = time.perf_counter() - started, processor(server.pid)
        if status != 200:
            print(f"  the first answer was {status}", file=sys.stderr)
        time.sleep(1)
        before = resident(server.pid)
        ask(f"{base}/v1/articles/batch", BATCH)
        time.sleep(1)
        return seconds, busy, before, resident(server.pid)
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    """Print the figures against their targets; fail with --strict when one is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onym-bench-") as folder:
        first, *_ = measure(folder)
        runs = [measure(folder) for _ in range(args.runs)]
    seconds = statistics.median(run[0] for run in runs)
    busy = statistics.median(run[1] for run in runs)
    before = max(run[2] for run in runs)
    after = max(run[3] for run in runs)
    print(f"first start, schema made       {first:8.2f} s")
    print(f"start to first answer, median  {seconds:8.2f} s   (target < {TARGET_SECONDS} s)")
    print(f"  of that on the processor     {busy:8.2f} s")
    print(f"worker at rest, first answer   {before:8.0f} MB  (target < {TARGET_MEGABYTES:.0f} MB)")
    print(f"worker at rest, after a batch  {after:8.0f} MB")
    if args.strict and (seconds > TARGET_SECONDS or before > TARGET_MEGABYTES):
        sys.exit(1)


if __name__ == "__main__":
    main()
