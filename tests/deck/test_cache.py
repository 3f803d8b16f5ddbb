"""What was read of a course is kept until its files change, and a cache can do no harm."""

import pickle
import subprocess
import sys
import time
from pathlib import Path

import pytest

from quizapp.deck import cache as module
from quizapp.deck import pickling
from quizapp.deck.cache import cached
from quizapp.deck.files import read_course
from quizapp.deck.folders import courses_in
from quizapp.deck.library import Library, together
from quizapp.deck.outline import drawn, outline, renamed, required
from quizapp.deck.stored_cards import LEAF, StoredCards

MIXED = (
    "- {q: x, a: y, wrong: [z]}\n- {q: n, number: 3 m ± 1}\n- {q: d, date: 1994-05}\n"
    "- {cloze: ==a== b ==c==}\n- {q: oops, anwser: y}\n- {q: gone, a: y, retired: gone}\n"
    "- {q: needs, a: y, id: k, was: earlier, tags: [base], requires: x1, reverse: true}\n"
    "- {q: first, a: y, id: x1}\n"
)


class Shelf:
    """A folder of decks that counts how often a course is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "decks"
        self.folder.mkdir()
        self.cache = folder / "decks.pickle"
        self.read: list[str] = []

    def write(self, name: str, text: str = "- {q: x, a: y}\n") -> Path:
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    def library(self) -> Library:
        def reading(place: Path, shipped: bool) -> Library:
            self.read.append(place.name)
            return read_course(place, shipped=shipped)

        places = [(place, False) for place in courses_in(self.folder) if isinstance(place, Path)]
        return together(cached(places, reading, self.cache))

    def readings(self) -> list[str]:
        """The courses that were read since this was last asked."""
        self.read, read = [], self.read
        return read


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    shelf.write("a.yaml", MIXED)
    shelf.write("b.yaml")
    return shelf


@pytest.fixture
def settled(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> Shelf:
    """A shelf that was read when its files had long been written."""
    monkeypatch.setattr(module, "_GRAIN", 0)
    time.sleep(0.02)
    shelf.library()
    shelf.readings()
    return shelf


# -- what is read -------------------------------------------------------------------------


def test_unchanged_files_are_read_once_and_nothing_is_lost(shelf: Shelf) -> None:
    first, second = shelf.library(), shelf.library()
    assert first == second
    assert isinstance(second.courses[0].decks[0].cards, StoredCards)
    assert second.diagnostics
    assert shelf.readings() == ["a.yaml", "b.yaml"]


def test_only_the_course_that_changed_is_read(settled: Shelf) -> None:
    settled.write("b.yaml", "- {q: w, a: y}\n")
    library = settled.library()
    assert [course.decks[0].cards[0].stem for course in library.courses] == ["x", "w"]
    assert settled.readings() == ["b.yaml"]
    assert settled.library() == library
    assert settled.readings() == []


def test_a_new_name_a_new_file_and_one_that_is_gone_are_noticed(settled: Shelf) -> None:
    (settled.folder / "b.yaml").rename(settled.folder / "c.yaml")
    assert [course.id for course in settled.library().courses] == ["a", "c"]
    settled.write("d.yaml")
    assert [course.id for course in settled.library().courses] == ["a", "c", "d"]
    (settled.folder / "c.yaml").unlink()
    assert [course.id for course in settled.library().courses] == ["a", "d"]
    assert settled.readings() == ["c.yaml", "d.yaml"]


@pytest.mark.parametrize("grain", [0, module._GRAIN])
def test_an_edit_of_the_same_size_at_the_same_time_is_noticed(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch, grain: int
) -> None:
    """The clock of a file system goes in steps, so a second writing may leave no trace but the bytes."""
    monkeypatch.setattr(module, "_GRAIN", grain)
    look = module._look

    def coarse(place: Path, files: object) -> object:
        found = look(place, files)  # type: ignore[arg-type]
        assert found is not None
        files_then = tuple((name, status and (status[0], stamp, stamp, 1)) for name, status in found.files)
        return module._Look(found.folder, files_then)

    stamp = time.time_ns()
    monkeypatch.setattr(module, "_look", coarse)
    monkeypatch.setattr(module.time, "time_ns", lambda: stamp)
    shelf.library()
    shelf.write("b.yaml", "- {q: w, a: y}\n")
    assert shelf.library().courses[1].decks[0].cards[0].stem == "w"


def test_the_bytes_of_a_young_file_are_looked_at_until_its_time_can_be_relied_on(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[str] = []
    digest = module._digest_of
    monkeypatch.setattr(module, "_digest_of", lambda file: looked.append(file) or digest(file))
    shelf.library()
    looked.clear()
    shelf.library()
    assert len(looked) == 2
    now = time.time_ns()
    monkeypatch.setattr(module.time, "time_ns", lambda: now + 5 * module._GRAIN)
    shelf.library()
    looked.clear()
    shelf.library()
    assert looked == []
    assert shelf.readings() == ["a.yaml", "b.yaml"]


def test_a_course_depends_on_its_folder_and_on_files_that_are_not_there(settled: Shelf) -> None:
    settled.write("c/course.yaml", "id: c\npath: [one.yaml, sub/two.yaml]\n")
    settled.write("c/one.yaml")

    def codes() -> list[str]:
        return [found.code for found in settled.library().diagnostics if "/c/" in found.file]

    assert codes() == codes() == ["S402"]
    settled.write("c/three.yaml")
    assert codes() == codes() == ["S402", "S406"]
    settled.write("c/sub/two.yaml", "- {q: z, a: y}\n")
    assert codes() == codes() == ["S406"]
    assert settled.readings() == ["c"] * 3


def test_what_a_link_leads_to_is_read_each_time(settled: Shelf, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere.yaml"
    target.write_text("- {q: x, a: y}\n")
    (settled.folder / "b.yaml").unlink()
    (settled.folder / "b.yaml").symlink_to(target)
    assert len(settled.library().courses) == len(settled.library().courses) == 2
    assert settled.readings() == ["b.yaml", "b.yaml"]


def test_another_program_reads_anew(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.library()
    monkeypatch.setattr("quizapp.__version__", "0.0.0")
    shelf.library()
    assert len(shelf.readings()) == 4


def test_two_programs_at_once_leave_a_sound_cache(shelf: Shelf) -> None:
    script = (
        "import sys; from pathlib import Path; from tests.deck.test_cache import Shelf\n"
        "shelf = Shelf.__new__(Shelf); shelf.folder = Path(sys.argv[1]); shelf.read = []\n"
        "shelf.cache = shelf.folder.parent / 'decks.pickle'\n"
        "for n in range(5):\n"
        "    shelf.cache.unlink(missing_ok=True)\n"
        "    assert len(shelf.library().courses) == 2\n"
        "    assert shelf.library().courses[0].decks[0].cards[1].stem == 'n'\n"
    )
    command = [sys.executable, "-c", script, str(shelf.folder)]
    programs = [subprocess.Popen(command, cwd=Path(__file__).parents[2]) for _ in range(2)]
    assert [program.wait() for program in programs] == [0, 0]
    assert {path.name for path in shelf.cache.parent.iterdir()} == {"decks", "decks.pickle"}


# -- cards that are opened later ----------------------------------------------------------


def test_the_outline_is_that_of_the_cards(shelf: Shelf) -> None:
    (read, _), (kept, _) = shelf.library().courses, shelf.library().courses
    assert outline(kept, kept.decks[0]) == drawn(read, read.decks[0], required(read))
    assert renamed(kept, kept.decks[0]) == renamed(read, read.decks[0])
    assert renamed(kept, kept.decks[0]) == (
        ("a/k/q", "a/earlier/q"),
        ("a/k/reverse", "a/earlier/reverse"),
    )


def test_cards_are_a_sequence_like_any_other(shelf: Shelf) -> None:
    number = 2 * LEAF + 5
    shelf.write("b.yaml", "".join(f"- {{q: q{n}, a: a}}\n" for n in range(number)))
    (_, read), (_, kept) = shelf.library().courses, shelf.library().courses
    plain, cards = read.decks[0].cards, kept.decks[0].cards
    assert (len(cards), list(cards), cards[-1], cards[LEAF]) == (number, list(plain), plain[-1], plain[LEAF])
    assert cards[3:LEAF:7] == plain[3:LEAF:7]
    assert (cards == plain, plain == cards, hash(cards)) == (True, True, hash(plain))
    assert cards != plain[:-1]
    with pytest.raises(IndexError):
        cards[number]


def test_a_file_that_takes_the_place_of_the_cache_changes_no_card(settled: Shelf) -> None:
    library = settled.library()
    settled.write("a.yaml", "- {q: other, a: y}\n")
    settled.library()
    settled.cache.write_bytes(b"")
    settled.readings()
    assert library.courses[0].decks[0].cards[0].stem == "x"
    assert settled.readings() == [] or sys.platform == "win32"


# -- harm ---------------------------------------------------------------------------------


@pytest.mark.parametrize("harm", [b"", b"x" * 10, b"x" * 100])
def test_a_foreign_cache_costs_a_reading(shelf: Shelf, harm: bytes) -> None:
    whole = shelf.library()
    shelf.readings()
    shelf.cache.write_bytes(harm)
    assert shelf.library() == whole
    assert shelf.readings() == ["a.yaml", "b.yaml"]


def test_wherever_a_cache_is_damaged_nothing_else_is_shown(shelf: Shelf) -> None:
    whole = shelf.library()
    data = shelf.cache.read_bytes()
    for at in range(0, len(data), 89):
        shelf.cache.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
        assert shelf.library() == whole, at
        shelf.cache.write_bytes(data[:at])
        assert shelf.library() == whole, at


def test_a_card_that_is_damaged_is_read_from_its_file(settled: Shelf) -> None:
    data = settled.cache.read_bytes()
    settled.cache.write_bytes(data[:70] + b"\0" + data[71:])
    cards = settled.library().courses[0].decks[0].cards
    assert settled.readings() == []
    assert [card.stem for card in cards][:3] == ["x", "n", "d"]
    assert settled.readings() == ["a.yaml"]


@pytest.mark.parametrize("edited", [False, True])
def test_an_outline_that_is_damaged_is_drawn_from_its_file(settled: Shelf, edited: bool) -> None:
    whole = settled.library().courses[0]
    expected = outline(whole, whole.decks[0]), tuple(whole.decks[0].cards)
    start, length, _ = whole.decks[0].cards._kept.contents  # type: ignore[attr-defined]
    at = module._HEAD + start + length // 2
    data = settled.cache.read_bytes()
    settled.cache.write_bytes(data[:at] + bytes([data[at] ^ 0x55]) + data[at + 1 :])
    course = settled.library().courses[0]
    assert settled.readings() == []
    if edited:
        settled.write("a.yaml", "- {q: other, a: y}\n")
        with pytest.raises(OSError, match="edited"):
            outline(course, course.decks[0])
        return
    assert (outline(course, course.decks[0]), tuple(course.decks[0].cards)) == expected
    assert settled.readings() == ["a.yaml"]


def test_a_card_that_is_damaged_and_edited_is_an_error_with_the_name_of_its_file(settled: Shelf) -> None:
    data = settled.cache.read_bytes()
    settled.cache.write_bytes(data[:70] + b"\0" + data[71:])
    cards = settled.library().courses[0].decks[0].cards
    path = settled.write("a.yaml", MIXED.replace("q: x,", "q: other,"))
    with pytest.raises(OSError, match="edited") as caught:
        cards[0]
    assert caught.value.filename == str(path)


def test_a_cache_that_cannot_be_written_keeps_nobody_from_reading(shelf: Shelf, tmp_path: Path) -> None:
    shelf.cache = tmp_path / "a.yaml" / "decks.pickle"
    (tmp_path / "a.yaml").write_text("a file where a folder should be")
    assert shelf.library().courses
    assert shelf.library().courses


@pytest.mark.parametrize("name", ["os.system", "Path", "dump"])
def test_a_cache_can_call_nothing(tmp_path: Path, name: str) -> None:
    """Protocol 4 names may be dotted: `quizapp.deck.cache` and `os.system` would find the system's."""
    victim = tmp_path / "ran"

    def text(value: str) -> bytes:
        return pickle.SHORT_BINUNICODE + bytes([len(value.encode())]) + value.encode()

    call = text("quizapp.deck.cache") + text(name) + pickle.STACK_GLOBAL
    payload = (
        pickle.PROTO + b"\x04" + call + text(f"touch {victim}") + pickle.TUPLE1 + pickle.REDUCE + pickle.STOP
    )
    with pytest.raises(pickling.Unsound):
        pickling.load(payload)
    assert not victim.exists()
