"""What holds for any bytes that reach the program: one function for each door, which raises where it does not.

The same functions are run on the corpus of past failures, on what hypothesis makes up in the default
tests, and for as long as one likes by `tests/soak/fuzz.py`, which looks for inputs that reach new code.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.hostile import answers, decks, surroundings

if TYPE_CHECKING:
    from collections.abc import Callable

DOORS: dict[str, Callable[[bytes], None]] = {
    door.__name__: door
    for door in (
        decks.reader,
        decks.course_file,
        decks.checks,
        decks.fixing,
        decks.ids,
        decks.adding,
        decks.alike,
        decks.printed,
        answers.grading,
        answers.own_answers,
        answers.measures,
        answers.cloze,
        answers.difference,
        answers.search,
        surroundings.drawing,
        surroundings.table,
        surroundings.settings,
        surroundings.event,
        surroundings.left_quiz,
    )
}

WORDS = (
    *(
        "- q: ",
        "\n  a: ",
        "\n  wrong: [",
        "\n  right:\n    - ",
        "\n  typed: true",
        "\n  id: ",
        "cloze: ",
        "==",
    ),
    *(
        "{{c1::",
        "}}",
        "c1::",
        "number: ",
        " ± ",
        "..",
        "date: ",
        " BC",
        "c. ",
        "order: [",
        "timeline: {",
        "match: {",
    ),
    *(
        "list: [",
        "need: ",
        "ordered: true",
        "accept: [",
        "reject: {",
        "typos: ",
        "case: true",
        "hint: ",
        "tags: [",
    ),
    *(
        "statement: ",
        "answer: true",
        "reverse: true",
        "explain: |",
        "source: ",
        "sources: {",
        "requires: ",
        "was: ",
    ),
    *(
        "cards:\n",
        "deck: {",
        "quizapp: 1\n",
        "guide: [",
        "quiz:\n",
        "questions: ",
        "weights: {",
        "path: [",
        "defaults: {",
    ),
    *(
        "# quizapp: ignore ",
        "---\n",
        "&a ",
        "*a",
        "!t ",
        "? ",
        "|-\n",
        ">\n",
        "\t",
        "\r\n",
        "\\x1b",
        "\\u202e",
        "\\r",
    ),
    *(
        '"type":"answer"',
        '"at":"2025-03-01T12:00:00.000+00:00"',
        '"response":[',
        "\x1f",
        "\x1e",
        "\0",
        "\x1b[31m",
    ),
    *(
        "**",
        "`",
        "[@click=app.quit]",
        "[/]",
        "\u202e",
        "\x9b",
        "👩",
        "::error",
        "1e9",
        "½",
        "×10^",
        "\u0301",
        "\u200b",
    ),
)
"""What decks, answers and attacks are made of."""
