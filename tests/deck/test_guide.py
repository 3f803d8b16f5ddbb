from pathlib import Path
from textwrap import dedent

from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.card import Card, Place
from quizapp.deck.course import Deck
from quizapp.deck.files import load
from quizapp.deck.guide import Choice, learning_order
from quizapp.deck.shapes import TrueFalse
from tests.deck.reading import found, read

CARDS = """
cards:
  - {id: a1, q: A1, a: x, tags: [core]}
  - {id: a2, q: A2, a: x}
  - {id: a3, q: A3, a: x, tags: [core, odd]}
  - {id: a4, q: A4, a: x, tags: [odd]}
"""


def order(guide: str) -> tuple[str, ...]:
    course, report = read(f"quizapp: 1\nguide: {guide}{CARDS}")
    assert report.findings() == ()
    return course.learning_order


def test_without_a_guide_there_is_no_order_of_its_own() -> None:
    assert read(CARDS)[0].learning_order == ()


def test_what_no_step_names_comes_at_the_end() -> None:
    assert order("[a3]") == ("a3", "a1", "a2", "a4")
    assert order("[tag:core]") == ("a1", "a3", "a2", "a4")
    assert order("[a4, tag:core]") == ("a4", "a1", "a3", "a2")


def test_several_names_want_cards_that_all_fit() -> None:
    assert order("[tag:core tag:odd]") == ("a3", "a1", "a2", "a4")
    assert order("[deck:deck tag:odd]") == ("a3", "a4", "a1", "a2")


def test_entries_of_a_step_take_turns() -> None:
    assert order("[[tag:odd, tag:core]]") == ("a3", "a1", "a4", "a2")
    assert order("[[a2, tag:core]]") == ("a2", "a1", "a3", "a4")


def test_a_guide_leads_through_the_decks_of_a_course(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "id: c\npath: [one.yaml, two.yaml]\nguide:\n  - tag:core\n  - [deck:two, deck:one]\n"
    )
    for name in ("one", "two"):
        (tmp_path / f"{name}.yaml").write_text(
            dedent(f"""
                - {{id: {name}-a, q: "{name} a?", a: x}}
                - {{id: {name}-b, q: "{name} b?", a: x, tags: [core]}}
                - {{id: {name}-c, q: "{name} c?", a: x}}
                """)
        )
    library = load(tmp_path)
    assert library.diagnostics == ()
    expected = ("one-b", "two-b", "two-a", "one-a", "two-c", "one-c")
    assert library.courses[0].learning_order == expected


def test_names_that_stand_for_nothing_are_found() -> None:
    assert found("guide: [tag:cor, tag:odd]\n" + CARDS) == [("D222", 1, 9)]
    assert "did you mean `tag:core`" in read("guide: [tag:cor]\n" + CARDS)[1].findings()[0].label


def test_a_guide_of_another_kind_is_found_and_left_out() -> None:
    assert found("guide: tag:core\n" + CARDS) == [("D204", 1, 8)]
    assert found("guide: []\n" + CARDS) == [("D205", 1, 8)]
    assert found("guide: [[a1, [a2]]]\n" + CARDS) == [("D204", 1, 14)]


def test_a_deck_that_a_course_lists_has_no_guide_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("id: c\npath: [one.yaml]\n")
    (tmp_path / "one.yaml").write_text("guide: [tag:core]\n" + CARDS)
    library = load(tmp_path)
    assert [finding.code for finding in library.diagnostics] == ["S410"]
    assert library.courses[0].learning_order == ()


@given(
    st.lists(st.lists(st.sampled_from("abcde"), max_size=3), max_size=12),
    st.lists(st.lists(st.lists(st.sampled_from("abcde"), min_size=1, max_size=2), min_size=1), min_size=1),
)
def test_every_card_has_one_place(tags: list[list[str]], steps: list[list[list[str]]]) -> None:
    cards = tuple(
        Card(f"id{at}", "S", TrueFalse(True), Place("f", 1, 1, 0, 1), tags=tuple(own))
        for at, own in enumerate(tags)
    )
    guide = tuple(
        tuple(Choice(tuple(f"tag:{tag}" for tag in names), 0, 1) for names in step) for step in steps
    )
    assert sorted(learning_order(guide, (Deck("d", "D", cards, "f"),))) == sorted(card.id for card in cards)
