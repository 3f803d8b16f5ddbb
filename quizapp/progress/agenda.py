"""What there is to do now: per course and deck, from the log's states and the day's limits."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizapp.deck.item_index import ItemIndex
from quizapp.deck.outline import outline
from quizapp.study.plan import Allowance, Candidates, Needs, Queue, candidates, card_of, plan
from quizapp.study.prerequisites import brought_forward, held, without_held

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence, Set

    from quizapp.deck.model import Course, Deck
    from quizapp.deck.outline import Outline
    from quizapp.memory.exam import Seconds
    from quizapp.progress.goals import Goal
    from quizapp.study.budget import Budget
    from quizapp.study.exam_day import ExamDay
    from quizapp.study.plan import Dues, Plan


@dataclass(frozen=True, slots=True)
class ExamChoice:
    """What an exam ahead makes of the day of a course: what is worth studying, None until that is worked
    out; the seconds that an item takes; and whether the day's minutes are used."""

    goal: Goal
    day: ExamDay | None
    seconds: Seconds
    used: bool = False


@dataclass(frozen=True, slots=True)
class DeckAgenda:
    """One deck: what waits in it, and what of that may still be asked today. No card is opened before
    the queue is asked for.

    `chosen` is the plan that a goal of the course makes in place of that by counts.
    """

    course: Course
    deck: Deck
    candidates: Candidates
    left: Allowance
    chosen: Plan | None = None

    @property
    def total(self) -> int:
        """How many items it has."""
        return len(outline(self.course, self.deck).items)

    @property
    def learnt(self) -> int:
        """How many of them are in review."""
        return self.candidates.learnt

    @property
    def held(self) -> int:
        """How many new cards wait until what they require is known."""
        return len(set(map(card_of, self.candidates.held)))

    @property
    def due(self) -> int:
        """How many due items its queue has."""
        return _due([self], self.left) if self.chosen is None else len(self.chosen.due)

    @property
    def new(self) -> int:
        """How many new items its queue has."""
        return _new([self], self.left) if self.chosen is None else len(self.chosen.new)

    @property
    def plan(self) -> Plan:
        """What a sitting over this deck alone asks: new items come as written."""
        if self.chosen is not None:
            return self.chosen
        needs = _needs([outline(self.course, self.deck)])
        return brought_forward(plan(self.candidates, self.left, needs), self.candidates, needs)

    @property
    def queue(self) -> Queue:
        """The plan with its items."""
        return self.plan.queue(ItemIndex([self.course]))


@dataclass(frozen=True, slots=True)
class CourseAgenda:
    """One course: its decks in order, and the queue over all of them.

    `chosen` is the plan that its goal makes in place of that by counts. `exam` is what an exam ahead makes of
    the day, None without one; `budget` are the minutes that hold, None where counts do.
    """

    course: Course
    decks: tuple[DeckAgenda, ...]
    left: Allowance
    chosen: Plan | None = None
    exam: ExamChoice | None = None
    budget: Budget | None = None

    @property
    def pending(self) -> bool:
        """Whether it is still to be worked out what the exam makes of the day."""
        return self.exam is not None and self.exam.day is None

    @property
    def minutes(self) -> float:
        """The minutes of the day; 0 where counts hold."""
        if self.exam is not None:
            return self.exam.goal.exam_minutes
        return 0.0 if self.budget is None else self.budget.minutes

    @property
    def used(self) -> bool:
        """Whether the day's minutes are used, and there would be more to study."""
        if self.exam is not None:
            return self.exam.used
        if self.budget is None or self.due or self.new:
            return False
        found = [deck.candidates for deck in self.decks]
        return any(own.reviews or (own.new and self.budget.new) for own in found)

    @property
    def total(self) -> int:
        return sum(deck.total for deck in self.decks)

    @property
    def learnt(self) -> int:
        return sum(deck.learnt for deck in self.decks)

    @property
    def due(self) -> int:
        """How many due items its queue has."""
        return _due(self.decks, self.left) if self.chosen is None else len(self.chosen.due)

    @property
    def new(self) -> int:
        """How many new items its queue has."""
        return _new(self.decks, self.left) if self.chosen is None else len(self.chosen.new)

    @property
    def plan(self) -> Plan:
        """What a sitting over the course asks: new items come in its learning order."""
        if self.chosen is not None:
            return self.chosen
        found, needs = _everything(self.course, self.decks), _course_needs(self.course)
        return brought_forward(plan(found, self.left, needs), found, needs)

    @property
    def queue(self) -> Queue:
        """The plan with its items."""
        return self.plan.queue(ItemIndex([self.course]))

    def part(self, deck: str | None = None) -> CourseAgenda | DeckAgenda:
        """What a sitting is over: the whole course, or one of its decks (by id)."""
        return self if deck is None else self.deck(deck)

    def queue_of(self, deck: str | None = None) -> Queue:
        """What a sitting asks: of the whole course, or of one of its decks (by id)."""
        return self.part(deck).queue

    def deck(self, deck: str) -> DeckAgenda:
        """The agenda of one deck, by id. Raises KeyError for a deck that the course does not have."""
        for agenda in self.decks:
            if agenda.deck.id == deck:
                return agenda
        raise KeyError(deck)


def course_agenda(
    course: Course,
    dues: Dues,
    limits: Allowance,
    introduced: Set[str],
    reviewed: Set[str],
    exam: ExamChoice | None = None,
    budgets: Sequence[Budget] = (),
) -> CourseAgenda:
    """The agenda of a course: by its `exam` if one is ahead, else by the first of its `budgets` that is not
    over, else by counts.

    `limits` are a day's; what `introduced` (items first answered today) and `reviewed` (items
    answered today that were not new) have used of them is taken off. The limits hold for the course
    as a whole, where new items come in its learning order, and for a deck studied alone, where they come
    as written.
    """
    own = [outline(course, deck).items for deck in course.decks]
    left = Allowance(
        max(0, limits.new - _number(introduced, own)), max(0, limits.reviews - _number(reviewed, own))
    )
    found = _without_held(course, [candidates(items, dues) for items in own], dues)
    agendas = [DeckAgenda(course, deck, mine, left) for deck, mine in zip(course.decks, found, strict=True)]
    if exam is not None:
        return _for_exam(course, agendas, left, exam)
    for budget in budgets:
        if not all(budget.over(deck.candidates) for deck in agendas):
            return _within(budget, course, agendas, left, _number(introduced, own))
    return CourseAgenda(course, tuple(agendas), left)


def _within(
    budget: Budget, course: Course, decks: Sequence[DeckAgenda], left: Allowance, introduced: int
) -> CourseAgenda:
    """The agenda of a course whose day is so many minutes."""
    agendas = []
    for own in decks:
        needs = _needs([outline(course, own.deck)])
        chosen = budget.plan(own.candidates, introduced, needs)
        agendas.append(replace(own, chosen=brought_forward(chosen, own.candidates, needs)))
    found, needs = _everything(course, decks), _course_needs(course)
    whole = brought_forward(budget.plan(found, introduced, needs), found, needs)
    return CourseAgenda(course, tuple(agendas), left, whole, budget=budget)


def _for_exam(course: Course, decks: Sequence[DeckAgenda], left: Allowance, exam: ExamChoice) -> CourseAgenda:
    """The agenda of a course with an exam ahead. Until it is worked out what is worth studying, there is
    only what is within its learning steps."""
    from quizapp.study.exam_day import ExamDay, exam_plan

    day = exam.day or ExamDay((), 0.0)
    agendas = []
    outlines = [outline(course, own.deck) for own in decks]
    days = day.split([own.items for own in outlines])
    for own, items, mine in zip(decks, outlines, days, strict=True):
        needs = _needs([items])
        chosen = exam_plan(own.candidates, mine, exam.seconds, needs)
        agendas.append(replace(own, chosen=brought_forward(chosen, own.candidates, needs)))
    found, needs = _everything(course, decks), _course_needs(course)
    whole = brought_forward(exam_plan(found, day, exam.seconds, needs), found, needs)
    return CourseAgenda(course, tuple(agendas), left, whole, exam)


def _everything(course: Course, decks: Sequence[DeckAgenda]) -> Candidates:
    """All candidates of a course, in its learning order."""
    found = Candidates.together([own.candidates for own in decks])
    return found.sorted(_learning_rank(course)) if course.learning_order else found


def _without_held(course: Course, decks: list[Candidates], dues: Dues) -> list[Candidates]:
    """The candidates of each deck without new items that wait for what their cards require, in whatever deck
    of the course that is."""
    if not any(outline(course, deck).requires for deck in course.decks):
        return decks
    waiting = held((item for own in decks for item in own.new), _course_needs(course), dues)
    return [without_held(own, waiting) for own in decks]


def _course_needs(course: Course) -> Needs:
    circles = {
        f"{course.id}/{card}": number for number, circle in enumerate(course.circles) for card in circle
    }
    return replace(_needs(outline(course, deck) for deck in course.decks), circles=circles)


def _due(decks: Iterable[DeckAgenda], left: Allowance) -> int:
    found = [own.candidates for own in decks]
    return sum(len(own.learning) for own in found) + min(left.reviews, sum(len(own.reviews) for own in found))


def _new(decks: Iterable[DeckAgenda], left: Allowance) -> int:
    return min(left.new, sum(len(own.candidates.new) for own in decks))


def _number(answered: Set[str], decks: Iterable[Sequence[str]]) -> int:
    """How many of the items answered today are of these decks."""
    return sum(sum(map(answered.__contains__, items)) for items in decks) if answered else 0


def _needs(outlines: Iterable[Outline]) -> Needs:
    requires: dict[str, tuple[str, ...]] = {}
    named: dict[str, tuple[str, ...]] = {}
    for own in outlines:
        requires |= own.requires or {}
        for name, items in (own.named or {}).items():
            named[name] = (*named.get(name, ()), *items)
    return Needs(requires, named)


def _learning_rank(course: Course) -> dict[str, int]:
    """The place of each card's id, as items begin with it, in the learning order."""
    return {f"{course.id}/{card}": at for at, card in enumerate(course.learning_order)}
