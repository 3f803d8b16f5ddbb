from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.editing.appending import CannotAppend, appended, new_file
from quizapp.deck.editing.card_writer import Fields, Pairs, Style, Value, as_read, card_text
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.reader import read_deck_file
from quizapp.deck.report import Report

AWKWARD = st.sampled_from(
    [
        "a: b", "a #b", "- x", "? y", "[x", "it's", '"q" x', "true", "null", "'", "|", "a\n\n  b\n#c", "-",
        "x:", "k" * 1500, "%d", "@home", "`x`", "*a", "&b", "!t", "---", "...", "<<", "=", "1_000", "a, b",
        "{x}", "\u00a0x\u00a0", "\x1b[0m", "a\tb", "C:\\dir", "==x==", "e\u0301", "日本", "a\r\nb", "\ufeff",
    ]
)  # fmt: skip
TEXT = st.text(max_size=30) | AWKWARD | st.tuples(AWKWARD, AWKWARD).map(" ".join)
PAIRS = st.lists(st.tuples(TEXT, TEXT), max_size=3).map(lambda pairs: Pairs(tuple(pairs)))
LISTS = st.lists(TEXT | PAIRS | st.lists(TEXT, max_size=3).map(tuple), max_size=4).map(tuple)
FIELDS: st.SearchStrategy[dict[str, Value]] = st.dictionaries(
    st.sampled_from(["q", "a", "wrong", "match", "explain", "hint"]),
    TEXT | st.booleans() | PAIRS | LISTS,
    min_size=1,
    max_size=4,
)
CARD: Fields = {"q": "New: one?", "a": "it's", "wrong": ("no", "# x"), "id": "bcdfgh"}


def read(node: Node) -> Value | dict[str, Value]:
    match node:
        case Scalar():
            return node.value.strip()
        case Sequence():
            return tuple(read(entry) for entry in node.items)  # type: ignore[arg-type, return-value]
        case Mapping():
            return Pairs(tuple((read(key), read(value)) for key, value in node.pairs))  # type: ignore[misc]


def expected(value: Value) -> Value:
    return str(value).lower() if isinstance(value, bool) else value


def cards(text: str) -> list[object]:
    """The cards of a text as the reader makes them, without their places."""
    report = Report("x.yaml", text)
    found = read_deck_file(report)
    return [(card.card.id, card.card.stem, card.card.shape, card.card.explain) for card in found.cards]


@pytest.mark.parametrize("style", list(Style))
@given(fields=FIELDS)
def test_what_was_filled_in_is_what_is_read(style: Style, fields: dict[str, Value]) -> None:
    wanted = as_read(fields)
    text = card_text(fields, style)
    root = build(f"[{text}]" if style is not Style.BLOCK else text).root
    if not wanted:
        return
    card = root.items[0] if style is not Style.BLOCK and isinstance(root, Sequence) else root
    assert isinstance(card, Mapping)
    keys = {str(read(key)): read(value) for key, value in card.pairs}
    assert keys == {name: expected(value) for name, value in wanted.items()}


def test_plain_text_stays_plain() -> None:
    fields: Fields = {"q": "Capital of Norway?", "a": "Oslo", "typed": True, "explain": "", "hint": ("a-b",)}
    assert card_text(fields) == "q: Capital of Norway?\na: Oslo\ntyped: true\nhint:\n  - a-b\n"


def test_a_text_that_other_readers_take_for_a_flag_is_quoted() -> None:
    assert card_text({"reverse": "true"}) == "reverse: 'true'\n"


STYLES = {
    "list": "- q: A\n  a: b\n",
    "no newline": "- q: A\n  a: b",
    "header": "quizapp: 1\ncards:\n  - q: A\n    a: b\n",
    "indentless": "cards:\n- q: A\n  a: b\ntags: [x]\n",
    "trailing key": "cards:\n    -   q: A\n        a: b # why\n\n# more\nid: x\n",
    "windows": "cards:\r\n  - q: A\r\n    a: b\r\n",
    "blank lines": "- q: A\n  a: b\n\n- q: B\n  a: c\n\n# end",
    "block": "- q: A\n  a: b\n  explain: |+\n    one\n\n\n",
    "block then key": "cards:\n  - q: A\n    a: |\n      b\nid: x\n",
    "folded without newline": "- q: A\n  a: b\n  explain: >-\n    one",
    "lines": "- q: A\n  a: b\n  explain: 'one\n\n    two'\n",
    "dash alone": "-\n  q: A\n  a: b\n",
    "flow": "cards: [{q: A, a: b}]\n",
    "flow lines": "cards: [\n  {q: A, a: b},\n  {q: C, a: d},  # last\n]\n",
    "json": '{"cards": [\n {"q": "A", "a": "b"}\n]}',
    "flow cards": "- {q: A, a: b}\n",
    "empty": "",
    "comment": "# to come",
    "no cards": "quizapp: 1\ndeck: X\ncards:   # none yet\n",
    "empty list": "deck: X\ncards: []",
    "header only": "deck: {id: x}",
    "another card is broken": "- q: A\n  anwser: b\n- q: B\n  a: c\n",
    "a character of no deck": "- q: A\x07\n  a: b\n- q: B\n  a: c\n",
    "marker": "---\n- q: A\n  a: b\n...\n",
    "unicode": "- q: Où?\n  a: 日本\n",
    "explicit": "? cards\n: - q: A\n    a: b\n",
}


@pytest.mark.parametrize("name", STYLES)
def test_a_card_is_added_in_the_style_of_the_file(name: str) -> None:
    text = STYLES[name]
    result = appended(text, CARD)
    assert isinstance(result, str)
    assert cards(result)[:-1] == cards(text)
    assert [card.card.id for card in read_deck_file(Report("x.yaml", result)).cards][-1] == "bcdfgh"
    start = next(
        (at for at, pair in enumerate(zip(text, result, strict=False)) if len(set(pair)) > 1), len(text)
    )
    assert result.endswith(text[start:]), "something was taken away"
    assert ("\r\n" in text) == ("\r\n" in result)
    assert "\r\n" not in text or "\n" not in result.replace("\r\n", "")


def test_where_the_card_goes() -> None:
    short: Fields = {"q": "N", "a": "n"}
    assert appended(STYLES["no newline"], short) == "- q: A\n  a: b\n- q: N\n  a: n\n"
    assert (
        appended(STYLES["trailing key"], short)
        == "cards:\n    -   q: A\n        a: b # why\n    -   q: N\n        a: n\n\n# more\nid: x\n"
    )
    assert appended(STYLES["blank lines"], short) == STYLES["blank lines"] + "\n\n- q: N\n  a: n\n"
    assert appended(STYLES["flow"], short) == "cards: [{q: A, a: b}, {q: N, a: n}]\n"
    assert (
        appended(STYLES["flow lines"], short)
        == "cards: [\n  {q: A, a: b},\n  {q: C, a: d},\n  {q: N, a: n},  # last\n]\n"
    )
    assert appended(STYLES["json"], short) == '{"cards": [\n {"q": "A", "a": "b"},\n {"q": "N", "a": "n"}\n]}'


@pytest.mark.parametrize(
    "text",
    [
        "- q: 'A\n",
        "quizapp: 1\npath: [a.yaml]\n",
        "cards: none\n",
        "some words",
        "deck: {id: x}\n...\n",
        "- q: A\n  a: b\n---\n- q: B\n  a: c\n",
    ],
)
def test_what_cannot_be_added_to_says_so(text: str) -> None:
    assert isinstance(appended(text, CARD), CannotAppend)


@given(fields=FIELDS, style=st.sampled_from(sorted(STYLES)))
def test_any_card_goes_into_any_file(fields: dict[str, Value], style: str) -> None:
    result = appended(STYLES[style], {**fields, "q": "x"})
    assert isinstance(result, str)
    assert cards(result)[: len(cards(STYLES[style]))] == cards(STYLES[style])


def test_a_new_file_is_a_sound_deck() -> None:
    report = Report("my-cards.yaml", new_file(CARD, "my-cards", "My: cards"))
    deck = read_deck_file(report)
    assert (deck.header.id, deck.header.title, len(deck.cards), report.findings()) == (
        "my-cards",
        "My: cards",
        1,
        (),
    )
