"""What a DECK means, and that a sitting over a path stays with it."""

from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.cli.study import _reader
from quizapp.cli.targets import resolve
from quizapp.deck.library import Library
from tests.cli.command import Shell

CARDS = "- {q: One?, a: one, id: one}\n"


@pytest.fixture
def course(shell: Shell) -> Path:
    folder = Path("x")
    folder.mkdir()
    (folder / "course.yaml").write_text("id: mine\ntitle: Mine\npath: [one.yaml]\n", encoding="utf-8")
    (folder / "one.yaml").write_text(CARDS, encoding="utf-8")
    return folder


@pytest.mark.parametrize("name", [".", "x", "./x", "x/", "x/course.yaml", "x/one.yaml", "./x/../x"])
def test_a_path_is_read_again_from_itself(course: Path, name: str) -> None:
    target = resolve(name, Library)
    read = _reader(target)
    assert target.path is not None
    assert read is not None
    assert [course.id for course in read().courses] == ["mine"]


def test_a_known_course_is_read_with_all_the_others(course: Path) -> None:
    desk = Desk.open()
    # A path of the same name changes nothing: the id goes first.
    Path("world-basics").mkdir()
    target = resolve("world-basics", lambda: desk.library)
    assert (target.path, _reader(target)) == (None, None)


@pytest.mark.parametrize("name", [".", "x/course.yaml"])
def test_studying_a_path_asks_its_cards(
    shell: Shell, course: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.StringIO("one\n\n"))
    status, out, _ = shell.run("study", "--plain", name)
    assert (status, "1 answer kept, 1 right" in out) == (0, True)


@pytest.mark.parametrize("name", ["~no-such-user", "x" * 5000, "./" + "x/" * 3000, "a\0b", "\udcff"])
def test_what_can_be_no_path_is_unknown(shell: Shell, name: str) -> None:
    status, _, err = shell.run("study", name)
    assert (status, err.startswith("There is no deck, file or folder called")) == (2, True)
