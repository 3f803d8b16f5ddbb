"""What was read is kept by content, and a cache can do no harm."""

import pickle
from hashlib import blake2b
from pathlib import Path

import pytest

from quizapp.deck.cache import cached
from quizapp.deck.files import load
from quizapp.deck.library import Library


class Shelf:
    """A folder of decks that counts how often it is read."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder / "decks"
        self.folder.mkdir()
        self.cache = folder / "decks.pickle"
        self.readings = 0

    def read(self) -> Library:
        self.readings += 1
        return load(self.folder)

    def library(self) -> Library:
        return cached((self.folder,), self.read, self.cache)


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path)
    (shelf.folder / "a.yaml").write_text(
        "- {q: x, a: y, wrong: [z]}\n- {q: n, number: 3 m ± 1}\n- {q: d, date: 1994-05}\n"
        "- {cloze: ==a== b}\n- {q: oops, anwser: y}\n"
    )
    return shelf


def test_unchanged_files_are_read_once_and_nothing_is_lost(shelf: Shelf) -> None:
    first, second = shelf.library(), shelf.library()
    assert first == second
    assert second.diagnostics
    assert shelf.readings == 1


def test_any_change_of_content_or_name_is_noticed(shelf: Shelf) -> None:
    shelf.library()
    deck = shelf.folder / "a.yaml"
    deck.write_text(deck.read_text().replace("x", "w", 1))
    assert shelf.library().courses[0].decks[0].cards[0].stem == "w"
    deck.rename(shelf.folder / "b.yaml")
    assert shelf.library().courses[0].id == "b"
    assert shelf.readings == 3


@pytest.mark.parametrize("harm", [b"", b"x" * 10, None])
def test_a_damaged_cache_costs_a_reading(shelf: Shelf, harm: bytes | None) -> None:
    shelf.library()
    data = shelf.cache.read_bytes()
    shelf.cache.write_bytes(data[:40] + b"\0" + data[41:] if harm is None else harm)
    assert shelf.library().courses
    assert shelf.readings == 2


@pytest.mark.parametrize("name", ["os.system", "Path", "load"])
def test_a_cache_can_call_nothing(shelf: Shelf, tmp_path: Path, name: str) -> None:
    """Protocol 4 names may be dotted: `quizapp.deck.files` and `os.system` would find the system's."""
    shelf.library()
    key = shelf.cache.read_bytes()[:32]
    victim = tmp_path / "ran"

    def text(value: str) -> bytes:
        return pickle.SHORT_BINUNICODE + bytes([len(value.encode())]) + value.encode()

    call = text("quizapp.deck.files") + text(name) + pickle.STACK_GLOBAL
    payload = (
        pickle.PROTO + b"\x04" + call + text(f"touch {victim}") + pickle.TUPLE1 + pickle.REDUCE + pickle.STOP
    )
    shelf.cache.write_bytes(key + blake2b(payload, digest_size=16).digest() + payload)
    assert shelf.library().courses
    assert shelf.readings == 2
    assert not victim.exists()
