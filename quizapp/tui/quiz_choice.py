"""What a learner chooses before a quiz, as a frozen value: each change returns the next one."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from quizapp.grading.mark import Mode
from quizapp.study.kind import Kind, kind_of
from quizapp.study.setup import QUESTIONS, Setup
from quizapp.words import count, percent

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from quizapp.deck.blueprint import Blueprint
    from quizapp.deck.course import Course

Value = TypeVar("Value")

NUMBERS = (5, 10, 15, QUESTIONS, 25, 30, 40, 50, 75, 100, None)
MINUTES = (None, 5.0, 10.0, 15.0, 20.0, 30.0, 45.0, 60.0, 90.0, 120.0)
PASS_MARKS = (None, 0.5, 0.6, 0.7, 0.75, 0.8, 0.9)
MODES = {
    None: "as the cards are written",
    Mode.TYPED: "typed, where possible",
    Mode.CHOICE: "with options, where possible",
}
KINDS = {
    Kind.TEXT: "Question and answer",
    Kind.CHOICE: "Choice of one",
    Kind.SEVERAL: "Choice of several",
    Kind.TRUE_FALSE: "True or false",
    Kind.CLOZE: "Gaps in a text",
    Kind.NUMBER: "Numbers",
    Kind.DATE: "Dates",
    Kind.ORDER: "Orders and timelines",
    Kind.MATCH: "Pairs to match",
    Kind.LIST: "Lists to recall",
}
"""What kinds are called, in the order in which they are listed."""
_MOST = 9999
_USUAL = Setup(())


class Setting(StrEnum):
    """What there is to set, by the name on screen."""

    PLAN = "Blueprint"
    QUESTIONS = "Questions"
    MINUTES = "Time"
    MODE = "Asked"
    FEEDBACK = "Marks shown"
    COUNTS = "Answers"
    PASS_MARK = "Pass mark"


@dataclass(frozen=True, slots=True)
class Choice:
    """`decks` are those chosen, as `course/deck`; `without` the kinds left out. The scope and the kinds
    of `rest` are empty: they follow from these."""

    courses: tuple[Course, ...]
    decks: frozenset[str] = frozenset()
    without: frozenset[Kind] = frozenset()
    rest: Setup = _USUAL
    plan: tuple[str, Blueprint] | None = None
    """The author's plan that all this is as it stands, with the id of its course."""
    first: str = ""
    """The course that was chosen first."""
    kinds_of: dict[str, frozenset[Kind]] = field(default_factory=dict, compare=False, repr=False)
    """The kinds of card in each deck."""

    @classmethod
    def of(cls, courses: Iterable[Course], course: str | None, deck: str | None) -> Choice:
        """A quiz of twenty questions of a course, or one of its decks; of the first one if none is named."""
        courses = tuple(courses)
        kinds = {
            f"{own.id}/{theme.id}": frozenset(kind_of(card) for card in theme.cards if not card.retired)
            for own in courses
            for theme in own.decks
        }
        found = next((own for own in courses if own.id == course), courses[0] if courses else None)
        decks = () if found is None else decks_of(found)
        chosen = frozenset(name for name in decks if deck is None or name == f"{course}/{deck}")
        first = "" if found is None else found.id
        return cls(courses, chosen or frozenset(decks), first=first, kinds_of=kinds)

    # -- what a screen shows --------------------------------------------------------------

    @property
    def kinds(self) -> tuple[Kind, ...]:
        """The kinds of card that the chosen decks have."""
        there = frozenset[Kind]().union(*(self.kinds_of.get(deck, frozenset()) for deck in self.decks))
        return tuple(kind for kind in KINDS if kind in there)

    @property
    def plans(self) -> tuple[tuple[str, Blueprint], ...]:
        """The plans of all courses, those of the first choice first."""
        found = [(course.id, plan) for course in self.courses for plan in course.blueprints]
        return tuple(sorted(found, key=lambda entry: entry[0] != self.first))

    @property
    def setup(self) -> Setup | None:
        """The quiz that is chosen; None where no deck or no kind is."""
        if self.plan is not None:
            return self.rest
        kinds = tuple(kind for kind in self.kinds if kind not in self.without)
        if not kinds:
            return None
        scope: list[str] = []
        for course in self.courses:
            own = [name for name in decks_of(course) if name in self.decks]
            scope += [course.id] if own and len(own) == len(course.decks) else own
        return replace(self.rest, scope=tuple(scope), kinds=() if len(kinds) == len(self.kinds) else kinds)

    def has(self, course: Course) -> bool | None:
        """Whether all decks of a course are chosen; None for some of them."""
        own = decks_of(course)
        chosen = sum(name in self.decks for name in own)
        return None if 0 < chosen < len(own) else chosen > 0

    def words(self, setting: Setting) -> str:
        """What is set."""
        rest = self.rest
        match setting:
            case Setting.PLAN:
                return "none, your own choice" if self.plan is None else self.plan[1].title or self.plan[1].id
            case Setting.QUESTIONS:
                return "all" if rest.questions is None else str(rest.questions)
            case Setting.MINUTES:
                return "no limit" if rest.minutes is None else minutes(rest.minutes)
            case Setting.MODE:
                return MODES[rest.mode]
            case Setting.FEEDBACK:
                return "at once, question by question" if rest.at_once else "at the end"
            case Setting.COUNTS:
                return "practice, the schedule stays" if rest.practice else "count for the schedule"
            case Setting.PASS_MARK:
                return "none" if rest.pass_mark is None else percent(rest.pass_mark)

    # -- changes --------------------------------------------------------------------------

    def step(self, setting: Setting, way: int) -> Choice:
        """The next value of a setting, or the one before (`way` −1)."""
        rest = self.rest
        match setting:
            case Setting.PLAN:
                return self._next_plan(way)
            case Setting.QUESTIONS:
                return self._set(replace(rest, questions=_stepped(NUMBERS, rest.questions, way)))
            case Setting.MINUTES:
                return self._set(replace(rest, minutes=_stepped(MINUTES, rest.minutes, way)))
            case Setting.MODE:
                return self._set(replace(rest, mode=_stepped(tuple(MODES), rest.mode, way)))
            case Setting.FEEDBACK:
                return self._set(replace(rest, at_once=not rest.at_once))
            case Setting.COUNTS:
                # Whether it counts is no part of an author's plan.
                return replace(self, rest=replace(rest, practice=not rest.practice))
            case Setting.PASS_MARK:
                return self._set(replace(rest, pass_mark=_stepped(PASS_MARKS, rest.pass_mark, way)))

    def number(self, setting: Setting, number: int | None) -> Choice:
        """A number of questions or minutes that was typed; None or 0 for all, and for no limit."""
        number = min(number, _MOST) if number else None
        match setting:
            case Setting.QUESTIONS:
                return self._set(replace(self.rest, questions=number))
            case Setting.MINUTES:
                return self._set(replace(self.rest, minutes=None if number is None else float(number)))
            case _:
                return self

    def toggle(self, names: Sequence[str]) -> Choice:
        """Choose these decks, or leave them out if all of them are chosen."""
        own = frozenset(names)
        return replace(self._own(), decks=self.decks - own if own <= self.decks else self.decks | own)

    def toggle_kind(self, kind: Kind) -> Choice:
        """Leave a kind out, or take it in again."""
        return replace(self._own(), without=self.without ^ {kind})

    def _next_plan(self, way: int) -> Choice:
        plans = (None, *self.plans)
        plan = _stepped(plans, self.plan, way)
        if plan is None:
            return replace(self._own(), rest=replace(_USUAL, practice=self.rest.practice))
        course, blueprint = plan
        decks = next(decks_of(own) for own in self.courses if own.id == course)
        rest = replace(Setup.of(course, blueprint), practice=self.rest.practice)
        return replace(self, plan=plan, rest=rest, decks=frozenset(decks), without=frozenset())

    def _set(self, rest: Setup) -> Choice:
        return replace(self, rest=rest)._own()

    def _own(self) -> Choice:
        """The same without the author's plan: what is changed is the learner's own."""
        return replace(self, plan=None, rest=replace(self.rest, scope=(), weights=(), blueprint=""))


def decks_of(course: Course) -> tuple[str, ...]:
    """The decks of a course, as `course/deck`."""
    return tuple(f"{course.id}/{deck.id}" for deck in course.decks)


def minutes(number: float) -> str:
    """ "45 minutes"."""
    return count(int(number), "minute") if number == int(number) else f"{number:g} minutes"


def _stepped(values: Sequence[Value], value: Value, way: int) -> Value:
    """The value after or before, around the end; from one that is not there, the first."""
    if value not in values:
        return values[0 if way > 0 else -1]
    return values[(values.index(value) + way) % len(values)]
