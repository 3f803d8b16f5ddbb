"""The same work in Anki's library (PyPI `anki`): a collection with the history of `logs.answered`.

Adding cards and answers through its interface would take hours, so its tables are filled; Anki opens
and checks what is written here, and its graphs count the answers.
"""

from __future__ import annotations

import json
import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING

from anki.collection import Collection
from anki.scheduler_pb2 import CardAnswer

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from anki.decks import DeckTreeNode
    from logs import Given

_NEW, _REVIEW = 0, 2
"""Types of cards, and of their queues."""


def write_collection(path: Path, texts: Sequence[tuple[str, str, str]], given: Sequence[Given]) -> None:
    """A collection with a card for each text (deck, question, answer) and these answers; FSRS is on, and
    no limit holds a card back."""
    collection = Collection(str(path))
    collection.set_config("fsrs", True)
    basic = collection.models.by_name("Basic")
    assert basic is not None
    decks = {name: collection.decks.id(f"All::{name}") for name, _, _ in texts}
    limits = collection.decks.get_config(collection.decks.get(decks[texts[0][0]])["conf"])
    assert limits is not None
    limits["new"]["perDay"] = limits["rev"]["perDay"] = 9999
    collection.decks.update_config(limits)
    collection.decks.select(collection.decks.id("All"))
    created = collection.crt
    collection.close()
    # Days are counted from the collection's first, which is a year back here.
    first = min((int(one.at.timestamp()) for one in given), default=created)
    start = created - ((created - first) // 86_400 + 1) * 86_400
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("UPDATE col SET crt = ?", (start,))
        base = start * 1000
        db.executemany(
            "INSERT INTO notes VALUES (?, ?, ?, 0, -1, '', ?, ?, 0, 0, '')",
            (
                (base + number, f"guid{number}", basic["id"], f"{question}\x1f{answer}", question)
                for number, (_, question, answer) in enumerate(texts)
            ),
        )
        db.executemany(
            "INSERT INTO cards VALUES (?, ?, ?, 0, 0, -1, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, ?)",
            _cards(texts, given, decks, base, start),
        )
        db.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, ?, ?, 500, ?, ?)", _answers(given, base))


def _cards(
    texts: Sequence[tuple[str, str, str]],
    given: Sequence[Given],
    decks: dict[str, int],
    base: int,
    start: int,
) -> list[tuple[object, ...]]:
    latest = {one.item: one for one in given}
    rows: list[tuple[object, ...]] = []
    for number, (deck, _, _) in enumerate(texts):
        id, one = base + number, latest.get(number)
        if one is None:
            rows.append((id, id, decks[deck], _NEW, _NEW, number, 0, 0, 0, 0, f'{{"pos":{number}}}'))
            continue
        at = int(one.at.timestamp())
        data = json.dumps(
            {"s": float(one.days), "d": 5.0, "dr": 0.9, "decay": 0.1542, "lrt": at}, separators=(",", ":")
        )
        due = (at - start) // 86_400 + one.days
        rows.append((id, id, decks[deck], _REVIEW, _REVIEW, due, one.days, 2500, one.turn + 1, 0, data))
    return rows


def _answers(given: Sequence[Given], base: int) -> list[tuple[int, ...]]:
    days: dict[int, int] = {}
    rows = []
    before = 0
    for one in given:
        # Ids are the instants of answers, and unique.
        before = max(int(one.at.timestamp() * 1000), before + 1)
        rows.append(
            (before, base + one.item, one.rating, one.days, days.get(one.item, 0), one.ms, int(one.turn > 0))
        )
        days[one.item] = one.days
    return rows


class AnkiSide:
    """An open collection, and the work that is timed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.open()

    def open(self) -> None:
        self.collection = Collection(str(self.path))
        self._next()

    def close(self) -> None:
        self.collection.close()

    def _next(self) -> None:
        self._queued = self.collection.sched.get_queued_cards()

    def turn_over(self) -> None:
        """What is done before a rating: nothing here."""

    def answer(self) -> None:
        """Answer the first card, Good, and have the next one."""
        queued = self._queued.cards[0]
        self.collection.sched.answer_card(
            CardAnswer(
                card_id=queued.card.id,
                current_state=queued.states.current,
                new_state=queued.states.good,
                rating=CardAnswer.GOOD,
                answered_at_millis=time.time_ns() // 1_000_000,
                milliseconds_taken=4000,
            )
        )
        self._next()

    def counts(self) -> int:
        """The tree of decks with what waits in each; how many decks there are."""
        return _size(self.collection.sched.deck_due_tree()) - 1

    def graphs(self) -> int:
        """All graphs of a year; the answers that they count."""
        graphs = self.collection._backend.graphs(search="", days=365)
        return sum(
            day.learn + day.relearn + day.young + day.mature + day.filtered
            for day in graphs.reviews.count.values()
        )

    def find(self, words: str) -> int:
        return len(self.collection.find_cards(words))


def _size(node: DeckTreeNode) -> int:
    return 1 + sum(map(_size, node.children))
