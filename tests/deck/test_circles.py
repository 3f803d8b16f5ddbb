"""Cards that require one another are found and told of, however they lead to each other."""

import pytest

from quizapp.deck.circles import circles
from quizapp.deck.diagnostics import Diagnostic
from tests.deck.reading import read


def cards(*written: str) -> str:
    """A deck of cards `a`, `b` and so on, each with what is written for it."""
    return "".join(
        f"- {{q: q{id}, a: x, id: {id}{', ' if more else ''}{more}}}\n"
        for id, more in zip("abcdefg", written, strict=False)
    )


def finding(text: str) -> Diagnostic:
    (only,) = read(text)[1].findings()
    assert only.code == "D225"
    return only


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (("", "requires: a", "requires: b"), ()),
        (("requires: b", "requires: a"), (("a", "b"),)),
        (("requires: c", "requires: a", "requires: b"), (("a", "b", "c"),)),
        (("requires: a",), (("a",),)),
        (("requires: b", "requires: 'tag:t'", "requires: a, tags: [t]"), (("a", "b", "c"),)),
        (("requires: 'tag:t', tags: [t]", "tags: [t]"), ()),
        (("requires: 'tag:t', tags: [t]", "requires: 'tag:t', tags: [t]"), (("a", "b"),)),
        (("requires: 'deck:deck'", ""), ()),
        (("requires: 'deck:deck'", "requires: a"), (("a", "b"),)),
        (("requires: b", "requires: a", "requires: [a, d]", "requires: c"), (("a", "b"), ("c", "d"))),
        (("requires: b", "requires: a, retired: old"), ()),
    ],
)
def test_circles(written: tuple[str, ...], expected: tuple[tuple[str, ...], ...]) -> None:
    course, _ = read(cards(*written))
    assert course.circles == circles(course.decks) == expected


def test_a_finding_names_the_cards_and_shows_what_each_requires() -> None:
    found = finding(cards("requires: [d, b]", "requires: [c]", "requires: a", ""))
    assert found.message == "`a`, `b` and `c` require one another"
    assert (found.span.line, found.span.column) == (1, 38), "`b`, not `d`, which is outside"
    assert [(other.span.line, other.span.column) for other in found.related] == [(2, 35), (3, 34)]


def test_of_many_cards_some_are_named_and_all_shown() -> None:
    found = finding(cards(*(f"requires: {other}" for other in "bcdefga")))
    assert found.message == "`a`, `b`, `c`, `d` and 3 others require one another"
    assert len(found.related) == 6


def test_a_card_that_requires_itself() -> None:
    assert finding(cards("requires: a")).message == "`a` requires itself"


def test_what_the_defaults_require_is_shown_at_the_card() -> None:
    text = "quizapp: 1\ndeck: {id: d}\ndefaults: {requires: 'deck:d'}\ncards:\n- {q: x, a: y, id: a}\n- {q: z, a: y, id: b}\n"
    found = finding(text)
    assert found.span.line == 5
    assert found.related[0].span.line == 6


@pytest.mark.parametrize("last", ["k0", "k1999"])
def test_a_long_chain_is_followed_without_recursion(last: str) -> None:
    chain = "".join(f"- {{q: q{n}, a: x, id: k{n}, requires: k{n + 1}}}\n" for n in range(1999))
    course, report = read(f"{chain}- {{q: end, a: x, id: k1999, requires: {last}}}\n")
    assert [len(circle) for circle in course.circles] == [2000 if last == "k0" else 1]
    assert len(report.findings()) == 1
