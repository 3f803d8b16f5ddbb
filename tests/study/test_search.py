"""Looking for items: the language, and what it finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.deck.course import Course
from quizapp.deck.item import Item
from quizapp.deck.normal import folded
from quizapp.study.catalogue import Catalogue, question_of
from quizapp.study.search import Condition, Field, Subject, parse
from quizapp.study.standing import Standing
from quizapp.study.word_index import WordIndex
from tests.deck.reading import read

DECK = """
title: Capitals
tags: [geography]
cards:
  - {id: oslo, q: "Capital of **Norway**?", a: Oslo, explain: "Called Kristiania until 1924."}
  - {id: reykjavik, q: "Capital of Iceland?", a: Reykjavík, tags: [islands]}
  - {id: canberra, q: "Capital of Australia?", a: Canberra, wrong: [Sydney, Perth]}
  - {id: rhine, cloze: "The ==Rhine== rises in ==Switzerland==."}
  - {id: gross, q: "How do you write “big” in German?", a: groß}
"""


def courses() -> tuple[Course, ...]:
    course, findings = read(DECK)
    assert not findings.findings()
    return (course,)


CATALOGUE = Catalogue.of(courses())


def found(text: str, catalogue: Catalogue = CATALOGUE) -> list[str]:
    query = parse(text)
    assert not query.fault
    numbers = query.among(
        range(len(catalogue.entries)), [entry.subject for entry in catalogue.entries], catalogue.standings
    )
    return ["/".join(catalogue.entries[number].item.id.split("/")[1:]) for number in numbers]


@pytest.mark.parametrize(
    ("text", "cards"),
    [
        ("", ["oslo/q", "reykjavik/q", "canberra/q", "rhine/1", "rhine/2", "gross/q"]),
        ("capital norway", ["oslo/q"]),
        ("CAPITAL ice", ["reykjavik/q"]),
        ("reykjavik", ["reykjavik/q"]),
        ("REYKJAVÍK", ["reykjavik/q"]),
        ("gross", ["gross/q"]),
        ("GROSZ", []),
        ("kristiania", ["oslo/q"]),
        ("sydney", ["canberra/q"]),
        ("rhine/2", ["rhine/2"]),
        ('"capital of a"', ["canberra/q"]),
        ('"of capital"', []),
        ('"norway? oslo"', []),
        ("capital -oslo -sydney", ["reykjavik/q"]),
        ("tag:isl", ["reykjavik/q"]),
        ("tag:lands", []),
        ("deck:capit rises", ["rhine/1", "rhine/2"]),
        ("course:nowhere", []),
        ("-deck:capitals", []),
        ("is:new oslo", ["oslo/q"]),
        ("-is:new", []),
        ("is:", ["oslo/q", "reykjavik/q", "canberra/q", "rhine/1", "rhine/2", "gross/q"]),
        ('- " " tag:"" norway', ["oslo/q"]),
    ],
)
def test_what_is_found(text: str, cards: list[str]) -> None:
    assert found(text) == cards


def test_a_phrase_may_have_a_field_and_colons() -> None:
    assert parse('deck:"old rome" "http://x"').conditions == (
        Condition(Field.DECK, "old rome"),
        Condition(Field.TEXT, "http://x"),
    )
    assert parse('-"a  B').conditions == (Condition(Field.TEXT, "a b", negated=True),), "a quote left open"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("is:leach", "There is no is:leach. Did you mean is:leech?"),
        ("is:d", "There is no is:d. Did you mean is:due?"),
        (
            "is:q",
            "There is no is:q. There are suspended, buried, due, learning, learnt, new, flagged, noted and leech.",
        ),
        (
            "tags:x",
            "Nothing is looked for by tags: here. Did you mean tag:? A word with a colon goes in quotes.",
        ),
        (
            "https://x",
            (
                "Nothing is looked for by https: here. There are tag:, deck:, course: and is:."
                " A word with a colon goes in quotes."
            ),
        ),
    ],
)
def test_what_is_not_understood_gets_a_sentence(text: str, sentence: str) -> None:
    assert parse(text).fault == sentence


WORDS = st.text("abOß é", max_size=4)
TEXTS = st.lists(
    st.tuples(
        st.sampled_from(["", "-"]), st.sampled_from(["", "tag:", "deck:", "is:", "zz:"]), st.booleans(), WORDS
    ).map(lambda parts: f'{parts[0]}{parts[1]}"{parts[3]}"' if parts[2] else "".join((*parts[:2], parts[3]))),
    max_size=4,
).map(" ".join)


@given(st.text(max_size=40) | TEXTS)
def test_any_text_is_a_query_or_gets_a_sentence(text: str) -> None:
    query = parse(text)
    assert all(condition.value for condition in query.conditions)
    assert len(query.fault) < 250


@given(TEXTS, st.text('abOß é-"', max_size=3))
def test_a_query_that_narrows_finds_nothing_that_was_not_found_before(text: str, more: str) -> None:
    subjects = [entry.subject for entry in CATALOGUE.entries]
    earlier, later = parse(text), parse(text + more)
    everything = range(len(subjects))
    before, after = (query.among(everything, subjects, CATALOGUE.standings) for query in (earlier, later))
    if later.narrows(earlier):
        assert later.among(before, subjects, CATALOGUE.standings) == after


@given(TEXTS, st.lists(st.text("abOß é\n", max_size=9), max_size=12))
def test_an_index_of_words_finds_the_same(text: str, texts: list[str]) -> None:
    subjects = [Subject(folded(one), (), "", "") for one in texts]
    nothing_known: list[frozenset[Standing]] = [frozenset()] * len(subjects)
    query, everything = parse(text), range(len(subjects))
    index = WordIndex(subject.text for subject in subjects)
    assert query.among(everything, subjects, nothing_known, index) == query.among(
        everything, subjects, nothing_known
    )


def test_an_index_of_words_leaves_out_what_cannot_be_meant() -> None:
    texts = [f"number {number} of many" for number in range(1000)]
    index = WordIndex(texts)
    assert index.holding(["99"]) == {number for number in range(1000) if "99" in str(number)}
    assert index.holding(["99", "umber 59"]) == {599}, "each piece of a phrase is looked for by itself"
    assert index.holding(["absent", "many"]) == set()
    assert index.holding(["many"]) is None, "all of them have it"
    assert index.holding(["1"]) is None, "too many words have it"
    assert index.holding([]) is None


def test_typing_on_narrows_and_taking_back_does_not() -> None:
    assert parse("capi").narrows(parse("cap"))
    assert parse("cap nor").narrows(parse("cap"))
    assert not parse("cap").narrows(parse("capi"))
    assert not parse("-capi").narrows(parse("-cap")), "fewer are left out"
    assert parse("-cap").narrows(parse("-capi"))
    assert not parse("is:new").narrows(parse("is:due"))


def test_states_are_found_by_their_words() -> None:
    catalogue = Catalogue.of(courses())
    catalogue.standings[1] = frozenset({Standing.LEARNT, Standing.DUE, Standing.FLAGGED})
    assert found("is:due is:flagged", catalogue) == found("-is:new", catalogue) == ["reykjavik/q"]


def test_a_question_on_one_line() -> None:
    course, _ = read(
        '- {id: a, q: "Two\\n\\n*lines*?", a: b, reverse: true}\n- {id: c, cloze: "==x== and ==y=="}\n'
    )
    entries = Catalogue.of((course,)).entries
    assert [entry.question for entry in entries] == ["Two lines?", "b", "[…] and y", "x and […]"]
    assert isinstance(entries[0].item, Item)
    assert question_of(entries[1].item) == "b"
