"""What bounds the work on a file that is full of mistakes, and the quick ways that must read as the slow ones."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import quizapp.deck.report
from quizapp.deck import normal
from quizapp.deck.diagnostics import Diagnostic, Severity
from quizapp.deck.ignores import sift
from quizapp.deck.reader import DeckFile, read_deck_file
from quizapp.deck.report import MOST, Report
from quizapp.deck.text import character_name, clean, forbidden, settled


def read(text: str) -> tuple[DeckFile, Report]:
    report = Report("deck.yaml", text)
    return read_deck_file(report), report


def errors(findings: tuple[Diagnostic, ...]) -> int:
    return sum(finding.severity is Severity.ERROR for finding in findings)


def test_beyond_a_thousand_errors_are_counted_and_none_is_dropped_in_silence() -> None:
    deck, report = read("- q: x\n" * (MOST + 7) + "- {q: x, a: y}\n")
    assert len(deck.cards) == 1
    told = report.findings()
    assert errors(told) == MOST
    (more,) = (finding for finding in told if finding.code == "D224")
    assert more.message == "7 more findings in this file"
    assert more.span.line == MOST + 1
    lines = [finding.span.line for finding in told]
    assert all(before <= after for before, after in pairwise(lines))


def test_errors_do_not_crowd_out_warnings() -> None:
    _, report = read("- q: x\n" * (MOST + 7) + "- {q: x, date: 2024-1-5}\n")
    assert [finding.code for finding in report.findings()][-1] == "D219"


@pytest.mark.parametrize(
    "card",
    ["- q: x\n", "- q: &a x\n  a: y\n", "- q: x: y\n", "- {q: x, a: y, a: z}\n", "- {q: x, date: foo}\n"],
)
def test_beyond_what_is_kept_errors_are_counted_and_sound_cards_are_read(
    card: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quizapp.deck.report, "MOST_KEPT", 20)
    deck, report = read(card * 25 + "- {q: x, a: y}\n" + card)
    assert [read.card.stem for read in deck.cards] == ["x"]
    assert report.errors == 26
    assert errors(report.findings()) == 20
    assert [finding.message for finding in report.findings()][-1] == "6 more findings in this file"


def test_comments_may_ignore_more_findings_than_are_told() -> None:
    """A finding that is not told is no reason to call the comment idle that ignores it."""
    card = "  - {q: x, date: 2024-1-5}\n"
    for ignored, left in (("D219", []), ("D219, D220", ["Q100"])):
        text = f"# quizapp: ignore[{ignored}]\ndeck: {{id: x}}\ncards:\n" + card * (MOST + 7)
        _, report = read(text)
        sifted = sift("deck.yaml", text, report.findings())
        assert sifted.kept == ()
        assert [finding.code for finding in sifted.unused] == left


def test_where_findings_are_only_counted_no_comment_is_called_idle(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(quizapp.deck.report, "MOST_KEPT", 20)
    text = "- {q: x, date: 2024-1-5}\n" * 25 + "- {q: x, date: 2024-1-6}  # quizapp: ignore[D219]\n"
    _, report = read(text)
    assert sift("deck.yaml", text, report.findings()).unused == ()


def test_guesses_at_what_was_meant_come_to_an_end() -> None:
    _, report = read("".join(f"- {{q: x, a: y, tagz{n}: z}}\n" for n in range(300)))
    guessed = [finding for finding in report.findings() if finding.label.startswith("did you mean")]
    assert 0 < len(guessed) < 300


def test_a_file_full_of_control_characters_is_one_error() -> None:
    deck, report = read("- {q: x, a: y}\n" + "\0" * 10_001)
    assert deck.cards == ()
    assert [finding.code for finding in report.findings()] == ["Y008"]


@given(st.text(alphabet="ab\r\n\t \x00\x1b\u2028\u00a0\ufeff\u200b\ud800é", max_size=12))
def test_forbidden_characters_are_those_that_are_replaced(text: str) -> None:
    places = [at for at, sign in enumerate(settled(text)) if sign != text[at]]
    assert list(forbidden(text)) == places
    ends = {at for at in range(len(text)) if text.startswith("\r\n", at)}
    assert [at for at, sign in enumerate(clean(text)) if sign != text[at]] == sorted({*places, *ends})
    assert all(character_name(text[at]) for at in places)


@pytest.mark.parametrize(
    ("entries", "noted"),
    [
        *(("b1,500", 1), ("b1,50", 0), ("b1,5000", 0), ("b1, 500", 0), ("b,500", 0), ("'b1',500", 0)),
        *(("b, Jr", 1), ("b, Jr.", 1), ("b, Inc", 1), ("b, C.A.", 1), ("b, cat.", 0), ("b, cat", 0)),
        *(("b, ''", 0), ("[b], Jr.", 0), ("b, 'Jr.'", 0), ("Jr., b", 0), ("1,500,500", 2)),
    ],
)
def test_a_look_at_length_and_end_misses_no_comma_within_a_text(entries: str, noted: int) -> None:
    _, report = read(f"- q: x\n  a: y\n  tags: [{entries}]\n")
    assert [finding.code for finding in report.findings()].count("D220") == noted


PIECES = st.sampled_from(
    [
        *("the", "a", "l", "x", "4", "12", "to", "and", "it's", "well-known", "3x", "1,5", "the.", "b,", "e"),
        *("?", ".", ",", ";", ":", "-", "'", "(", ")", '"', "!", "&", "+", " ", "  ", "\n", "é", "½"),
    ]
)


@given(
    st.lists(PIECES, max_size=8),
    st.sampled_from(["", " "]),
    st.sampled_from(["en", "fr", "de", "xx"]),
    st.booleans(),
    st.booleans(),
)
@example(["the", "  ", "l"], "", "en", False, True)
@example([" ", "the"], "", "en", False, True)
@example(["the", " "], "", "en", False, True)
@example(["4", "To", "12"], " ", "en", True, True)
def test_plain_words_have_the_form_that_all_steps_give(
    pieces: list[str], between: str, language: str, case: bool, ranges: bool
) -> None:
    text = between.join(pieces)
    quick = normal.normalise(text, language, case, ranges=ranges)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normal, "_of_plain_words", lambda *_: "")
        assert normal.normalise(text, language, case, ranges=ranges) == quick
