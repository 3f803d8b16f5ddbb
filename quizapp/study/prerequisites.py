"""What was forgotten comes before what rests on it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from quizapp.study.needs import Needs
from quizapp.study.plan import prerequisites_first

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.study.candidates import Candidates
    from quizapp.study.plan import Plan

_DAY = timedelta(days=1)


def brought_forward(plan: Plan, found: Candidates, needs: Needs) -> Plan:
    """The plan with what was forgotten before what rests on it.

    That is what is shaky and was asked before. It comes although a limit left it out, and then the last of the
    reviews stays away in its place; and at once, if it only waits for its learning step. Nothing else is asked
    before its time: what is not due is expected to be known.
    """
    if not found.shaky or not any(map(needs.requires.__contains__, plan.due)):
        return plan
    asked = set(plan.due)
    # A goal that puts all in one order has chosen by it, and leaves out what is not worth its time.
    waiting = () if plan.asked else found.reviews
    left_out = [item for item in waiting if item in found.shaky and item not in asked]
    coming = {item for _, item in plan.later}
    forgotten = (asked | coming).union(left_out) & found.shaky
    if not forgotten:
        return plan
    names = {name for item in plan.due for name in needs.requires.get(item, ())}
    # What was left out may rest on more that was.
    names |= {name for item in left_out for name in needs.requires.get(item, ())}
    named = {name: [item for item in needs.named.get(name, ()) if item in forgotten] for name in names}
    narrow = Needs(needs.requires, named)
    due = _first([*plan.due, *left_out], narrow)
    while due[-1] not in asked:
        due.pop()
    rested = {item for one in due for name in needs.requires.get(one, ()) for item in named[name]}
    return plan._replace(
        due=tuple(_shortened(due, len(plan.due), found)),
        later=tuple((at - _DAY if item in rested else at, item) for at, item in plan.later),
        asked=tuple(_first(plan.asked, narrow)),
    )


def _first(items: Sequence[str], needs: Needs) -> list[str]:
    return prerequisites_first(items, needs, len(items))


def _shortened(due: Sequence[str], number: int, found: Candidates) -> list[str]:
    """So many of these items, without the last of those that are due and known, else of those forgotten; what is
    within its learning steps stays."""
    learning = set(found.learning)
    reviews = [item for item in reversed(due) if item not in learning]
    reviews.sort(key=found.shaky.__contains__)
    dropped = set(reviews[: len(due) - number])
    return [item for item in due if item not in dropped]
