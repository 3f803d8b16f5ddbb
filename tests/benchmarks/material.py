"""Decks of any size for benchmarks, always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = [
    "river",
    "mountain",
    "harbour",
    "treaty",
    "council",
    "summit",
    "engine",
    "theory",
    "garden",
    "signal",
]


def deck_text(title: str, cards: int, first: int = 0) -> str:
    """A deck of cards of several shapes; card n asks `Question n`."""
    lines = [f"deck: {{id: {title}, title: Deck {title}}}", "cards:"]
    for n in range(first, first + cards):
        word = _WORDS[n % len(_WORDS)]
        lines.append(f"  - id: k{n}")
        lines.append(f"    q: Question {n} about the {word}?")
        lines.append(f"    a: The {word} of number {n}")
        lines.append(f"    explain: The {word} was the {n}th of its kind, which is worth a sentence or two.")
        lines.append(f"    tags: [{word}, core]")
    return "\n".join(lines) + "\n"


def write_home(home: Path, decks: int, cards: int) -> None:
    """A QUIZAPP_HOME with decks of its own and no limit of new items."""
    folder = home / "decks"
    folder.mkdir(parents=True)
    for number in range(decks):
        text = deck_text(f"d{number}", cards, number * cards)
        (folder / f"d{number}.yaml").write_text(text, encoding="utf-8")
    (home / "settings.toml").write_text("new_per_day = 9999\n", encoding="utf-8")
