from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from textual.content import Content

from quizapp.memory.schedule import Due
from quizapp.tui.text import plain, prose, woven
from quizapp.words import about, count, duration, interval, moment

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "minutes", "words"),
    [(0, 1, "1 min"), (0, 10, "10 min"), (0, 0, "1 min"), (0, 180, "3 h"), (1, 0, "1 day"), (8, 0, "8 days"),
     (59, 0, "59 days"), (61, 0, "2 months"), (365, 0, "12 months"), (730, 0, "2 years"), (800, 0, "2.2 years")],
)  # fmt: skip
def test_interval(days: int, minutes: int, words: str) -> None:
    assert interval(Due(NOW + timedelta(days=days, minutes=minutes), days), NOW) == words


@pytest.mark.parametrize(
    ("hours", "words"),
    [(-1, "now"), (1, "today at 10:30"), (20, "tomorrow"), (72, "on Thursday"), (24 * 20, "on 22 March"),
     (24 * 400, "on 6 April 2027")],
)  # fmt: skip
def test_moment(hours: int, words: str) -> None:
    assert moment(NOW + timedelta(hours=hours), NOW) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(0, "0 s"), (59, "59 s"), (60, "1 min"), (200, "3 min 20 s"), (1000, "16 min"), (3600, "1 h"), (3900, "1 h 5 min")],
)  # fmt: skip
def test_duration(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_counts_and_estimates() -> None:
    assert [count(number, "card") for number in (0, 1, 2)] == ["0 cards", "1 card", "2 cards"]
    assert [about(minutes) for minutes in (0.4, 1.2, 6, 130)] == [
        "under a minute",
        "about 1 minute",
        "about 6 minutes",
        "about 2 hours",
    ]


def test_plain_text_is_never_markup() -> None:
    for text in ("[/b]", "[", "[@click=app.quit]x[/]", "a [b"):
        assert plain(text).plain == text
        assert not plain(text).spans


def test_control_characters_do_not_pass() -> None:
    assert plain("a\x1b[31m\x9bb").plain == "a\ufffd[31m\ufffdb"


def test_prose_draws_emphasis() -> None:
    drawn = prose("a **b** `c`")
    assert drawn.plain == "a b c"
    assert {str(span.style) for span in drawn.spans} >= {"bold"}


def test_pieces_stay_in_place_whatever_is_around_them() -> None:
    blank = Content.styled("[…]", "reverse")
    assert woven(("**a ", blank, " b** ", blank, "")).plain == "a […] b […]"
    assert woven((blank,)).plain == "[…]"
    assert woven(("\ufdd0", blank)).plain == "\ufffd[…]"
