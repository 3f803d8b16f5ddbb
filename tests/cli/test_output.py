"""Output that cannot be written as it stands, or not at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.deck.text import forbidden
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


def test_json_is_json_in_every_encoding(shell: Shell) -> None:
    Path("e.yaml").write_text("- {q: ¿Día 👩?, anwser: x}\n", encoding="utf-8")
    done = quizapp(shell, "check", "e.yaml", "--format", "json", stdout=subprocess.PIPE)
    assert done.stdout.isascii()
    assert "¿Día 👩?" in json.loads(done.stdout)[0]["card"]


@pytest.mark.skipif(os.name != "posix", reason="file names without such letters")
@pytest.mark.parametrize("form", ["json", "sarif"])
def test_json_brings_no_control_characters_to_a_terminal(shell: Shell, form: str) -> None:
    name = "\x1b[31m\x9b\u202e\x7f\udcff.yaml"
    Path(name).write_text("- {q: x, anwser: x}\n", encoding="utf-8")
    status, out, _ = shell.run("check", name, "--format", form)
    assert (status, [*forbidden(out)]) == (1, [])
    if form == "json":
        assert json.loads(out)[0]["file"] == name


@pytest.mark.parametrize(
    "arguments", [("\x1b[31m",), ("check", "--\x1b[31m"), ("explain", "\x1b[31m"), ("study", "\x1b")]
)
def test_what_was_typed_comes_back_without_control_characters(
    shell: Shell, arguments: tuple[str, ...]
) -> None:
    status, out, err = shell.run(*arguments)
    assert (status, [*forbidden(out + err)]) == (2, [])


@pytest.mark.skipif(os.name != "posix", reason="streams are closed as POSIX shells do")
def test_what_is_said_to_nobody_goes_nowhere(shell: Shell) -> None:
    command = f"exec {sys.executable} -m quizapp check nowhere 2>&-"
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, check=False)
    assert (done.returncode, done.stdout) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize("command", [("decks",), ("due", "--json"), ("check", "e.yaml"), ("--version",)])
def test_output_onto_a_full_disk_is_a_sentence(shell: Shell, command: tuple[str, ...]) -> None:
    Path("e.yaml").write_text("- {q: x, anwser: x}\n", encoding="utf-8")
    with Path("/dev/full").open("w") as full:
        done = quizapp(shell, *command, stdout=full)
    assert done.returncode == 2
    assert done.stderr.endswith("The output could not be written: No space left on device.\n")
    assert "Traceback" not in done.stderr
    assert not (shell.home / "quizapp.log").exists()
