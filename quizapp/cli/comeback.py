"""`quizapp comeback`: the ways back after a gap, one of them chosen, or taken back."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.memory.days import study_day
from quizapp.progress.comeback_words import offered, piled_up, said_day
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from datetime import date

    from quizapp.study.comeback import Offer, Wall
    from quizapp.study.event import Comeback


def comeback(arguments: Namespace) -> int:
    """List the plans, choose one by its number, or take back what was chosen. 1 if that could not be."""
    desk = Desk.open()
    tell(desk.take_notices())
    today = study_day(desk.now(), desk.settings.day_starts)
    if arguments.undo:
        return _take_back(desk, today, as_data=arguments.json)
    plans = desk.comebacks.offers()
    if arguments.number is not None:
        if not 1 <= arguments.number <= len(plans):
            which = (
                f"There are the plans 1 to {len(plans)}" if plans else "Nothing waits, so there is no plan"
            )
            print(f"{which}.", file=sys.stderr)
            return 1
        desk.record(*desk.comebacks.choosing(plans[arguments.number - 1], new=arguments.new))
    holds = desk.comebacks.standing()
    wall = desk.wall(desk.overview())
    if arguments.json:
        print(as_json(_as_data(plans, holds, wall, today)))
        return 0
    if holds:
        print(_chosen(holds, today))
        if arguments.number is not None:
            return 0
    elif wall is not None:
        print(piled_up(wall))
    elif not plans:
        print("Nothing waits.")
    for number, plan in enumerate(plans, 1):
        print(f"{number:>3}  {offered(plan, today)}")
    if plans:
        print("Choose one by its number: quizapp comeback N. New cards stay out until then, but for --new.")
    return 0


def _take_back(desk: Desk, today: date, *, as_data: bool) -> int:
    events = desk.comebacks.undoing()
    if not events:
        print("No plan holds, so there is nothing to take back.", file=sys.stderr)
        return 1
    desk.record(*events)
    holds = desk.comebacks.standing()
    if as_data:
        print(as_json({"plan": _plan(holds)}))
    else:
        print(f"Taken back. {_chosen(holds, today)}" if holds else "Taken back: your usual days hold again.")
    return 0


def _chosen(holds: Sequence[Comeback], today: date) -> str:
    minutes = count(round(sum(plan.daily for plan in holds)), "minute")
    until = max(plan.until for plan in holds)
    when = "today" if until <= today else f"a day until {said_day(until, today)}"
    new = "with new cards" if any(plan.new for plan in holds) else "without new cards"
    return f"Your way back: {minutes} {when}, {new}. Take it back with --undo."


def _plan(holds: Sequence[Comeback]) -> dict[str, object] | None:
    if not holds:
        return None
    return {
        "minutes": round(sum(plan.daily for plan in holds), 1),
        "until": max(plan.until for plan in holds).isoformat(),
        "new": any(plan.new for plan in holds),
        "courses": [plan.course for plan in holds],
    }


def _as_data(
    plans: Sequence[Offer], holds: Sequence[Comeback], wall: Wall | None, today: date
) -> dict[str, object]:
    return {
        "waiting": None
        if wall is None
        else {"cards": wall.cards, "minutes": round(wall.minutes, 1), "away": wall.away},
        "plan": _plan(holds),
        "plans": [
            {
                "number": number,
                "minutes": plan.minutes,
                "days": plan.days,
                "until": plan.until.isoformat(),
                "sentence": offered(plan, today),
            }
            for number, plan in enumerate(plans, 1)
        ],
    }
