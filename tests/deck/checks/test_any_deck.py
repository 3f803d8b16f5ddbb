"""Whatever a deck holds, the rules raise nothing, and point into the card they speak of."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.anatomy import FileAnatomy
from quizapp.deck.checks import quality
from quizapp.deck.checks.rules import CARD_RULES
from quizapp.deck.codes import TITLES
from quizapp.deck.diagnostics import Severity
from tests.deck.checks.judging import accepts
from tests.deck.reading import read

PIECES = st.sampled_from(
    [
        "a",
        "an",
        "the",
        "not",
        "all",
        "of",
        "above",
        "none",
        "these",
        "yes",
        "no",
        "is",
        "Is",
        "It",
        "this",
        "He",
        "currently",
        "10",
        "15",
        "10–20",
        "more",
        "than",
        "5",
        "or",
        "and",
        ";",
        ".",
        "?",
        "…",
        "___",
        "**",
        "*",
        "_",
        "`",
        "==",
        "c1::",
        "::",
        "figure",
        "above",
        "Oslo",
        "oslo",
        "Oslo.",
        "Ålesund",
        "Bergen",
        "zinć",
        "日本",
        "'",
        '"',
        "\\",
        "{",
        "}",
        "[",
        "]",
        "#",
        "&",
        "!",
        "|",
        ">",
        "%",
        "@",
        "\t",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=8).map(" ".join)
MANY = st.lists(TEXTS, min_size=1, max_size=4)
OPTIONS = MANY | st.dictionaries(TEXTS, TEXTS, min_size=1, max_size=2)
EXTRAS = st.fixed_dictionaries(
    {}, optional={"hint": TEXTS | MANY, "as_of": TEXTS, "accept": MANY, "typos": st.sampled_from("0123")}
)
CARDS = st.one_of(
    st.fixed_dictionaries(
        {"q": TEXTS, "a": TEXTS},
        optional={"wrong": OPTIONS, "reverse": TEXTS | st.just(True), "typed": st.just(True), "hints": MANY},
    ),
    st.fixed_dictionaries({"question": TEXTS, "right": OPTIONS, "wrong": OPTIONS}),
    st.fixed_dictionaries({"statement": TEXTS, "answer": st.booleans()}),
    st.builds(
        lambda text, hidden, extra: {"cloze": f"{text} =={hidden}== {text}", **extra}, TEXTS, TEXTS, EXTRAS
    ),
    st.fixed_dictionaries({"q": TEXTS, "number": st.sampled_from(["1503", "10 km ± 1", "1.5..2 V"])}),
    st.fixed_dictionaries({"q": TEXTS, "date": st.sampled_from(["1503", "1994-05", "c. 1450 ± 10"])}),
    st.fixed_dictionaries({"q": TEXTS, "order": MANY}),
    st.fixed_dictionaries({"q": TEXTS, "match": st.dictionaries(TEXTS, TEXTS)}),
    st.fixed_dictionaries({"q": TEXTS, "list": st.lists(TEXTS | MANY)}),
)
FLOW = st.lists(CARDS, min_size=1, max_size=4).map(json.dumps)


def _block(cards: list[dict[str, object]]) -> str:
    """Block cards with values in JSON, some texts as blocks of their own."""
    lines = []
    for card in cards:
        for number, (key, value) in enumerate(card.items()):
            lead = "- " if number == 0 else "  "
            if isinstance(value, str) and value.strip() and number % 2:
                lines.append(f"{lead}{key}: |\n    .{value}")
            else:
                lines.append(f"{lead}{key}: {json.dumps(value)}")
    return "\n".join(lines) + "\n"


BLOCK = st.lists(CARDS, min_size=1, max_size=4).map(_block)


@given(FLOW | BLOCK | st.text("-q: ab\n=[]{}'\"", max_size=60))
def test_findings_lie_within_their_cards(text: str) -> None:
    course, _ = read(text)
    findings = quality([course], lambda _: text, accepts)
    file = FileAnatomy(text)
    for finding in findings:
        start = file.index.offset(finding.span.line, finding.span.column)
        end = file.index.offset(finding.span.end_line, finding.span.end_column)
        assert start < end
        assert finding.severity is not Severity.ERROR
        number = int(finding.card.removeprefix("card ").partition(",")[0])
        (card,) = [card for card in course.decks[0].cards if file.number(card) == number]
        assert card.place.start <= start < end <= card.place.end


def test_each_rule_of_a_card_has_a_code_and_cites_its_source() -> None:
    for code, rule in CARD_RULES.items():
        assert code in TITLES
        assert rule.__doc__ is not None
        assert rule.__doc__.startswith(f"{code}: ")
        assert any(source in rule.__doc__ for source in ("Haladyna", "NBME", "Wozniak"))


LONG = 20_000


@pytest.mark.parametrize(
    "card",
    [
        {"q": "a " * LONG, "a": "a", "wrong": ["a " * LONG, "1 " * LONG]},
        {"q": "_" * LONG + " an", "a": "1" * LONG, "wrong": ["1-" * LONG, "." * LONG]},
        {"q": "not " * LONG, "a": "x", "wrong": ["all " * LONG, "'" * LONG]},
        {"cloze": "==x== " * 1000 + "".join(f"==c{n}::xxx xxx{n}== " for n in range(1000))},
        {"q": "x", "list": [f"xxxx{n}" for n in range(1000)]},
        {"q": "x", "a": "; " * LONG, "typed": True, "hint": ["; " * LONG]},
    ],
)
def test_long_texts_come_to_an_end(card: dict[str, object]) -> None:
    text = json.dumps([card, card])
    course, _ = read(text)
    assert len(course.decks[0].cards) == 2
    quality([course], lambda _: text, lambda item, typed: False)
