"""The kinds of values in a deck, as JSON Schema of draft 7.

Editors read YAML 1.2, which gives types to what stands without quotation marks; a deck has texts alone.
So a text may come as a string, a number or a boolean here, and `~` and `null` as null. A value that is
missing is null as well, and no schema can tell the two: null passes where the word itself may be an answer.

`errorMessage` is no word of JSON Schema. yaml-language-server shows it instead of words of its own, and
other readers pass over it. Of several types, the first is the one that completion begins to write.
"""

from __future__ import annotations

from typing import TypeAlias

from quizapp.deck.identity import ID_PATTERN

Schema: TypeAlias = dict[str, object]

_TEXT = ("string", "number", "boolean")
_VISIBLE = r"\S"
_WRITE_TEXT = "Write a text here, in quotation marks if it begins with a bracket."
_WRITE_LIST = "Write a list here, each entry on its own line after a dash."
_TWO = "Write at least two entries here."


def described(schema: Schema, description: str) -> Schema:
    """The schema with what an editor shows beside the key."""
    return {"description": description, **schema}


def text(advice: str = _WRITE_TEXT) -> Schema:
    """A text that is not empty."""
    return {"type": [*_TEXT], "pattern": _VISIBLE, "errorMessage": advice}


def entry() -> Schema:
    """A text that may be the word `null`: an answer, or an entry of a list."""
    return {**text(), "type": [*_TEXT, "null"]}


def formed(pattern: str, advice: str, *types: str) -> Schema:
    """A text of a certain form; values of the other `types` have it anyway."""
    return {"type": ["string", *types], "pattern": pattern, "errorMessage": advice}


def identifier(what: str = "An id") -> Schema:
    """An id, or a key that is formed like one."""
    advice = f"{what} has letters, digits, `-`, `_` and `.`, at most 64 of them, and no spaces."
    return formed(f"^{ID_PATTERN}$", advice, "number", "boolean")


def flag(*words: str) -> Schema:
    """True or false, or one of further words, in any case and with or without quotation marks."""
    either = "|".join(map(_any_case, ("true", "false", *words)))
    return {
        "type": ["boolean", "string"],
        "pattern": f"^({either})$",
        "errorMessage": "Write `true` or `false` here.",
    }


def whole(pattern: str, least: int, most: int | None, advice: str) -> Schema:
    """A whole number between bounds; `pattern` is for what stands in quotation marks or is a word."""
    bounds: Schema = {"minimum": least} if most is None else {"minimum": least, "maximum": most}
    return {**formed(pattern, advice, "integer"), **_refuse("integer", {"not": bounds}, advice)}


def _refuse(kind: str, condition: Schema, advice: str) -> Schema:
    """No value of this type for which the condition holds. A bare bound would be reported in other words."""
    return {"if": {"type": kind, **condition}, "then": {"type": "string", "errorMessage": advice}}


def _any_case(word: str) -> str:
    return "".join(f"[{letter.upper()}{letter}]" for letter in word)


def number(example: str, advice: str) -> Schema:
    """A number as authors write it. Signs such as ½ and digits of other scripts may be one too."""
    return formed("[0-9]|[^ -~]", f"{advice}, as in `{example}`.", "number")


def texts() -> Schema:
    """A list of texts; one alone is a list of one."""
    return {**listed(entry(), 1, _WRITE_LIST), "type": ["array", *_TEXT], "pattern": _VISIBLE}


def words(advice: str) -> Schema:
    """A list of texts without commas, so that a comma outside brackets tells of a forgotten list."""
    return {**texts(), "items": text(), "pattern": "^[^,]+$", "errorMessage": advice}


def sentences() -> Schema:
    """A text, commas and all, or a list of texts."""
    return {**texts(), "type": [*_TEXT, "array"], "items": text(), "errorMessage": _WRITE_TEXT}


def names() -> Schema:
    """A text, or a list of names of the same thing."""
    return {**texts(), "type": [*_TEXT, "null", "array"]}


def two_or_more(kind: Schema) -> Schema:
    """A list of at least two."""
    return listed(kind, 2, _WRITE_LIST)


def listed(kind: Schema, least: int, advice: str) -> Schema:
    """A list of so many entries or more."""
    few = _refuse("array", {"maxItems": least - 1}, advice if least == 1 else _TWO)
    return {"type": "array", "items": kind, "errorMessage": advice, **few}


def pairs(kind: Schema, least: int, example: str) -> Schema:
    """A mapping whose keys are texts of the author's."""
    advice = f"Write one below the other, as in `{example}`."
    few = _refuse("object", {"maxProperties": least - 1}, advice if least == 1 else _TWO)
    return {"type": "object", "additionalProperties": kind, "errorMessage": advice, **few}


def options() -> Schema:
    """Options: texts, texts with feedback after a colon, or a list of both."""
    feedback = text("Write after the colon why somebody may choose this, or take the colon out.")
    one = {**entry(), "type": [*_TEXT, "null", "object"], "additionalProperties": feedback}
    return {**texts(), "type": ["array", "object", *_TEXT], "items": one, "additionalProperties": feedback}
