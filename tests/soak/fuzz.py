"""Looks for bytes that break a promise of `tests/hostile/doors.py`, guided by the code they reach.

    .venv/bin/pip install atheris                # CPython 3.11 to 3.13 on Linux
    .venv/bin/python tests/soak/fuzz.py          # every door for a minute each
    .venv/bin/python tests/soak/fuzz.py reader fixing --minutes 30

What breaks a promise is written to `--found` (default: a folder `quizapp-fuzz` for temporary files), and
belongs into `tests/hostile/corpus` with a sentence why. Exit status 1 says that something was found.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CORPUS = ROOT / "tests" / "hostile" / "corpus"
LONGEST_INPUT = 4000
SLOWEST_INPUT = 10
"""Seconds after which an input counts as one that hangs."""


def main() -> int:
    """Run the doors that were named one after another; each in a process, as atheris wants it."""
    sys.path.insert(0, str(ROOT))
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "doors", nargs="*", metavar="DOOR", help="names in tests/hostile/doors.py; default: all"
    )
    parser.add_argument("--minutes", type=float, default=1.0, help="for each door (default: 1)")
    parser.add_argument("--found", type=Path, default=Path(tempfile.gettempdir(), "quizapp-fuzz"))
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if find_spec("atheris") is None:
        print(
            "atheris is not installed, so nothing was tried: .venv/bin/pip install atheris", file=sys.stderr
        )
        print("Without it: .venv/bin/pytest -m soak tests/hostile", file=sys.stderr)
        return 2
    if chosen.inside:
        _fuzz(chosen.doors[0], chosen.minutes, chosen.found)
    from tests.hostile.doors import DOORS

    unknown = [door for door in chosen.doors if door not in DOORS]
    if unknown:
        print(f"There is no door called {unknown[0]}. There are {', '.join(DOORS)}.", file=sys.stderr)
        return 2
    broken = []
    for door in chosen.doors or DOORS:
        own = ("--inside", "--minutes", str(chosen.minutes), "--found", str(chosen.found))
        done = subprocess.run([sys.executable, __file__, door, *own], check=False)
        if done.returncode:
            broken.append(door)
        print(f"{door}: {'BROKEN, see above' if done.returncode else 'nothing found'}", flush=True)
    return 1 if broken else 0


def _fuzz(door: str, minutes: float, found: Path) -> None:
    """Never returns: libFuzzer ends the process."""
    import atheris

    with atheris.instrument_imports(include=["quizapp"]):
        from tests.hostile.doors import DOORS, WORDS
    seeds, grown = _seeds(found / "seeds"), found / "grown" / door
    grown.mkdir(parents=True, exist_ok=True)
    (found / "words").write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS), encoding="ascii")
    options = [
        *(str(folder) for folder in (grown, seeds, CORPUS / door) if folder.is_dir()),
        f"-max_total_time={round(minutes * 60)}",
        f"-max_len={LONGEST_INPUT}",
        f"-timeout={SLOWEST_INPUT}",
        f"-dict={found / 'words'}",
        f"-artifact_prefix={found / door}-",
        "-verbosity=0",
        "-rss_limit_mb=1500",
    ]
    atheris.Setup([sys.argv[0], *options], DOORS[door])
    atheris.Fuzz()


def _escaped(word: str) -> str:
    """A word as libFuzzer's dictionaries have it, each byte by its number."""
    return "".join(f"\\x{byte:02x}" for byte in word.encode())


def _seeds(folder: Path) -> Path:
    """Something to begin with: pieces of the decks that come with the program, and every wrong deck we know."""
    from tests.deck.wrong_decks import WRONG

    folder.mkdir(parents=True, exist_ok=True)
    for number, (text, _) in enumerate(WRONG):
        (folder / f"wrong{number}.yaml").write_text(text, encoding="utf-8")
    for file in (ROOT / "decks").rglob("*.yaml"):
        text = file.read_text(encoding="utf-8")
        for number, part in enumerate(text.split("\n\n")[:40]):
            (folder / f"{file.stem}{number}.yaml").write_text(part[:LONGEST_INPUT], encoding="utf-8")
    return folder


if __name__ == "__main__":
    sys.exit(main())
