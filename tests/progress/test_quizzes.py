"""Quizzes in the store: those left in the middle, and the results of the others, on any number of devices."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.progress import derived
from quizapp.progress.faults import StoreFault
from quizapp.progress.quizzes import OpenQuiz
from quizapp.progress.results import best, history, trend
from quizapp.progress.store import Store
from quizapp.study.event import Quiz
from quizapp.study.score import ThemeScore


def quiz(make, number, attempt="x", phase="submitted", minute=None, **values):
    if phase == "submitted":
        values = {
            "items": ("c/a/q", "c/b/q", "c/k/q", "c/l/q"),
            "themes": ("c/one", "c/two", "c/two", "c/one"),
            "scores": (1.0, 0.5, 0.0, None),
            "scope": ("c",),
            **values,
        }
    return Quiz(**make.stamp(number, minute), attempt=attempt, phase=phase, **values)


def results(store):
    return history([*store.events("quiz"), *store.events("retract")])


def test_a_result_by_hand(make):
    (result,) = history([quiz(make, 1, pass_mark=0.375, seconds=90.0, began=make.NOON)])
    assert result.score == pytest.approx(1.5 / 4)
    assert (result.passed, result.questions, result.answered) == (True, 4, 3)
    assert result.themes == (ThemeScore("c/one", 2, 0.5), ThemeScore("c/two", 2, 0.25))
    assert (result.started, result.at) == (make.NOON, make.NOON + timedelta(minutes=1))
    assert [result.asks_of(scope) for scope in ("c", "c/two", "c/three", "", "one")] == [
        True, True, False, False, False,
    ]  # fmt: skip


def test_only_what_was_submitted_is_a_result(make):
    events = [
        quiz(make, 1, "x", "started"),
        quiz(make, 2, "y", "started"),
        quiz(make, 3, "y", "abandoned"),
        quiz(make, 4, "z"),
    ]
    assert [result.attempt for result in history(events)] == ["z"]


def test_corrections_add_up_whichever_device_made_them(make):
    events = [
        quiz(make, 1),
        quiz(make, 2, phase="corrected", question="c/b/q", right=True),
        quiz(make, 3, phase="corrected", question="c/k/q", right=True),
        quiz(make, 4, phase="corrected", question="c/k/q", right=False),
        quiz(make, 5, phase="corrected", question="c/l/q", right=True),
        quiz(make, 6, attempt="other", phase="corrected", question="c/k/q", right=True),
    ]
    (result,) = history(events)
    assert result.scores == (1.0, 1.0, 0.0, 1.0)
    assert history(events[::-1]) == (result,)
    assert history([*events, make.retract(7, 2)])[0].scores == (1.0, 0.5, 0.0, 1.0)
    assert history([*events, make.retract(7, 1)]) == ()


def test_of_two_submissions_of_one_quiz_the_first_counts(make):
    again = quiz(make, 2, scores=(0.0, 0.0, 0.0, 0.0))
    assert history([again, quiz(make, 1)]) == history([quiz(make, 1)])


def test_best_last_and_trend(make):
    def scored(*scores):
        return history(
            quiz(make, number, str(number), items=("c/a/q",), themes=("c/one",), scores=(score,))
            for number, score in enumerate(scores)
        )

    assert (best(()), trend(()), trend(scored(0.5))) == (None, None, None)
    assert trend(scored(0.5, 0.75)) == pytest.approx(0.25)
    assert trend(scored(0.0, 0.5, 0.25)) == pytest.approx(-0.25), "one against one: the first has no partner"
    assert trend(scored(1, 1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.5, 0.5, 0.5, 0.5, 0.5)) == pytest.approx(0.3)
    top = best(scored(0.5, 0.75, 0.75, 0.1))
    assert top is not None
    assert top.attempt == "1", "the earliest of equals"


def test_a_quiz_in_the_middle_is_kept_from_step_to_step(store, make, tmp_path):
    first, other = quiz(make, 1, phase="started"), quiz(make, 2, "y", phase="started")
    store.quizzes.save(OpenQuiz("x", "plan", "one"), make.NOON, first)
    store.quizzes.save(OpenQuiz("y", "plan", "one"), make.NOON + timedelta(minutes=1), other)
    store.quizzes.save(
        OpenQuiz("x", "plan", "two"), make.NOON + timedelta(minutes=2), quiz(make, 3, phase="started"), "one"
    )
    assert list(store.events("quiz")) == [first, other], "told once"
    with Store.open(store.path) as again:
        assert again.quizzes.all() == (OpenQuiz("x", "plan", "two"), OpenQuiz("y", "plan", "one"))
        answer = make.answer(4, "c/a/q", mode="quiz", sitting="x")
        again.quizzes.end("x", answer, quiz(make, 5), before="two")
    assert [quiz.attempt for quiz in store.quizzes.all()] == ["y"]
    assert store.state("c/a/q").answers == 1
    assert len(results(store)) == 1
    store.rebuild()
    assert [quiz.attempt for quiz in store.quizzes.all()] == ["y"], "it is not derived from the log"
    assert store.check() == []


@pytest.mark.parametrize("first", ["carried on", "submitted"])
@pytest.mark.parametrize("second", ["carried on", "submitted"])
def test_of_two_programs_with_one_quiz_the_second_writes_nothing(store, make, first, second):
    assert store.quizzes.save(OpenQuiz("x", "plan", "one"), make.NOON, quiz(make, 1, phase="started"))

    def go_on(with_, way, number):
        if way == "submitted":
            answer = make.answer(number, "c/a/q", mode="quiz", sitting="x")
            return with_.quizzes.end("x", answer, quiz(make, number + 1), before="one")
        step = OpenQuiz("x", "plan", f"step {number}")
        return with_.quizzes.save(step, make.NOON, quiz(make, number, phase="started"), "one")

    with Store.open(store.path) as other:
        assert go_on(other, first, 10)
        before = list(store.events()), store.quizzes.all()
        assert not go_on(store, second, 20)
        assert (list(store.events()), store.quizzes.all()) == before
    assert len(results(store)) == (first == "submitted")
    assert store.check() == []


def test_a_quiz_that_is_over_is_not_begun_again(store, make):
    begun = OpenQuiz("x", "plan", "one"), make.NOON, quiz(make, 1, phase="started")
    assert store.quizzes.end("x", quiz(make, 2)), "one that was never kept can be submitted"
    assert not store.quizzes.save(*begun)
    assert not store.quizzes.end("x", quiz(make, 3))
    assert store.quizzes.all() == ()
    assert len(list(store.events())) == 1


def test_what_cannot_be_written_ends_no_quiz(store, make):
    store.quizzes.save(OpenQuiz("x", "plan", "one"), make.NOON, quiz(make, 1, phase="started"))
    store._db.execute("PRAGMA query_only = ON")
    with pytest.raises(StoreFault):
        store.quizzes.end("x", make.answer(2), quiz(make, 3))
    store._db.execute("PRAGMA query_only = OFF")
    assert len(store.quizzes.all()) == 1
    assert list(store.events("answer")) == []


def test_luck_is_heeded_in_quiz_and_study_alike(store, make):
    lucky = {"verdict": "right", "score": 1.0, "guess_rate": 0.5}
    for number, (item, changes) in enumerate(
        {
            "a": {"mode": "quiz"} | lucky,
            "b": {"mode": "quiz"} | lucky | {"guess_rate": 0.0},
            "d": lucky,
            "e": {"mode": "practice"} | lucky,
            "f": lucky | {"confidence": "sure"},
            "g": lucky | {"confidence": "unsure"},
            "h": lucky | {"verdict": "wrong", "overruled": True},
        }.items()
    ):
        store.append(make.answer(number, item, **changes))
    a, b, d, e, f, g, h = (store.state(item).memory for item in "abdefgh")
    assert a.stability < b.stability
    assert (d, e, f, g, h) == (a, None, b, a, b)
    assert store.check() == []


STEP = st.one_of(
    st.tuples(st.just("answer"), st.sampled_from("ab"), st.integers(1, 4), st.sampled_from([0.0, 0.25, 0.5])),
    st.tuples(st.sampled_from(["started", "submitted", "abandoned"]), st.sampled_from("xy")),
    st.tuples(
        st.just("corrected"), st.sampled_from("xy"), st.sampled_from(["c/a/q", "c/k/q"]), st.booleans()
    ),
    st.tuples(st.just("retract"), st.integers(0, 19)),
)


@settings(max_examples=30, deadline=None)
@given(
    plan=st.lists(st.tuples(st.integers(0, 4000).map(float), STEP), min_size=1, max_size=20), data=st.data()
)
def test_two_devices_see_the_same_quizzes_whatever_came_first(make, quick_folder, plan, data):
    events = []
    for number, (minute, step) in enumerate(plan):
        match step:
            case "answer", item, rating, luck:
                events.append(make.answer(number, item, rating, minute, mode="quiz", guess_rate=luck))
            case "corrected", attempt, item, right:
                events.append(quiz(make, number, attempt, "corrected", minute, question=item, right=right))
            case "retract", target:
                events.append(make.retract(number, target, minute))
            case phase, attempt:
                events.append(quiz(make, number, attempt, phase, minute))
    with (
        TemporaryDirectory(dir=quick_folder) as folder,
        Store.open(Path(folder, "1.db")) as one,
        Store.open(Path(folder, "2.db")) as two,
    ):
        for event in data.draw(st.permutations(events)):
            (one if data.draw(st.booleans()) else two).append(event)
        one.append(*two.events())
        two.append(*reversed(list(one.events())))
        live = derived.contents(one._db)
        assert derived.contents(two._db) == live
        one.rebuild()
        assert derived.contents(one._db) == live
        assert results(one) == results(two) == history(data.draw(st.permutations(events)))
