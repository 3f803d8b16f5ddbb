"""`quizapp doctor`: is the learner's progress sound, and if not, as sound as it can be made?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.backups import describe
from quizapp.cli.clock import TOLERANCE, doubts, now, stamper
from quizapp.cli.notices import tell
from quizapp.cli.patience import waiting
from quizapp.deck.text import clean
from quizapp.memory.days import study_day
from quizapp.memory.fit import Unfitted, has_optimiser
from quizapp.paths import Paths
from quizapp.progress import recovery
from quizapp.progress.backup import backups_in, dated, examine
from quizapp.progress.faults import Cause, StoreFault
from quizapp.progress.store import Store
from quizapp.progress.weights import holding
from quizapp.settings_file import load_settings
from quizapp.words import count, when

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import time

    from quizapp.progress.faults import Notice


def doctor(arguments: Namespace) -> int:
    """Examine the store, its backups and the settings. A damaged store is recovered at once; `--rebuild`
    derives everything again from the log, `--redate` mends dates that are yet to come. 0 if all is well
    in the end, 1 if something is left to do."""
    paths = Paths.here()
    settings, mistakes = load_settings(paths.settings)
    with waiting():
        faults, notices = _examine(paths, rebuild=arguments.rebuild)
    tell(f"{notice.message} {notice.remedy}" for notice in notices)
    if arguments.rebuild:
        print("Everything was derived again from the log.")
    tell(faults)
    with Store.open(paths.store, backups=paths.backups) as store:
        if arguments.redate:
            print(_redate(store, settings.day_starts))
        answers, latest = store.answers()
        fit = store.fits.current()
        doubted = doubts(store, now())
    if not faults:
        until = f", the latest of {when(latest.astimezone())}" if latest is not None else ""
        print(clean(f"{paths.store} is sound: {count(answers, 'answer')}{until}."))
    print(holding(fit))
    if settings.optimise and not has_optimiser():
        tell((f"{paths.settings.name}, optimise = true: {Unfitted.NO_OPTIMISER}",))
    tell(doubted)
    behind = _backups(paths)
    tell(f"{paths.settings.name}, {mistake}" for mistake in mistakes)
    for damaged in recovery.kept_aside(paths.store):
        print(clean(f"{damaged} was set aside as damaged; what could be read of it is in your log."))
    return int(bool(faults or doubted or behind or mistakes))


def _examine(paths: Paths, *, rebuild: bool) -> tuple[list[str], list[Notice]]:
    """What is wrong with the store, and what was done about it: damage that is found is recovered from by
    opening the store once more."""
    notices: list[Notice] = []
    for again in (True, False):
        try:
            with Store.open(paths.store, backups=paths.backups) as store:
                notices += store.notices
                if rebuild:
                    store.rebuild()
                faults = store.check()
        except StoreFault as fault:
            if fault.cause is not Cause.DAMAGED or not again:
                raise
            continue
        if not faults or not again:
            break
    return faults, notices


def _backups(paths: Paths) -> bool:
    """Say what there is of backups; whether some hold what the log does not."""
    backups = backups_in(paths.backups)
    if not backups:
        print("There are no backups yet; one is made on each day you study.")
        return False
    print(f"{count(len(backups), 'backup')}, the newest {dated(backups[-1])}.")
    behind = False
    for path in backups:
        held = examine(path, paths.store)
        if held is None or not held.is_in_log:
            behind = True
            print(clean(f"The backup {dated(path)}: {describe(held)}."), file=sys.stderr)
    if behind:
        print("`quizapp restore all` takes over what your log has not.", file=sys.stderr)
    return behind


def _redate(store: Store, day_starts: time) -> str:
    from quizapp.study.redating import redated

    instant = now()
    events = store.ahead(instant + TOLERANCE)
    today = study_day(instant, day_starts)
    store.append(*redated(events, stamper(store.device), today, day_starts))
    if not events:
        return "No event is dated after today."
    return f"{count(len(events), 'event')} dated after today: today's date was given instead."
