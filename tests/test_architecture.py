"""The rooms stand above one another, and what is deferred is not imported."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PURE = ("quizapp.grading.grade", "quizapp.memory.schedule", "quizapp.study.session", "quizapp.deck.item")
FOREIGN = ("textual", "rich", "sqlite3", "yaml", "platformdirs", "random", "asyncio")


def modules_after(code: str) -> set[str]:
    """The names of all modules that are loaded after running some code in a fresh Python."""
    script = f"{code}\nimport sys\nprint('\\n'.join(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return set(done.stdout.splitlines())


def test_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        capture_output=True,
        text=True,
        cwd=ROOT,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("module", PURE)
def test_the_rules_load_nothing_foreign(module: str) -> None:
    assert modules_after(f"import {module}").isdisjoint(FOREIGN)


def test_the_values_of_numbers_and_dates_load_nothing_that_reads_them() -> None:
    loaded = modules_after("import quizapp.deck.quantity, quizapp.deck.dates")
    reading = ("numbers", "number_words", "units", "date_reading", "calendar_words", "normal", "prose")
    assert loaded.isdisjoint({"fractions", "unicodedata", *(f"quizapp.deck.{name}" for name in reading)})


@pytest.mark.parametrize(
    "command", ["--version", "check decks/showcase", "decks", "due --json", "log --json"]
)
def test_commands_by_line_do_not_load_textual(command: str, tmp_path: Path) -> None:
    code = (
        f"import os; os.environ['QUIZAPP_HOME'] = {str(tmp_path)!r}\n"
        "from contextlib import redirect_stdout, suppress\nimport io\n"
        "from quizapp.cli.main import main\n"
        f"with suppress(SystemExit), redirect_stdout(io.StringIO()): main({command.split()!r})"
    )
    loaded = modules_after(code)
    assert loaded.isdisjoint({"textual", "rich"})
    if command == "--version":
        assert loaded.isdisjoint({"yaml", "sqlite3"})
