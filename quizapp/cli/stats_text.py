"""Statistics as lines of text for people: 80 columns, in a terminal or a pipe."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from quizapp.cli.cells import fitted
from quizapp.deck.text import clean
from quizapp.progress.shares import ENOUGH
from quizapp.words import about, count, percent

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizapp.progress.shares import Recalled, Share
    from quizapp.progress.statistics import Statistics, Theme

_NAMES = {"day": "today", "week": "7 days", "month": "30 days", "year": "365 days", "all": "all days"}
_TITLE = 30
_SHOWN = 10
_LEAST = "–"


def report(numbers: Statistics) -> Iterator[str]:
    """Everything worth reading at one look."""
    if numbers.empty:
        yield "Nothing was answered yet. `quizapp study` begins."
        return
    yield from _totals(numbers)
    yield ""
    yield from _retention(numbers)
    yield ""
    yield from _forecast(numbers)
    begun = Counter[str]()
    for theme in numbers.themes:
        begun[theme.course] += theme.counts.learning + theme.counts.known
    yield f"{'Knowledge':<11}{percent(numbers.recall)} of all items expected to be recalled now"
    for quiz in (quiz for quiz in numbers.passing if begun[quiz.course] >= ENOUGH):
        name = clean(quiz.name) or f"A quiz of {count(quiz.questions, 'question')}"
        chance = ""
        if quiz.chance is not None and quiz.pass_mark is not None:
            chance = f"; {_likely(quiz.chance)} to reach {percent(quiz.pass_mark)}"
        expected = f"{percent(quiz.score)} ({percent(quiz.low)} to {percent(quiz.high)}){chance}"
        yield f"{'Quiz now':<11}{fitted(name, _TITLE).rstrip()}: expected {expected}"
    yield from _lately(numbers)
    yield ""
    yield from by_table(numbers, "deck")
    if numbers.hardest:
        yield ""
        yield from _hardest(numbers)


def by_table(numbers: Statistics, by: str) -> Iterator[str]:
    """One table: by deck, tag or day."""
    match by:
        case "deck":
            yield from _themes("Deck", numbers.themes)
        case "tag":
            yield from _themes("Tag", numbers.tags)
        case _:
            yield from _days(numbers)


def _totals(numbers: Statistics) -> Iterator[str]:
    today, streak, total, items = numbers.today, numbers.streak, numbers.total, numbers.items
    left = f"{today.due} due and {today.fresh} new left, {about(today.minutes_left)}"
    yield (
        f"{'Today':<11}{count(today.answers, 'answer')}, {today.right} right, {today.minutes:.0f} min;"
        f" {left if today.left else 'nothing left to do'}"
    )
    yield f"{'Streak':<11}{count(streak.current, 'day')}, the longest {count(streak.longest, 'day')}"
    share = "" if not total.answers else f" ({percent(total.right / total.answers)})"
    since = "in all" if numbers.since is None else f"since {numbers.since}"
    yield (
        f"{'Answers':<11}{total.answers:,}, {total.right:,} right{share}, {total.minutes:,.0f} min, {since}"
    )
    yield (
        f"{'Items':<11}{items.new:,} new, {items.learning:,} learning, {items.known:,} known,"
        f" {items.suspended:,} suspended"
    )


def _retention(numbers: Statistics) -> Iterator[str]:
    yield f"{'Retention':<11}{'reviews':>9}{'recalled':>10}{'predicted':>11}{'young':>8}{'old':>8}"
    for period in numbers.retention:
        every = period.all
        cells = f"{every.of:>9,}{_claimed(every):>10}{_predicted(every):>11}"
        yield f"{_NAMES[period.period]:<11}{cells}{_claimed(period.young):>8}{_claimed(period.mature):>8}"
    if any(0 < period.all.of < ENOUGH for period in numbers.retention):
        yield f"{_LEAST} nothing is claimed below {ENOUGH} reviews"


def _claimed(share: Share) -> str:
    return percent(share.value) if share.enough and share.value is not None else _LEAST


def _predicted(reviews: Recalled) -> str:
    return percent(reviews.predicted) if reviews.enough and reviews.predicted is not None else _LEAST


def _forecast(numbers: Statistics) -> Iterator[str]:
    forecast = numbers.forecast
    week = ", ".join(str(due) for _, due in forecast.days[:7])
    overdue = f" ({forecast.overdue} overdue)" if forecast.overdue else ""
    yield f"{'Coming':<11}{week} in the next 7 days{overdue}; {forecast.total:,} in 30"


def _likely(chance: float) -> str:
    """A chance in words that promise nothing."""
    return "over 99%" if chance > 0.99 else "under 1%" if chance < 0.01 else percent(chance)


def _lately(numbers: Statistics) -> Iterator[str]:
    buttons, sureness = numbers.buttons, numbers.sureness
    if buttons.total:
        parts = (
            f"{name} {percent(given / buttons.total)}"
            for name, given in (
                ("Again", buttons.again),
                ("Hard", buttons.hard),
                ("Good", buttons.good),
                ("Easy", buttons.easy),
            )
        )
        yield f"{'Ratings':<11}{', '.join(parts)}"
    if sureness.said:
        said = (("sure", sureness.sure), ("unsure", sureness.unsure), ("guessed", sureness.guessed))
        parts = (f"{name} {share.right} right of {share.of}" for name, share in said if share.of)
        yield f"{'Sureness':<11}{', '.join(parts)}"
    hours = [(hour, share) for hour, share in enumerate(numbers.hours) if share.enough]
    if hours:
        hour, share = max(hours, key=lambda entry: entry[1].of)
        yield f"{'Hours':<11}most answers from {hour}:00 to {hour + 1}:00, {_claimed(share)} right"
    if numbers.quizzes:
        last = numbers.quizzes[-1]
        best = max(quiz.score for quiz in numbers.quizzes)
        yield (
            f"{'Quizzes':<11}{len(numbers.quizzes)}, the last {percent(last.score)}, the best {percent(best)}"
        )


def _themes(name: str, themes: Sequence[Theme]) -> Iterator[str]:
    heads = "".join(f"{head:>8}" for head in ("new", "learn", "known", "recall", "answers", "right"))
    yield f"{fitted(name, _TITLE)}{heads}"
    courses = list(dict.fromkeys(theme.course for theme in themes))
    for theme in themes:
        title = theme.title if len(courses) < 2 or name == "Deck" else f"{theme.title} ({theme.course})"
        counts = theme.counts
        right = f"{percent(theme.right / theme.answers)}" if theme.answers >= ENOUGH else _LEAST
        cells = (
            f"{counts.new:,}",
            f"{counts.learning:,}",
            f"{counts.known:,}",
            percent(theme.recall),
            f"{theme.answers:,}",
            right,
        )
        yield f"{fitted(_line(title), _TITLE)}{''.join(f'{cell:>8}' for cell in cells)}"
    if not themes:
        yield "None."


def _days(numbers: Statistics) -> Iterator[str]:
    yield "Day           answers   right    min    new  reviews  recalled  predicted"
    for day in numbers.days:
        reviews = day.reviews
        recalled = percent(day.reviews_right / reviews) if reviews >= ENOUGH else _LEAST
        predicted = percent(day.predicted / 1_000_000 / reviews) if reviews >= ENOUGH else _LEAST
        right = percent(day.right / day.answers) if day.answers else _LEAST
        yield (
            f"{day.study_day.isoformat():<12}{day.answers:>9}{right:>8}{day.minutes:>7.0f}{day.new:>7}"
            f"{reviews:>9}{recalled:>10}{predicted:>11}"
        )
    if not numbers.days:
        yield "None."


def _hardest(numbers: Statistics) -> Iterator[str]:
    yield f"Hardest    {'forgotten':>9}  recall"
    for hard in numbers.hardest[:_SHOWN]:
        mark = "leech" if hard.leech else ""
        yield (
            f"{mark:<11}{hard.lapses:>8}×{percent(hard.recall):>8}  {fitted(_line(hard.item.card.stem), 49).rstrip()}"
        )


def _line(text: str) -> str:
    return clean(" ".join(text.split()))
