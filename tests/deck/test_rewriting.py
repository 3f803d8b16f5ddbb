"""A file is replaced whole, or stays as it was."""

import os
from pathlib import Path

import pytest

from quizapp.deck.editing.rewriting import ChangedMeanwhile, replace


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "deck.yaml"
    path.write_bytes(b"old")
    return path


def test_the_new_bytes_and_the_old_rights(file: Path) -> None:
    file.chmod(0o640)
    replace(file, b"old", b"new\r\n")
    assert file.read_bytes() == b"new\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize("now", [b"older", b"ol", b"oLd"])
def test_a_file_that_was_changed_meanwhile_is_left(file: Path, now: bytes) -> None:
    file.write_bytes(now)
    with pytest.raises(ChangedMeanwhile, match="changed meanwhile"):
        replace(file, b"old", b"new")
    assert file.read_bytes() == now
    assert list(file.parent.iterdir()) == [file]


def test_a_link_stays_one_and_leads_to_the_new_bytes(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "link.yaml"
    link.symlink_to(file.name)
    replace(link, b"old", b"new")
    assert link.is_symlink()
    assert file.read_bytes() == b"new"


def test_a_file_that_is_kept_from_writing_is_left(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(PermissionError):
        replace(file, b"old", b"new")
    assert file.read_bytes() == b"old"


def test_a_failure_leaves_the_old_file_and_nothing_beside_it(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        replace(file, b"old", b"new")
    assert file.read_bytes() == b"old"
    assert list(file.parent.iterdir()) == [file]


def test_what_is_no_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="ordinary file"):
        replace(tmp_path, b"", b"")
    with pytest.raises(FileNotFoundError):
        replace(tmp_path / "none.yaml", b"", b"")
