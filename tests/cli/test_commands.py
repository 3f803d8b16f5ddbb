"""The commands that print what is kept."""

import json
import os
import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from quizapp.cli.desk import Desk
from quizapp.cli.editors import editor_arguments
from quizapp.cli.targets import resolve
from quizapp.deck.item import items
from quizapp.deck.outline import outline
from quizapp.memory.rating import Rating
from quizapp.progress.store import Store
from quizapp.study.event import Note, Reset
from tests.cli.command import Shell

DECK = "deck: {id: capitals, title: Capitals}\ncards:\n" + "".join(
    f"  - {{q: Question {n}?, a: answer {n}, id: k{n}}}\n" for n in range(15)
)


def own_deck(shell: Shell, text: str = DECK, name: str = "capitals.yaml") -> Path:
    folder = shell.home / "decks"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def study(ratings: list[Rating], course: str = "capitals") -> None:
    """Answer cards of a course, as the app does."""
    desk = Desk.open()
    session = desk.begin(course, None).next(desk.now(), desk.state_of)
    for rating in ratings:
        session, event = session.answer(None, desk.now()).rate(rating, desk.stamp())
        desk.record(event)
        session = session.next(desk.now(), desk.state_of)


def test_a_fresh_home_offers_the_shipped_course_and_is_asked_for_nothing(shell: Shell) -> None:
    report = shell.json("due", "--json")
    assert report["due"] == 0
    assert report["new"] > 0
    assert "azerbaijan-nato/evolution" in [deck["id"] for deck in report["decks"]]
    assert datetime.fromisoformat(report["now"]).tzinfo is not None


def test_due_lists_the_items_within_the_days_limits(shell: Shell) -> None:
    own_deck(shell)
    (deck,) = shell.json("due", "--json", "capitals")["decks"]
    assert (deck["id"], deck["title"], deck["due"], deck["new"]) == ("capitals", "Capitals", 0, 10)
    assert deck["items"][0] == {"item": "capitals/k0/q", "due": None, "new": True}


def test_answers_use_up_the_limit_of_new_items(shell: Shell) -> None:
    own_deck(shell)
    study([Rating.EASY] * 4)
    report = shell.json("due", "--json", "capitals")
    assert (report["due"], report["new"]) == (0, 6)


def test_coming_back_to_a_sitting_brings_the_items_that_still_wait(shell: Shell) -> None:
    own_deck(shell)
    study([Rating.AGAIN, Rating.GOOD])
    desk = Desk.open()
    session = desk.begin("capitals", None)
    assert [entry.item.card.id for entry in session.waiting] == ["k0", "k1"]
    assert len(session.queue) == 8


def test_a_limit_can_be_set_for_a_course(shell: Shell) -> None:
    own_deck(shell)
    (shell.home / "settings.toml").write_text("new_per_day = 3\n[courses.capitals]\nnew_per_day = 5\n")
    assert shell.json("due", "--json", "capitals")["new"] == 5


@pytest.mark.parametrize("name", ["capitals", "capitals/capitals", "PATH"])
def test_a_deck_is_named_by_id_or_path(shell: Shell, name: str) -> None:
    path = own_deck(shell)
    report = shell.json("due", "--json", str(path) if name == "PATH" else name)
    assert [deck["id"] for deck in report["decks"]] == ["capitals"]


def test_a_deck_that_is_not_there_is_a_sentence_with_a_guess(shell: Shell) -> None:
    own_deck(shell)
    status, _, err = shell.run("due", "capitls")
    assert (status, err) == (2, "There is no deck, file or folder called capitls. Did you mean capitals?\n")


def test_the_log_says_what_was_noted_and_reset(shell: Shell) -> None:
    with Store.open(shell.home / "progress.db") as store:
        at = datetime(2026, 3, 2, 9, tzinfo=UTC)
        store.append(
            Note(id="1", at=at, device="here", item="c/k/q", text="two\nlines"),
            Note(id="2", at=at, device="here", item="c/k/q", text=""),
            Reset(id="3", at=at, device="here", item="c/k/q"),
        )
    lines = shell.run("log")[1].splitlines()
    assert [line.partition("  ")[2] for line in lines] == [
        "c/k/q  note: two lines",
        "c/k/q  note taken away",
        "c/k/q  reset",
    ]
    assert shell.run("log", "--json", "--type", "note")[1].count("\n") == 2


def test_the_log_is_one_json_object_a_line(shell: Shell) -> None:
    own_deck(shell)
    study([Rating.GOOD, Rating.AGAIN])
    _, out, _ = shell.run("log", "--json", "--type", "answer")
    first, second = map(json.loads, out.splitlines())
    assert set(first) >= {
        "id", "type", "at", "device", "item", "sitting", "mode", "asked", "response", "score", "verdict",
        "rating", "suggested", "overruled", "confidence", "guess_rate", "hints", "ms", "first_key_ms",
        "study_day", "due", "weights",
    }  # fmt: skip
    assert (first["item"], first["rating"], second["rating"]) == ("capitals/k0/q", 3, 1)
    assert first["sitting"] == second["sitting"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", first["at"])
    due = datetime.fromisoformat(first["due"]) - datetime.fromisoformat(first["at"])
    assert due == timedelta(minutes=10)


def test_a_type_of_event_that_does_not_exist_is_named(shell: Shell) -> None:
    status, _, err = shell.run("log", "--type", "anwser")
    assert (status, "answer, retract" in err) == (2, True)


def test_decks_names_the_folder_for_ones_own(shell: Shell) -> None:
    report = shell.json("decks", "--json")
    assert report["folder"] == str(shell.home / "decks")
    assert not Path(report["folder"]).exists()
    assert {"azerbaijan-nato/evolution", "world-basics/showcase"} <= {deck["id"] for deck in report["decks"]}


def test_doctor_finds_a_store_sound_after_a_rebuild(shell: Shell) -> None:
    own_deck(shell)
    study([Rating.GOOD] * 3)
    before = Desk.open().store.all_states()
    status, out, err = shell.run("doctor", "--rebuild")
    assert (status, err) == (0, "")
    assert "is sound" in out
    assert Desk.open().store.all_states() == before


def test_a_damaged_settings_file_is_said_and_the_defaults_hold(shell: Shell) -> None:
    own_deck(shell)
    (shell.home / "settings.toml").write_text("new_per_day = = 3\n")
    desk = Desk.open()
    assert desk.settings.new_per_day == 10
    assert any("settings.toml" in notice for notice in desk.take_notices())


def test_a_fault_of_ours_is_a_sentence_and_a_report(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_: object) -> int:
        raise RuntimeError("inside")

    monkeypatch.setattr("quizapp.cli.decks.decks", broken)
    status, out, err = shell.run("decks")
    assert (status, out) == (2, "")
    assert "Traceback" not in err
    assert "RuntimeError: inside" in (shell.home / "quizapp.log").read_text()


def test_a_store_of_a_newer_version_is_refused_in_a_sentence(shell: Shell) -> None:
    import sqlite3

    study([], "world-basics")
    with sqlite3.connect(shell.home / "progress.db") as db:
        db.execute("PRAGMA user_version = 999")
    db.close()
    status, _, err = shell.run("due")
    assert (status, "newer" in err, "Traceback" in err) == (2, True, False)


def test_the_app_without_a_terminal_says_what_it_needs(shell: Shell) -> None:
    status, _, err = shell.run("study", "world-basics")
    assert (status, "terminal" in err) == (2, True)


# -- the desk -----------------------------------------------------------------------------


def test_editing_a_shipped_deck_copies_it_first_and_keeps_ids_and_progress(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("EDITOR", "vi -u NONE")
    monkeypatch.delenv("VISUAL", raising=False)
    study([Rating.EASY], "world-basics")
    desk = Desk.open()
    item = resolve("world-basics", lambda: desk.library).library.courses[0].decks[0].cards[0]
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == "world-basics")
    before = [item for own in agenda.decks for item in outline(own.course, own.deck).items]
    call = desk.edit(items(agenda.course, agenda.decks[0].deck)[0])
    assert not isinstance(call, str)
    copy = shell.home / "decks" / "showcase" / "showcase.yaml"
    assert call.argv == ("vi", "-u", "NONE", f"+{item.place.line}", str(copy))
    copy.write_text(copy.read_text(encoding="utf-8") + "# mine\n", encoding="utf-8")
    desk.edited()
    desk.reload()
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == "world-basics")
    assert not agenda.course.shipped
    assert [item for own in agenda.decks for item in outline(own.course, own.deck).items] == before
    assert desk.state_of(before[0]).answers == 1


def test_an_earlier_id_hands_its_history_on_once(shell: Shell) -> None:
    path = own_deck(shell, "deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: old}\n")
    study([Rating.EASY])
    path.write_text("deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: new, was: old}\n", encoding="utf-8")
    desk = Desk.open()
    assert desk.state_of("capitals/new/q").memory == desk.state_of("capitals/old/q").memory is not None
    Desk.open()
    assert shell.run("log", "--json", "--type", "follow")[1].count("\n") == 1


def test_a_deck_changed_on_disk_is_noticed(shell: Shell) -> None:
    path = own_deck(shell)
    desk = Desk.open()
    assert not desk.changed()
    path.write_text(DECK + "  - {q: One more?, a: yes it is}\n", encoding="utf-8")
    assert desk.changed()
    desk.reload()
    assert (
        len(next(course for course in desk.library.courses if course.id == "capitals").decks[0].cards) == 16
    )


def test_what_another_program_wrote_is_noticed(shell: Shell) -> None:
    own_deck(shell)
    desk = Desk.open()
    assert not desk.changed()
    study([Rating.GOOD])
    assert desk.changed()
    assert desk.state_of("capitals/k0/q").answers == 1


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        (("vim",), ("vim", "+7", "/decks/-x.yaml")),
        (("code", "-n"), ("code", "-n", "--wait", "--goto", "/decks/-x.yaml:7")),
        (("hx",), ("hx", "/decks/-x.yaml:7")),
        (("ed",), ("ed", "/decks/-x.yaml")),
    ],
)
def test_editors_open_at_the_line(command: tuple[str, ...], expected: tuple[str, ...]) -> None:
    assert editor_arguments(command, Path("/decks/-x.yaml"), 7) == expected


def test_the_clock_knows_the_learners_offset(shell: Shell) -> None:
    stamp = Desk.open().stamp()
    assert stamp.at.tzinfo is not None
    assert abs(stamp.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert os.environ["QUIZAPP_HOME"] == str(shell.home)


def test_what_there_is_to_tell_is_told_once(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    own_deck(shell)
    (shell.home / "settings.toml").write_text("new_per_day = = 3\n")
    monkeypatch.setenv("EDITOR", "vi")
    desk = Desk.open()
    assert len(desk.take_notices()) == 1
    assert desk.take_notices() == ()
    agenda = next(agenda for agenda in desk.agendas() if agenda.course.id == "world-basics")
    call = desk.edit(items(agenda.course, agenda.decks[0].deck)[0])
    assert not isinstance(call, str)
    Path(call.file).write_text("- {q: A, a: b}\n", encoding="utf-8")
    desk.edited()
    (notice,) = desk.take_notices()
    assert "Your own copy" in notice


def test_due_follows_renamed_cards_of_a_path_as_study_does(shell: Shell) -> None:
    path = own_deck(shell, "deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: old}\n")
    study([Rating.EASY])
    path.unlink()
    Path("capitals.yaml").write_text(
        "deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: new, was: old}\n", encoding="utf-8"
    )
    report = shell.json("due", "--json", "./capitals.yaml")
    assert (report["due"], report["new"]) == (0, 0)
    assert Desk.open().state_of("capitals/new/q").answers == 1


# -- suspended items ----------------------------------------------------------------------


def suspend(number: int, course: str = "capitals") -> None:
    """Suspend the first items of a course, as the app does."""
    desk = Desk.open()
    session = desk.begin(course, None).next(desk.now(), desk.state_of)
    for _ in range(number):
        session, event = session.suspend(desk.stamp())
        desk.record(event)
        session = session.next(desk.now(), desk.state_of)


def test_suspended_items_are_listed_with_their_questions(shell: Shell) -> None:
    own_deck(shell)
    assert shell.run("suspended")[:2] == (0, "Nothing is suspended.\n")
    suspend(2)
    _, out, _ = shell.run("suspended")
    assert out.startswith("capitals/k0/q  Question 0?\ncapitals/k1/q  Question 1?\n2 items are suspended.")
    assert shell.json("suspended", "--json", "capitals") == [
        {"item": "capitals/k0/q", "question": "Question 0?"},
        {"item": "capitals/k1/q", "question": "Question 1?"},
    ]
    assert shell.json("suspended", "--json", "world-basics") == []


def test_a_suspended_item_can_be_taken_in_again(shell: Shell) -> None:
    own_deck(shell)
    suspend(3)
    status, out, _ = shell.run("suspended", "--restore", "capitals/k1/q")
    assert (status, out) == (0, "capitals/k1/q  Question 1?\n1 item is asked again.\n")
    names = [item["item"] for item in shell.json("due", "--json", "capitals")["decks"][0]["items"]]
    assert "capitals/k1/q" in names
    assert "capitals/k0/q" not in names
    last = json.loads(shell.run("log", "--json", "--type", "suspend")[1].splitlines()[-1])
    assert (last["item"], last["on"]) == ("capitals/k1/q", False)


def test_all_suspended_items_of_a_deck_can_be_taken_in_again(shell: Shell) -> None:
    own_deck(shell)
    suspend(2)
    suspend(1, "world-basics")
    assert shell.run("suspended", "capitals", "--restore", "all")[0] == 0
    assert len(shell.json("suspended", "--json")) == 1
    assert len(shell.json("suspended", "--json", "--restore", "all")) == 1
    assert shell.json("suspended", "--json") == []


def test_an_item_whose_card_is_gone_is_listed_too(shell: Shell) -> None:
    path = own_deck(shell)
    suspend(1)
    path.unlink()
    assert shell.json("suspended", "--json") == [{"item": "capitals/k0/q", "question": ""}]


def test_an_item_that_is_not_suspended_is_named_and_nothing_changes(shell: Shell) -> None:
    own_deck(shell)
    suspend(1)
    status, _, err = shell.run("suspended", "--restore", "capitals/k0/q", "capitals/k0/r")
    assert status == 2
    assert err == ("capitals/k0/r is not suspended; nothing was changed. Did you mean capitals/k0/q?\n")
    assert len(shell.json("suspended", "--json")) == 1


def test_a_history_written_by_a_clock_that_ran_ahead_is_followed_once(shell: Shell) -> None:
    from dataclasses import replace

    path = own_deck(shell, "deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: old}\n")
    desk = Desk.open()
    session = desk.begin("capitals", None).next(desk.now(), desk.state_of)
    ahead = replace(desk.stamp(), at=desk.now() + timedelta(days=2))
    desk.record(session.answer(None, desk.now()).rate(Rating.EASY, ahead)[1])
    path.write_text("deck: {id: capitals}\ncards:\n  - {q: A, a: x, id: new, was: old}\n", encoding="utf-8")
    for _ in range(3):
        desk = Desk.open()
    assert desk.state_of("capitals/new/q").answers == 1
    assert shell.run("log", "--json", "--type", "follow")[1].count("\n") == 1


def test_stamps_of_one_millisecond_sort_in_the_order_they_were_made(shell: Shell) -> None:
    desk = Desk.open()
    stamps = [desk.stamp() for _ in range(300)]
    assert stamps == sorted(stamps, key=lambda stamp: (stamp.at, stamp.id))
    assert len({stamp.at for stamp in stamps}) == 300


def test_a_learner_is_not_told_what_the_author_ignores(shell: Shell) -> None:
    text = "- q: x\n  a: y\n  wrong: [1,500, z]\n"
    own_deck(shell, text)
    assert [found.code for found in Desk.open().overview().diagnostics] == ["D220"]
    own_deck(shell, "# quizapp: ignore[D220]\n" + text)
    assert Desk.open().overview().diagnostics == ()
