"""No command prints a control character, whatever files are called and whatever stands in a store."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from quizapp.deck.text import forbidden
from quizapp.progress.store import Store
from quizapp.study.event import Quiz
from tests.cli.command import Shell
from tests.hostile.decks import OBEYED
from tests.progress.conftest import Maker

if TYPE_CHECKING:
    from pathlib import Path

BAD = "\x1b]0;x\x07\x9b31m\u202e\u2066\ufeff\n::error::x"
COMMANDS = [
    *(["log"], ["log", "--json"], ["log", "--type", BAD], ["log", "--item", BAD], ["doctor"], ["due"]),
    *(["due", "--json"], ["decks"], ["decks", "--json"], ["suspended"], ["suspended", "--json"], ["results"]),
    *(["suspended", "--restore", BAD], ["results", "--json"], ["stats"], ["stats", "--json"], ["stats", BAD]),
    *(["stats", "--by", "deck"], ["stats", "--csv", "-", "--by", "tag"], ["stats", "--csv", BAD], ["cards"]),
    *(["cards", "--follow"], ["cards", "--json"], ["insights"], ["insights", "--json"], ["suggestions"]),
    *(
        ["check", "."],
        ["check", ".", "--format", "github"],
        ["check", BAD],
        ["ids", "."],
        ["ids", BAD],
        ["new", BAD],
    ),
    *(
        ["check", "--diff", "."],
        ["check", "--unsafe-fixes", "."],
        ["diff", ".", BAD],
        ["diff", BAD, "."],
        ["edit", BAD],
    ),
    *(
        ["explain", BAD],
        ["init", BAD],
        ["try", ".", "1", BAD],
        ["try", BAD, "1", "x"],
        ["study", BAD, "--plain"],
    ),
    *(["quiz", BAD, "--plain"], [BAD], ["cards", "--accept", BAD], ["stats", "--since", BAD]),
]


@pytest.fixture
def hostile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    """A learner whose folders, decks and log have such names all over."""
    home, work = tmp_path / f"home{BAD}", tmp_path / f"work{BAD}"
    monkeypatch.setenv("QUIZAPP_HOME", str(home))
    empty = tmp_path / "shipped"
    for folder in (home / "decks", work, empty):
        folder.mkdir(parents=True)
    monkeypatch.setattr("quizapp.cli.shelf.shipped_decks", lambda: empty)
    monkeypatch.chdir(work)
    text = f"- q: a\n  a: b: c\n- q: d\n  anwser: {BAD}\n  a: e\n- q: f\n  a: g\n"
    for folder in (home / "decks", work):
        (folder / f"deck{BAD}.yaml").write_text(text, encoding="utf-8")
    name, word = json.dumps(BAD), json.dumps(f"new{BAD}")
    settings = f"theme = {name}\n{word} = 1\n[keys]\n{name} = {name}\n[courses.{name}]\n{word} = 2\n"
    (home / "settings.toml").write_text(settings, encoding="utf-8")
    maker = Maker()
    with Store.open(home / "progress.db", device=BAD) as store:
        quiz = Quiz(**maker.stamp(5, None), attempt=BAD, phase="submitted", scope=(BAD,), blueprint=BAD, items=(BAD,),
                    themes=(BAD,), scores=(1.0,), began=maker.NOON)  # fmt: skip
        answer = maker.answer(
            1, BAD, sitting=BAD, mode=BAD, asked=BAD, response=BAD, verdict=BAD, expected=BAD
        )
        store.append(
            answer, maker.suspend(2, BAD), maker.note(3, BAD, BAD), maker.follow(4, f"{BAD}2", BAD), quiz
        )
    return Shell(home, capsys)


@pytest.mark.skipif(os.name != "posix", reason="file names without such letters")
def test_no_command_prints_what_a_terminal_obeys(hostile: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    for command in COMMANDS:
        monkeypatch.setattr(sys, "stdin", io.StringIO())
        status, out, err = hostile.run(*command)
        assert status in (0, 1, 2), command
        assert "fault of its own" not in err, (command, err)
        assert not [*forbidden(out.replace("\r\n", "\n") + err)], (command, out, err)
        if command[0] in ("check", "ids") and not {"github", "--diff"} & set(command):
            assert not [line for line in (out + err).splitlines() if OBEYED.match(line)], (command, out, err)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="files without an end")
def test_no_file_without_an_end_is_waited_for(tmp_path: Path) -> None:
    for name in ("settings.toml", "cache/decks.pickle", "decks/pipe.yaml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        os.mkfifo(tmp_path / name)
    with (tmp_path / "decks" / "huge.yaml").open("wb") as file:
        file.truncate(1 << 40)
    (tmp_path / "decks" / "zeros.yaml").symlink_to("/dev/zero")
    environ = {**os.environ, "QUIZAPP_HOME": str(tmp_path)}
    for arguments in (["decks"], ["decks"], ["due"], ["check", str(tmp_path / "decks")]):
        command = [sys.executable, "-m", "quizapp", *arguments]
        done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == (arguments[0] == "check"), done.stderr
        assert "fault of its own" not in done.stderr
    assert "3 errors" in done.stderr
