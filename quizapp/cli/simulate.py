"""`quizapp simulate`: schedulers compared on simulated learners before an exam."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.cli.output import as_json
from quizapp.memory.rivals import FIRST_DAY, Rival
from quizapp.memory.simulate import Assumptions, compare, promised
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import timedelta

    from quizapp.memory.forecast import Forecast
    from quizapp.memory.schedule import Memory
    from quizapp.memory.simulate import Result

_ITEMS = 300
_MOST_DAYS, _MOST_ITEMS, _MOST_SEEDS, _MOST_MINUTES = 730, 20_000, 1000, 1440
_LABEL = 18
_CELL = 18


class _Unusable(Exception):
    """An argument that nothing can be simulated with; the message says which and why."""


@dataclass(frozen=True, slots=True)
class _Subject:
    """What is learnt: items with their memories on day 0, and what is taken for granted."""

    keys: tuple[str, ...]
    memories: tuple[Memory | None, ...]
    assumptions: Assumptions


def simulate(arguments: Namespace) -> int:
    """Print a table of the recall that each scheduler reaches, or the same as JSON."""
    try:
        days = _within("--days", arguments.days, _MOST_DAYS)
        seeds = range(_within("--seeds", arguments.seeds, _MOST_SEEDS))
        minutes = _minutes(arguments.minutes)
        if arguments.decks and arguments.items is not None:
            raise _Unusable("--items is for a simulation without decks.")
        if arguments.decks:
            subject = _own(arguments.decks, days)
        else:
            number = _within("--items", _ITEMS if arguments.items is None else arguments.items, _MOST_ITEMS)
            keys = tuple(str(index) for index in range(number))
            subject = _Subject(keys, (None,) * number, Assumptions(days))
    except _Unusable as fault:
        print(fault, file=sys.stderr)
        return 2
    if arguments.json:
        results = compare(subject.keys, subject.memories, minutes, seeds, subject.assumptions)
        plans = [promised(subject.keys, subject.memories, each, subject.assumptions) for each in minutes]
        print(as_json(_as_data(subject, minutes, results, plans)))
        return 0
    for line in _head(subject, minutes, len(seeds)):
        print(line)
    for rival in Rival:
        row = compare(subject.keys, subject.memories, minutes, seeds, subject.assumptions, (rival,))
        cells = (f"{each.recall:.3f} ± {each.error:.3f}" for each in row)
        print(f"{rival.value:<{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells), flush=True)
    plans = [promised(subject.keys, subject.memories, each, subject.assumptions) for each in minutes]
    cells = (f"{plan.predicted:.3f} ± {plan.deviation:.3f}" for plan in plans)
    print(f"{'the app foretells':<{_LABEL}}" + "".join(f"{cell:>{_CELL}}" for cell in cells))
    names = (_policy(plan).value for plan in plans)
    print(f"{'  and would take':<{_LABEL}}" + "".join(f"{name:>{_CELL}}" for name in names))
    return 0


def _policy(plan: Forecast) -> Rival:
    from quizapp.memory.exam import Policy

    return Rival.GAIN if plan.policy is Policy.GAIN else Rival.AHEAD


def _within(name: str, number: int, most: int) -> int:
    if not 1 <= number <= most:
        raise _Unusable(f"{name} must be from 1 to {most:,}.")
    return number


def _minutes(text: str) -> tuple[float, ...]:
    try:
        minutes = tuple(float(part) for part in text.split(","))
    except ValueError:
        minutes = ()
    if not minutes or len(minutes) > 10 or not all(0 < each <= _MOST_MINUTES for each in minutes):
        raise _Unusable("--minutes takes up to ten numbers of minutes a day, as in 15,8,5.")
    return minutes


def _own(names: Sequence[str], days: int) -> _Subject:
    """The learner's own items. Today becomes day 0; what is suspended is left out."""
    from quizapp.cli.desk import Desk
    from quizapp.cli.notices import tell
    from quizapp.cli.targets import resolve
    from quizapp.memory.days import study_day
    from quizapp.memory.exam import USUAL

    desk = Desk.open()
    tell(desk.take_notices())
    everything = desk.library
    ids: dict[str, None] = {}
    for name in names:
        target = resolve(name, lambda: everything)
        desk.use(target.library)
        ids |= dict.fromkeys(item.id for item in target.items())
    states = desk.states(ids)
    kept = [item for item in ids if not states[item].suspended]
    if not kept:
        raise _Unusable("There are no items to learn in these decks.")
    if len(kept) > _MOST_ITEMS:
        raise _Unusable(f"These decks have {len(kept):,} items; {_MOST_ITEMS:,} can be simulated.")
    today = study_day(desk.now(), desk.settings.day_starts)
    memories = tuple(_moved(states[item].memory, FIRST_DAY - today) for item in kept)
    weights = desk.parameters("").weights
    return _Subject(
        tuple(kept), memories, Assumptions(days, weights, seconds=desk.store.sums.pace(), habits=USUAL)
    )


def _moved(memory: Memory | None, by: timedelta) -> Memory | None:
    return None if memory is None else replace(memory, study_day=memory.study_day + by)


def _head(subject: _Subject, minutes: Sequence[float], seeds: int) -> list[str]:
    told, seconds = subject.assumptions, subject.assumptions.seconds
    seen = sum(memory is not None for memory in subject.memories)
    studied = f", {seen} of them studied before" if seen else ""
    return [
        f"Recall on day {told.days} of {count(len(subject.keys), 'item')}{studied},",
        f"the mean of {count(seeds, 'simulated learner')} and its standard error. An item takes",
        f"{seconds.right:.0f} s a day if known, {seconds.wrong:.0f} s if forgotten, {seconds.new:.0f} s if new;",
        f"{told.habits.first[0]:.0%} of first answers are wrong.",
        "",
        " " * _LABEL + "".join(f"{f'{each:g} min a day':>{_CELL}}" for each in minutes),
    ]


def _as_data(
    subject: _Subject, minutes: Sequence[float], results: Sequence[Result], plans: Sequence[Forecast]
) -> dict[str, object]:
    told = subject.assumptions
    return {
        "days": told.days,
        "items": len(subject.keys),
        "studied_before": sum(memory is not None for memory in subject.memories),
        "seconds": {"right": told.seconds.right, "wrong": told.seconds.wrong, "new": told.seconds.new},
        "first_wrong": told.habits.first[0],
        "schedulers": [
            {
                "scheduler": result.rival.value,
                "minutes": result.minutes,
                "recall": round(result.recall, 4),
                "error": round(result.error, 4),
                "learners": [
                    {
                        "recall": round(each.recall, 4),
                        "seen": each.seen,
                        "answers": each.answers,
                        "minutes": round(each.seconds / 60, 1),
                    }
                    for each in result.outcomes
                ],
            }
            for result in results
        ],
        "forecasts": [
            {
                "minutes": each,
                "scheduler": _policy(plan).value,
                "recall": round(plan.predicted, 4),
                "deviation": round(plan.deviation, 4),
            }
            for each, plan in zip(minutes, plans, strict=True)
        ],
    }
