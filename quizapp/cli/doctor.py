"""`quizapp doctor`: is the store of the learner's progress sound?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.notices import tell
from quizapp.paths import Paths
from quizapp.progress.store import Store

if TYPE_CHECKING:
    from argparse import Namespace


def doctor(arguments: Namespace) -> int:
    """Examine the store; with `--rebuild`, derive everything again from the log. 1 if unsound."""
    paths = Paths.here()
    with Store.open(paths.store, backups=paths.backups) as store:
        tell(f"{notice.message} {notice.remedy}" for notice in store.notices)
        if arguments.rebuild:
            store.rebuild()
            print("Everything was derived again from the log.")
        faults = store.check()
        for fault in faults:
            print(fault, file=sys.stderr)
        if not faults:
            print(f"{paths.store} is sound.")
        for damaged in sorted(paths.store.parent.glob("progress.damaged-*.db")):
            print(f"{damaged} was set aside as damaged; what could be read of it is in the store.")
    return 1 if faults else 0
