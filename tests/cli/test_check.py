"""`quizapp check`: formats and exit statuses."""

import json
from pathlib import Path

import pytest

from tests.cli.command import Shell

BROKEN = "- q: Capital of France?\n  anwser: Paris\n- q: Sound?\n  a: yes\n"
NOTED = "- q: x\n  a: y\n  wrong: [1,500, z]\n"


def write(name: str, text: str) -> str:
    Path(name).write_text(text, encoding="utf-8")
    return name


def test_the_full_format_shows_line_caret_and_remedy(shell: Shell) -> None:
    status, out, err = shell.run("check", write("capitals.yaml", BROKEN))
    assert status == 1
    assert out == (
        "error[D201]: unknown key `anwser`\n"
        "  --> capitals.yaml:2:3   card 1, “Capital of France?”\n"
        "  |\n"
        "2 |   anwser: Paris\n"
        "  |   ^^^^^^ did you mean `answer`?\n"
        "  = fix: write `answer`\n\n"
    )
    assert err == "1 usable card in 1 deck: 1 error.\n"


def test_carets_stand_under_wide_characters_and_tabs(shell: Shell) -> None:
    _, out, _ = shell.run("check", write("wide.yaml", "- {q: 日本語, anwser: x}\n"))
    line, carets = out.splitlines()[3:5]
    assert line == "1 | - {q: 日本語, anwser: x}"
    # Three wide characters take six cells, so the caret stands three columns further than by count.
    assert carets.index("^") == line.index("anwser") + 3


def test_a_long_line_is_cut_around_the_caret(shell: Shell) -> None:
    _, out, _ = shell.run("check", write("long.yaml", f"- {{q: {'x ' * 3000}, anwser: y}}\n"))
    assert max(map(len, out.splitlines())) < 200
    assert "anwser" in out.splitlines()[3]


def test_control_characters_reach_no_terminal(shell: Shell) -> None:
    _, out, _ = shell.run("check", write("esc.yaml", "- q: a\x1b]0;title\x07b\n  a: x\n"))
    assert "\x1b" not in out
    assert "\x07" not in out


def test_the_json_format_has_all_of_a_finding(shell: Shell) -> None:
    (finding,) = shell.json("check", "--format", "json", write("capitals.yaml", BROKEN))
    place = [finding[key] for key in ("file", "line", "column", "end_line", "end_column")]
    assert place == ["capitals.yaml", 2, 3, 2, 9]
    assert (finding["code"], finding["severity"], finding["message"]) == (
        "D201",
        "error",
        "unknown key `anwser`",
    )
    (edit,) = finding["fix"]["edits"]
    assert (edit["line"], edit["column"], edit["end_column"], edit["text"]) == (2, 3, 9, "answer")


def test_nothing_found_is_an_empty_list(shell: Shell) -> None:
    assert shell.json("check", "--format", "json", write("fine.yaml", "- {q: x, a: y}\n")) == []


def test_the_github_format_is_an_annotation(shell: Shell) -> None:
    _, out, err = shell.run("check", "--format", "github", write("a,b.yaml", BROKEN))
    assert out.startswith(
        "::error file=a%2Cb.yaml,line=2,endLine=2,col=3,endColumn=9,title=D201::unknown key"
    )
    assert err == ""


def test_the_concise_format_is_one_line(shell: Shell) -> None:
    _, out, _ = shell.run("check", "--format", "concise", write("capitals.yaml", BROKEN))
    assert out == "capitals.yaml:2:3: error[D201] unknown key `anwser`: did you mean `answer`?\n"


@pytest.mark.parametrize(
    ("text", "options", "status"),
    [(NOTED, [], 0), (NOTED, ["--strict"], 1), (BROKEN, [], 1), ("- {q: x, a: y}\n", ["--strict"], 0)],
)
def test_exit_statuses(shell: Shell, text: str, options: list[str], status: int) -> None:
    assert shell.run("check", write("deck.yaml", text), *options)[0] == status


def test_a_check_that_cannot_run_says_so(shell: Shell) -> None:
    status, _, err = shell.run("check", "gone.yaml")
    assert (status, "gone.yaml" in err) == (2, True)
    Path("empty").mkdir()
    assert shell.run("check", "empty")[0] == 2
    assert shell.run("check")[0] == 2


def test_findings_of_a_path_that_exists_are_shown_beside_one_that_does_not(shell: Shell) -> None:
    status, out, _ = shell.run("check", "--format", "json", "gone.yaml", write("capitals.yaml", BROKEN))
    assert (status, len(json.loads(out))) == (2, 1)


def test_the_shipped_decks_have_no_findings(shell: Shell) -> None:
    decks = Path(__file__).parents[2] / "decks"
    assert shell.run("check", "--strict", str(decks))[:2] == (0, "")


def test_where_no_path_is_there_nothing_is_summed_up(shell: Shell) -> None:
    _, out, err = shell.run("check", "gone.yaml", "away.yaml")
    assert out == ""
    assert err.splitlines() == [
        "quizapp check: there is no file or folder gone.yaml",
        "quizapp check: there is no file or folder away.yaml",
    ]


def test_no_file_name_reaches_the_annotations_with_control_characters(shell: Shell) -> None:
    _, out, _ = shell.run("check", "--format", "github", write("a\x1b[31m\u202eb.yaml", BROKEN))
    assert out.startswith("::error file=a\ufffd[31m\ufffdb.yaml,line=2")
