"""A fix is kept only if all else stays as it was."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.deck.card import Card, Place
from quizapp.deck.diagnostics import Diagnostic, Edit, Fix, Severity, Span
from quizapp.deck.editing.fixing import fix_text
from quizapp.deck.reader import read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.shapes import TextAnswer

NOWHERE = Place("", 0, 0, 0, 0)


def cards(text: str) -> list[Card]:
    return [replace(read.card, place=NOWHERE) for read in read_deck_file(Report("deck.yaml", text)).cards]


def findings(text: str) -> tuple[Diagnostic, ...]:
    report = Report("deck.yaml", text)
    read_deck_file(report)
    return report.findings()


def course_findings(text: str) -> tuple[Diagnostic, ...]:
    report = Report("course.yaml", text)
    read_course_file(report)
    return report.findings()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- front: x\n  back: y\n", "- q: x\n  a: y\n"),
        ("- prompt: x\n  correct_answer: y\n  explanation: z\n", "- q: x\n  a: y\n  explain: z\n"),
        ("- q: x\n  number: 007 m\n", "- q: x\n  number: 7 m\n"),
        ("- q: x\n  date: 2024-1-5\n", "- q: x\n  date: 2024-01-05\n"),
        (
            "- q: x\n  timeline: {a: 4 May 1994, b: 1995-1-2}\n",
            "- q: x\n  timeline: {a: 1994-05-04, b: 1995-01-02}\n",
        ),
        ("- {q:Paris, a: x}\n", "- {q: Paris, a: x}\n"),
        ("- q: x\n  a: y\n  wrong:\n    -b\n    -c\n", "- q: x\n  a: y\n  wrong:\n    - b\n    - c\n"),
        ("- q: x\n\ta: y: z\n", "- q: x\n  a: 'y: z'\n"),
        ("- {q: a: b, a: c: d}\n", "- {q: 'a: b', a: 'c: d'}\n"),
        ("- q: a: b\r\n  a: @x\r\n  explain: c: d\r\n", "- q: 'a: b'\r\n  a: '@x'\r\n  explain: 'c: d'\r\n"),
    ],
)
def test_what_is_certain_is_mended(text: str, expected: str) -> None:
    fixed = fix_text(text, findings)
    assert fixed.text == expected
    assert fixed.left == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- q: x\n  anwser: y\n", "- q: x\n  answer: y\n"),
        ("- q: x\n  a: y\n  options: [y, z, w]\n", "- q: x\n  a: y\n  wrong: [z, w]\n"),
        ("- q: x\n  a: y\n  choices:\n    - z\n    - y\n", "- q: x\n  a: y\n  wrong:\n    - z\n"),
        ("- q: x\n  options: [z, w]\n  a: y\n", "- q: x\n  wrong: [z, w]\n  a: y\n"),
        ("- q: x\n  a: y\n  wrong:\n    z\n    w\n", "- q: x\n  a: y\n  wrong:\n    - z\n    - w\n"),
        ("- q: C #sharp\n  a: y\n", "- q: 'C #sharp'\n  a: y\n"),
        ("- q: x\n  a: #1\n", "- q: x\n  a: '#1'\n"),
    ],
)
def test_what_is_likely_is_mended_when_asked_for(text: str, expected: str) -> None:
    assert fix_text(text, findings).text == text
    fixed = fix_text(text, findings, unsafe=True)
    assert fixed.text == expected
    assert fixed.left == ()


@pytest.mark.parametrize(
    "text",
    [
        # renamed, it would be there twice
        "- q: x\n  front: y\n  a: z\n",
        # quoted, the card would have no answer
        "- q: x a: y\n",
        # two of the options are the answer
        "- q: x\n  a: y\n  options: [y, y, z]\n",
    ],
)
def test_a_fix_that_would_make_another_mistake_is_not_made(text: str) -> None:
    fixed = fix_text(text, findings)
    assert fixed.text == text
    assert fixed.applied == ()
    assert fixed.left == findings(text)


def test_one_bad_fix_does_not_keep_the_good_ones_back() -> None:
    bad = "- q: x\n  front: y\n  a: z\n"
    good = "- front: x\n  a: y: z\n"
    fixed = fix_text(good + bad + good + bad + good, findings)
    mended = "- q: x\n  a: 'y: z'\n"
    assert fixed.text == mended + bad + mended + bad + mended
    assert [finding.code for finding in fixed.left] == ["D201", "D201"]


def test_a_fix_that_changes_another_card_is_not_made() -> None:
    """A finding whose fix is wrong: it reaches into the card behind."""
    text = "- q: x\n  number: 007\n- q: z\n  a: w\n"
    wrong = Diagnostic(
        "D218",
        Severity.WARNING,
        "m",
        "f",
        Span(2, 11, 2, 14),
        fix=Fix("", (Edit(Span(2, 11, 4, 6), "7\n- a: "),)),
    )

    def read(text: str) -> tuple[Diagnostic, ...]:
        return (wrong,) if "007" in text else ()

    assert fix_text(text, read).text == text


def test_course_yaml_is_mended_too() -> None:
    fixed = fix_text("id: k\ntitle: One: two\npath: [a.yaml]\n", course_findings)
    assert fixed.text == "id: k\ntitle: 'One: two'\npath: [a.yaml]\n"


def test_findings_that_only_the_course_can_tell_are_mended_once() -> None:
    text = "- q: x\n  a: Y\n"
    more = Diagnostic(
        "Q111", Severity.NOTE, "m", "f", Span(2, 6, 2, 7), fix=Fix("write y", (Edit(Span(2, 6, 2, 7), "y"),))
    )
    fixed = fix_text(text, findings, more=[more])
    assert fixed.text == "- q: x\n  a: y\n"
    assert fixed.applied == (more,)


VALUES = st.text(alphabet=st.sampled_from("ab 1é:#'\"[]{}&*!|>%@`,?-\\~="), min_size=1, max_size=14).map(
    lambda text: text.strip(" #")
)


@settings(max_examples=80)
@given(
    VALUES.filter(bool),
    st.sampled_from(
        ["- q: One\n  a: {}\n", "- q: '1'\n  a: One\n  wrong:\n    - {}\n    - z\n", "- {{q: One, a: {}}}\n"]
    ),
)
def test_an_unquoted_value_is_given_back_or_left(value: str, form: str) -> None:
    """Whatever is written without quotation marks, no other card changes, and a value that YAML could
    not read is read as it was written or not at all."""
    before, after = "- q: First\n  a: sound\n", "- q: Last\n  a: sound\n"
    text = before + form.format(value) + after
    fixed = fix_text(text, findings)
    kept = cards(fixed.text)
    sound = cards(before + after)
    assert [card for card in kept if card.stem in ("First", "Last")] == sound
    if fixed.text == text or "," in value or form.startswith("- {"):
        return
    (card,) = (card for card in kept if card not in sound)
    assert isinstance(card.shape, TextAnswer)
    # An option may have its feedback behind a colon.
    texts = {
        card.shape.answer,
        *(f"{one.text}: {one.feedback}".removesuffix(": ") for one in card.shape.wrong),
    }
    # A mark before it was an attempt at quoting, and ` #` may well begin a comment.
    assert value in texts or value[0] in "'\"" or " #" in value
