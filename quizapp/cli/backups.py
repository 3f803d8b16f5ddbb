"""`quizapp backup` and `quizapp restore`: copies of the learner's progress, and what they hold."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.clock import now
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.patience import waiting
from quizapp.deck.text import clean
from quizapp.memory.days import study_day
from quizapp.paths import Paths
from quizapp.progress.backup import backups_in, daily_target, dated, examine, write_backup
from quizapp.progress.faults import StoreFault
from quizapp.progress.store import Store
from quizapp.settings_file import load_settings
from quizapp.words import count, when

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from quizapp.progress.backup import Held

ALL = "all"


def backup(arguments: Namespace) -> int:
    """Copy the store to a file, by default to today's backup. 1 if a file there is not to be lost."""
    paths = Paths.here()
    target = Path(arguments.file).absolute() if arguments.file else paths.backups
    if target.is_dir() or target == paths.backups:
        target = daily_target(target, _today(paths))
    with _opened(paths) as store:
        if target.exists() and not _may_go(target, paths.store):
            print(
                clean(f"{target} is there already, and holds more than your log. Choose another file."),
                file=sys.stderr,
            )
            return 1
        write_backup(paths.store, target)
        answers, latest = store.answers()
    print(clean(f"{_held(answers, latest)} copied to {target}."))
    return 0


def restore(arguments: Namespace) -> int:
    """List the backups, or take over what some hold. 1 if one of them cannot be read."""
    paths = Paths.here()
    with _opened(paths) as store:
        if not arguments.backups:
            return _list(paths, data=arguments.json)
        status = 0
        for path in _chosen(arguments.backups, paths):
            status = max(status, _take_over(store, path))
    return status


def describe(held: Held | None) -> str:
    """What a backup holds, in words."""
    if held is None:
        return "cannot be read as a whole; restore takes over what can be read"
    words = _held(held.answers, held.latest)
    if held.missing:
        words += f"; {count(held.missing, 'event is', 'events are')} not in your log"
    if held.differing:
        words += f"; {count(held.differing, 'event has', 'events have')} another text than in your log"
    return words


def _take_over(store: Store, path: Path) -> int:
    try:
        taken = store.take_over(path)
    except StoreFault as fault:
        print(clean(f"{fault.message}\n{fault.remedy}"), file=sys.stderr)
        return 1
    except OSError as fault:
        print(clean(f"{path} cannot be read: {fault.strerror}."), file=sys.stderr)
        return 1
    answers, latest = store.answers()
    what = f"{count(taken, 'event')} taken over" if taken else "nothing that your log has not"
    if not taken and examine(path, store.path) is None:
        what = "no progress that could be read, or none that your log has not"
    print(clean(f"{path.name}: {what}. Your log has {_held(answers, latest)}."))
    return 0


def _list(paths: Paths, *, data: bool) -> int:
    found = [(path, examine(path, paths.store)) for path in backups_in(paths.backups)]
    if data:
        print(as_json([_data(path, held) for path, held in found]))
        return 0
    if not found:
        print(clean(f"There are no backups in {paths.backups} yet. One is made on each day you study."))
        return 0
    print(clean(f"Backups of your progress in {paths.backups}, the newest last:"))
    for path, held in found:
        print(clean(f"  {dated(path)}  {describe(held)}"))
    print(
        "\n`quizapp restore DATE` takes over what your log has not, `quizapp restore all` from all of them."
    )
    print("Nothing that your log has is taken away.")
    return 0


def _data(path: Path, held: Held | None) -> dict[str, object]:
    if held is None:
        return {"name": dated(path), "file": str(path), "readable": False}
    return {
        "name": dated(path),
        "file": str(path),
        "readable": True,
        "answers": held.answers,
        "latest": None if held.latest is None else held.latest.isoformat(timespec="milliseconds"),
        "missing": held.missing,
        "differing": held.differing,
    }


def _chosen(names: Sequence[str], paths: Paths) -> Iterable[Path]:
    """The files that are meant: each once, in the order given."""
    known = {dated(path): path for path in backups_in(paths.backups)}
    chosen: dict[Path, None] = {}
    for name in names:
        if name == ALL:
            chosen |= dict.fromkeys(known.values())
        elif name in known:
            chosen[known[name]] = None
        else:
            own = paths.backups / name
            chosen[own if own.exists() and not Path(name).exists() else Path(name)] = None
    return chosen


def _may_go(target: Path, store: Path) -> bool:
    """Whether a file is a backup that has nothing that the log has not."""
    held = examine(target, store)
    return held is not None and held.is_in_log and (held.answers > 0 or target.stat().st_size > 0)


def _held(answers: int, latest: datetime | None) -> str:
    until = f", the latest of {when(latest.astimezone())}" if latest is not None else ""
    return f"{count(answers, 'answer')}{until}"


def _today(paths: Paths) -> date:
    settings, _ = load_settings(paths.settings)
    return study_day(now(), settings.day_starts)


def _opened(paths: Paths) -> Store:
    with waiting():
        store = Store.open(paths.store, backups=paths.backups)
    tell(f"{notice.message} {notice.remedy}" for notice in store.notices)
    return store
