"""What runs an app on a desk also sees to what can wait until nobody does."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest

from quizapp.cli.desk import Desk
from quizapp.cli.full_screen import run_on
from quizapp.progress import store as progress
from quizapp.study.event import Flag
from quizapp.tui.lull import Lull
from tests.cli.command import Shell

pytestmark = pytest.mark.usefixtures("own_decks_alone")


def test_in_a_lull_what_was_written_is_moved_into_the_file(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(progress, "_SETTLED_AFTER", 1)
    desk = Desk.open()
    found: list[int] = []

    def run() -> None:
        stamp = desk.stamp()
        desk.record(Flag(id=stamp.id, at=stamp.at, device=stamp.device, item="c/k/q", on=True))
        for chore in app.lull.chores:
            chore()
        with closing(sqlite3.connect(f"file:{desk.store.path}?mode=ro&immutable=1", uri=True)) as db:
            found.append(db.execute("SELECT count(*) FROM event").fetchone()[0])

    app = SimpleNamespace(lull=Lull(), run=run, fault=None, return_code=1)
    assert run_on(desk, app) == 1  # type: ignore[arg-type]
    assert found == [1]
