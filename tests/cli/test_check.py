"""`quizapp check`: formats and exit statuses."""

import json
import signal
import sys
from pathlib import Path
from subprocess import DEVNULL, PIPE, Popen
from threading import Timer

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
        "  = fix: write `answer` (quizapp check --unsafe-fixes)\n"
        "  = more: quizapp explain D201\n\n"
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


def test_a_second_place_is_shown_and_told(shell: Shell) -> None:
    path = write("twice.yaml", "- q: x\n  a: y\n" + "# more\n" * 9 + "  a: z\n")
    _, out, _ = shell.run("check", path)
    assert out.splitlines()[1:9] == [
        "   --> twice.yaml:12:3   card 1, “x”",
        "   |",
        "12 |   a: z",
        "   |   ^ the first one is on line 2; keep one of them",
        "   ::: twice.yaml:2:3",
        "   |",
        " 2 |   a: y",
        "   |   - the first one",
    ]
    (finding,) = shell.json("check", "--format", "json", path)
    (place,) = finding["related"]
    assert (place["file"], place["line"], place["column"]) == ("twice.yaml", 2, 3)
    assert place["message"] == "the first one"


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


def test_the_sarif_format_says_what_the_json_format_says(shell: Shell) -> None:
    path = write("a deck.yaml", BROKEN)
    (finding,) = shell.json("check", "--format", "json", path)
    log = shell.json("check", "--format", "sarif", path)
    (run,) = log["runs"]
    (result,) = run["results"]
    rule = run["tool"]["driver"]["rules"][result["ruleIndex"]]
    assert log["version"] == "2.1.0"
    assert (rule["id"], result["ruleId"], result["level"]) == ("D201", "D201", "error")
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "a%20deck.yaml"
    keys = {"startLine": "line", "startColumn": "column", "endLine": "end_line", "endColumn": "end_column"}
    assert place["region"] == {sarif: finding[key] for sarif, key in keys.items()}
    (change,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert change["insertedContent"]["text"] == finding["fix"]["edits"][0]["text"]


def test_no_findings_are_a_sarif_log_without_results(shell: Shell) -> None:
    (run,) = shell.json("check", "--format", "sarif", write("fine.yaml", "- {q: x, a: y}\n"))["runs"]
    assert (run["results"], run["tool"]["driver"]["rules"]) == ([], [])


ALL_OF_THEM = "- q: Which of these is a planet?\n  a: Mars\n  wrong: [Titan, Ceres, All of the above]\n"


def test_an_ignore_comment_ignores_and_one_in_vain_is_a_note(shell: Shell) -> None:
    comment = "# quizapp: ignore[Q104]\n"
    assert [
        found["code"] for found in shell.json("check", "--format", "json", write("deck.yaml", ALL_OF_THEM))
    ] == ["Q104"]
    write("deck.yaml", comment + ALL_OF_THEM)
    assert shell.json("check", "--format", "json", "deck.yaml") == []
    write("deck.yaml", comment + "- {q: x, a: y}\n")
    assert [found["code"] for found in shell.json("check", "--format", "json", "deck.yaml")] == ["Q100"]


@pytest.fixture
def course(shell: Shell) -> Shell:
    write("course.yaml", "id: c\npath: [one.yaml, two.yaml]\n")
    write("one.yaml", "- {id: a, q: Capital of Norway?, a: Oslo}\n")
    write("two.yaml", "- {id: b, q: Capital of Norway?, a: Bergen}\n- {id: c, q: x, wrong: [y]}\n")
    write("three.yaml", "- {q: x}\n")
    return shell


def where(shell: Shell, *paths: str) -> set[tuple[str, str]]:
    found = shell.json("check", "--format", "json", *paths)
    return {(finding["file"], finding["code"]) for finding in found}


def test_a_file_of_a_course_is_checked_as_a_part_of_it(course: Shell) -> None:
    whole = where(course, ".")
    assert {("two.yaml", "D202"), ("two.yaml", "Q130"), ("three.yaml", "S406")} <= whole
    assert where(course, "two.yaml") == {found for found in whole if found[0] == "two.yaml"}
    assert where(course, "one.yaml", "two.yaml") == {
        found for found in whole if found[0] in ("one.yaml", "two.yaml")
    }
    assert where(course, "three.yaml") == {("three.yaml", "D202")}
    assert where(course, "one.yaml", ".") == whole


def test_several_files_of_a_course_are_counted_together(course: Shell) -> None:
    assert "2 usable cards in 2 decks" in course.run("check", "one.yaml", "two.yaml")[2]


def test_a_watched_deck_is_checked_again_after_a_change(shell: Shell) -> None:
    path = Path(write("deck.yaml", BROKEN))
    watch = Popen(
        [sys.executable, "-m", "quizapp", "check", "--watch", "--format", "concise", str(path)],
        stdout=PIPE,
        stderr=DEVNULL,
        text=True,
    )
    given_up = Timer(30, watch.kill)  # a change that goes unnoticed fails the test and does not hold it up
    given_up.start()
    try:
        assert watch.stdout is not None
        assert "D201" in watch.stdout.readline()
        path.write_text(BROKEN.replace("anwser", "a").replace("a: yes", "z: yes"), encoding="utf-8")
        assert "deck.yaml:4:3: error[D201]" in watch.stdout.readline()
        watch.send_signal(signal.SIGINT)
        assert watch.wait(timeout=20) == 1
    finally:
        given_up.cancel()
        watch.kill()
        watch.communicate()
