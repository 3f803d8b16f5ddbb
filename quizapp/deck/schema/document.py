"""The JSON Schema by which editors complete and check decks as they are written.

One schema of draft 7, made from the tables of the reader, for deck files and for course.yaml alike: an
editor need not know which of them it has open. What it cannot see, `quizapp check` does: the files of a
course, its sources, and what texts mean.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.deck.blueprint_reader import FEEDBACK, QUIZ_KEYS, WAYS
from quizapp.deck.exam_reader import EXAM_KEYS
from quizapp.deck.reader import COURSE_KEYS, DECK_KEYS, FILE_ALIASES, FILE_KEYS, VERSION
from quizapp.deck.schema import values as value
from quizapp.deck.schema.card import definitions
from quizapp.deck.schema.rules import also, by_key, needs, none, one_name, only, when, without
from quizapp.deck.schema.values import described
from quizapp.deck.source_reader import SOURCE_KEYS

if TYPE_CHECKING:
    from quizapp.deck.schema.values import Schema

COPY = Path(__file__).with_name("deck.schema.json")
"""The schema as it is shipped, for programs that look for a file."""

_NO_DECK = "A deck is a list of cards. Write `- q: …`, and below it `a: …`."
_UNKNOWN = "Neither a deck file nor course.yaml has this key. Cards stand under `cards:`, each after a dash."
_CARD: Schema = {"$ref": "#/definitions/card"}
_DEFAULTS: Schema = {"$ref": "#/definitions/defaults"}


def deck_schema() -> Schema:
    """The schema as data."""
    none = {"type": "array", "maxItems": 0}
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "quizapp deck",
        "description": "A deck of questions, or the course.yaml of a folder of decks.",
        "allOf": [
            {"type": ["array", "object"], "errorMessage": _NO_DECK},
            {"if": none, "then": {"type": "object", "errorMessage": _NO_DECK}},
        ],
        # The two apart: what the whole takes, completion would offer on the cards of a bare list as well.
        "if": {"type": "array"},
        "then": {"items": _CARD},
        "else": {"$ref": "#/definitions/file"},
        "definitions": {"file": _file(), "source": _source(), **definitions()},
    }


def schema_text() -> str:
    """The schema as the text of a file. It is ASCII, so that no encoding of a terminal can spoil it."""
    return json.dumps(deck_schema(), indent=1) + "\n"


def _file() -> Schema:
    """A file holds cards or lists decks, and the keys that go with one do not go with the other."""
    known = sorted({*FILE_KEYS, *COURSE_KEYS})
    listing: Schema = {"required": ["path"]}
    holding: Schema = {"required": ["cards"]}
    path = "`path` belongs in course.yaml, and `cards` in the files that it lists."
    deck = "This belongs in a deck file, and `path` in course.yaml."
    cards = "This file has no cards. Put them under `cards:`, or name the deck files in `path:`."
    rules = [
        *one_name(FILE_ALIASES, known),
        ("path", when(holding, without("path", path))),
        *(
            (key, when(listing, without(key, deck)))
            for key in FILE_KEYS
            if key not in (*COURSE_KEYS, "cards")
        ),
    ]
    return {
        "properties": _keys(known),
        "additionalProperties": False,
        "errorMessage": _UNKNOWN,
        "dependencies": by_key(rules),
        "allOf": [when(none(["path", "cards"]), when(only([*known, *FILE_ALIASES]), needs("cards", cards)))],
    }


def _keys(names: list[str] | tuple[str, ...]) -> Schema:
    found: Schema = {name: _KEYS[name] for name in names}
    for alias, name in FILE_ALIASES.items():
        if name in found:
            found[alias] = also(_KEYS[name], name)
    return found


def _either(*words: str) -> Schema:
    pattern = "|".join(words)
    return value.formed(f"^({pattern})$", f"Write one of these here: {_listed(words)}.")


def _listed(names: tuple[str, ...]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _source() -> Schema:
    return {
        "type": ["object", "string", "number", "boolean", "array"],
        "properties": {name: described(value.text(), _SOURCES[name]) for name in SOURCE_KEYS},
        "additionalProperties": False,
        "errorMessage": f"Write the title of the source here, or keys of it: {_listed(SOURCE_KEYS)}.",
        "items": value.text(),
        "allOf": [when(only(SOURCE_KEYS), needs("title", "This source has no title. Add `title:`."))],
    }


def _plan() -> Schema:
    """One blueprint of a quiz, or a list of them."""
    plan: Schema = {
        "properties": {name: _QUIZ[name] for name in QUIZ_KEYS},
        "additionalProperties": False,
        "errorMessage": f"Write keys of a quiz here: {_listed(QUIZ_KEYS)}.",
    }
    advice = plan["errorMessage"]
    few: Schema = {
        "if": {"type": "array", "maxItems": 0},
        "then": {"type": "object", "errorMessage": advice},
    }
    return {"type": ["object", "array"], **plan, "items": {"type": "object", **plan}, **few}


_QUIZ: dict[str, Schema] = {
    "id": described(value.identifier(), "What results are kept under; needed where there are several."),
    "title": described(value.text(), "What learners read."),
    "questions": described(
        value.whole(
            r"^([1-9][0-9]{0,3}|10000|[Aa][Ll][Ll])$", 1, 10_000, "Write `all`, or a number from 1 to 10000."
        ),
        "How many are asked: `30`, or `all`.",
    ),
    "minutes": described(
        value.formed(r"^[0-9]+(\.[0-9]+)?$", "Write a number of minutes here.", "number"),
        "The time limit in minutes.",
    ),
    "pass": described(
        value.formed(r"^[0-9]+(\.[0-9]+)?\s*%?$", "Write a percentage here, as in `70 %`.", "number"),
        "The share of the score that passes: `70 %`.",
    ),
    "weights": described(
        value.pairs(
            value.formed(r"^[0-9]+(\.[0-9]+)?$", "Write a share here, as in `2`.", "number"),
            1,
            "deck:history: 2",
        ),
        "What is asked, and in what shares: `deck:x`, `tag:x` or ids, as in `guide`. What is not named is not asked.",
    ),
    "mode": described(
        _either(*WAYS), "How cards are asked where they allow it: `written` as they are, `typed` or `choice`."
    ),
    "feedback": described(_either(*FEEDBACK), "When marks are shown: at the `end`, or at `once`."),
}
_SOURCES = {
    "title": "What the work is called.",
    "author": "Who wrote it.",
    "publisher": "Who published it.",
    "year": "The year it came out.",
    "date": "The day it came out, where the year is not enough.",
    "url": "Where it is to be found.",
    "accessed": "When it was looked up there: `2025-11-01`.",
    "note": "What else there is to say of it.",
}
_KEYS: dict[str, Schema] = {
    "quizapp": {
        "description": "The version of the format: 1.",
        "enum": [int(VERSION), VERSION],
        "errorMessage": f"Write `{VERSION}` here: this is the version of the format.",
    },
    "id": described(
        value.identifier(),
        "The name of the course or deck for good: progress hangs on it, so that title and file may change.",
    ),
    "title": described(value.text(), "What learners read."),
    "description": described(value.text(), "What it is about, in a sentence or two."),
    "language": described(
        value.text("Write the code of a language here: `en`."),
        "The code of the language: `en`, `de`, … It decides on articles and on the form of numbers and dates.",
    ),
    "license": described(value.text(), "On what terms it may be passed on: `CC-BY-4.0`."),
    "authors": described(value.texts(), "Who wrote it, as a list."),
    "guide": described(
        value.listed(value.names(), 1, "Write a list of steps here, each after a dash."),
        "In which order cards come to learners for the first time: a list of `deck:x`, `tag:x` and ids of"
        " cards. Names with spaces between mean cards that all of them fit; entries of a list inside take turns.",
    ),
    "quiz": {
        "description": "A quiz of this course as you plan it, or a list of several, each with an `id:`.",
        **_plan(),
    },
    "exam": {
        "description": "The day of the exam that this course prepares for, or that and the minutes a day for it:"
        " `{date: 2026-12-15, minutes: 20}`. Learners may set their own.",
        "type": ["string", "object"],
        "pattern": "[0-9]",
        "properties": {
            "date": described(
                value.formed("[0-9]", "Write a day here, as in `2026-12-15`."), "The day: `2026-12-15`."
            ),
            "minutes": described(
                value.number("20", "Write the minutes a day here"), "Minutes a day until then: `20`."
            ),
        },
        "additionalProperties": False,
        "errorMessage": f"Write a day here, as in `2026-12-15`, or keys: {_listed(EXAM_KEYS)}.",
        "allOf": [when(only(EXAM_KEYS), needs("date", "This exam has no day. Add `date:`."))],
    },
    "sources": {
        "description": "The works that cards cite, each under a short key: `atlas: {title: Atlas of the World}`.",
        "type": "object",
        "propertyNames": value.identifier("The key of a source"),
        "additionalProperties": {"$ref": "#/definitions/source"},
        "errorMessage": "Write a short key for each work, and below it its `title:`.",
    },
    "defaults": _DEFAULTS,
    "tags": described(
        value.words("Write a list here, as in `[geography, europe]`."),
        "Tags that every card of this file has.",
    ),
    "path": {
        "description": "The deck files of the course, in the order of study.",
        **value.texts(),
        "items": value.formed(r"\.ya?ml$", "Write the name of a deck file here. It ends in .yaml or .yml."),
        "pattern": r"\.ya?ml$",
        "errorMessage": "Write the names of the deck files here, each on its own line after a dash.",
    },
    "cards": described(
        value.listed(_CARD, 1, "Write a list of cards here, each after a dash."),
        "The questions and their answers, each after a dash.",
    ),
}
_KEYS["deck"] = {
    "description": "What this deck is: its title, or keys of its own.",
    "type": ["object", "string", "number", "boolean"],
    "properties": _keys(DECK_KEYS),
    "additionalProperties": False,
    "errorMessage": f"Write the title of the deck here, or keys of its own: {_listed(DECK_KEYS)}.",
    "dependencies": by_key(one_name(FILE_ALIASES, DECK_KEYS)),
}
