"""What a sitting over a deck or a course asks: by counts, within minutes, or for an exam.

Home counts what waits and does without; only a course with a goal is planned there as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.outline import outline
from quizapp.progress.needs import needs_of, needs_of_course
from quizapp.study.candidates import Candidates
from quizapp.study.plan import plan
from quizapp.study.prerequisites import brought_forward

if TYPE_CHECKING:
    from quizapp.deck.course import Course
    from quizapp.progress.agenda import CourseAgenda, DeckAgenda, ExamChoice
    from quizapp.study.budget import Budget
    from quizapp.study.plan import Plan


def deck_plan(agenda: DeckAgenda) -> Plan:
    """What a sitting over a deck alone asks by counts: new items come as written."""
    needs = needs_of([outline(agenda.course, agenda.deck)])
    return brought_forward(plan(agenda.candidates, agenda.left, needs), agenda.candidates, needs)


def course_plan(agenda: CourseAgenda) -> Plan:
    """What a sitting over a course asks by counts: new items come in its learning order."""
    found, needs = _everything(agenda), needs_of_course(agenda.course)
    return brought_forward(plan(found, agenda.left, needs), found, needs)


def within(agenda: CourseAgenda, budget: Budget, introduced: int) -> CourseAgenda:
    """The agenda of a course whose day is so many minutes, of which items `introduced` today have used some."""
    course, decks = agenda.course, []
    for own in agenda.decks:
        needs = needs_of([outline(course, own.deck)])
        chosen = budget.plan(own.candidates, introduced, needs)
        decks.append(own._replace(chosen=brought_forward(chosen, own.candidates, needs)))
    found, needs = _everything(agenda), needs_of_course(course)
    whole = brought_forward(budget.plan(found, introduced, needs), found, needs)
    return agenda._replace(decks=tuple(decks), chosen=whole, budget=budget)


def for_exam(agenda: CourseAgenda, exam: ExamChoice) -> CourseAgenda:
    """The agenda of a course with an exam ahead. Until it is worked out what is worth studying, there is
    only what is within its learning steps."""
    from quizapp.study.exam_day import ExamDay, exam_plan

    day = exam.day or ExamDay((), 0.0)
    course, decks = agenda.course, []
    outlines = [outline(course, own.deck) for own in agenda.decks]
    days = day.split([own.items for own in outlines])
    for own, items, mine in zip(agenda.decks, outlines, days, strict=True):
        needs = needs_of([items])
        chosen = exam_plan(own.candidates, mine, exam.seconds, needs)
        decks.append(own._replace(chosen=brought_forward(chosen, own.candidates, needs)))
    found, needs = _everything(agenda), needs_of_course(course)
    whole = brought_forward(exam_plan(found, day, exam.seconds, needs), found, needs)
    return agenda._replace(decks=tuple(decks), chosen=whole, exam=exam)


def _everything(agenda: CourseAgenda) -> Candidates:
    """All candidates of a course, in its learning order."""
    found = Candidates.together([own.candidates for own in agenda.decks])
    return found.sorted(_learning_rank(agenda.course)) if agenda.course.learning_order else found


def _learning_rank(course: Course) -> dict[str, int]:
    """The place of each card's id, as items begin with it, in the learning order."""
    return {f"{course.id}/{card}": at for at, card in enumerate(course.learning_order)}
