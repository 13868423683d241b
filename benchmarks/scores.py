"""The figures of the names and of the articles, from a running service, as its users meet it.

Wants the benchmark's folder (`ONYM_SHARED`, else `../shared` beside the project), whose scoring
scripts it calls: pairs, retrieval among 175,374 people, and each set of articles, every one against
a fresh service over an empty registry. Without the folder there is nothing to measure.

    python -m benchmarks.scores                     # everything, about half an hour
    python -m benchmarks.scores seeds pairs --limit 2000
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

from app.commands.demo import temporary_service

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONYM_SHARED", ROOT.parent / "shared"))
NAMES = ("pairs", "retrieve")
ARTICLES = ("seeds", "english_dev", "belarusian_dev", "ukrainian_dev", "slavic_dev")


def score(part: str, *, limit: int, address: str) -> int:
    """Run one scoring script; its exit status."""
    bench = SHARED / "bench"
    script = bench / ("score_names.py" if part in NAMES else "score_articles.py")
    command = [sys.executable, str(script), part, "--service", address, "--limit", str(limit)]
    if part in ARTICLES:
        command.append("--final")
    return subprocess.run(command, check=False).returncode


def main() -> None:
    """Print a table for each part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join((*ARTICLES, *NAMES)))
    parser.add_argument("--limit", type=int, default=0, help="only so many rows of each part")
    args = parser.parse_args()
    if not (SHARED / "bench").is_dir():
        print(f"no benchmark data in {SHARED}: nothing is measured", file=sys.stderr)
        return
    failed = False
    for part in args.parts or (*ARTICLES, *NAMES):
        print(f"\n## {part}", flush=True)
        with temporary_service() as address:
            failed |= score(part, limit=args.limit, address=address) != 0
    sys.exit(failed)


if __name__ == "__main__":
    main()
