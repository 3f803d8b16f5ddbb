"""Fixes are written to the files of authors, or shown."""

from pathlib import Path

import pytest

import quizapp.deck.report
from quizapp.cli.fixes import fix

BROKEN = b"\xef\xbb\xbf- q: a: b\r\n  a: c\r\n- front: x\r\n  anwser: y\r\n"
SAFE = b"\xef\xbb\xbf- q: 'a: b'\r\n  a: c\r\n- q: x\r\n  anwser: y\r\n"


@pytest.fixture
def deck(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    path = Path("deck.yaml")
    path.write_bytes(BROKEN)
    return path


def test_safe_fixes_are_written(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix([deck], unsafe=False, dry=False) == 0
    assert deck.read_bytes() == SAFE
    assert capsys.readouterr() == ("", "deck.yaml: 2 mended, 1 left\n")
    assert fix([deck], unsafe=False, dry=False) == 0
    assert deck.read_bytes() == SAFE


def test_unsafe_fixes_are_written_when_asked_for(deck: Path) -> None:
    assert fix([deck], unsafe=True, dry=False) == 0
    assert deck.read_bytes() == SAFE.replace(b"anwser", b"answer")


def test_a_dry_run_shows_what_would_change(deck: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert fix([deck], unsafe=False, dry=True) == 1
    assert deck.read_bytes() == BROKEN
    out, err = capsys.readouterr()
    assert err == ""
    assert "-- q: a: b\n+- q: 'a: b'\n" in out


def test_a_course_is_mended_before_its_decks(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("id: c\ntitle: A: b\nsources: {w: Work}\npath: [a.yaml]\n")
    deck = tmp_path / "a.yaml"
    deck.write_text("- q: x: y\n  a: z\n  source: w p. 1\n")
    assert fix([tmp_path], unsafe=False, dry=False) == 0
    assert (tmp_path / "course.yaml").read_text().startswith("id: c\ntitle: 'A: b'\n")
    assert deck.read_text() == "- q: 'x: y'\n  a: z\n  source: w p. 1\n"


def test_more_mistakes_than_a_report_keeps_are_mended_at_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(quizapp.deck.report, "MOST_KEPT", 20)
    deck = tmp_path / "a.yaml"
    deck.write_text("".join(f"- q: x{n}\n  back: y\n" for n in range(30)))
    assert fix([deck], unsafe=False, dry=False) == 0
    assert deck.read_text() == "".join(f"- q: x{n}\n  a: y\n" for n in range(30))
    assert capsys.readouterr().err.endswith("30 mended, 0 left\n")


def test_a_file_that_cannot_be_written_is_a_sentence(
    deck: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    assert fix([deck], unsafe=False, dry=False) == 2
    assert capsys.readouterr().err == "deck.yaml: nothing was written: Permission denied\n"
    assert deck.read_bytes() == BROKEN


def test_what_a_comment_ignores_is_not_mended(deck: Path) -> None:
    deck.write_text("# quizapp: ignore[D218]\n- q: x\n  number: 007\n- q: y\n  number: 008\n")
    assert fix([deck], unsafe=False, dry=False) == 0
    assert deck.read_text().endswith("number: 007\n- q: y\n  number: 8\n")
