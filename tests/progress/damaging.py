"""What tests of damaged stores do to them, and ask of them."""

from __future__ import annotations

from pathlib import Path

from quizapp.progress.store import Store


def ids(store: Store) -> set[str]:
    return {event.id for event in store.events()}


def aside(path: Path, number: int = 1) -> Path:
    return path.with_name(f"progress.damaged-{number}.db")


def damage(path: Path, at: int, data: bytes) -> bytes:
    with path.open("r+b") as file:
        file.seek(at)
        file.write(data)
    return path.read_bytes()
