from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from quizapp.cli.card_file import OWN, CardFile, card_file
from quizapp.cli.desk import Desk
from quizapp.cli.shelf import shipped_decks
from quizapp.deck.files import load
from quizapp.deck.item import items
from quizapp.tui.editor_call import EditorCall

if TYPE_CHECKING:
    from quizapp.deck.editing.card_writer import Fields
    from tests.cli.command import Shell

DECK = "deck: {id: capitals}\ncards:\n  - {q: Capital of Norway?, a: Oslo}\n  - {q: Capital of Spain?, a: Madrid}\n"


def card(card_id: str) -> Fields:
    return {"q": "Capital of Peru?", "id": card_id, "a": "Lima"}


def file_at(path: Path) -> CardFile:
    found = card_file(path, shipped_decks())
    assert isinstance(found, CardFile)
    return found


def own_deck(shell: Shell, text: str = DECK) -> Path:
    path = shell.home / "decks" / "capitals.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


# -- where new cards go -------------------------------------------------------------------


def test_a_card_is_added_and_the_rest_stays(tmp_path: Path) -> None:
    path = tmp_path / "capitals.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + DECK.replace("\n", "\r\n").encode())
    before = path.read_bytes()
    file = file_at(path)
    assert file.save(card) == "" == file.save(card)
    assert path.read_bytes().startswith(before)
    cards = load(path).courses[0].decks[0].cards
    assert [own.stem for own in cards[2:]] == ["Capital of Peru?"] * 2
    assert len({own.id for own in cards}) == 4


def test_a_missing_file_is_made_with_its_folder(tmp_path: Path) -> None:
    file = file_at(tmp_path / "a" / "my-cards.yaml")
    assert not (tmp_path / "a").exists()
    assert file.save(card) == ""
    (course,) = load(file.path).courses
    assert (course.id, course.title, len(course.decks[0].cards)) == ("my-cards", "My cards", 1)
    assert load(file.path).diagnostics == ()


def test_what_somebody_else_wrote_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    file = file_at(path)
    path.write_text(DECK, encoding="utf-8")
    assert file.save(card) == ""
    assert path.read_text(encoding="utf-8").startswith(DECK)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_file_without_the_right_to_write_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(DECK, encoding="utf-8")
    path.chmod(0o444)
    assert "nothing was written" in file_at(path).save(card)


def test_saving_that_fails_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "x.yaml"
    path.write_text(DECK, encoding="utf-8")
    file, fresh = file_at(path), file_at(tmp_path / "y.yaml")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    assert "No space left" in file.save(card)
    assert "No space left" in fresh.save(card)
    assert path.read_text(encoding="utf-8") == DECK
    assert sorted(tmp_path.iterdir()) == [path]
    path.write_text("- q: 'x\n", encoding="utf-8")
    assert "quizapp check" in file.save(card)
    path.unlink()
    path.mkdir()
    assert "Nothing was saved" in file.save(card)


def test_what_is_no_place_for_cards_is_refused(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text("quizapp: 1\nid: x\npath: [a.yaml]\n")
    (tmp_path / "bad.yaml").write_text("- q: 'x\n")
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe- q: x\n")
    shipped = str(shipped_decks() / "showcase" / "showcase.yaml")
    for name, word in {
        ".": "is a course. Name one of its decks: a.yaml",
        "..": "is a folder",
        "course.yaml": "lists decks",
        "bad.yaml": "quizapp check",
        "bytes.yaml": "UTF-8",
        "notes.txt": "ends in .yaml",
        "nul\0.yaml": "cannot be read",
        shipped: "came with quizapp",
    }.items():
        status, _, err = shell.run("new", name)
        assert (status, word in err, "Traceback" in err) == (2, True, False), err


def test_without_a_terminal_it_says_what_it_needs(shell: Shell) -> None:
    status, _, err = shell.run("new")
    assert (status, "terminal" in err) == (2, True)
    assert not (shell.home / "decks").exists()


def test_a_card_in_a_course_is_read_as_the_course_says(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(
        "quizapp: 1\nid: x\nlanguage: nb\nsources: {gombrich: A History}\npath: [a.yaml]\n"
    )
    (tmp_path / "a.yaml").write_text(
        "deck: {id: a}\ndefaults: {typed: true}\ncards:\n  - {q: A, a: b, id: k1}\n"
    )
    file = file_at(tmp_path / "a.yaml")
    assert (file.header.language, list(file.header.sources), file.header.defaults.typed) == (
        "nb",
        ["gombrich"],
        True,
    )
    assert file.taken == {"k1"}


# -- the desk -----------------------------------------------------------------------------


def test_new_cards_of_the_app_go_to_an_own_deck(shell: Shell) -> None:
    path = own_deck(shell)
    desk = Desk.open()
    for course, deck, expected in (
        ("capitals", "capitals", path),
        ("capitals", None, path),
        ("world-basics", None, path.with_name(OWN)),
        (None, None, path.with_name(OWN)),
    ):
        found = desk.card_file(course, deck)
        assert isinstance(found, CardFile)
        assert found.path == expected


def test_a_copy_that_was_not_changed_goes_again(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    desk = Desk.open()
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == "world-basics")
    item = items(agenda.course, agenda.decks[0].deck)[0]
    call = desk.edit(item)
    assert isinstance(call, EditorCall)
    assert Path(call.file).exists()
    desk.edited()
    desk.reload()
    assert not Path(call.file).exists()
    assert list((shell.home / "decks").iterdir()) == []
    assert desk.take_notices() == ()
    assert desk.trouble(item) == ""
    monkeypatch.setenv("VISUAL", "xdg-open")
    call = desk.edit(item)
    assert isinstance(call, EditorCall)
    desk.edited()
    assert Path(call.file).exists(), "its window may still be open"


def test_a_slip_in_the_file_ends_no_sitting(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    path = own_deck(shell)
    desk = Desk.open()
    session = desk.begin("capitals", None).next(desk.now(), desk.state_of)
    assert session.turn is not None
    item = session.turn.item
    for broken in (DECK.replace("a: Oslo", "anwser: Oslo"), "deck: {id: [}\n", "- q: 'never closed\n"):
        desk.edit(item)
        path.write_text(broken, encoding="utf-8")
        desk.edited()
        desk.reload()
        assert "capitals.yaml, line" in desk.trouble(item)
        kept = desk.refreshed(session)
        assert kept.turn is not None
        assert (kept.turn.item, kept.left) == (item, 2)
        assert isinstance(desk.edit(item), EditorCall), "it must be possible to mend it"
    path.write_text(DECK.replace("Oslo}", "Oslo, explain: So it is.}"), encoding="utf-8")
    desk.reload()
    assert desk.trouble(item) == ""
    mended = desk.refreshed(session)
    assert mended.turn is not None
    assert mended.turn.item.card.explain == "So it is."


def test_a_card_that_was_deleted_is_left_out(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "vi")
    path = own_deck(shell)
    desk = Desk.open()
    session = desk.begin("capitals", None).next(desk.now(), desk.state_of)
    assert session.turn is not None
    item = session.turn.item
    desk.edit(item)
    path.write_text(
        "\n".join(line for line in DECK.split("\n") if item.card.stem not in line), encoding="utf-8"
    )
    desk.reload()
    assert "left out" in desk.trouble(item)
    assert desk.refreshed(session).turn is None


# -- quizapp edit -------------------------------------------------------------------------


def test_editing_what_is_not_there_says_so(shell: Shell) -> None:
    status, _, err = shell.run("edit", "none.yaml")
    assert (status, "no file or folder none.yaml" in err) == (2, True)


def test_editing_without_a_terminal_says_what_it_needs(shell: Shell) -> None:
    path = own_deck(shell)
    status, _, err = shell.run("edit", str(path))
    assert (status, "terminal" in err) == (2, True)
