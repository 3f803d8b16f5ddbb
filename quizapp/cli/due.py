"""`quizapp due`: what there is to study now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import deck_name, resolve
from quizapp.deck.outline import outline
from quizapp.deck.text import clean
from quizapp.words import count, waiting_cards

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from quizapp.progress.agenda import CourseAgenda


def due(arguments: Namespace) -> int:
    """Print, per deck, the due and new items within today's limits."""
    desk = Desk.open()
    tell(desk.take_notices())
    decks: list[dict[str, object]] = []
    if arguments.decks:
        everything = desk.library
        for name in arguments.decks:
            target = resolve(name, lambda: everything)
            desk.use(target.library)
            for agenda in desk.today.settled():
                decks.extend(_decks(desk, agenda, target.deck))
    else:
        for agenda in desk.today.settled():
            decks.extend(_decks(desk, agenda, None))
    if arguments.json:
        report = {
            "now": desk.now().isoformat(timespec="milliseconds"),
            "due": sum(_number(deck, "due") for deck in decks),
            "new": sum(_number(deck, "new") for deck in decks),
            "decks": decks,
        }
        print(as_json(report))
    else:
        for deck in decks:
            print(f"{deck['due']:>5} due {deck['new']:>5} new   {clean(str(deck['title']))} ({deck['id']})")
        if not decks:
            print("There are no decks.")
        else:
            total = sum(_number(deck, "due") + _number(deck, "new") for deck in decks)
            print(f"{count(total, 'item')} to study now." if total else "Nothing to study now.")
            if held := waiting_cards(sum(_number(deck, "held") for deck in decks)):
                print(held)
    return 0


def _decks(desk: Desk, agenda: CourseAgenda, only: str | None) -> Iterator[dict[str, object]]:
    """The decks of a course. Shown together they share the course's limits; alone, one has them all."""
    whole = agenda.plan
    for deck in agenda.decks:
        if only is not None and deck.deck.id != only:
            continue
        plan = deck.plan if only is not None else whole
        mine = set(outline(agenda.course, deck.deck).items)
        waiting = [item for item in plan.due if item in mine]
        new = [item for item in plan.new if item in mine]
        yield {
            "id": deck_name(agenda.course, deck.deck),
            "title": deck.deck.title,
            "due": len(waiting),
            "new": len(new),
            "held": deck.held,
            "items": [_as_data(desk, item, new=False) for item in waiting]
            + [_as_data(desk, item, new=True) for item in new],
        }


def _as_data(desk: Desk, item: str, *, new: bool) -> dict[str, object]:
    due = None if new else desk.state_of(item).due
    return {"item": item, "due": due.at.isoformat(timespec="milliseconds") if due else None, "new": new}


def _number(deck: dict[str, object], key: str) -> int:
    value = deck[key]
    assert isinstance(value, int)
    return value
