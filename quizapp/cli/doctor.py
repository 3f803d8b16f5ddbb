"""`quizapp doctor`: is the store of the learner's progress sound?"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.paths import Paths
from quizapp.progress.store import Store

if TYPE_CHECKING:
    from argparse import Namespace


def doctor(arguments: Namespace) -> int:
    """Examine the store; with `--rebuild`, derive everything again from the log. 1 if unsound."""
    paths = Paths.here()
    with Store.open(paths.store, backups=paths.backups) as store:
        for notice in store.notices:
            print(f"{notice.message} {notice.remedy}", file=sys.stderr)
        if arguments.rebuild:
            store.rebuild()
            print("Everything was derived again from the log.")
        faults = store.check()
        for fault in faults:
            print(fault, file=sys.stderr)
        if not faults:
            print(f"{paths.store} is sound.")
    return 1 if faults else 0
