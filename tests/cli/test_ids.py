"""`quizapp ids` changes authors' files by ids alone, and says what it did."""

import re
from pathlib import Path

import pytest

from tests.cli.command import Shell

DECK = b"\xef\xbb\xbf- q: One # sure\r\n  a: 1\r\n- {q: Two, a: 2}"
ID = re.compile(rb"(\r\n  id: |, id: )[a-z0-9]{6}")


def test_missing_ids_are_added_and_nothing_else(shell: Shell, tmp_path: Path) -> None:
    path = tmp_path / "deck.yaml"
    path.write_bytes(DECK)
    assert shell.run("ids", "deck.yaml") == (0, "deck.yaml: 2 ids added\n", "")
    changed = path.read_bytes()
    assert changed != DECK
    assert ID.sub(b"", changed) == DECK
    assert shell.run("ids", "deck.yaml") == (0, "deck.yaml: every card has an id\n", "")
    assert path.read_bytes() == changed


def test_the_diff_changes_nothing(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_bytes(DECK)
    status, out, err = shell.run("ids", "--diff", "deck.yaml")
    assert (status, err) == (0, "")
    assert re.search(r"^\+  id: [a-z0-9]{6}$", out, re.MULTILINE)
    assert [line for line in out.splitlines() if line.startswith("-")] == [
        "--- deck.yaml",
        "-- {q: Two, a: 2}",
    ]
    assert (tmp_path / "deck.yaml").read_bytes() == DECK


def test_a_course_keeps_its_own_file_and_its_ids_apart(shell: Shell, tmp_path: Path) -> None:
    course = tmp_path / "course"
    course.mkdir()
    (course / "course.yaml").write_text("id: c\npath: [a.yaml, b.yaml]\n")
    (course / "a.yaml").write_text("".join(f"- {{q: Q{n}, a: A{n}}}\n" for n in range(50)))
    (course / "b.yaml").write_text("".join(f"- {{q: R{n}, a: A{n}}}\n" for n in range(50)))
    assert shell.run("ids", "course/b.yaml")[1] == "course/b.yaml: 50 ids added\n"
    status, out, _ = shell.run("ids", "course")
    assert (status, out) == (0, "course/a.yaml: 50 ids added\ncourse/b.yaml: every card has an id\n")
    assert (course / "course.yaml").read_text() == "id: c\npath: [a.yaml, b.yaml]\n"
    assert shell.run("check", "--strict", "course")[0] == 0


def test_a_file_that_cannot_be_read_is_left_with_a_sentence(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("- q: a: b\n")
    (tmp_path / "good.yaml").write_text("- q: a\n  a: b\n")
    (tmp_path / "latin.yaml").write_bytes(b"- q: \xe9\n")
    status, out, err = shell.run("ids", "bad.yaml", "good.yaml", "latin.yaml")
    assert status == 1
    assert out == "good.yaml: 1 id added\n"
    assert "bad.yaml: left as it is" in err
    assert "latin.yaml: left as it is" in err
    assert (tmp_path / "bad.yaml").read_text() == "- q: a: b\n"


def test_a_card_that_takes_no_id_is_named(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "odd.yaml").write_text("- q: a\n  a: b\n- [q: x]\n")
    assert shell.run("ids", "odd.yaml")[0] == 0
    (tmp_path / "pairs.yaml").write_text("[q: x,\nq: y]\n")
    status, out, err = shell.run("ids", "pairs.yaml")
    assert (status, out) == (1, "pairs.yaml: no ids added\n")
    assert err.startswith("pairs.yaml:1: no id fits")


def test_an_id_without_a_value_is_no_id(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "deck.yaml").write_text("- q: a\n  a: b\n  id:\n")
    status, out, err = shell.run("ids", "deck.yaml")
    assert (status, out) == (1, "deck.yaml: no ids added\n")
    assert err == "deck.yaml:3: this id cannot be used; `quizapp check deck.yaml` says why\n"
    assert (tmp_path / "deck.yaml").read_text() == "- q: a\n  a: b\n  id:\n"


def test_what_cannot_be_run_says_why(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    status, _, err = shell.run("ids", "nowhere")
    assert (status, "no file or folder nowhere" in err) == (2, True)
    (tmp_path / "empty").mkdir()
    assert shell.run("ids", "empty")[0] == 2
    (tmp_path / "deck.yaml").write_bytes(DECK)
    monkeypatch.setattr("os.access", lambda *_: False)
    status, out, err = shell.run("ids", "deck.yaml")
    assert (status, out) == (2, "")
    assert "deck.yaml: nothing was written: Permission denied" in err


def test_a_link_out_of_the_folder_is_not_followed(shell: Shell, tmp_path: Path) -> None:
    inside, outside = tmp_path / "inside", tmp_path / "outside.yaml"
    inside.mkdir()
    outside.write_text("- q: x\n  a: y\n")
    (inside / "link.yaml").symlink_to(outside)
    (inside / "own.yaml").write_text("- q: x\n  a: y\n")
    assert shell.run("ids", "inside")[1] == "inside/own.yaml: 1 id added\n"
    assert outside.read_text() == "- q: x\n  a: y\n"
    assert shell.run("ids", "inside/link.yaml")[1] == "inside/link.yaml: 1 id added\n"
