"""Options borrowed from a course: of the same sort, never right, stable within a sitting."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.item import Item
from quizapp.grading.context import Context
from quizapp.grading.expected import expected_of
from quizapp.grading.grade import grade
from quizapp.grading.mark import Mark, Mode
from quizapp.grading.verdict import Verdict
from quizapp.memory.rating import Rating
from quizapp.study.distractors import WANTED, distractors, pool_of
from tests.study.sitting import Learner, deck_items

COURSE = deck_items(
    """
    - {q: Who wrote Faust?, a: Johann Wolfgang von Goethe, id: faust}
    - {q: Who wrote Emma?, a: Jane Austen, id: emma, accept: [J. Austen]}
    - {q: Who wrote Ulysses?, a: James Joyce, id: ulysses}
    - {q: Who wrote Persuasion?, a: Jane Austen, id: persuasion}
    - {q: Who wrote Dracula?, a: Bram Stoker, id: dracula}
    - {q: Capital of Norway?, a: Oslo, id: norway}
    - {q: Capital of Sweden?, a: Stockholm, id: sweden}
    - {q: Capital of Denmark?, a: Copenhagen, id: denmark}
    - {q: Capital of Finland?, a: Helsinki, id: finland}
    - {q: When did it begin?, date: 1914, id: begin}
    - {q: When did it end?, date: 1918, id: end}
    - {q: When was it founded?, date: 1066, id: founded}
    - {q: How high?, number: 8849 m ± 10, id: high}
    - {q: How deep?, number: 10935 m, id: deep}
    - {q: How heavy?, number: 70 kg, id: heavy}
    - {cloze: The ==Nile== flows into the ==Mediterranean Sea==., id: nile}
    - {q: In any order?, list: [x1, y1], id: list}
    """
)
POOL = pool_of(COURSE)


def item(name: str) -> Item:
    return next(item for item in COURSE if item.card.id == name)


def drawn(name: str, seed: str = "s") -> tuple[str, ...]:
    return distractors(item(name), POOL, Context(), seed)


def test_persons_stand_with_persons() -> None:
    assert set(drawn("emma")) <= {"Johann Wolfgang von Goethe", "James Joyce", "Bram Stoker"}


def test_years_stand_with_near_years() -> None:
    (nearest, *others) = drawn("begin")
    assert nearest == "1918"
    assert all(year.isdigit() for year in others)


def test_numbers_have_the_same_unit_and_a_similar_size() -> None:
    options = drawn("high")
    assert "10935 m" in options
    assert all(option.endswith(" m") for option in options)
    assert len(options) == WANTED


def test_an_answer_of_another_card_that_is_also_right_is_no_option() -> None:
    assert "Jane Austen" not in drawn("persuasion")


@given(st.sampled_from(COURSE), st.text(max_size=5))
def test_no_option_is_right_and_none_stands_twice(asked: Item, seed: str) -> None:
    options = distractors(asked, POOL, Context(), seed)
    assert len({*options, *expected_of(asked)}) == len(options) + len(expected_of(asked)) or not options
    for option in options:
        mark = grade(asked, Mode.CHOICE, option, Context(options=len(options) + 1))
        assert isinstance(mark, Mark)
        assert mark.verdict is Verdict.WRONG


@given(st.text(max_size=5))
def test_the_same_seed_draws_the_same_options(seed: str) -> None:
    assert drawn("norway", seed) == drawn("norway", seed)


def test_what_cannot_be_chosen_has_no_options() -> None:
    assert drawn("list") == ()


def test_a_course_too_small_has_no_options() -> None:
    (only,) = deck_items("- {q: Capital?, a: Oslo}\n")
    assert distractors(only, pool_of([only]), Context(), "s") == ()


# -- in a sitting -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "wish", "mode"),
    [
        ("norway", None, Mode.FLIP),
        ("norway", Mode.TYPED, Mode.TYPED),
        ("norway", Mode.CHOICE, Mode.CHOICE),
        ("begin", Mode.FLIP, Mode.FLIP),
        ("begin", Mode.CHOICE, Mode.CHOICE),
        ("list", Mode.CHOICE, Mode.TYPED),
        ("list", Mode.FLIP, Mode.FLIP),
    ],
)
def test_any_card_is_asked_as_the_learner_wishes_where_it_can_be(
    name: str, wish: Mode | None, mode: Mode
) -> None:
    learner = Learner()
    session = replace(
        learner.sit((item(name),)), borrow=lambda asked, seed: distractors(asked, POOL, Context(), seed)
    )
    turn = session.ask(wish).turn
    assert turn is not None
    assert turn.mode is mode
    assert bool(turn.options) == (mode is Mode.CHOICE)


def test_a_borrowed_choice_can_be_guessed_and_the_log_says_so() -> None:
    learner = Learner()
    session = replace(
        learner.sit((item("norway"),)), borrow=lambda asked, seed: distractors(asked, POOL, Context(), seed)
    ).ask(Mode.CHOICE)
    _, event = session.answer("Oslo", learner.now).rate(Rating.GOOD, learner.stamp())
    assert (event.asked, event.score, event.guess_rate) == ("choice", 1.0, 0.25)


def test_another_way_of_asking_keeps_the_hints_and_leaves_a_marked_turn_alone() -> None:
    learner = Learner()
    session = learner.sit(deck_items("- {q: x, a: yes it is, hint: [h1, h2]}\n")).hint()
    assert session.ask(Mode.TYPED).turn is not None
    asked = session.ask(Mode.TYPED).turn
    assert asked is not None
    assert (asked.mode, asked.hints) == (Mode.TYPED, 1)
    marked = session.answer(None, learner.now)
    assert marked.ask(Mode.TYPED).turn == marked.turn


def test_an_order_is_never_shown_solved() -> None:
    for made in range(30):
        learner = Learner(made=made * 10)
        turn = learner.sit(deck_items("- {q: x, order: [a1, b1, c1]}\n")).turn
        assert turn is not None
        assert turn.mode is Mode.ARRANGE
        assert turn.options != ("a1", "b1", "c1")
        assert sorted(turn.options) == ["a1", "b1", "c1"]
