"""`quizapp suggestions`: wordings that learners overruled, as lines an author can take over."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import Target, resolve
from quizapp.deck.text import clean
from quizapp.progress.fold import retracted
from quizapp.study.event import Answer
from quizapp.study.wordings import overruled
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.deck.card import Card


@dataclass
class Suggestion:
    """The wordings of one card that were overruled, each with how often."""

    card: Card
    wordings: dict[str, int] = field(default_factory=dict)


def suggestions(arguments: Namespace) -> int:
    """Print, per card, the `accept:` line with its place."""
    desk = Desk.open()
    tell(desk.take_notices())
    target = resolve(arguments.deck, lambda: desk.library) if arguments.deck else Target(desk.library)
    known = {item.id: item for item in target.items()}
    taken_back = retracted(desk.store.events("retract"))
    found: dict[str, Suggestion] = {}
    for event in desk.store.events("answer"):
        if not isinstance(event, Answer) or not event.overruled or event.id in taken_back:
            continue
        item = known.get(event.item)
        if item is None:
            continue
        if wording := overruled(event, item, desk.context(item)):
            entry = found.setdefault(item.id.rpartition("/")[0], Suggestion(item.card))
            entry.wordings[wording] = entry.wordings.get(wording, 0) + 1
    if arguments.json:
        print(as_json([_as_data(entry) for entry in found.values()]))
        return 0
    for entry in found.values():
        place = entry.card.place
        print(clean(f"{place.file}:{place.line}  {entry.card.stem}"))
        print(f"  accept: [{', '.join(_quoted(wording) for wording in entry.wordings)}]")
    print(
        f"{count(len(found), 'card')} with wordings that were overruled."
        if found
        else "Nothing was overruled."
    )
    return 0


def _as_data(entry: Suggestion) -> dict[str, object]:
    place = entry.card.place
    return {
        "file": place.file,
        "line": place.line,
        "card": entry.card.id,
        "question": entry.card.stem,
        "accept": list(entry.wordings),
    }


def _quoted(text: str) -> str:
    """A text as YAML reads it back in any place: a double-quoted scalar is a JSON string."""
    return json.dumps(clean(text), ensure_ascii=False)
