"""What each number means, in words for the learner: the first paragraph of the docstring that says so
where the number is counted."""

from __future__ import annotations

from inspect import cleandoc
from typing import TYPE_CHECKING

from quizapp.progress import counting, knowledge, passing, prospects, survey, weights

if TYPE_CHECKING:
    from collections.abc import Callable

_COUNTED: dict[str, tuple[str, Callable[..., object]]] = {
    "answers": ("Answers", counting.answered),
    "minutes": ("Minutes", counting.minutes),
    "left": ("Left today", survey.left_today),
    "streak": ("Streak", counting.streak),
    "calendar": ("Calendar", counting.calendar),
    "retention": ("Retention", counting.recalled),
    "predicted": ("Predicted", counting.predicted),
    "weights": ("Memory model", weights.holding),
    "maturity": ("Young and old", counting.mature),
    "forecast": ("Forecast", knowledge.forecast),
    "items": ("New, learning, known", knowledge.counts),
    "recall": ("Expected recall", knowledge.recall),
    "over_time": ("Over time", knowledge.over_time),
    "passing": ("Would I pass?", passing.passing),
    "exam": ("Expected at the exam", prospects.prospect),
    "hardest": ("Hardest items", knowledge.hardest),
    "hours": ("Time of day", counting.hours),
    "buttons": ("Answer buttons", counting.buttons),
    "sureness": ("Sure and right", counting.sureness),
    "quizzes": ("Quizzes", survey.quizzes),
}


def _first_paragraph(counted: Callable[..., object]) -> str:
    # Python run with -OO has no docstrings.
    return " ".join(cleandoc(counted.__doc__ or "").split("\n\n")[0].split())


TITLES: dict[str, str] = {key: title for key, (title, _) in _COUNTED.items()}
"""A short title for each number, in the order to show."""

DEFINITIONS: dict[str, str] = {key: _first_paragraph(counted) for key, (_, counted) in _COUNTED.items()}
"""The definition of each number, by the same keys."""
