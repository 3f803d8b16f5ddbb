"""A start reads and opens what it shows, and no more, however many cards there are."""

from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.deck.stored_cards import LEAF, StoredCards
from quizapp.memory.rating import Rating
from quizapp.progress.companions import companion
from tests.cli.command import Shell
from tests.cli.test_commands import own_deck
from tests.test_architecture import modules_after

pytestmark = pytest.mark.usefixtures("own_decks_alone")

CARDS = 3 * LEAF
RICH = """
deck: {id: k}
sources: {survey: {title: A survey}}
quiz: [{id: mock, questions: 2, weights: {core: 1}}]
cards:
  - {q: Question?, a: a, source: survey p. 1, tags: [core], was: earlier}
  - {q: Another?, a: b, explain: Because., requires: "tag:core"}
"""
LATER = {
    *("deck.reader", "deck.card", "deck.item", "deck.item_index", "deck.shapes"),
    *("grading.mark", "memory.balance", "memory.schedule"),
    *("study.comeback", "study.event", "study.plan", "study.prerequisites", "study.session", "study.state"),
    *("tui.exams", "tui.start"),
    *("progress.backup", "progress.derived", "progress.log", "progress.mending", "progress.planning"),
    "progress.recovery",
}
"""What the first frame of home does without. A class of values takes half a millisecond to be made, and the
whole start has a fifth of a second."""


@pytest.fixture
def opened(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Each opening of some cards; the decks were read before, and something in them was learnt."""
    cards = "".join(
        f"  - {{id: k{n}, q: Question {n}?, a: a, was: old{n}, requires: k{(n + 1) % CARDS}}}\n"
        for n in range(CARDS)
    )
    own_deck(shell, f"deck: {{id: k}}\ncards:\n{cards}", "k.yaml")
    (shell.home / "settings.toml").write_text("new_per_day = 3\n")
    desk = Desk.open()
    session = desk.begin("k", None).next(desk.now(), desk.state_of)
    desk.record(session.answer(None, desk.now()).rate(Rating.EASY, desk.stamp())[1])
    found: list[int] = []
    leaf = StoredCards._leaf

    def counted(cards: StoredCards, at: int) -> object:
        found.append(at)
        return leaf(cards, at)

    monkeypatch.setattr(StoredCards, "_leaf", counted)
    return found


def test_home_opens_no_card(opened: list[int]) -> None:
    desk = Desk.open()
    overview = desk.overview()
    (agenda,) = overview.agendas
    assert isinstance(agenda.decks[0].deck.cards, StoredCards)
    assert (agenda.new, agenda.total, agenda.learnt) == (2, CARDS, 1)
    assert opened == []


def test_a_sitting_opens_the_cards_it_asks(opened: list[int]) -> None:
    desk = Desk.open()
    session = desk.begin("k", None)
    assert len(session.queue) == 2
    assert opened == []
    assert session.next(desk.now(), desk.state_of).turn is not None
    assert len(opened) == 1


def test_a_sitting_reads_no_outline_of_another_course(opened: list[int], shell: Shell) -> None:
    own_deck(shell, "deck: {id: other}\ncards:\n  - {q: Other?, a: a, was: another}\n", "other.yaml")
    Desk.open().close()
    desk = Desk.open()
    cards = {course.id: course.decks[0].cards for course in desk.courses}

    def indexed() -> list[str]:
        return [name for name, own in cards.items() if isinstance(own, StoredCards) and own._index]

    assert (set(cards), indexed()) == ({"k", "other"}, [])
    desk.begin("k", None)
    assert indexed() == ["k"]


def test_a_sitting_that_goes_on_over_other_cards_opens_its_own(opened: list[int]) -> None:
    desk = Desk.open()
    session = desk.begin("k", None).next(desk.now(), desk.state_of)
    desk.reload()
    opened.clear()
    assert desk.refreshed(session).turn == session.turn
    assert len(opened) <= 2
    assert desk.trouble(session.queue[0]) == ""


def test_stored_and_read_decks_make_the_same_queues(opened: list[int]) -> None:
    kept, read = Desk.open(), Desk.open()
    read.shelf.cache.unlink()
    read.reload()
    for desk in (kept, read):
        assert isinstance(desk.library.courses[0].decks[0].cards, StoredCards) is (desk is kept)
    (one,), (other,) = kept.agendas(), read.agendas()
    assert (one.queue, one.decks[0].queue) == (other.queue, other.decks[0].queue)


def test_home_counts_what_a_sitting_would_ask(shell: Shell) -> None:
    """Courses with and without requirements, of one deck and of two, with answers, changed cards and steps."""
    cards = [f"{{id: k{n}, q: 'Q{n}?', a: a}}" for n in range(5)]
    needing = [*cards, "{id: last, q: 'Last?', a: a, requires: [k1, k2]}"]
    (shell.home / "decks" / "c").mkdir(parents=True)
    for name in ("c/one", "c/two"):
        own_deck(shell, "".join(f"- {card.replace('k', name[2])}\n" for card in cards), f"{name}.yaml")
    own_deck(shell, "path: [one.yaml, two.yaml]\n", "c/course.yaml")
    (shell.home / "settings.toml").write_text("new_per_day = 3\n")
    own_deck(shell, "".join(f"- {card}\n" for card in cards), "plain.yaml")
    own_deck(shell, "".join(f"- {card}\n" for card in needing), "needing.yaml")
    desk = Desk.open()
    for course in ("c", "plain", "needing"):
        session = desk.begin(course, None).next(desk.now(), desk.state_of)
        for rating in (Rating.EASY, Rating.AGAIN):
            session, event = session.answer(None, desk.now()).rate(rating, desk.stamp())
            desk.record(event)
            session = session.next(desk.now(), desk.state_of)
        desk.record(session.bury(desk.stamp())[1])
    own_deck(shell, "".join(f"- {card.replace('a: a', 'a: b')}\n" for card in cards), "plain.yaml")
    desk.reload()
    assert desk.changed_items
    home, sittings = desk.overview().agendas, desk.agendas()
    assert [agenda.course.id for agenda in home] == ["c", "needing", "plain"]
    for counted, planned in zip(home, sittings, strict=True):
        for one, other in zip((counted, *counted.decks), (planned, *planned.decks), strict=True):
            assert (one.due, one.new, one.learnt, one.total) == (
                len(other.plan.due),
                len(other.plan.new),
                other.learnt,
                other.total,
            )
            assert one.plan == other.plan
        assert [own.counts for own in counted.decks] == [own.candidates.counts for own in planned.decks]


def test_home_loads_nothing_that_only_a_sitting_or_a_damaged_store_needs(
    shell: Shell, tmp_path: Path
) -> None:
    own_deck(shell, RICH, "k.yaml")
    desk = Desk.open()
    session = desk.begin("k", None).next(desk.now(), desk.state_of)
    desk.record(session.answer(None, desk.now()).rate(Rating.EASY, desk.stamp())[1])
    # The desk stays open, as when a program is killed: a log of what was written lies beside the store.
    assert companion(desk.paths.store, "-wal").stat().st_size
    loaded = modules_after(
        f"import os; os.environ['QUIZAPP_HOME'] = {str(shell.home)!r}\n"
        "from pathlib import Path\n"
        "from quizapp.cli import shelf\n"
        "from quizapp.cli.desk import Desk\n"
        "from quizapp.deck import cache\n"
        "from quizapp.tui.app import QuizApp\n"
        f"shelf.shipped_decks = lambda: Path({str(tmp_path / 'shipped')!r})\n"
        "cache._GRAIN = 0  # files that were just written are read again\n"
        "assert QuizApp(Desk.open()).home.overview.agendas"
    )
    desk.close()
    own = {name.removeprefix("quizapp.") for name in loaded if name.startswith("quizapp.")}
    assert own & LATER == set()
    assert "progress.states" in own
    assert loaded & {"_hashlib", "shlex", "yaml"} == set()
