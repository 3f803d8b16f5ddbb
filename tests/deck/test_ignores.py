from textwrap import dedent

import pytest

from quizapp.deck.codes import severity
from quizapp.deck.diagnostics import Diagnostic, Span
from quizapp.deck.editing.edits import apply
from quizapp.deck.ignores import Sifted, sift

DECK = """\
# About the deck.
quizapp: 1
deck: Capitals
cards:
  # Of the north.
  - q: Capital of Norway?
    a: Oslo
  - q: "Capital of Sweden? # quizapp: ignore[Q101]"
    explain: |
      # quizapp: ignore[Q101]
    a: Stockholm

  - {q: Capital of Finland?, a: Helsinki}
"""
NORWAY, SWEDEN, FINLAND = 6, 8, 13


def at(line: int, code: str = "Q101") -> Diagnostic:
    return Diagnostic(code, severity(code), "seen", "deck.yaml", Span(line, 5, line, 9))


def sifted(text: str, *findings: Diagnostic) -> Sifted:
    return sift("deck.yaml", text, findings)


def test_without_comments_everything_is_kept() -> None:
    findings = (at(NORWAY), at(SWEDEN), at(2, "Q102"))
    assert sifted(DECK, *findings) == Sifted(findings, ())


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (5, "  # quizapp: ignore[Q101]  the length is meant"),
        (5, "# quizapp: ignore[ Q104 , Q101 ]\n  # Of the north."),
        (6, "  - q: Capital of Norway?  # quizapp: ignore[Q101]"),
        (7, "    a: Oslo # quizapp:ignore[Q101]"),
        (7, "    # quizapp: ignore[Q101]\n    a: Oslo"),
    ],
)
def test_a_comment_holds_for_the_card_it_stands_at(line: int, text: str) -> None:
    lines = DECK.split("\n")
    more = text.count("\n")
    lines[line - 1] = text
    deck = "\n".join(lines)
    norway, sweden = at(NORWAY + (more if line < 7 else 0)), at(SWEDEN + more)
    assert sifted(deck, norway, sweden).kept == (sweden,)


def test_a_comment_above_the_first_key_holds_for_the_whole_file() -> None:
    deck = DECK.replace("# About the deck.", "# quizapp: ignore[Q102, Q101]")
    assert sifted(deck, at(2, "Q102"), at(NORWAY), at(FINLAND)) == Sifted((), ())


def test_above_a_bare_list_it_holds_for_the_first_card_alone() -> None:
    deck = "# quizapp: ignore[Q101]\n- {q: A, a: b}\n- {q: B, a: c}\n"
    assert sifted(deck, at(2), at(3)).kept == (at(3),)


def test_a_file_that_yaml_cannot_read_keeps_its_comments() -> None:
    deck = "# quizapp: ignore[Q101]\n- q: A\n  a: b\n- q: B: c: d\n  a: c\n"
    assert sifted(deck, at(3), at(4)).kept == (at(4),)


def test_errors_are_never_ignored() -> None:
    error = at(NORWAY, "D201")
    result = sifted(DECK.replace("# Of the north.", "# quizapp: ignore[D201]"), error)
    assert result.kept == (error,)
    assert [(found.code, found.span.line) for found in result.unused] == [("Q100", 5)]


@pytest.mark.parametrize(
    ("comment", "label"),
    [
        ("ignore[q104]", "did you mean Q104?"),
        ("ignore[ZZZZ]", "`quizapp explain` lists the codes"),
        ("ignore Q101", "write the codes in brackets, as in `ignore[Q104]`"),
        ("ignore[Q101]", "take it out"),
    ],
)
def test_a_comment_in_vain_is_a_finding_with_a_remedy(comment: str, label: str) -> None:
    (finding,) = sifted(DECK.replace("# Of the north.", f"# quizapp: {comment}")).unused
    assert (finding.code, finding.span.line, finding.label) == ("Q100", 5, label)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("- q: A\n  # quizapp: ignore[Q104]\n  a: b\n", "- q: A\n  a: b\n"),
        ("- q: A  # quizapp: ignore[Q104]\r\n  a: b\r\n", "- q: A\r\n  a: b\r\n"),
        ("- q: A  # quizapp: ignore[Q104, Q101] so\n  a: b", "- q: A  # quizapp: ignore[Q101] so\n  a: b"),
        ("- q: A  # quizapp: ignore[Q104, Q105]\n  a: b", "- q: A\n  a: b"),
        ("- q: A\n  a: b\n# quizapp: ignore[Q104]", "- q: A\n  a: b\n"),
    ],
)
def test_what_ignores_nothing_can_be_taken_out(before: str, after: str) -> None:
    fixes = [found.fix for found in sifted(before, at(1)).unused if found.fix]
    (fix,) = fixes
    assert fix.safe
    assert apply(before, fix.edits) == after


def test_a_text_is_no_comment() -> None:
    assert sifted(dedent(DECK), at(SWEDEN)) == Sifted((at(SWEDEN),), ())
