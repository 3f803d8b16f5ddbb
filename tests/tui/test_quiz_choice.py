from __future__ import annotations

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.course import Course
from quizapp.grading.mark import Mode
from quizapp.study.kind import Kind
from quizapp.study.setup import Setup
from quizapp.tui.quiz_choice import Choice, Setting
from quizapp.tui.quiz_names import Names
from quizapp.tui.widgets.quiz_bar import clock

from . import decks

MOCK = Blueprint("mock", "Mock exam", 4, 45.0, 0.7, (Weight(("deck:nature",), 1.0),))
PLANNED = Course("planned", "Planned", decks.WORLD.decks, "planned", blueprints=(MOCK,))


def test_what_is_under_the_cursor_is_chosen() -> None:
    courses = (decks.WORLD, PLANNED)
    assert Choice.of(courses, "world", None).setup == Setup(("world",))
    assert Choice.of(courses, "planned", "nature").setup == Setup(("planned/nature",))
    assert Choice.of(courses, None, None).setup == Setup(("world",))
    assert Choice.of((), None, None).setup is None


def test_decks_and_kinds_narrow_the_quiz() -> None:
    choice = Choice.of((decks.WORLD,), "world", None).toggle(("world/history",))
    assert choice.setup == Setup(("world/capitals", "world/nature"))
    assert choice.has(decks.WORLD) is None
    assert choice.kinds == (Kind.TEXT, Kind.CHOICE, Kind.TRUE_FALSE, Kind.CLOZE)
    narrowed = choice.toggle_kind(Kind.TEXT).toggle_kind(Kind.CLOZE)
    assert narrowed.setup == Setup(("world/capitals", "world/nature"), kinds=(Kind.CHOICE, Kind.TRUE_FALSE))
    for kind in (Kind.CHOICE, Kind.TRUE_FALSE):
        narrowed = narrowed.toggle_kind(kind)
    assert narrowed.setup is None


def test_settings_go_around() -> None:
    choice = Choice.of((decks.WORLD,), "world", None)
    assert choice.step(Setting.QUESTIONS, 1).rest.questions == 25
    assert choice.number(Setting.QUESTIONS, 7).rest.questions == 7
    assert choice.number(Setting.MINUTES, 0).rest.minutes is None
    assert choice.step(Setting.MODE, -1).rest.mode is Mode.CHOICE
    assert choice.step(Setting.FEEDBACK, 1).rest.at_once
    assert choice.step(Setting.COUNTS, -1).rest.practice
    for setting in Setting:
        assert choice.words(setting)
        assert choice.step(setting, 1).step(setting, -1) == choice


def test_a_plan_is_taken_as_it_is_and_what_is_changed_is_the_learners_own() -> None:
    choice = Choice.of((decks.WORLD, PLANNED), "world", None).step(Setting.COUNTS, 1).step(Setting.PLAN, 1)
    assert choice.setup is not None
    assert choice.setup.blueprint == "mock"
    assert choice.setup.weights == MOCK.weights
    assert choice.setup.scope == ("planned",)
    assert choice.setup.practice
    changed = choice.step(Setting.QUESTIONS, 1).setup
    assert changed is not None
    assert (changed.blueprint, changed.weights, changed.minutes) == ("", (), 45.0)
    assert choice.step(Setting.PLAN, 1).rest == Setup((), practice=True)


def test_quizzes_have_names() -> None:
    names = Names.of((decks.WORLD, PLANNED))
    assert names.quiz(("world",)) == "World basics"
    assert names.quiz(("planned",), "mock") == "Planned, Mock exam"
    assert names.quiz(("world/capitals", "world/nature", "world/history")) == "Capitals, Nature, 1 other"
    assert names.theme("gone/deck") == "deck"


def test_the_clock_shows_the_second_begun() -> None:
    assert [clock(seconds) for seconds in (0, 0.2, 59.9, 61, 5400)] == [
        "0:00",
        "0:01",
        "1:00",
        "1:01",
        "90:00",
    ]
