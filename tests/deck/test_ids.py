"""Ids are put into any deck that parses, and nothing else in it changes."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.card import Card, Place
from quizapp.deck.editing.edits import taken_out
from quizapp.deck.editing.missing_ids import WithIds, add_ids, ids_in, new_id
from quizapp.deck.identity import valid_id
from quizapp.deck.reader import read_deck_file
from quizapp.deck.report import Report

NOWHERE = Place("", 0, 0, 0, 0)


def counting(signs: str) -> str:
    """A choice that is the same each time; ids then differ only by what is taken."""
    return signs[0]


def added(text: str, seed: int = 1) -> WithIds:
    made = add_ids(text, random.Random(seed).choice, set())
    assert made is not None
    return made


def cards(text: str) -> list[Card]:
    read = read_deck_file(Report("deck.yaml", text)).cards
    return [replace(one.card, place=NOWHERE) for one in read]


def written(text: str) -> str:
    """The text with ids, each of them replaced by ID."""
    made = added(text)
    for card in cards(made.text):
        made = replace(made, text=made.text.replace(card.id, "ID"))
    return made.text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- q: x\n  a: y\n", "- q: x\n  id: ID\n  a: y\n"),
        ("- q: x\r\n  a: y\r\n", "- q: x\r\n  id: ID\r\n  a: y\r\n"),
        ("- q: x # why\n  a: y", "- q: x # why\n  id: ID\n  a: y"),
        ("-\n  q: x\n  a: y\n", "-\n  q: x\n  id: ID\n  a: y\n"),
        ("- a: y\n  q: x", "- a: y\n  id: ID\n  q: x"),
        ("- {q: x, a: y}\n", "- {q: x, id: ID, a: y}\n"),
        ("- {q: 'x, y', a: y}", "- {q: 'x, y', id: ID, a: y}"),
        ('[{"q": "x", "a": "y"}]', '[{"q": "x", "id": "ID", "a": "y"}]'),
        ("- q: |\n    x\n\n  a: y\n", "- q: |\n    x\n\n  id: ID\n  a: y\n"),
        ("- q: >-\n    x\n    z\n  a: y\n", "- q: >-\n    x\n    z\n  id: ID\n  a: y\n"),
        ("- q: x\n    goes on\n  a: y\n", "- q: x\n    goes on\n  id: ID\n  a: y\n"),
        ("- q: 'x\n\n    y'\n  a: y\n", "- q: 'x\n\n    y'\n  id: ID\n  a: y\n"),
        ("- ? q\n  : x\n  ? a\n  : y\n", "- ? q\n  : x\n  id: ID\n  ? a\n  : y\n"),
        (
            "cards:\n    -   q: x\n        a: y\ntags: t\n",
            "cards:\n    -   q: x\n        id: ID\n        a: y\ntags: t\n",
        ),
        (
            "- wrong:\n    - b\n    - c\n  q: x\n  a: y\n",
            "- wrong:\n    - b\n    - c\n  id: ID\n  q: x\n  a: y\n",
        ),
        ("- a: y\n  q: |\n    x", "- a: y\n  id: ID\n  q: |\n    x"),
    ],
)
def test_an_id_stands_where_the_first_value_ends(text: str, expected: str) -> None:
    assert written(text) == expected


def test_a_block_that_the_file_ends_in_keeps_its_text() -> None:
    """Behind `x` a line end would become part of the text, so the id goes before the key."""
    assert added("- wrong: [b]\n- q: |+\n    x").text.endswith("  q: |+\n    x")


@pytest.mark.parametrize(
    ("value", "unusable"), [("k", ()), ("a/b", (3,)), ("''", (3,)), ("", (3,)), ("[k]", (3,))]
)
def test_a_card_with_any_id_is_left(value: str, unusable: tuple[int, ...]) -> None:
    text = f"- q: x\n  a: y\n  id: {value}\n"
    assert added(text) == WithIds(text, unusable=unusable)


def test_a_card_whose_way_of_writing_takes_no_id_is_left_and_named() -> None:
    made = added("[q: x,\nq: y]")
    assert (made.text, made.left) == ("[q: x,\nq: y]", (1, 2))
    mixed = added("- q: one\n- [q: x]\n- q: two\n")
    assert len(mixed.insertions) == 2


@pytest.mark.parametrize("text", ["- q: a: b\n", "- q: x\n---\n- q: y\n", "- q: &x y\n", "- q: [\n"])
def test_what_cannot_be_read_gets_none(text: str) -> None:
    assert add_ids(text, counting, set()) is None


@pytest.mark.parametrize(
    "text", ["", "text\n", "deck: x\n", "cards: x\n", "- text\n- []\n- {}\n", "# nothing\n"]
)
def test_what_holds_no_cards_stays(text: str) -> None:
    assert added(text).text == text


def test_an_id_is_new_to_the_whole_course() -> None:
    taken = ids_in("- {q: x, id: bcdfgh, was: [zzzzzz]}\n- requires: [xk2345]\n")
    assert taken == {"bcdfgh", "zzzzzz", "xk2345"}
    signs = iter("bcdfgh" + "bcdfgj")
    assert new_id(lambda _: next(signs), taken) == "bcdfgj"


@given(st.integers())
def test_an_id_is_no_word_and_no_number_and_may_be_used(seed: int) -> None:
    made = new_id(random.Random(seed).choice, set())
    assert len(made) == 6
    assert made[0].isalpha()
    assert not set(made) & set("aeiou")
    assert valid_id(made)


# -- any style ------------------------------------------------------------------------------

WORDS = st.text(alphabet="abc é?", min_size=1, max_size=8).map(str.strip).filter(bool)


@st.composite
def values(draw: st.DrawFn, indent: int) -> str:
    """A value in one of the styles of YAML, behind its key."""
    word, other = draw(WORDS).lstrip("?- "), draw(WORDS).lstrip("?- ")
    word, other = word or "w", other or "w"
    deep = " " * (indent + draw(st.integers(1, 4)))
    comment = draw(st.sampled_from(["", "  # why: not", " #"]))
    blank = draw(st.sampled_from(["", "\n", "\n\n"]))
    return draw(
        st.sampled_from(
            [
                f"{word}{comment}\n",
                f"'{word}: x'{comment}\n",
                f'"{word} \\" #"{comment}\n',
                f"{word}\n{deep}{other}{comment}\n{blank}",
                f"'{word}\n\n{deep}{other}'{comment}\n",
                f"|{comment}\n{deep}{word}\n{deep}  {other}\n{blank}",
                f"|+\n{deep}{word}\n{blank}",
                f">-\n{deep}{word}\n{deep}{other}\n{blank}",
                f"\n{deep}{word}{comment}\n",
            ]
        )
    )


@st.composite
def block_cards(draw: st.DrawFn, column: int) -> str:
    dash = draw(st.sampled_from(["- ", "-   ", "-\n"]))
    indent = column + (draw(st.integers(1, 4)) if dash == "-\n" else len(dash))
    lead = " " * indent
    card = "" if dash != "-\n" else lead
    keys = draw(st.permutations(["q", "a", "explain"]))
    for number, key in enumerate(keys):
        name = draw(st.sampled_from([key, f"'{key}'", f'"{key}"', f"{key} "]))
        value = draw(values(indent))
        colon = ":" if value.startswith("\n") else ": "
        card += (lead if number else "") + f"{name}{colon}{value}"
    return " " * column + dash + card


@st.composite
def flow_cards(draw: st.DrawFn, column: int) -> str:
    q, a = draw(WORDS).replace("?", "x"), draw(WORDS).replace("?", "x")
    card = draw(
        st.sampled_from(
            [
                f"{{q: {q}, a: {a}}}",
                f'{{"q": "{q}", "a":"{a}"}}',
                f"{{ q : '{q}' , a: {a}, }}",
                f"{{q: {q}, # why\n{' ' * column}    a: {a}}}",
            ]
        )
    )
    return " " * column + f"- {card}\n"


@st.composite
def decks(draw: st.DrawFn) -> str:
    column = draw(st.sampled_from([0, 2, 3]))
    one = st.one_of(block_cards(column), flow_cards(column))
    between = st.sampled_from(["", "\n", "# a comment\n", " " * column + "# aside\n\n"])
    body = "".join(draw(one) + draw(between) for _ in range(draw(st.integers(1, 4))))
    head = "cards:\n" if column else draw(st.sampled_from(["", "cards:\n", "title: T\ncards: # here\n"]))
    text = head + body + (draw(st.sampled_from(["", "tags: [t]\n"])) if head else "")
    if draw(st.booleans()):
        text = text.replace("\n", "\r\n")
    return text.rstrip("\r\n") if draw(st.booleans()) else text


@settings(max_examples=40)
@given(decks(), st.integers())
def test_in_any_style_only_ids_are_added(text: str, seed: int) -> None:
    before = cards(text)
    made = added(text, seed)
    after = cards(made.text)
    assert not made.left
    assert len({card.id for card in after}) == len(before) > 0
    assert [replace(card, id="") for card in after] == before
    assert taken_out(made.text, made.insertions) == text
    assert added(made.text).text == made.text
