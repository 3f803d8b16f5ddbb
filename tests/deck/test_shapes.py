"""Every shape of the format is read as its author means it."""

from decimal import Decimal

import pytest

from quizapp.deck.card import facets
from quizapp.deck.cloze import Deletion
from quizapp.deck.dates import PartialDate
from quizapp.deck.shapes import (
    Cloze,
    Date,
    ListRecall,
    Marking,
    Matching,
    MultipleChoice,
    Number,
    Option,
    Ordering,
    TextAnswer,
    Timeline,
    TrueFalse,
)
from tests.deck.reading import card, cards


def test_a_question_and_an_answer_make_a_flashcard() -> None:
    only = card("- q: Capital of Norway?\n  a: Oslo\n")
    assert (only.stem, only.shape) == ("Capital of Norway?", TextAnswer("Oslo"))
    assert facets(only) == ("q",)


def test_long_names_of_keys_are_the_same_keys() -> None:
    assert card("- question: Capital?\n  answer: Oslo\n").shape == TextAnswer("Oslo")


@pytest.mark.parametrize(
    "written",
    ["NO", "1:30", "010", "1.10", "~", "null", "1994-05-04", "0x1F", "yes", "=", "<<", ".5", "1_000"],
)
def test_yaml_types_nothing(written: str) -> None:
    assert card(f"- q: What?\n  a: {written}\n").shape == TextAnswer(written)


def test_reverse_true_makes_a_second_item_and_a_text_is_the_other_question() -> None:
    both = cards(
        "- {q: A?, a: x, reverse: true}\n- {q: B?, a: y, reverse: And y?}\n- {q: C?, a: z, reverse: false}\n"
    )
    assert [shape.reverse for only in both if isinstance(shape := only.shape, TextAnswer)] == [
        "",
        "And y?",
        None,
    ]
    assert [facets(only) for only in both] == [("q", "reverse"), ("q", "reverse"), ("q",)]


def test_wrong_options_may_carry_feedback() -> None:
    expected = (Option("Bergen", "Until 1299."), Option("Trondheim"))
    as_list = card("- q: Capital?\n  a: Oslo\n  wrong:\n    - Bergen: Until 1299.\n    - Trondheim\n")
    assert isinstance(as_list.shape, TextAnswer)
    assert as_list.shape.wrong == expected
    as_mapping = card("- q: Capital?\n  a: Oslo\n  wrong: {Bergen: Until 1299.}\n")
    assert isinstance(as_mapping.shape, TextAnswer)
    assert as_mapping.shape.wrong == expected[:1]


def test_marking_options() -> None:
    only = card(
        """
        - q: Capital of Ivory Coast?
          a: Yamoussoukro
          typed: true
          accept: [Yamoussokro]
          reject: {Abidjan: "That was the capital until 1983."}
          typos: 1
          case: true
        """
    )
    marking = Marking(("Yamoussokro",), (("Abidjan", "That was the capital until 1983."),), 1, True)
    assert only.shape == TextAnswer("Yamoussoukro", typed=True, marking=marking)


def test_several_right_options() -> None:
    only = card("- q: Primes?\n  right: ['2', '3']\n  wrong: ['4']\n")
    assert only.shape == MultipleChoice((Option("2"), Option("3")), (Option("4"),))


@pytest.mark.parametrize(
    ("written", "answer"), [("true", True), ("No", False), ("yes", True), ("FALSE", False)]
)
def test_a_statement_is_true_or_false(written: str, answer: bool) -> None:
    only = card(f"- statement: It is so.\n  a: {written}\n")
    assert (only.stem, only.shape) == ("It is so.", TrueFalse(answer))


def test_cloze_deletions_are_items_groups_hide_together_and_equal_texts_are_one() -> None:
    only = card("- cloze: ==A== and ==c1::b::letter== then ==A==, ==c1::d==, a == b\n")
    assert isinstance(only.shape, Cloze)
    text = only.shape.text
    assert text.groups == ("1", "c1")
    assert text.hidden("1") == (Deletion("A", "1"),)
    assert text.hidden("c1") == (Deletion("b", "c1", "letter"), Deletion("d", "c1"))
    assert only.stem == text.whole() == "A and b then A, d, a == b"


def test_cloze_in_the_way_of_anki_and_escapes() -> None:
    only = card(r"- cloze: 'The {{c2::Nile::river}} and \==plain\== in ==C\:\:D=='" + "\n")
    assert isinstance(only.shape, Cloze)
    assert only.shape.text.hidden("c2") == (Deletion("Nile", "c2", "river"),)
    assert only.shape.text.hidden("1") == (Deletion("C::D", "1"),)
    assert "==plain==" in only.stem


def test_a_number_has_a_tolerance_and_further_units() -> None:
    only = card("- q: Height?\n  number: 8849 m ± 10\n  units: {ft: 0.3048}\n")
    assert isinstance(only.shape, Number)
    quantity = only.shape.quantity
    assert (quantity.low, quantity.high, quantity.unit) == (Decimal(8839), Decimal(8859), "m")
    assert quantity.units == (("ft", Decimal("0.3048")),)


def test_a_date_is_asked_as_precisely_as_it_is_written() -> None:
    day, month, year, span = cards(
        "- {q: A, date: 1994-05-04}\n- {q: B, date: 1994-05}\n- {q: C, date: 1994}\n- {q: D, date: 1914..1918}\n"
    )
    precisions = [only.shape.date.precision for only in (day, month, year) if isinstance(only.shape, Date)]
    assert precisions == ["day", "month", "year"]
    assert isinstance(span.shape, Date)
    assert (span.shape.date.first, span.shape.date.last) == (PartialDate(1914), PartialDate(1918))


def test_order_timeline_match_and_list() -> None:
    order, timeline, match, recall = cards(
        """
        - {q: Order?, order: [one, two, three]}
        - q: When?
          timeline: {Moon landing: 1969, First flight: 1903-12-17}
        - q: Capitals?
          match: {Norway: Oslo, Sweden: Stockholm}
          extra: [Bergen]
        - q: Three?
          list: [a1, [b1, b2], c1]
          need: 2
          ordered: true
        """
    )
    assert order.shape == Ordering(("one", "two", "three"))
    assert timeline.shape == Timeline(
        (("First flight", PartialDate(1903, 12, 17)), ("Moon landing", PartialDate(1969)))
    )
    assert match.shape == Matching((("Norway", "Oslo"), ("Sweden", "Stockholm")), ("Bergen",))
    assert recall.shape == ListRecall((("a1",), ("b1", "b2"), ("c1",)), 2, True)


def test_optional_keys_of_a_card() -> None:
    only = card(
        """
        cards:
          - q: Question?
            a: Answer
            id: abc
            was: [old-id, other-course/older]
            tags: [x, y]
            source: A book, p. 3
            explain: Because.
            hint: [first, second]
            as_of: 2020
            requires: [abc]
            shuffle: false
            note: for authors
            retired: replaced
        """
    )
    assert (only.id, only.was, only.tags) == ("abc", ("old-id", "other-course/older"), ("x", "y"))
    assert [citation.locator for citation in only.sources] == ["A book, p. 3"]
    assert (only.explain, only.hints, only.as_of) == ("Because.", ("first", "second"), "2020")
    assert (only.requires, only.shuffle, only.note, only.retired) == (
        ("abc",),
        False,
        "for authors",
        "replaced",
    )


def test_defaults_add_tags_and_stand_in_for_the_rest() -> None:
    first, second = cards(
        """
        deck: {id: d, tags: [geo]}
        sources: {book: {title: A Book}}
        defaults: {source: book, typos: 0, tags: [easy], hint: think}
        cards:
          - {q: A, a: x}
          - {q: B, a: y, source: book p. 2, tags: [hard], typos: auto, hint: no}
        """
    )
    assert first.tags == ("easy", "geo")
    assert second.tags == ("easy", "geo", "hard")
    assert [citation.locator for citation in (*first.sources, *second.sources)] == ["", "p. 2"]
    assert (first.hints, second.hints) == (("think",), ("no",))
    typos = [only.shape.marking.typos for only in (first, second) if isinstance(only.shape, TextAnswer)]
    assert typos == [0, None]
