"""Where things are kept; the only reader of the environment."""

from __future__ import annotations

import os
import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_NAME = "quizapp"


@dataclass(frozen=True, slots=True)
class Paths:
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
        keeps such things."""
        if home := environ.get("QUIZAPP_HOME"):
            return cls.below(Path(home).expanduser().absolute())
        import platformdirs  # noqa: PLC0415 - ten milliseconds that a set home saves

        dirs = platformdirs.PlatformDirs(_NAME, appauthor=False)
        data = dirs.user_data_path
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


def editor(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The command of the learner's editor with its arguments: `VISUAL`, else `EDITOR`; () if neither
    is set."""
    for name in ("VISUAL", "EDITOR"):
        value = environ.get(name, "").strip()
        if not value:
            continue
        try:
            return tuple(shlex.split(value, posix=os.name == "posix"))
        except ValueError:  # a quote that does not close: a path with an apostrophe, as it stands
            return (value,)
    return ()
