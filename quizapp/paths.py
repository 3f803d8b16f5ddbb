"""Where things are kept; the only reader of the environment."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "quizapp"


_SET_IT = "Set QUIZAPP_HOME to a folder for your progress and your decks."


class NoHome(Exception):
    """That there is no folder to keep things in; the message says so, and what to do."""


class Paths(NamedTuple):
    """Absolute paths of files and folders; looking them up makes none of them."""

    store: Path
    """The file with the learner's progress."""
    backups: Path
    """The folder of its backups."""
    decks: Path
    """The folder of the learner's own decks."""
    settings: Path
    """The file with the learner's choices."""
    cache: Path
    """A folder that may be deleted at any time."""
    log: Path
    """The file for reports of faults in the program."""

    @classmethod
    def here(cls, environ: Mapping[str, str] = os.environ) -> Paths:
        """The paths on this machine: below `QUIZAPP_HOME` if it is set, else where the platform
        keeps such things. Raises NoHome."""
        if home := environ.get("QUIZAPP_HOME"):
            try:
                return cls.below(Path(home).expanduser().absolute())
            except RuntimeError:
                raise NoHome(f"QUIZAPP_HOME is {home}, and nobody here is called so.\n{_SET_IT}") from None
        import platformdirs  # noqa: PLC0415 - ten milliseconds that a set home saves

        dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
        data = dirs.user_data_path
        if not data.is_absolute():
            raise NoHome(f"You have no home folder here.\n{_SET_IT}")
        return cls(
            store=data / "progress.db",
            backups=data / "backups",
            decks=data / "decks",
            settings=dirs.user_config_path / "settings.toml",
            cache=dirs.user_cache_path,
            log=dirs.user_log_path / "quizapp.log",
        )

    @classmethod
    def below(cls, home: Path) -> Paths:
        """The paths with everything in one folder."""
        return cls(
            store=home / "progress.db",
            backups=home / "backups",
            decks=home / "decks",
            settings=home / "settings.toml",
            cache=home / "cache",
            log=home / "quizapp.log",
        )


def named(name: str) -> Path:
    """The path that somebody wrote: `~` and `~user` are home folders where there are such, else names."""
    try:
        return Path(name).expanduser()
    except RuntimeError:
        return Path(name)


def editor(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The command of the learner's editor with its arguments: `VISUAL`, else `EDITOR`; () if neither
    is set."""
    for name in ("VISUAL", "EDITOR"):
        value = environ.get(name, "").strip()
        if not value:
            continue
        import shlex  # noqa: PLC0415 - a start opens no editor

        try:
            command = tuple(shlex.split(value, posix=os.name == "posix"))
        except ValueError:  # a quote that does not close: a path with an apostrophe, as it stands
            command = (value,)
        if command and command[0]:
            return command
    return ()
