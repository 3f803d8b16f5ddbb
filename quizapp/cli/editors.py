"""The learner's editor: which one, and how it is asked to open a file at a line."""

from __future__ import annotations

from pathlib import Path

from quizapp.deck.text import clean
from quizapp.paths import editor
from quizapp.tui.editor_call import EditorCall

_AT_ONCE = ("open", "xdg-open", "gio", "gnome-open", "kde-open", "exo-open", "explorer", "start", "cygstart")


def editor_call(file: Path, line: int) -> EditorCall | str:
    """How to open a file at a line (from 1), or a sentence that says why it cannot be."""
    command = editor() or _any_editor()
    if not command:
        return "No editor is set. Set EDITOR to the one you like, and start quizapp again."
    if not file.exists():
        return f"The file {clean(str(file))} is gone."
    return EditorCall(editor_arguments(command, file.resolve(), line), str(file))


def editor_arguments(command: tuple[str, ...], file: Path, line: int) -> tuple[str, ...]:
    """The command that opens an editor at a line of a file, given by its absolute path, and ends with it.

    An absolute path begins with no dash, so no editor takes it for an option.
    """
    match Path(command[0]).stem:
        case "code" | "codium" | "code-insiders" | "cursor":
            return (*command, "--wait", "--goto", f"{file}:{line}")
        case "subl" | "zed":
            return (*command, "--wait", f"{file}:{line}")
        case "hx" | "helix":
            return (*command, f"{file}:{line}")
        case "vi" | "vim" | "nvim" | "nano" | "emacs" | "emacsclient" | "micro" | "kak" | "joe" | "ne" | "mg":
            return (*command, f"+{line}", str(file))
        case _:
            return (*command, str(file))


def waits(call: EditorCall) -> bool:
    """Whether an editor is done with the file when its command ends; some only pass it on to a window."""
    return Path(call.argv[0]).stem not in _AT_ONCE


def _any_editor() -> tuple[str, ...]:
    import shutil

    for name in ("nano", "vim", "vi"):
        if found := shutil.which(name):
            return (found,)
    return ()
