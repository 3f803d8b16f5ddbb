"""What is kept of counts is what counting anew gives, whatever has come into the log meanwhile."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.outline import outline
from quizapp.progress.course_counts import CourseCounts
from quizapp.progress.store import Store
from quizapp.study.candidates import candidates
from quizapp.study.dues import Dues
from tests.deck.reading import read

COURSES = [
    read(f"deck: {{id: {name}}}\ncards:\n  - {{id: one, q: One?, a: a}}\n  - {{id: two, q: Two?, a: b}}\n")[0]
    for name in ("a", "b")
]
items = st.sampled_from(["a/one/q", "a/two/q", "b/one/q", "b/gone/q"])
steps = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["suspend", "reset", "flag", "bury"]), items),
        st.tuples(st.just("answer"), items, st.integers(0, 3)),
        st.tuples(st.just("retract"), st.integers(0, 12)),
        st.tuples(st.just("follow"), items, items),
        st.tuples(st.sampled_from(["look", "look", "rebuild", "day"])),
    ),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(steps=steps)
def test_what_was_kept_is_what_counting_anew_gives(make, quick_folder, steps) -> None:
    with TemporaryDirectory(dir=quick_folder) as folder, Store.open(Path(folder) / "progress.db") as store:
        kept, now = CourseCounts(store), make.NOON + timedelta(minutes=20)
        for number, step in enumerate([*steps, ("look",)], start=1):
            match step:
                case ("look",):
                    kept.look(now.date())
                    dues = Dues.of(store.all_states().values(), now.date(), now)
                    for course in COURSES:
                        expected = candidates(outline(course, course.decks[0]).items, dues).counts
                        assert kept.of(course, now.date(), now) == (expected,)
                case ("rebuild",):
                    store.rebuild()
                case ("day",):
                    now += timedelta(days=1)
                case "answer", item, days:
                    due = now + timedelta(days=days, minutes=1 if days else 0)
                    store.append(make.answer(number, item, days=days, due=due))
                case "follow", item, was if item != was:
                    store.append(make.follow(number, item, was))
                case "retract", target:
                    store.append(make.retract(number, target))
                case (("suspend" | "reset" | "flag" | "bury") as kind, item):
                    store.append(getattr(make, kind)(number, item))


def test_only_the_course_to_which_something_happened_is_counted(make, store, monkeypatch) -> None:
    counted = []
    anew = store.unranked
    monkeypatch.setattr(store, "unranked", lambda *asked: counted.append(asked[2]) or anew(*asked))
    kept = CourseCounts(store)

    def look(now=make.NOON) -> list[str]:
        counted.clear()
        kept.look(now.date())
        for course in COURSES:
            kept.of(course, now.date(), now)
        return [*counted]

    assert look() == ["a", "b"]
    assert look() == []
    store.append(make.answer(1, "b/one/q"))
    assert look() == ["b"]
    store.append(make.retract(2, 1))
    assert look() == ["b"]
    store.append(make.answer(3, "a/one/q", days=0, due=make.NOON + timedelta(hours=1)))
    assert look() == look() == ["a"]
    assert look(make.NOON + timedelta(days=1)) == ["a", "b"]
    store.rebuild()
    assert look(make.NOON + timedelta(days=1)) == ["a", "b"]
    store.append(make.follow(4, "a/two/q", "b/two/q"))
    assert look(make.NOON + timedelta(days=1)) == ["a"]
    store.append(make.answer(5, "b/two/q"))
    assert look(make.NOON + timedelta(days=1)) == ["a", "b"]


def test_a_course_that_was_read_again_is_counted_again(make, store) -> None:
    other, _ = read("deck: {id: a}\ncards:\n  - {id: one, q: One?, a: a}\n")
    kept = CourseCounts(store)
    kept.look(make.FIRST)
    assert [kept.of(course, make.FIRST, make.NOON)[0].new for course in (COURSES[0], other)] == [2, 1]


def test_what_another_program_writes_is_counted(make, store) -> None:
    kept = CourseCounts(store)
    for number in range(2):
        kept.look(make.FIRST)
        assert kept.of(COURSES[0], make.FIRST, make.NOON)[0].new == 2 - number
        with Store.open(store.path) as other:
            other.append(make.answer(number + 1, "a/one/q"))


def test_of_a_log_that_never_came_so_far_all_is_counted_anew(make, store, monkeypatch) -> None:
    kept = CourseCounts(store)
    kept.look(make.FIRST)
    assert kept.of(COURSES[0], make.FIRST, make.NOON)[0].new == 2
    store.append(make.answer(1, "a/one/q"))
    monkeypatch.setattr(store.arrivals, "concerned", lambda since: None)
    kept.look(make.FIRST)
    assert kept.of(COURSES[0], make.FIRST, make.NOON)[0].new == 1
