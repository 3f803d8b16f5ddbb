from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from quizapp.paths import NoHome, Paths, editor, named


def test_one_variable_moves_everything(tmp_path):
    paths = Paths.here({"QUIZAPP_HOME": str(tmp_path / "home")})
    assert paths.store == tmp_path / "home" / "progress.db"
    assert paths.settings == tmp_path / "home" / "settings.toml"
    assert paths.decks == tmp_path / "home" / "decks"
    for path in paths:
        assert path.is_relative_to(tmp_path / "home")
    assert list(tmp_path.iterdir()) == [], "looking makes nothing"


def test_the_home_may_be_relative_or_begin_with_a_tilde(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert Paths.here({"QUIZAPP_HOME": "quiz"}).store == tmp_path / "quiz" / "progress.db"
    assert Paths.here({"QUIZAPP_HOME": "~/quiz"}).store == Path.home() / "quiz" / "progress.db"


@pytest.mark.skipif(sys.platform == "win32", reason="every name is taken for a neighbour's there")
def test_the_home_of_nobody_is_none():
    with pytest.raises(NoHome, match="QUIZAPP_HOME is ~no-such-user"):
        Paths.here({"QUIZAPP_HOME": "~no-such-user/x"})
    assert named("~no-such-user.yaml") == Path("~no-such-user.yaml")
    assert named("~/x") == Path.home() / "x"


def test_without_any_home_nothing_is_made_where_one_stands(monkeypatch):
    monkeypatch.setattr("platformdirs.PlatformDirs.user_data_path", Path("~/.local/share/quizapp"))
    with pytest.raises(NoHome, match="Set QUIZAPP_HOME"):
        Paths.here({})


@pytest.mark.parametrize("environ", [{}, {"QUIZAPP_HOME": ""}])
def test_without_it_the_platform_decides(environ, tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    paths = Paths.here(environ)
    assert len(set(paths)) == len(paths)
    for path in paths:
        assert path.is_absolute()
        assert "quizapp" in str(path)
    assert list(tmp_path.iterdir()) == []
    if sys.platform == "linux":
        assert paths.store == tmp_path / "data" / "quizapp" / "progress.db"
        assert paths.settings == tmp_path / "config" / "quizapp" / "settings.toml"


def test_a_set_home_spares_the_import_of_platformdirs():
    code = (
        "import sys; from quizapp.paths import Paths; Paths.here({'QUIZAPP_HOME': '/x'});"
        "assert 'platformdirs' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@pytest.mark.parametrize(
    ("environ", "command"),
    [
        ({}, ()),
        ({"EDITOR": "vi"}, ("vi",)),
        ({"EDITOR": "vi", "VISUAL": "code --wait"}, ("code", "--wait")),
        ({"EDITOR": "vi", "VISUAL": " "}, ("vi",)),
        ({"EDITOR": "vi", "VISUAL": "'' -x"}, ("vi",)),
        ({"EDITOR": "'/opt/my editor/ed' -n"}, ("/opt/my editor/ed", "-n")),
        ({"EDITOR": "/home/o'neill/ed"}, ("/home/o'neill/ed",)),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="quotes are read as POSIX shells do")
def test_the_editor(environ, command):
    assert editor(environ) == command
