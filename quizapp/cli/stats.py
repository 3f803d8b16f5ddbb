"""`quizapp stats`: what is known and how it grew, in numbers."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

from quizapp.cli.counting import survey
from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.tables import days, rounded, tables, themes
from quizapp.cli.targets import resolve
from quizapp.deck.text import clean
from quizapp.paths import named

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from quizapp.cli.tables import Table
    from quizapp.progress.statistics import Statistics


def stats(arguments: Namespace) -> int:
    """Print the statistics of all decks or of one, or write them as CSV."""
    since = None
    if arguments.since is not None:
        try:
            since = date.fromisoformat(arguments.since)
        except ValueError:
            print(f"{clean(arguments.since)} is no day. Write it as in 2026-01-31.", file=sys.stderr)
            return 2
    desk = Desk.open()
    tell(desk.take_notices())
    whole = survey(desk, since=since)
    if arguments.deck is not None:
        target = resolve(arguments.deck, lambda: desk.library)
        desk.use(target.library)
        whole = survey(desk, deck=target.deck, since=since, every=False)
    numbers = whole.count(desk.store)
    if arguments.csv is not None:
        return _write(numbers, arguments.by, arguments.csv)
    if arguments.json:
        print(as_json(as_data(numbers)))
        return 0
    from quizapp.cli.stats_text import by_table, report

    lines = report(numbers) if arguments.by is None else by_table(numbers, arguments.by)
    for line in lines:
        print(line)
    return 0


def as_data(numbers: Statistics) -> dict[str, object]:
    """The statistics as JSON data; shares are from 0 to 1, None where there is nothing to take them of."""
    today, items, forecast = numbers.today, numbers.items, numbers.forecast
    made = {table.name: table.records() for table in tables(numbers)}
    by_deck, periods = made.pop("decks"), made.pop("retention")
    made["forecast_days"] = made.pop("forecast")
    return {
        "now": numbers.now.isoformat(timespec="milliseconds"),
        "study_day": numbers.today_is.isoformat(),
        "since": None if numbers.since is None else numbers.since.isoformat(),
        "answers": numbers.total.answers,
        "right": numbers.total.right,
        "minutes": rounded(numbers.total.minutes),
        "practice": numbers.total.practice,
        "streak": numbers.streak.current,
        "longest_streak": numbers.streak.longest,
        "retention": {
            "predicted": rounded(numbers.recalled.predicted),
            "true": rounded(numbers.recalled.value),
            "reviews": numbers.recalled.of,
            "recalled": numbers.recalled.right,
            "interval": [rounded(bound) for bound in numbers.recalled.interval],
            "periods": periods,
        },
        "items": {
            "new": items.new,
            "learning": items.learning,
            "known": items.known,
            "suspended": items.suspended,
        },
        "recall": rounded(numbers.recall),
        "today": {
            "answers": today.answers,
            "right": today.right,
            "minutes": rounded(today.minutes),
            "new": today.new,
            "reviewed": today.reviewed,
            "left": {"due": today.due, "new": today.fresh, "minutes": rounded(today.minutes_left)},
        },
        "forecast": {"overdue": forecast.overdue, "total": forecast.total, "later": forecast.later},
        "themes": by_deck,
        **made,
    }


def _write(numbers: Statistics, by: str | None, name: str) -> int:
    """Write one table to a file ("-" for the output), or all of them to a folder."""
    if by is not None:
        table = by_name(numbers, by)
        if name == "-":
            table.write(sys.stdout)
            return 0
        return _written({named(name): table})
    if name == "-":
        print("All tables need a folder. Name one, or say which table with --by.", file=sys.stderr)
        return 2
    folder = named(name)
    return _written({folder / f"{table.name}.csv": table for table in tables(numbers)})


def by_name(numbers: Statistics, by: str) -> Table:
    """The table by deck, tag or day."""
    match by:
        case "deck":
            return themes("decks", numbers.themes)
        case "tag":
            return themes("tags", numbers.tags)
        case _:
            return days(numbers)


def _written(files: dict[Path, Table]) -> int:
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        for path, table in files.items():
            with path.open("w", encoding="utf-8", newline="") as file:
                table.write(file)
    except OSError as fault:
        where = clean(str(fault.filename or next(iter(files))))
        print(f"{where} cannot be written: {fault.strerror}.", file=sys.stderr)
        return 2
    for path in files:
        print(f"Wrote {clean(str(path))}.")
    return 0
