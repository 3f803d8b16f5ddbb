"""`quizapp explain`: a page by code, and the list of all."""

import pytest

from quizapp.deck.codes import TITLES
from tests.cli.command import Shell


def test_a_page_has_both_examples_and_what_check_says_of_the_wrong_one(shell: Shell) -> None:
    status, out, err = shell.run("explain", "d201")
    assert (status, err) == (0, "")
    assert out.startswith("error[D201]: unknown key\n\n")
    wrong, said, right = (out.index(part) for part in ("Wrong:", "`quizapp check` says", "Right:"))
    assert wrong < out.index("      anwser: Paris") < said
    assert said < out.index("--> deck.yaml:2:3") < right < out.index("      answer: Paris")
    assert "tmp" not in out


def test_files_of_a_course_are_named(shell: Shell) -> None:
    _, out, _ = shell.run("explain", "I305")
    assert "  birds.yaml\n    id: animals\n" in out
    assert "birds.yaml has it too" in out
    assert "quizapp-" not in out


@pytest.mark.parametrize("columns", [40, 300])
def test_text_is_wrapped_to_the_terminal(shell: Shell, monkeypatch: pytest.MonkeyPatch, columns: int) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    _, out, _ = shell.run("explain", "S402")
    text = out[: out.index("Wrong:")]
    longest = max(map(len, text.splitlines()))
    assert min(columns, 88) - 15 < longest <= min(columns, 88)


def test_without_a_code_all_are_listed_by_family(shell: Shell) -> None:
    status, out, _ = shell.run("explain")
    listed = [line.split()[0] for line in out.splitlines() if line.startswith("  ") and line[2] != " "]
    assert status == 0
    assert sorted(listed) == sorted(TITLES)
    assert listed[0] == "Y001"


def test_a_letter_lists_its_family(shell: Shell) -> None:
    _, out, _ = shell.run("explain", "s")
    assert "S401" in out
    assert "D201" not in out


@pytest.mark.parametrize(("typed", "hint"), [("D2O1", "Did you mean D201?"), ("\x1bzzz", "all are listed")])
def test_an_unknown_code_is_answered_with_the_nearest(shell: Shell, typed: str, hint: str) -> None:
    status, out, err = shell.run("explain", typed)
    assert (status, out) == (2, "")
    assert hint in err
    assert "\x1b" not in err
