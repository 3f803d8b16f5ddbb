"""What is due, as SQL says it, is what the plain rule says of one state after the other."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.outline import outline
from quizapp.memory.recall import Phase
from quizapp.memory.schedule import Due, Memory
from quizapp.progress import database, derived
from quizapp.progress.agenda import counted_agenda, course_agenda
from quizapp.progress.faults import StoreFault
from quizapp.progress.store import Store
from quizapp.study.candidates import Allowance, candidates, counts
from quizapp.study.dues import Dues, askable
from quizapp.study.state import ItemState
from tests.deck.reading import read

TODAY = date(2026, 3, 10)
NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)
CARDS = 8
FEW = settings(max_examples=25, deadline=None)
COURSE, _ = read("".join(f"- {{q: q{n}, a: a, id: k{n}}}\n" for n in range(CARDS)))
ITEMS = outline(COURSE, COURSE.decks[0]).items

days = st.integers(-3, 40).map(lambda ago: TODAY - timedelta(days=ago))
memories = st.builds(
    Memory,
    st.sampled_from(Phase),
    st.integers(0, 1),
    # Quarters, so that no two ratios differ by less than a rank does.
    st.integers(1, 400).map(lambda quarters: quarters / 4),
    st.floats(1, 10),
    days,
    st.integers(1, 9),
    st.integers(0, 3),
)
dues = st.builds(
    Due,
    st.integers(-3000, 3000).map(lambda minutes: NOW + timedelta(minutes=minutes)),
    st.integers(0, 40),
)
states = st.lists(
    st.builds(
        ItemState,
        st.sampled_from([*ITEMS, "deck/gone/q"]),
        memories,
        dues,
        suspended=st.sampled_from([False, False, True]),
        buried_until=st.none() | days,
        sure_and_wrong_on=st.none() | days,
    )
    | st.builds(
        ItemState,
        st.sampled_from(ITEMS),
        suspended=st.booleans(),
        buried_until=st.none() | days,
        flagged=st.booleans(),
    ),
    unique_by=lambda state: state.item,
    max_size=CARDS,
)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store.open(tmp_path_factory.mktemp("dues") / "progress.db", device="here")


def put(store: Store, states: list[ItemState]) -> None:
    with database.writing(store._db) as db:
        db.execute("DELETE FROM item_state")
        for state in states:
            derived._write_state(db, state, (0, ""))


@FEW
@given(states)
def test_sql_and_the_plain_rule_agree(store: Store, states: list[ItemState]) -> None:
    put(store, states)
    assert store.dues(TODAY, NOW, "deck") == Dues.of(states, TODAY, NOW)


@FEW
@given(states)
def test_counts_are_those_of_the_candidates(store: Store, states: list[ItemState]) -> None:
    put(store, states)
    known = store.unranked(TODAY, NOW, "deck")
    whole = Dues.of(states, TODAY, NOW)
    assert known == whole.unranked
    assert counts(ITEMS, known) == candidates(ITEMS, whole).counts


@FEW
@given(states, st.integers(0, 5), st.integers(0, 5))
def test_a_queue_is_what_sorting_every_state_gives(
    store: Store, states: list[ItemState], new: int, reviews: int
) -> None:
    put(store, states)
    agenda = course_agenda(COURSE, store.dues(TODAY, NOW, "deck"), Allowance(new, reviews), set(), set())
    counted = counted_agenda(
        COURSE,
        [counts(ITEMS, store.unranked(TODAY, NOW, "deck"))],
        Allowance(new, reviews),
        set(),
        set(),
        lambda: store.dues(TODAY, NOW, "deck"),
    )
    assert counted.plan == agenda.plan
    assert (counted.due, counted.new, counted.learnt) == (agenda.due, agenda.new, agenda.learnt)
    known = {state.item: state for state in states}
    asked = [item for item in ITEMS if askable(known.get(item), TODAY, NOW)]
    untouched = [item for item in asked if item not in known or known[item].memory is None]
    ranked = []
    for item in asked:
        if (state := known.get(item)) is not None and (memory := state.memory) is not None:
            overdue = max((TODAY - memory.study_day).days, 0) / memory.stability
            ranked.append((memory.phase is Phase.REVIEW, not state.sure_and_wrong, -overdue, item))
    first = sorted((entry for entry in ranked if entry[0]), key=lambda entry: entry[1:3])[:reviews]
    due = sorted([entry for entry in ranked if not entry[0]] + first, key=lambda entry: entry[1:3])
    assert [item.id for item in agenda.queue.due] == [entry[3] for entry in due]
    assert [item.id for item in agenda.queue.new] == untouched[:new]
    assert (agenda.due, agenda.new) == (len(due), len(untouched[:new]))
    learnt = [
        one for one in known.values() if one.memory and one.memory.phase is Phase.REVIEW and one.item in ITEMS
    ]
    assert agenda.learnt == len(learnt)


@FEW
@given(states, states)
def test_other_states_take_the_place_of_those_there_were(
    before: list[ItemState], after: list[ItemState]
) -> None:
    known = {state.item: state for state in before}
    other = {state.item: state for state in after}
    whole = Dues.of((known | other).values(), TODAY, NOW)
    assert Dues.of(before, TODAY, NOW).with_states(other, TODAY, NOW) == whole


@FEW
@given(states)
def test_the_next_due_is_the_first_that_is_to_come(store: Store, states: list[ItemState]) -> None:
    put(store, states)
    coming = [
        one.due.at
        for one in states
        if one.due and one.due.at > NOW and not one.suspended and one.item in ITEMS
    ]
    assert store.next_due(NOW, ITEMS) == min(coming, default=None)


def test_instants_of_several_zones_are_compared_as_instants(tmp_path: Path) -> None:
    def waits(item: str, at: str) -> ItemState:
        memory = Memory(Phase.REVIEW, 0, 5.0, 5.0, TODAY, 1, 0)
        return ItemState(item, memory, Due(datetime.fromisoformat(at), 2))

    with Store.open(tmp_path / "progress.db") as store:
        put(store, [waits("a", "2026-03-12T04:00:00+01:00"), waits("b", "2026-03-12T03:30:00+00:00")])
        assert store.next_due(NOW, "ab") == datetime(2026, 3, 12, 3, tzinfo=UTC)


@pytest.mark.parametrize("harm", ["due_days = NULL", "stability = 0.0"])
def test_a_row_that_makes_no_sense_is_a_damaged_file(tmp_path: Path, harm: str) -> None:
    memory = Memory(Phase.REVIEW, 0, 5.0, 5.0, TODAY - timedelta(days=9), 1, 0)
    with Store.open(tmp_path / "progress.db") as store:
        put(store, [ItemState("c/a/q", memory, Due(NOW, 2))])
        store._db.execute(f"UPDATE item_state SET {harm}")
        with pytest.raises(StoreFault):
            store.dues(TODAY, NOW, "c")
        with pytest.raises(StoreFault):
            store.unranked(TODAY, NOW, "c")


def test_of_one_course_come_its_own_items_alone(tmp_path: Path) -> None:
    memory = Memory(Phase.REVIEW, 0, 5.0, 5.0, TODAY - timedelta(days=9), 1, 0)
    names = ["a/x/q", "a-b/x/q", "a0/x/q", "a/y/q", "b/x/q"]
    with Store.open(tmp_path / "progress.db") as store:
        put(store, [ItemState(name, memory, Due(NOW, 2)) for name in names])
        assert store.dues(TODAY, NOW, "a").ranks.keys() == {"a/x/q", "a/y/q"}
        assert store.unranked(TODAY, NOW, "a").kinds.keys() == {"a/x/q", "a/y/q"}
