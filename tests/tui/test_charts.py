"""Charts as text: what is drawn can be read off without colours."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.content import Content

from quizapp.tui.charts.bars import Bar, bar, bars
from quizapp.tui.charts.columns import columns, spark
from quizapp.tui.charts.heat import Scale, heat_map, scale
from quizapp.tui.charts.shares import Part, legend, stacked

LAST = date(2026, 3, 5)
"""A Thursday."""


def text(lines: list[Content]) -> list[str]:
    return [line.plain.rstrip() for line in lines]


def test_a_day_stands_in_its_week_and_what_is_to_come_is_empty() -> None:
    counts = {date(2026, 3, 5): 10, date(2026, 3, 2): 4, date(2026, 2, 22): 30, date(2026, 3, 6): 99}
    assert text(heat_map(counts, LAST, 4 + 4)) == [
        "",
        "Mon    ·",
        "Tue",
        "Wed",
        "Thu    ▪",
        "Fri",
        "Sat",
        "Sun  ■",
        "    · to 5  ▪ to 15  ■ more",
    ]


def test_months_stand_above_the_week_in_which_they_begin() -> None:
    lines = text(heat_map({}, LAST, 4 + 53))
    assert lines[0] == "        Apr May Jun  Jul Aug  Sep Oct Nov  Dec Jan Feb"
    assert all(len(line) <= 57 for line in lines[:-1])


def test_much_is_measured_by_what_a_middling_day_brings() -> None:
    assert scale([0, 0, 10, 20, 400]) == Scale(10, 30)
    assert [scale([1, 1, 1]).strength(number) for number in (0, 1, 2)] == [0, 2, 3]
    assert [Scale(10, 30).strength(number) for number in (0, 1, 10, 11, 30, 31)] == [0, 1, 1, 2, 2, 3]
    assert scale([]) == Scale(0, 1)


def test_bars_line_up_and_show_what_they_are_compared_with() -> None:
    entries = [
        Bar(Content("Week"), 0.5, "5 of 10", 0.75),
        Bar(Content("日本語の長い題名です"), None, "–"),
        Bar(Content("All"), 1.0, "9 of 9", 0.5),
    ]
    assert text(bars(entries, 36)) == [
        "Week         ━━━━━━━━──┼──── 5 of 10",
        "日本語の長 … ───────────────       –",
        "All          ━━━━━━━╋━━━━━━━  9 of 9",
    ]


def test_a_bar_without_room_leaves_name_and_figure() -> None:
    assert text(bars([Bar(Content("A long name"), 0.5, "50%")], 14)) == ["A long na… 50%"]


def test_columns_have_a_scale_and_names_where_there_is_room() -> None:
    lines = columns([0, 1, 8, 16], 9, names=("now", "", "", "3"), height=2)
    assert text(lines) == [
        "16    █",
        " 0  ▁██",
        "   now",
    ]


def test_what_is_above_zero_is_seen() -> None:
    assert text(columns([1, 1000], 20, height=1))[0].split() == ["1000", "▁▁", "██"]


def test_a_sparkline_is_one_cell_a_value() -> None:
    assert spark([0.0, 0.5, 1.0]) == "▁▄█"


def test_every_part_is_seen_and_the_bar_is_full() -> None:
    parts = (Part("known", 997, "█"), Part("learning", 2, "▒"), Part("new", 1, "·"), Part("out", 0, "×"))
    assert stacked(parts, 20).plain == "█" * 18 + "▒·"
    assert legend(parts).plain == "█ 997 known   ▒ 2 learning   · 1 new   × 0 out"


@pytest.mark.parametrize("width", [0, 1, 3])
def test_a_bar_of_parts_needs_a_cell_for_each(width: int) -> None:
    parts = [Part(str(number), number, "█") for number in range(1, 5)]
    assert stacked(parts, width).plain == ""


@given(st.lists(st.integers(0, 10**6), max_size=8), st.integers(0, 100))
def test_parts_fill_any_width(numbers: list[int], width: int) -> None:
    drawn = stacked([Part("", number, "x") for number in numbers], width).plain
    assert len(drawn) in (0, width)


@given(
    st.lists(st.floats(-1, 2, allow_nan=False), max_size=12),
    st.text(max_size=30),
    st.none() | st.floats(-1, 2),
    st.integers(1, 120),
)
def test_no_chart_is_wider_than_it_may_be(
    values: list[float], name: str, mark: float | None, width: int
) -> None:
    from quizapp.tui.text import plain

    named = plain(" ".join(name.split()))
    drawn = bars([Bar(named, value, f"{value:.0%}", mark) for value in values], max(width, 12))
    assert all(line.cell_length <= max(width, 12) for line in drawn)
    drawn = columns(values, max(width, 4), names=["name"] * len(values), top=1.0)
    assert all(line.cell_length <= max(width, 4) for line in drawn)
    counts = {LAST - timedelta(days=number): number for number in range(len(values))}
    assert all(line.cell_length <= max(width, 5) for line in heat_map(counts, LAST, width)[:-1])


@given(st.floats(0, 1), st.none() | st.floats(0, 1), st.integers(1, 60))
def test_a_bar_is_as_long_as_asked(share: float, mark: float | None, length: int) -> None:
    assert bar(share, length, mark).cell_length == length
