"""`quizapp suggestions`: wordings that learners overruled, as lines an author can take over."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.targets import Target, resolve
from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Marking
from quizapp.deck.text import clean
from quizapp.grading.grade import grade
from quizapp.grading.mark import Mark, Mode, Verdict
from quizapp.progress.fold import retracted
from quizapp.study.event import Answer
from quizapp.words import count

if TYPE_CHECKING:
    from argparse import Namespace

    from quizapp.deck.model import Card, Item


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
        for wording in _wordings(event, item, desk):
            entry = found.setdefault(item.id.rpartition("/")[0], Suggestion(item.card))
            entry.wordings[wording] = entry.wordings.get(wording, 0) + 1
    if arguments.json:
        print(json.dumps([_as_data(entry) for entry in found.values()], ensure_ascii=False, indent=1))
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


def _wordings(event: Answer, item: Item, desk: Desk) -> list[str]:
    """What was typed and would still be marked wrong; `accept` may have been written since. What the
    author rejects in so many words is no suggestion."""
    if event.asked != Mode.TYPED.value or not isinstance(event.response, str) or not event.response.strip():
        return []
    mark = grade(item, Mode.TYPED, event.response, desk.context(item))
    still = isinstance(mark, Mark) and mark.verdict is not Verdict.RIGHT
    marking = getattr(item.card.shape, "marking", Marking())
    rejected = {normalise(text) for text, _ in marking.reject}
    wording = event.response.strip()
    return [wording] if still and normalise(wording) not in rejected else []


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
