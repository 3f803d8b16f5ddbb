"""`quizapp results`: the quizzes that were taken, and how they went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import UnknownDeck, resolve
from quizapp.deck.text import clean
from quizapp.progress.results import best, trend
from quizapp.words import count, duration, percent

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from quizapp.deck.library import Library
    from quizapp.progress.results import QuizResult


def results(arguments: Namespace) -> int:
    """Print the quizzes submitted, oldest first, then the best, the last and the trend."""
    desk = Desk.open()
    tell(desk.take_notices())
    every = desk.quizzes.results()
    found = every if arguments.deck is None else _of(arguments.deck, every, desk.library)
    if arguments.json:
        top, rise = best(found), trend(found)
        data = {
            "quizzes": [_data(result) for result in found],
            "best": None if top is None else top.score,
            "last": found[-1].score if found else None,
            "trend": rise,
        }
        print(as_json(data))
        return 0
    for result in found:
        print(clean(_line(result, desk.library)))
    print(_summary(found))
    left = len(desk.quizzes.open())
    if left:
        print(f"{count(left, 'quiz', 'quizzes')} left in the middle; quizapp quiz goes on with it.")
    return 0


def _of(name: str, every: Sequence[QuizResult], library: Library) -> tuple[QuizResult, ...]:
    """The results that asked of a DECK, be it only known from them by now."""
    try:
        target = resolve(name, lambda: library)
    except UnknownDeck:
        found = tuple(result for result in every if result.asks_of(name))
        if not found:
            raise
        return found
    scopes = [f"{course.id}/{deck.id}" for course, deck in target.decks()]
    if target.deck is None:
        # A deck that left its course is still a part of its results.
        scopes += [course.id for course in target.library.courses]
    return tuple(result for result in every if any(map(result.asks_of, scopes)))


def _line(result: QuizResult, library: Library) -> str:
    passed = {None: "", True: "passed", False: "not passed"}[result.passed]
    limit = "" if result.minutes is None else f" of {result.minutes:g} min"
    about = [
        f"{result.at.astimezone():%Y-%m-%d %H:%M}",
        f"{percent(result.score):>4}",
        f"{result.answered} of {count(result.questions, 'question')} answered",
        f"{duration(result.seconds)}{limit}",
        passed,
        f"{', '.join(title(name, library) for name in result.scope)}{_plan(result, library)}",
        "practice" if result.practice else "",
        f"seed {result.seed}",
    ]
    return "  ".join(part for part in about if part)


def title(name: str, library: Library) -> str:
    """The title of a course or `course/deck`; the name itself where it is gone."""
    course_id, _, deck_id = name.partition("/")
    course = library.course(course_id)
    if course is None:
        return name
    if not deck_id:
        return course.title
    return next((deck.title for deck in course.decks if deck.id == deck_id), name)


def _plan(result: QuizResult, library: Library) -> str:
    """The title of the blueprint that was followed, in front of which stands that of its course."""
    course = library.course(result.scope[0]) if result.blueprint and result.scope else None
    plans = course.blueprints if course is not None else ()
    named = next((plan.title for plan in plans if plan.id == result.blueprint), result.blueprint)
    return f", {named}" if named else ""


def _summary(found: Sequence[QuizResult]) -> str:
    top, rise = best(found), trend(found)
    if top is None:
        return "No quiz was taken yet. `quizapp quiz` begins one."
    said = (
        f"{count(len(found), 'quiz', 'quizzes')}. Best {percent(top.score)}"
        f" on {top.at.astimezone():%Y-%m-%d}, last {percent(found[-1].score)}."
    )
    if rise is None:
        return said
    size = min(5, len(found) // 2)
    lately = "the last one" if size == 1 else f"the last {size}"
    points = f"{round(rise * 100):+d}".replace("-", "−")
    return f"{said} Trend: {points} points, {lately} against as many before."


def _data(result: QuizResult) -> dict[str, object]:
    return {
        "attempt": result.attempt,
        "at": result.at.isoformat(timespec="milliseconds"),
        "started": result.started.isoformat(timespec="milliseconds"),
        "scope": result.scope,
        "tags": result.tags,
        "kinds": result.kinds,
        "blueprint": result.blueprint,
        "seed": result.seed,
        "mode": result.mode,
        "practice": result.practice,
        "score": result.score,
        "passed": result.passed,
        "pass_mark": result.pass_mark,
        "questions": result.questions,
        "answered": result.answered,
        "seconds": round(result.seconds, 3),
        "minutes": result.minutes,
        "themes": [
            {"theme": theme.theme, "questions": theme.questions, "score": theme.share}
            for theme in result.themes
        ],
        "items": [
            {"item": item, "score": score} for item, score in zip(result.items, result.scores, strict=True)
        ],
    }
