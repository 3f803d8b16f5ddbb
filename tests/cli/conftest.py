"""A home of its own for every test of a command."""

from pathlib import Path

import pytest

from tests.cli.command import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    home = tmp_path / "home"
    monkeypatch.setenv("QUIZAPP_HOME", str(home))
    monkeypatch.chdir(tmp_path)
    return Shell(home, capsys)


@pytest.fixture
def own_decks_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No decks come with the program: reading them anew after each edit is most of what a test takes."""
    empty = tmp_path / "shipped"
    empty.mkdir()
    monkeypatch.setattr("quizapp.cli.shelf.shipped_decks", lambda: empty)
