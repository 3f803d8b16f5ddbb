"""A start reads and opens what it shows, and no more, however many cards there are."""

from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.deck.stored_cards import LEAF, StoredCards
from quizapp.memory.rating import Rating
from tests.cli.command import Shell
from tests.cli.test_commands import own_deck
from tests.test_architecture import modules_after

pytestmark = pytest.mark.usefixtures("own_decks_alone")

CARDS = 3 * LEAF


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
    session = Desk.open().begin("k", None)
    assert len(session.queue) == 2
    assert 1 <= len(opened) <= 2


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


def test_home_loads_nothing_that_only_a_sitting_or_a_damaged_store_needs(
    shell: Shell, tmp_path: Path
) -> None:
    own_deck(shell, "- {q: Question?, a: a}\n- {q: Another?, a: b}\n", "k.yaml")
    desk = Desk.open()
    session = desk.begin("k", None).next(desk.now(), desk.state_of)
    desk.record(session.answer(None, desk.now()).rate(Rating.EASY, desk.stamp())[1])
    desk.close()
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
    later = ("deck.reader", "deck.shapes", "grading.mark", "study.event", "study.session", "study.comeback")
    damage = ("backup", "derived", "log", "mending", "recovery")
    names = {*later, *(f"progress.{name}" for name in damage)}
    assert {name for name in names if f"quizapp.{name}" in loaded} == set()
    assert "quizapp.progress.states" in loaded
