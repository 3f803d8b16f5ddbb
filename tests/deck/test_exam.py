"""The exam of a course, as its author writes it."""

from datetime import date

import pytest

from quizapp.deck.item import items
from quizapp.deck.outline import answers_to_choose, outline
from quizapp.progress.passing import guess_rate
from tests.deck.reading import found, read

CARDS = "cards:\n  - q: x\n    a: y\n"


@pytest.mark.parametrize(
    ("text", "day", "minutes"),
    [
        ("exam: 2026-12-15", date(2026, 12, 15), None),
        ("exam: 1999-01-01", date(1999, 1, 1), None),
        ("exam: {date: 2026-12-15}", date(2026, 12, 15), None),
        ("exam: {date: 2026-12-15, minutes: 20}", date(2026, 12, 15), 20.0),
        ("deck: {title: t, exam: 2026-12-15}", date(2026, 12, 15), None),
        ("title: x", None, None),
    ],
)
def test_a_day_and_the_minutes_for_it(text: str, day: date | None, minutes: float | None) -> None:
    course, report = read(f"{text}\n{CARDS}")
    assert report.findings() == ()
    assert (course.exam, course.exam_minutes) == (day, minutes)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("exam: soon", "D210"),
        ("exam: 2026", "D210"),
        ("exam: 2026-12", "D210"),
        ("exam: 2026-12-14..2026-12-16", "D210"),
        ("exam: c. 2026-12-15 ± 2", "D210"),
        ("exam: 44-03-15 BC", "D210"),
        ("exam: 1500-02-29", "D210"),
        ("exam: [2026-12-15]", "D204"),
        ("exam:", "D205"),
        ("exam: {}", "D205"),
        ("exam: {minutes: 20}", "D205"),
        ("exam: {date: 2026-12-15, minutes: 0}", "D213"),
        ("exam: {date: 2026-12-15, minutes: many}", "D213"),
        ("exam: {date: 2026-12-15, minutes: 9999}", "D213"),
        ("exam: {day: 2026-12-15}", "D201"),
    ],
)
def test_what_is_no_exam_is_found_and_hides_no_card(text: str, code: str) -> None:
    assert [name for name, _, _ in found(f"{text}\n{CARDS}")] == [code]
    course, _ = read(f"{text}\n{CARDS}")
    assert len(course.decks[0].cards) == 1
    assert course.exam in (None, date(2026, 12, 15))


def test_an_unusual_way_to_write_the_day_is_taken_and_told() -> None:
    course, _ = read(f"exam: 15 December 2026\n{CARDS}")
    assert course.exam == date(2026, 12, 15)
    assert [code for code, _, _ in found(f"exam: 15 December 2026\n{CARDS}")] == ["D219"]


CHOICES = """
    - q: flip
      a: y
    - q: one of four
      a: y
      wrong: [b, c, d]
    - q: typed, though there are options
      a: y
      wrong: [b, c]
      typed: true
    - q: both ways
      a: y
      wrong: [b]
      reverse: true
    - statement: z
      a: true
    - q: several
      right: [a, b]
      wrong: [c]
    - cloze: "a ==b== c ==d=="
    - q: order
      order: [a, b, c]
    - q: number
      number: 5
"""


def test_the_outline_tells_the_chance_of_being_right_by_choosing() -> None:
    course, report = read(CHOICES)
    assert report.findings() == ()
    (deck,) = course.decks
    told = outline(course, deck)
    asked = items(course, deck)
    assert told.items == tuple(item.id for item in asked)
    chances = [1 / answers if answers else 0.0 for answers in told.chances]
    assert chances == pytest.approx([guess_rate(item, None) for item in asked])
    assert sorted(told.chances) == [0, 0, 0, 0, 0, 0, 0, 2, 2, 4, 7]
    assert list(told.chances) == [answers_to_choose(item.card, item.facet) for item in asked]
