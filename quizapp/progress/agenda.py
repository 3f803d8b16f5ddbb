"""What there is to do now: per course and deck, from the log's states and the day's limits."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from quizapp.deck.outline import outline
from quizapp.study.candidates import Allowance, candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence, Set

    from quizapp.deck.course import Course, Deck
    from quizapp.memory.exam import Seconds
    from quizapp.progress.goals import Goal
    from quizapp.study.budget import Budget
    from quizapp.study.candidates import Candidates, Counts
    from quizapp.study.dues import Dues
    from quizapp.study.exam_day import ExamDay
    from quizapp.study.plan import Plan, Queue


class ExamChoice(NamedTuple):
    """What an exam ahead makes of the day of a course: what is worth studying, None until that is worked
    out; the seconds that an item takes; and whether the day's minutes are used."""

    goal: Goal
    day: ExamDay | None
    seconds: Seconds
    used: bool = False


class DeckAgenda(NamedTuple):
    """One deck: what waits in it, and what of that may still be asked today. No card is opened before
    the queue is asked for.

    `find` gives the candidates that `counts` counts; where they were only counted, they are looked for then.
    `chosen` is the plan that a goal of the course makes in place of that by counts.
    """

    course: Course
    deck: Deck
    counts: Counts
    left: Allowance
    find: Callable[[], Candidates]
    chosen: Plan | None = None

    @property
    def candidates(self) -> Candidates:
        """Which items could be asked."""
        return self.find()

    @property
    def total(self) -> int:
        """How many items it has."""
        return len(outline(self.course, self.deck).items)

    @property
    def learnt(self) -> int:
        """How many of them are in review."""
        return self.counts.learnt

    @property
    def held(self) -> int:
        """How many new cards wait until what they require is known."""
        return self.counts.held

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
        from quizapp.progress.planning import deck_plan

        return deck_plan(self)

    @property
    def queue(self) -> Queue:
        """The plan with its items."""
        from quizapp.deck.item_index import ItemIndex

        return self.plan.queue(ItemIndex([self.course]))


class CourseAgenda(NamedTuple):
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
        found = [deck.counts for deck in self.decks]
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
        from quizapp.progress.planning import course_plan

        return course_plan(self)

    @property
    def queue(self) -> Queue:
        """The plan with its items."""
        from quizapp.deck.item_index import ItemIndex

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
    found = [candidates(items, dues) for items in own]
    if any(outline(course, deck).requires for deck in course.decks):
        from quizapp.progress.needs import without_held

        found = without_held(course, found, dues)
    left = _left(limits, introduced, reviewed, own)
    agendas = [
        DeckAgenda(course, deck, mine.counts, left, partial(_itself, mine))
        for deck, mine in zip(course.decks, found, strict=True)
    ]
    whole = CourseAgenda(course, tuple(agendas), left)
    if exam is not None:
        from quizapp.progress.planning import for_exam

        return for_exam(whole, exam)
    for budget in budgets:
        if not all(map(budget.over, found)):
            from quizapp.progress.planning import within

            return within(whole, budget, _number(introduced, own))
    return whole


def counted_agenda(
    course: Course,
    found: Sequence[Counts],
    limits: Allowance,
    introduced: Set[str],
    reviewed: Set[str],
    dues: Callable[[], Dues],
) -> CourseAgenda:
    """The same for a course whose cards require nothing and that has no goal, from what is `found` in its
    decks: which items wait is looked for when it is asked for, by the `dues` of the course."""
    own = [outline(course, deck).items for deck in course.decks]
    left = _left(limits, introduced, reviewed, own)
    agendas = [
        DeckAgenda(course, deck, mine, left, partial(_looked_for, items, dues))
        for deck, mine, items in zip(course.decks, found, own, strict=True)
    ]
    return CourseAgenda(course, tuple(agendas), left)


def _itself(found: Candidates) -> Candidates:
    return found


def _looked_for(items: Sequence[str], dues: Callable[[], Dues]) -> Candidates:
    return candidates(items, dues())


def _left(
    limits: Allowance, introduced: Set[str], reviewed: Set[str], decks: Sequence[Sequence[str]]
) -> Allowance:
    """What the items answered today have left of a day's limits."""
    return Allowance(
        max(0, limits.new - _number(introduced, decks)), max(0, limits.reviews - _number(reviewed, decks))
    )


def _due(decks: Iterable[DeckAgenda], left: Allowance) -> int:
    found = [own.counts for own in decks]
    return sum(own.learning for own in found) + min(left.reviews, sum(own.reviews for own in found))


def _new(decks: Iterable[DeckAgenda], left: Allowance) -> int:
    return min(left.new, sum(own.counts.new for own in decks))


def _number(answered: Set[str], decks: Iterable[Sequence[str]]) -> int:
    """How many of the items answered today are of these decks."""
    return sum(sum(map(answered.__contains__, items)) for items in decks) if answered else 0
