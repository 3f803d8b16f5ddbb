"""Statistics as tables, for JSON and CSV: names, columns, and rows of plain values."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, TextIO

from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.progress.shares import Recalled, Share
    from quizapp.progress.statistics import Statistics, Theme

Value = str | int | float | bool | None

_FORMULA = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""What makes a spreadsheet take a text for a formula, also behind white space (OWASP, CSV Injection)."""
_BLANKS = ("\t", "\r", "\n")
"""What some leave out at the beginning of a cell, so that what follows comes first."""
_DIGITS = 4


@dataclass(frozen=True, slots=True)
class Table:
    """`name` fits a file's name; shares are from 0 to 1, times in minutes unless a column says otherwise."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]

    def records(self) -> list[dict[str, Value]]:
        """The rows as objects."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]

    def write(self, file: TextIO) -> None:
        """Write the table as CSV (RFC 4180), the names of the columns first.

        A text that a spreadsheet would run as a formula gets an apostrophe before it.
        """
        writer = csv.writer(file)
        writer.writerow(self.columns)
        writer.writerows([_cell(value) for value in row] for row in self.rows)


def _cell(value: Value) -> Value:
    match value:
        case None:
            return ""
        case bool():
            return int(value)
        case str():
            text = clean(value)
            return f"'{text}" if text.startswith(_BLANKS) or text.lstrip().startswith(_FORMULA) else text
        case _:
            return value


def tables(numbers: Statistics) -> tuple[Table, ...]:
    """Every table of the statistics."""
    return (
        days(numbers),
        themes("decks", numbers.themes),
        themes("tags", numbers.tags),
        _retention(numbers),
        _made("forecast", "day due", ((day.isoformat(), due) for day, due in numbers.forecast.days)),
        _made(
            "weeks",
            "day recall seen known total",
            (
                (end.study_day.isoformat(), rounded(end.recall), end.seen, end.known, end.total)
                for end in numbers.weeks
            ),
        ),
        _made("theme_weeks", "theme day recall", _theme_weeks(numbers)),
        _made(
            "passing",
            "course quiz questions score low high pass_mark chance",
            (
                (
                    quiz.course,
                    quiz.name,
                    quiz.questions,
                    rounded(quiz.score),
                    rounded(quiz.low),
                    rounded(quiz.high),
                    quiz.pass_mark,
                    rounded(quiz.chance),
                )
                for quiz in numbers.passing
            ),
        ),
        _made(
            "hardest",
            "item question lapses ratings recall leech suspended file line",
            (
                (
                    hard.item.id,
                    hard.item.card.stem,
                    hard.lapses,
                    hard.reviews,
                    rounded(hard.recall),
                    hard.leech,
                    hard.suspended,
                    hard.item.card.place.file,
                    hard.item.card.place.line,
                )
                for hard in numbers.hardest
            ),
        ),
        _made(
            "hours", "hour answers right", ((hour, *_of(share)) for hour, share in enumerate(numbers.hours))
        ),
        _made("buttons", "rating answers", _buttons(numbers)),
        _made("confidence", "said answers right", _sureness(numbers)),
        _made(
            "quizzes",
            "at quiz score questions minutes passed",
            (
                (
                    quiz.at.isoformat(timespec="seconds"),
                    quiz.name,
                    rounded(quiz.score),
                    quiz.questions,
                    rounded(quiz.seconds / 60),
                    quiz.passed,
                )
                for quiz in numbers.quizzes
            ),
        ),
    )


def days(numbers: Statistics) -> Table:
    """The study days with answers since the first that counts."""
    return _made(
        "days",
        "day answers right minutes new reviews recalled predicted practice",
        (
            (
                day.study_day.isoformat(),
                day.answers,
                day.right,
                rounded(day.minutes),
                day.new,
                day.reviews,
                day.reviews_right,
                rounded(day.predicted / 1_000_000),
                day.practice,
            )
            for day in numbers.days
        ),
    )


def themes(name: str, found: Iterable[Theme]) -> Table:
    """Decks or tags, with what is known of them and what was answered."""
    return _made(
        name,
        "id title course new learning known suspended recall answers right minutes reviews true predicted",
        (
            (
                theme.id,
                theme.title,
                theme.course,
                theme.counts.new,
                theme.counts.learning,
                theme.counts.known,
                theme.counts.suspended,
                rounded(theme.recall),
                theme.answers,
                theme.right,
                rounded(theme.minutes),
                theme.retention.of,
                rounded(theme.retention.value),
                rounded(theme.retention.predicted),
            )
            for theme in found
        ),
    )


def rounded(number: float | None) -> float | None:
    """A number with as many digits as mean anything."""
    return None if number is None else round(number, _DIGITS)


def _retention(numbers: Statistics) -> Table:
    def rows() -> Iterator[tuple[Value, ...]]:
        for period in numbers.retention:
            parts = (("all", period.all), ("young", period.young), ("mature", period.mature))
            for part, reviews in parts:
                yield period.period.value, part, *_recalled(reviews)

    return _made("retention", "period memories reviews recalled true predicted low high", rows())


def _recalled(reviews: Recalled) -> tuple[Value, ...]:
    low, high = reviews.interval
    return (
        reviews.of,
        reviews.right,
        rounded(reviews.value),
        rounded(reviews.predicted),
        rounded(low),
        rounded(high),
    )


def _theme_weeks(numbers: Statistics) -> Iterator[tuple[Value, ...]]:
    for theme in numbers.themes:
        for end, recall in zip(numbers.weeks, theme.weeks, strict=False):
            yield theme.id, end.study_day.isoformat(), rounded(recall)


def _buttons(numbers: Statistics) -> Iterator[tuple[Value, ...]]:
    for rating in ("again", "hard", "good", "easy"):
        yield rating, getattr(numbers.buttons, rating)


def _sureness(numbers: Statistics) -> Iterator[tuple[Value, ...]]:
    for said in ("guessed", "unsure", "sure"):
        yield said, *_of(getattr(numbers.sureness, said))


def _of(share: Share) -> tuple[int, int]:
    return share.of, share.right


def _made(name: str, columns: str, rows: Iterable[tuple[Value, ...]]) -> Table:
    return Table(name, tuple(columns.split()), tuple(rows))
