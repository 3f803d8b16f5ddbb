"""What the store keeps beside the log: cards as they were last read, and proposals about edited ones."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING, NamedTuple

from quizapp.progress import database
from quizapp.progress.faults import StoreFault

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable
    from contextlib import AbstractContextManager
    from pathlib import Path
    from sqlite3 import Connection

    from quizapp.progress.lesson import Lesson
    from quizapp.study.known import KnownCard
    from quizapp.study.proposal import Proposal

_CARD = "course, card, deck, file, question, answers, gone"
_PROPOSAL = "number, course, card, question, was_course, was_card, was_question, likeness, answers"
_OPEN = (
    "state = 'open'"
    " AND EXISTS (SELECT 1 FROM known_card AS now WHERE now.course = proposal.course"
    " AND now.card = proposal.card AND now.gone = 0)"
    " AND EXISTS (SELECT 1 FROM known_card AS was WHERE was.course = was_course"
    " AND was.card = was_card AND was.gone = 1)"
)
_GOES_ON = 2
CardId = tuple[str, str]
"""Course and card."""


class KnownCourse(NamedTuple):
    """A course at its last reading: where it stood, and the signature of its files ("" if it was never
    read as a whole)."""

    course: str
    root: str
    signature: str


class Known:
    """The tables of one store; `reading` and `writing` lead to it. Raises StoreFault as the store does."""

    def __init__(
        self,
        reading: Callable[[], AbstractContextManager[Connection]],
        writing: Callable[[], AbstractContextManager[Connection]],
    ) -> None:
        self._reading = reading
        self._writing = writing

    def courses(self) -> dict[str, KnownCourse]:
        """All courses that were ever read, by id."""
        with self._reading() as db:
            return _courses(db)

    def cards(self, course: str) -> list[KnownCard]:
        """The cards of a course as they were last read, and those that left it with a history."""
        with self._reading() as db:
            return _cards(db, course)

    def changed_items(self) -> dict[str, str]:
        """The items whose answer was changed, with the fingerprint of the new one."""
        with self._reading() as db:
            return dict(db.execute("SELECT item, expected FROM changed_item").fetchall())

    def proposals(self) -> tuple[Proposal, ...]:
        """The open proposals by number, of cards that are still there and still away."""
        with self._reading() as db:
            rows = db.execute(f"SELECT {_PROPOSAL} FROM proposal WHERE {_OPEN} ORDER BY number").fetchall()
            if not rows:
                return ()
            from quizapp.study.proposal import Proposal

            return tuple(Proposal(*row) for row in rows)

    def questions(self, cards: Iterable[CardId]) -> dict[CardId, str]:
        """What these cards asked when they were last read, of those that are known."""
        query = "SELECT question FROM known_card WHERE course = ? AND card = ?"
        with self._reading() as db:
            found = {card: db.execute(query, card).fetchone() for card in cards}
        return {card: row[0] for card, row in found.items() if row is not None}

    def learn(self, lesson: Lesson) -> None:
        """Keep what a reading taught, and its events in the log; all of it or nothing."""
        from quizapp.progress import derived, log

        told = [log.told(event) for event in lesson.events]
        with self._writing() as db:
            derived.add(db, told)
            db.executemany(
                "INSERT OR REPLACE INTO known_course VALUES (?, ?, ?)",
                [(course.course, course.root, course.signature) for course in lesson.courses],
            )
            db.executemany("DELETE FROM known_course WHERE course = ?", [(name,) for name in lesson.left])
            db.executemany("DELETE FROM known_card WHERE course = ? AND card = ?", lesson.forgotten)
            _follow(db, lesson.followed)
            db.executemany(
                "INSERT OR REPLACE INTO known_card VALUES (?, ?, ?, ?, ?, ?, ?)", map(_row, lesson.cards)
            )
            # Once it was answered again, the item expects what it was last asked for.
            db.execute(
                "DELETE FROM changed_item WHERE expected ="
                " (SELECT expected FROM item_state WHERE item_state.item = changed_item.item)"
            )
            db.executemany("INSERT OR REPLACE INTO changed_item VALUES (?, ?)", lesson.changed)
            db.executemany(
                "UPDATE OR IGNORE proposal SET course = ?, card = ? WHERE course = ? AND card = ?",
                [(*new, *old) for old, new in lesson.renamed],
            )
            db.executemany(
                "INSERT INTO proposal (course, card, question, was_course, was_card, was_question,"
                " likeness, answers, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'open') ON CONFLICT DO NOTHING",
                [_proposed(proposal) for proposal in lesson.proposals],
            )

    def decide(self, accepted: Collection[int], declined: Collection[int], lesson: Lesson) -> None:
        """Close proposals; `lesson` holds what accepting them brings. All of it or nothing."""
        from quizapp.progress import derived, log

        told = [log.told(event) for event in lesson.events]
        with self._writing() as db:
            derived.add(db, told)
            for state, numbers in (("accepted", accepted), ("declined", declined)):
                db.executemany(
                    "UPDATE proposal SET state = ? WHERE number = ? AND state = 'open'",
                    [(state, number) for number in numbers],
                )
            _follow(db, lesson.followed)
            db.executemany("INSERT OR REPLACE INTO changed_item VALUES (?, ?)", lesson.changed)


def peek(path: Path, courses: Iterable[str]) -> dict[str, tuple[KnownCourse, list[KnownCard]]]:
    """What a store knows of these courses, without changing it; {} of a store that is not there, is
    locked, damaged or of another version."""
    try:
        if not path.is_file():
            return {}
        with closing(database.glance(path)) as db:
            if database.identify(db, path) != len(database.MIGRATIONS):
                return {}
            known = _courses(db)
            return {name: (known[name], _cards(db, name)) for name in courses if name in known}
    except (StoreFault, OSError, ValueError, *database.ERRORS):
        return {}


def _follow(db: Connection, cards: Iterable[CardId]) -> None:
    db.executemany(
        f"UPDATE known_card SET gone = {_GOES_ON} WHERE course = ? AND card = ?",
        cards,
    )


def _courses(db: Connection) -> dict[str, KnownCourse]:
    rows = db.execute("SELECT course, root, signature FROM known_course")
    return {course: KnownCourse(course, root, signature) for course, root, signature in rows}


def _cards(db: Connection, course: str) -> list[KnownCard]:
    from quizapp.study.known import KnownCard

    rows = db.execute(
        f"SELECT {_CARD} FROM known_card WHERE course = ? AND gone < {_GOES_ON} ORDER BY card", (course,)
    )
    return [
        KnownCard(name, card, deck, file, question, tuple(json.loads(answers).items()), bool(gone))
        for name, card, deck, file, question, answers, gone in rows
    ]


def _row(card: KnownCard) -> tuple[object, ...]:
    answers = json.dumps(dict(card.answers), separators=(",", ":"))
    return card.course, card.card, card.deck, card.file, card.question, answers, card.gone


def _proposed(proposal: Proposal) -> tuple[object, ...]:
    return (
        proposal.course,
        proposal.card,
        proposal.question,
        proposal.was_course,
        proposal.was_card,
        proposal.was_question,
        proposal.likeness,
        proposal.answers,
    )
