"""A card as a learner sees it, before and after the right answer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.card import facets
from quizapp.deck.item import Item
from quizapp.deck.prose import plain as plain_text
from quizapp.deck.shapes import ListRecall, Matching, MultipleChoice, TextAnswer
from quizapp.grading.context import Context
from quizapp.grading.expected import expected_of
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.schedule import Parameters
from quizapp.study.session import Session
from quizapp.study.state import ItemState
from quizapp.tui import question, verdict
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.answers import answer_area
from quizapp.tui.widgets.rows import BLANK, Row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck
    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn

_ANY_TIME = datetime(2000, 1, 1, tzinfo=UTC)
"""No time shows in a preview."""


@dataclass(frozen=True, slots=True)
class Preview:
    """One way of asking a card, by its place among the card's facets, and the side that shows."""

    card: Card
    facet: int = 0
    answered: bool = False

    def turned(self) -> Preview:
        """The other side."""
        return replace(self, answered=not self.answered)

    def stepped(self, step: int) -> Preview:
        """The question side of another facet, around the end."""
        return replace(self, facet=(self.facet + step) % len(facets(self.card)), answered=False)

    def side(self) -> str:
        """What shows, in a few words: "question", "answer", "question 2 of 3"."""
        count = len(facets(self.card))
        name = "answer" if self.answered else "question"
        return f"{name} {self.facet + 1} of {count}" if count > 1 else name

    def rows(self, course: Course, deck: Deck) -> list[Row]:
        """The card in rows, as study draws it; on the answer side answered right, with its hints."""
        own = facets(self.card)
        facet = own[min(self.facet, len(own) - 1)]
        item = Item(f"{course.id}/{self.card.id}/{facet}", self.card, facet, course.id, deck.id)
        # A right answer is no slip: what other cards answer need not be known.
        turn = _turn(item, Context(course.language[:2].lower()), self.answered)
        drawn = question.rows(turn)
        sources = [course.cited(citation) for citation in self.card.sources] if self.answered else []
        for block in (_answer_rows(turn), verdict.rows(turn, sources)):
            if block:
                drawn += [BLANK, *block]
        return drawn


def _turn(item: Item, context: Context, answered: bool) -> Turn:
    session = Session("preview", (item,), lambda _: Parameters(), lambda _: context)
    session = session.next(_ANY_TIME, ItemState)
    turn = session.turn
    assert turn is not None  # an item that was never answered is asked
    if not answered:
        return turn
    for _ in item.card.hints:
        session = session.hint()
    marked = session.answer(right_response(turn), _ANY_TIME).turn
    if marked is None or marked.mark is None or marked.mark.verdict not in (Verdict.RIGHT, Verdict.SELF):
        # An answer as the deck writes it may have to be asked back: then show what is expected.
        marked = session.answer(None, _ANY_TIME).turn
    assert marked is not None
    return marked


def right_response(turn: Turn) -> Response:
    """What a learner answers who knows the card."""
    shape = turn.item.card.shape
    expected = expected_of(turn.item)
    match turn.mode, shape:
        case Mode.FLIP, _:
            return None
        case Mode.CHOICE, TextAnswer(answer=answer):
            return answer
        case Mode.CHOICE, MultipleChoice(right=right):
            return tuple(option.text for option in right)
        case Mode.ARRANGE, Matching(pairs=pairs):
            return tuple((left, plain_text(right)) for left, right in pairs)
        case Mode.TYPED, ListRecall(need=need):
            return expected[:need]
        case _:
            return expected if len(expected) > 1 else expected[0]


def _answer_rows(turn: Turn) -> Sequence[Row]:
    """What stands between question and mark: options and entries; a line for what is to be typed."""
    match turn.mode:
        case Mode.FLIP:
            return ()
        case Mode.TYPED:
            line = Row(Content.styled(question.placeholder(turn), MUTED), lead=Content.styled("▏ ", MUTED))
            return () if turn.mark is not None else (line,)
        case Mode.CHOICE | Mode.ARRANGE:
            area = answer_area(turn)()
            area.ask(turn)
            return area.rows()
