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


_SHAPES = (
    "q: Who wrote the report on the {word} in the {n}th volume?\n    a: Author {n}\n    accept: [A. {n}, writer {n}]",
    (
        "q: Which {word} stands at the crossing {n}?\n    a: The old {word} {n}\n"
        "    wrong:\n      - The new {word} {n}\n      - The lost {word} {n}\n      - The other {word}: none of them"
    ),
    "q: What is the {word} of region {n} called?\n    a: Name {n}\n    reverse: Which region has the {word} Name {n}?",
    (
        "q: Which of these belong to the {word} {n}?\n    right: [Part {n} a, Part {n} b]\n"
        "    wrong: [Piece {n} c, Piece {n} d]"
    ),
    "statement: The {word} {n} was finished before the one beside it.\n    a: true",
    "cloze: The {word} {n} stands in ==Place {n}== since the year ==1{n:04d}::a year==.",
    "q: How long is the {word} number {n}?\n    number: {n}.5 km ± 2\n    units: {{mi: 1.609}}",
    "q: When was the {word} {n} opened?\n    date: 1{year}-05-04",
    "q: In which order do the stages of {word} {n} come?\n    order:\n      - First {n}\n      - Second {n}\n      - Third {n}",
    (
        "q: Which events of the {word} {n} came when?\n"
        "    timeline: {{Founding {n}: 1{year}, Fire {n}: 1950-06, Renewal {n}: 2001}}"
    ),
    (
        "q: Which parts of the {word} {n} go together?\n    match:\n      Left {n}: Right {n}\n      West {n}: East {n}\n"
        "    extra: [North {n}]"
    ),
    "q: Which parts does the {word} {n} have?\n    list: [Alpha {n}, [Beta {n}, B{n}], Gamma {n}]\n    need: 2",
    "q: How do people in the town {n} call the café by the {word}?\n    a: Café “{n}” – the best",
    "q: What is the meaning of the word {n} in the {word}?\n    a: A meaning number {n}",
    "q: What does the sign {n} at the {word} say?\n    a: 'No entry: {n}'\n    typed: true",
    "q: Who was the {n}th keeper of the {word}?\n    a: Keeper {n}",
)
"""Cards of every shape of answer, texts the most, as in the decks that come along."""


def mixed_deck_text(title: str, cards: int, *, ids: bool = True) -> str:
    """A deck of cards of all shapes, each with an explanation, a source and tags."""
    lines = [
        f"deck: {{id: {title}, title: Deck {title}}}",
        "sources:",
        "  survey: {title: A survey of the country, author: Nobody, year: 2001}",
        "cards:",
    ]
    for n in range(cards):
        word = _WORDS[n % len(_WORDS)]
        shape = _SHAPES[n % len(_SHAPES)].format(n=n, word=word, year=100 + n % 800)
        lines.append(f"  - id: k{n}\n    {shape}" if ids else f"  - {shape}")
        lines.append(f"    explain: The {word} {n} is described at length there, in a sentence or two.")
        lines.append(f"    source: survey p. {n}")
        lines.append(f"    tags: [{word}, core, part-{n % 40}]")
    return "\n".join(lines) + "\n"
