"""Two versions of decks, card by card."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.cli.command import Shell

OLD = """cards:
  - {q: Capital of Norway?, a: Oslo}
  - {q: Capital of Peru?, a: Lima, id: peru, tags: [geo]}
  - {q: Highest mountain?, a: Everest, id: high}
  - {q: Goes away?, a: indeed, id: away}
  - {q: Stays?, a: as it was}
"""
NEW = """cards:
  - {q: What is the capital of Norway?, a: Oslo}
  - {q: Capital of Peru?, a: Lima, id: peru, tags: [geo, capital], explain: Since 1535.}
  - {q: Highest mountain?, a: Mount Everest, id: high}
  - {q: Comes new?, a: of course}
  - {q: Stays?, a: as it was}
"""

needs_git = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def write(name: str, text: str) -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def git(*arguments: str) -> None:
    identity = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def commit(message: str) -> None:
    git("add", "-A")
    git("commit", "-q", "-m", message)


@pytest.fixture
def repository(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository of two commits; the second has its cards in another wording."""
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    git("init", "-q")
    write("decks/k.yaml", OLD)
    commit("old")
    write("decks/k.yaml", NEW)
    commit("new")
    return top


def test_two_files(shell: Shell) -> None:
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    status, out, err = shell.run("diff", "old.yaml", "new.yaml")
    assert (status, err) == (1, "")
    assert (
        out
        == """\
added: new.yaml:5
  + Comes new?
removed: old.yaml:5
  - Goes away?
reworded: old.yaml:2 → new.yaml:2
  - Capital of Norway?
  + What is the capital of Norway?
answer changed: old.yaml:4 → new.yaml:4
    Highest mountain?
  - answer: Everest
  + answer: Mount Everest
tags, explain changed: old.yaml:3 → new.yaml:3
    Capital of Peru?
1 added, 1 removed, 1 reworded, 1 answer changed, 1 changed otherwise.
"""
    )


def test_the_same_is_no_difference(shell: Shell) -> None:
    write("old.yaml", OLD)
    write("copy.yaml", "# a remark\n" + OLD)
    assert shell.run("diff", "old.yaml", "copy.yaml") == (0, "No card differs.\n", "")
    assert not list(shell.home.parent.glob("quizapp-*"))


def test_json_has_places_and_texts(shell: Shell) -> None:
    write("old.yaml", OLD)
    write("new.yaml", NEW)
    report = shell.json("diff", "--json", "old.yaml", "new.yaml")
    assert report["summary"] == {
        "added": 1, "removed": 1, "moved": 0, "reworded": 1, "answer changed": 1, "changed otherwise": 1,
    }  # fmt: skip
    (reworded,) = [change for change in report["changes"] if "reworded" in change["kinds"]]
    assert (reworded["old"]["line"], reworded["new"]["file"]) == (2, "new.yaml")
    assert reworded["new"]["question"] == "What is the capital of Norway?"


def test_a_card_in_another_file_has_moved(shell: Shell) -> None:
    for folder, files in {"1": ("a.yaml", "b.yaml"), "2": ("b.yaml", "a.yaml")}.items():
        write(f"{folder}/course.yaml", "id: c\npath: [a.yaml, b.yaml]\n")
        write(f"{folder}/{files[0]}", "cards: [{q: Wanders?, a: often, id: w}]\n")
        write(f"{folder}/{files[1]}", f"cards: [{{q: Stays in {files[1]}?, a: ever, id: s}}]\n")
    status, out, _ = shell.run("diff", "1", "2")
    assert status == 1
    assert "moved: 1/a.yaml:1 → 2/b.yaml:1\n    Wanders?" in out


def test_an_earlier_id_is_the_same_card(shell: Shell) -> None:
    write("old.yaml", "deck: {id: k}\ncards: [{q: A?, a: x, id: old}]\n")
    write("new.yaml", "deck: {id: k}\ncards: [{q: Quite another one?, a: y, id: new, was: old}]\n")
    _, out, _ = shell.run("diff", "old.yaml", "new.yaml")
    assert out.startswith("reworded, answer changed, id, was changed: ")


def test_what_stands_beside_the_answer(shell: Shell) -> None:
    write(
        "old.yaml", "cards: [{q: How high?, number: 8849 m ± 10, id: a}, {q: B?, a: x, wrong: [y], id: b}]\n"
    )
    write(
        "new.yaml", "cards: [{q: How high?, number: 8849 m ± 20, id: a}, {q: B?, a: x, wrong: [z], id: b}]\n"
    )
    out = shell.run("diff", "old.yaml", "new.yaml")[1]
    assert "wrong changed: " in out
    assert out.endswith("2 changed otherwise.\n")


@needs_git
def test_a_revision_is_the_current_folder_as_it_was(
    shell: Shell, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write("elsewhere/x.yaml", "cards: [{q: X?, a: y}]\n")
    commit("more")
    monkeypatch.chdir(repository / "decks")
    status, out, _ = shell.run("diff", "HEAD~2", ".")
    assert status == 1
    assert "reworded: HEAD~2:decks/k.yaml:2 → k.yaml:2" in out
    assert out.endswith("1 added, 1 removed, 1 reworded, 1 answer changed, 1 changed otherwise.\n")
    assert shell.run("diff", "HEAD~1", "HEAD")[0] == 0


@needs_git
@pytest.mark.parametrize("old", ["HEAD~1:decks/k.yaml", "HEAD~1:decks", "HEAD~1"])
def test_a_file_or_a_folder_of_a_revision(shell: Shell, repository: Path, old: str) -> None:
    new = "decks/k.yaml" if old.endswith("yaml") else "decks" if ":" in old else "."
    status, out, _ = shell.run("diff", old, new)
    assert status == 1
    assert "reworded: HEAD~1:decks/k.yaml:2 → decks/k.yaml:2" in out


@needs_git
@pytest.mark.parametrize("name", ["decks", "decks/k.yaml", "."])
def test_a_revision_beside_a_path_is_that_path_as_it_was(shell: Shell, repository: Path, name: str) -> None:
    assert shell.run("diff", "HEAD", name)[1] == "No card differs.\n"
    assert shell.run("diff", "HEAD~1", name)[1].endswith(
        "1 added, 1 removed, 1 reworded, 1 answer changed, 1 changed otherwise.\n"
    )


def test_two_sides_of_which_nothing_can_be_read_are_not_the_same(shell: Shell) -> None:
    write("k.yaml", OLD)
    write("l.yaml", "just text\n")
    for pair in (("k.yaml", "l.yaml"), ("l.yaml", "k.yaml")):
        status, out, err = shell.run("diff", *pair)
        assert (status, out) == (2, "")
        assert err == "quizapp diff: l.yaml cannot be read (quizapp check says why).\n"


def test_a_file_of_a_course_is_read_with_its_course(shell: Shell, repository: Path) -> None:
    write("c/course.yaml", "id: c\npath: [a.yaml]\n")
    write("c/a.yaml", "cards: [{q: Wanders?, a: often}]\n")
    commit("course")
    assert shell.run("diff", "HEAD:c/a.yaml", "c/a.yaml")[:2] == (0, "No card differs.\n")


@needs_git
def test_links_and_hidden_files_of_a_revision_are_left_out(shell: Shell, repository: Path) -> None:
    write("decks/.hidden.yaml", OLD)
    Path("decks/link.yaml").symlink_to("/etc/passwd")
    Path("decks/real.yaml").symlink_to("k.yaml")
    commit("links")
    assert "link" not in shell.run("diff", "HEAD~1:decks", "HEAD:decks")[1]
    assert shell.run("diff", "HEAD~1:decks", "HEAD:decks")[0] == 0


@needs_git
@pytest.mark.parametrize(
    "name",
    ["nothing", "--output=x", "HEAD:none.yaml", "HEAD:../../etc", ":", "a\0b", "-", "HEAD^{blob}"],
)
def test_what_is_neither_is_a_sentence(shell: Shell, repository: Path, name: str) -> None:
    write("x.yaml", OLD)
    status, out, err = shell.run("diff", "--", name, "x.yaml")
    assert (status, out) == (2, "")
    assert err.startswith("quizapp diff: ")
    assert err.endswith(".\n")
    assert not Path("x").exists()


def test_outside_of_a_repository(shell: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write("x.yaml", OLD)
    assert shell.run("diff", "HEAD", "x.yaml")[0] == 2
    monkeypatch.setattr("shutil.which", lambda _: None)
    assert "git is not installed" in shell.run("diff", "HEAD", "x.yaml")[2]
    assert shell.run("diff", "x.yaml", "x.yaml")[0] == 0


def test_a_broken_side_is_said(shell: Shell) -> None:
    write("old.yaml", OLD)
    write("new.yaml", "cards:\n  - {q: [}\n")
    status, _, err = shell.run("diff", "old.yaml", "new.yaml")
    assert (status, "new.yaml: what cannot be read" in err) == (1, True)
