"""Output that cannot be written as it stands, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.command import Shell


def quizapp(shell: Shell, *arguments: str, **more: object) -> "subprocess.CompletedProcess[str]":
    """A process of its own, with streams as a terminal or a pipe gives them."""
    environ = {**os.environ, "PYTHONIOENCODING": "ascii"}
    return subprocess.run(  # type: ignore[call-overload,no-any-return]
        [sys.executable, "-m", "quizapp", *arguments],
        stderr=subprocess.PIPE, text=True, check=False, env=environ, **more,
    )  # fmt: skip


def test_a_letter_that_the_terminal_does_not_have_is_shown_by_its_number(shell: Shell) -> None:
    Path("e.yaml").write_text("- {q: ¿Día?, anwser: x}\n", encoding="utf-8")
    done = quizapp(shell, "check", "e.yaml", stdout=subprocess.PIPE)
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "\\xbfD\\xeda?" in done.stdout
    assert done.stderr == "0 usable cards in 1 deck: 1 error.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("command", [("decks",), ("due", "--json"), ("check", "e.yaml")])
def test_output_onto_a_full_disk_is_a_sentence(shell: Shell, command: tuple[str, ...]) -> None:
    Path("e.yaml").write_text("- {q: x, anwser: x}\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = quizapp(shell, *command, stdout=full)
    assert done.returncode == 2
    assert done.stderr.endswith("The output could not be written: No space left on device.\n")
    assert "Traceback" not in done.stderr
    assert not (shell.home / "quizapp.log").exists()
