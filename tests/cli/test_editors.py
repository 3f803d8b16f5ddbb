"""Whatever a deck's file is called, an editor gets it as one file, and no shell sees it."""

import os
import subprocess
from pathlib import Path

import pytest

from quizapp.cli.editors import editor_arguments, editor_call
from quizapp.tui.editor_call import EditorCall

NAMES = [
    "-c!rm.yaml",
    "+!rm x.yaml",
    "+7.yaml",
    "a b.yaml",
    "$(touch x).yaml",
    "`x`;|&.yaml",
    "a\nb\x1b[31m.yaml",
]
NAMES += ["'\".yaml", "x:9:9.yaml", "~.yaml", "%s{0}.yaml", "\udcff.yaml", "--help.yaml"]
EDITORS = (
    "vi vim nvim nano emacs emacsclient micro kak joe ne mg code codium cursor subl zed hx helix ed other"
)


@pytest.mark.parametrize("name", NAMES)
def test_no_name_is_an_option_or_a_command(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for editor in EDITORS.split():
        first, *flags, last = editor_arguments((editor,), Path(name).resolve(), 7)
        assert first == editor
        assert last in (f"{tmp_path / name}", f"{tmp_path / name}:7")
        assert set(flags) <= {"+7", "--wait", "--goto"}


@pytest.mark.skipif(os.name != "posix", reason="a shell script stands in for the editor")
@pytest.mark.parametrize("name", NAMES)
def test_an_editor_in_a_strange_place_gets_the_file(
    tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "my $(ed)" / "vim"
    script.parent.mkdir()
    script.write_text('#!/bin/sh\nprintf "%s\\0" "$@" > "$0.out"\n')
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", f"'{script}' -c 'set nu'")
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("- {q: a, a: b}\n")
    call = editor_call(Path(name), 3)
    assert isinstance(call, EditorCall)
    subprocess.run(call.argv, check=True)
    given = script.with_name("vim.out").read_bytes().split(b"\0")[:-1]
    assert given == [b"-c", b"set nu", b"+3", os.fsencode(tmp_path / name)]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted([name, script.parent.name])
