"""A store that cannot be read ends the app with a sentence."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, Any

import pytest

from quizapp.cli.desk import Desk
from quizapp.cli.main import main
from quizapp.progress.faults import Cause, StoreFault
from quizapp.tui.app import QuizApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SENTENCES = "The progress file is damaged.\nStart quizapp again.\n"


class Terminal(io.StringIO):
    """Standard output of a command that is to believe in a terminal."""

    def isatty(self) -> bool:
        return True


def unreadable(*_: object, **__: object) -> Any:
    raise StoreFault(Cause.DAMAGED, *SENTENCES.splitlines())


@pytest.fixture
def quizapp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str]]:
    """Runs a command in a terminal: its exit status, and what is left there once the app is closed."""
    monkeypatch.setenv("QUIZAPP_HOME", str(tmp_path))
    run = QuizApp.run

    async def study(pilot: Any) -> None:
        await pilot.press("enter", "space", "3")

    def run_headless(app: QuizApp) -> None:
        run(app, headless=True, auto_pilot=study)

    monkeypatch.setattr(QuizApp, "run", run_headless)

    def command(*words: str) -> tuple[int, str]:
        shown = Terminal()
        for stream in ("stdin", "stdout", "stderr"):
            monkeypatch.setattr(sys, stream, shown)
        return main(words), shown.getvalue()

    return command


@pytest.mark.parametrize("reading", ["overview", "begin", "state_of"])
@pytest.mark.parametrize("words", [(), ("study", "world-basics")], ids=["home", "study"])
def test_a_store_that_cannot_be_read_is_said_without_a_traceback(
    quizapp: Callable[..., tuple[int, str]],
    monkeypatch: pytest.MonkeyPatch,
    reading: str,
    words: tuple[str, ...],
) -> None:
    monkeypatch.setattr(Desk, reading, unreadable)
    assert quizapp(*words) == (2, SENTENCES)


def test_a_store_that_is_damaged_during_a_sitting_is_said_too(
    quizapp: Callable[..., tuple[int, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    record = Desk.record

    def record_the_last(desk: Desk, *events: Any) -> None:
        record(desk, *events)
        monkeypatch.setattr(Desk, "state_of", unreadable)

    monkeypatch.setattr(Desk, "record", record_the_last)
    assert quizapp() == (2, SENTENCES)
