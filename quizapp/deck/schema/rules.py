"""What goes with what in a mapping, as JSON Schema of draft 7.

A rule stands under the key that it is about, in `dependencies`: so a card is looked at by the rules of its
own keys alone, and a large deck does not slow down an editor. A key is ruled out by `false`, which
yaml-language-server marks at the key, with the `errorMessage` that stands beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.schema.values import Schema

Rule = tuple[str, "Schema"]
"""What holds for a mapping that has this key."""


def by_key(rules: Iterable[Rule]) -> Schema:
    """The value of `dependencies`."""
    found: dict[str, list[Schema]] = {}
    for key, schema in rules:
        found.setdefault(key, []).append(schema)
    return {key: schemas[0] if len(schemas) == 1 else {"allOf": schemas} for key, schemas in found.items()}


def one_name(aliases: dict[str, str], names: Iterable[str]) -> list[Rule]:
    """No key stands there under two names."""
    return [
        (
            alias,
            when(some([name]), without(alias, f"`{alias}` is the same key as `{name}`. Keep one of them.")),
        )
        for alias, name in aliases.items()
        if name in names
    ]


def also(kind: Schema, name: str) -> Schema:
    """What another name of a key takes. Completion offers one of the names."""
    return {**kind, "description": f"The same as `{name}`.", "doNotSuggest": True}


def when(condition: Schema, consequence: Schema) -> Schema:
    """If the condition holds, so does the consequence."""
    return {"if": condition, "then": consequence}


def without(key: str, advice: str) -> Schema:
    """The key is not there."""
    return {"properties": {key: False}, "errorMessage": advice}


def needs(key: str, advice: str) -> Schema:
    """The key is there."""
    return {"required": [key], "errorMessage": advice}


def only(names: Iterable[str]) -> Schema:
    """No key is unknown: one that is may be the missing one misspelt, and is marked already."""
    return {"type": "object", "propertyNames": {"enum": sorted(names)}}


def some(names: Iterable[str]) -> Schema:
    """At least one of the keys is there."""
    asked: list[Schema] = [{"required": [name]} for name in names]
    return asked[0] if len(asked) == 1 else {"anyOf": asked}


def none(names: Iterable[str]) -> Schema:
    """None of the keys is there."""
    return {"not": some(names)}
