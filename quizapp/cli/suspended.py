"""`quizapp suspended`: the items left out of study, and the way back for them."""

from __future__ import annotations

import sys
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import Target, resolve
from quizapp.deck.prose import plain
from quizapp.deck.text import clean
from quizapp.study.event import Suspend
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable

ALL = "all"


def suspended(arguments: Namespace) -> int:
    """Print the suspended items, or take some of them in again. 2 if one that was named is none."""
    desk = Desk.open()
    tell(desk.take_notices())
    found = _found(desk, arguments.deck)
    if not arguments.restore:
        if arguments.json:
            _print_data(found)
        else:
            _print_lines(found)
            said = (
                f"{count(len(found), 'item is', 'items are')} suspended."
                if found
                else "Nothing is suspended."
            )
            way = " quizapp suspended --restore ITEM takes one in again." if found else ""
            print(said + way)
        return 0
    wanted = list(found) if ALL in arguments.restore else list(dict.fromkeys(arguments.restore))
    unknown = [name for name in wanted if name not in found]
    for name in unknown:
        print(_unknown(name, found), file=sys.stderr)
    if unknown:
        return 2
    _restore(desk, wanted)
    restored = {item: found[item] for item in wanted}
    if arguments.json:
        _print_data(restored)
    else:
        _print_lines(restored)
        print(
            f"{count(len(wanted), 'item is', 'items are')} asked again."
            if wanted
            else "Nothing is suspended."
        )
    return 0


def _found(desk: Desk, name: str | None) -> dict[str, str]:
    """The suspended items with their questions; of all decks, also those whose card is gone."""
    target = Target(desk.library) if name is None else resolve(name, lambda: desk.library)
    questions = {item.id: plain(item.card.stem) for item in target.items()}
    names = (state.item for state in desk.store.all_states().values() if state.suspended)
    return {item: questions.get(item, "") for item in names if name is None or item in questions}


def _restore(desk: Desk, items: Iterable[str]) -> None:
    events = []
    for item in items:
        stamp = desk.stamp()
        events.append(Suspend(id=stamp.id, at=stamp.at, device=stamp.device, item=item, on=False))
    desk.record(*events)


def _print_data(found: dict[str, str]) -> None:
    data = [{"item": item, "question": question} for item, question in found.items()]
    print(as_json(data))


def _print_lines(found: dict[str, str]) -> None:
    for item, question in found.items():
        print(clean(f"{item}  {question}").rstrip())


def _unknown(name: str, found: Iterable[str]) -> str:
    close = get_close_matches(name, found, n=1)
    hint = f"Did you mean {close[0]}?" if close else "`quizapp suspended` lists those that are."
    return clean(f"{name} is not suspended; nothing was changed. {hint}")
