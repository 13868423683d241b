"""How fast texts become people, on one core, and how much memory a worker takes.

English news: found, linked and stored in an empty registry on SQLite. Russian news: found and tied,
against slovnet alone (natasha's model) on the same texts in the same run; slovnet lives in an
environment of its own, made by `make .venv/slovnet`, and is left out where that is missing. Seconds
are processor time, so that other work on the machine counts little; each side reads other texts
first. Wants the benchmark's folder (`ONYM_SHARED`, else `../shared`). Linux only.

    python -m benchmarks.speed
"""

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONYM_SHARED", ROOT.parent / "shared")) / "bench/articles"
SLOVNET = ROOT / ".venv/slovnet"
WARM = 5  # Russian texts that are read before the clock starts
RUSSIAN = 60
ROUNDS = 3
BATCH = 50
SENTENCES = {
    "en": "President Václav Havel met the poet Seamus Heaney in Dublin on Friday.",
    "ru": "Писатель Василий Гроссман приехал в Москву и встретился с Лидией Чуковской.",
    "be": "Паэт Максім Багдановіч прыехаў у Мінск і сустрэўся з Янкам Купалам.",
    "uk": "Поет Василь Стус приїхав до Києва і зустрівся з Аллою Горською.",
    "bg": "Поетът Атанас Далчев пристигна в София и се срещна с Елисавета Багряна.",
    "pl": "Poeta Czesław Miłosz przyjechał do Krakowa i spotkał się z Wisławą Szymborską.",
    "cs": "Básník Jaroslav Seifert přijel do Prahy a setkal se s Bohumilem Hrabalem.",
    "sl": "Pesnik Kajetan Kovič je prišel v Ljubljano in se srečal z Edvardom Kocbekom.",
    "de": "Der Dichter Paul Celan kam nach Wien und traf dort Ingeborg Bachmann.",
    "fr": "Le poète Paul Éluard est venu à Paris et a rencontré Louis Aragon.",
    "es": "El poeta Antonio Machado llegó a Madrid y habló con Miguel de Unamuno.",
    "it": "Il poeta Eugenio Montale venne a Milano e parlò con Italo Calvino.",
    "lt": "Poetas Tomas Venclova atvyko į Vilnių ir susitiko su Justinu Marcinkevičiumi.",
}


def texts(name: str, keep: Callable[[dict[str, str]], bool]) -> list[str]:
    """Return the texts of a set that `keep` wants."""
    with gzip.open(SHARED / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [row["text"] for row in map(json.loads, lines) if keep(row)]


def seconds(do: Callable[[Sequence[str]], object], work: Sequence[str]) -> float:
    """Return the processor time of something."""
    started = time.process_time()
    do(work)
    return time.process_time() - started


def resident() -> float:
    """Return the memory of this process in MB."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    raise RuntimeError("no VmRSS")


def store(folder: str) -> Callable[[Sequence[str]], None]:
    """Return what finds, links and stores texts in an empty registry."""
    from app.main import collect_rarely
    from app.registry import schema
    from app.registry.database import Database
    from app.services.ingest import ingest
    from app.services.views import NewArticle

    collect_rarely()
    database = Database.open(f"sqlite:///{folder}/onym.db")
    schema.upgrade(database)

    def all_of(work: Sequence[str]) -> None:
        for first in range(0, len(work), BATCH):
            ingest(database, [NewArticle(text=text) for text in work[first : first + BATCH]])

    return all_of


def english() -> None:
    """Print the speed of English news and the memory of a worker."""
    news = texts("english_dev", lambda row: row["topic"] == "gum_news")
    others = texts("english_dev", lambda row: row["topic"] != "gum_news")
    with tempfile.TemporaryDirectory(prefix="onym-bench-") as folder:
        do = store(folder)
        do(others)  # a worker that has just been started is slower: its tables are not read yet
        rate = sum(map(len, news)) / seconds(do, news)
        print(f"English found, linked, stored   {rate:10,.0f} characters a second   (>= 100,000)")
        print(f"memory with English alone       {resident():10.0f} MB   (< 200)")
        do(list(SENTENCES.values()))
        print(f"memory with all languages       {resident():10.0f} MB   (< 400)")


def russian() -> None:
    """Print the speed of finding people in Russian news."""
    from app.main import collect_rarely
    from app.mentions import Text, find

    collect_rarely()

    def all_of(work: Sequence[str]) -> None:
        for text in work:
            find(Text(None, text, "ru")).settle()

    _rate("Russian found and tied by Onym ", all_of)


def slovnet(folder: str) -> None:
    """Print the speed of slovnet; runs in its own environment."""
    from navec import Navec  # type: ignore[import-not-found]
    from slovnet import NER  # type: ignore[import-not-found]

    ner = NER.load(f"{folder}/natasha/data/model/slovnet_ner_news_v1.tar")
    ner.navec(Navec.load(f"{folder}/natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar"))

    def all_of(work: Sequence[str]) -> None:
        for text in work:
            ner(text)

    _rate("Russian found by slovnet alone ", all_of)


def _rate(what: str, do: Callable[[Sequence[str]], None]) -> None:
    work = texts("slavic_dev", lambda row: row["lang"] == "ru")[: RUSSIAN + WARM]
    do(work[:WARM])
    timed = work[WARM:]
    rate = sum(map(len, timed)) / seconds(do, timed)
    print(f"{what} {rate:10,.0f} characters a second, {resident():.0f} MB")


def main() -> None:
    """Print all, each part in a process of its own."""
    if not SHARED.is_dir():
        print(f"no benchmark data in {SHARED}: nothing is measured", file=sys.stderr)
        return
    if len(sys.argv) > 1:
        part, *rest = sys.argv[1:]
        {"english": english, "russian": russian, "slovnet": slovnet}[part](*rest)
        return
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        # slovnet's matrices would otherwise use every core
        **dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1"),
    }
    parts = [[sys.executable, "english"], [sys.executable, "russian"]]
    if SLOVNET.is_dir():
        parts.append([str(SLOVNET / "bin/python"), "slovnet", str(SLOVNET)])
    else:
        print("slovnet is not installed (make .venv/slovnet): not measured", file=sys.stderr)
    for _ in range(ROUNDS):
        for python, *arguments in parts:
            command = [python, str(Path(__file__).resolve()), *arguments]
            subprocess.run(command, check=False, env=environment, cwd=ROOT)


if __name__ == "__main__":
    main()
