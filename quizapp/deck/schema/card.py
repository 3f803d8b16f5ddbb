"""A card for editors, as JSON Schema of draft 7, made from the tables that the reader goes by.

All keys stand on one level, so that completion offers them and nothing else; rules say what goes with what,
and each mistake breaks one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.card_reader import ALIASES, CARD_KEYS, DEFAULT_KEYS, IDENTITY_KEYS, OPTIONAL_KEYS
from quizapp.deck.fields import FOREIGN_KEYS
from quizapp.deck.schema.keys import CARD_VALUES
from quizapp.deck.schema.rules import also, by_key, needs, none, one_name, only, some, when, without
from quizapp.deck.schema.values import described, flag
from quizapp.deck.shape_reader import SHAPES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.schema.rules import Rule
    from quizapp.deck.schema.values import Schema

_NO_CARD = "A card is keys and values. Write `- q: …`, and below it `a: …`."
_UNKNOWN = "This is no key of a card. `quizapp check` says what may be meant."
_KNOWN: Schema = {"$ref": "#/definitions/known"}
_ANSWERED: Schema = {"$ref": "#/definitions/answered"}
_SNIPPETS = {
    "flashcard": {"q": "$1", "a": "$2"},
    "typed answer": {"q": "$1", "a": "$2", "typed": True},
    "choice": {"q": "$1", "a": "$2", "wrong": ["$3", "$4"]},
    "several right": {"q": "$1", "right": ["$2", "$3"], "wrong": ["$4", "$5"]},
    "true or false": {"statement": "$1", "a": "${2|true,false|}"},
    "gaps": {"cloze": "$1 ==$2=="},
    "number": {"q": "$1", "number": "$2"},
    "date": {"q": "$1", "date": "$2"},
    "order": {"q": "$1", "order": ["$2", "$3"]},
    "list": {"q": "$1", "list": ["$2", "$3"]},
}


def definitions() -> Schema:
    """The schemas that others refer to: `card` and `defaults`, and what these need."""
    return {
        "card": _card(),
        "defaults": _defaults(),
        "known": only(_named(CARD_KEYS)),
        "answered": some(_named(SHAPES)),
    }


def _card() -> Schema:
    return {
        "title": "card",
        "description": "A question and its answer. The key that holds the answer says what kind it is.",
        "properties": _keys(CARD_KEYS),
        "patternProperties": {f"^({'|'.join(FOREIGN_KEYS)})$": True},
        "additionalProperties": False,
        "errorMessage": _UNKNOWN,
        "defaultSnippets": [{"label": label, "body": body} for label, body in _SNIPPETS.items()],
        "dependencies": by_key(
            [
                *_foreign_keys(),
                *one_name(ALIASES, CARD_KEYS),
                *_beside_answers(),
                *_second_answers(),
                *_company(),
            ]
        ),
        "allOf": [{"type": "object", "errorMessage": _NO_CARD}, *_missing()],
    }


def _defaults() -> Schema:
    return {
        "description": "What holds for every card that does not say otherwise.",
        "type": "object",
        "properties": _keys(DEFAULT_KEYS),
        "additionalProperties": False,
        "errorMessage": "Only keys that a card may leave out have defaults: not its answer, nor its id.",
        "dependencies": by_key(one_name(ALIASES, DEFAULT_KEYS)),
    }


def _keys(names: Iterable[str]) -> Schema:
    """What the keys take, each under all its names."""
    found: Schema = {name: CARD_VALUES[name] for name in names}
    return found | {alias: also(CARD_VALUES[name], name) for alias, name in ALIASES.items() if name in found}


def _foreign_keys() -> Iterator[Rule]:
    for key, name in FOREIGN_KEYS.items():
        advice = f"Write `{name}` in place of `{key}`."
        if name == "wrong":
            advice = "Write the right answer in `a`, and only the others in `wrong`."
        yield key, without(key, advice)


def _missing() -> list[Schema]:
    """A card has an answer, and a question if its answer does not hold it."""
    asking = [name for name, shape in SHAPES.items() if shape.question]
    others = [name for name, shape in SHAPES.items() if not shape.question]
    listed = ", ".join(f"`{name}`" for name in SHAPES if name != "statement")
    alone = needs("a", f"This card has no answer. Add one of: {listed}.")
    wrong = needs("a", "These are only wrong options. Add the right one as `a`, or several as `right`.")
    unasked: Schema = {"allOf": [_KNOWN, some(_named(asking)), none(others)]}
    return [
        when({"not": _ANSWERED}, when(_KNOWN, {"if": some(["wrong"]), "then": wrong, "else": alone})),
        when(none(_named(["q"])), when(unasked, needs("q", "This card has no question. Add `q:`."))),
    ]


def _beside_answers() -> Iterator[Rule]:
    """What an answer key needs, and that a question stands there once."""
    for name, shape in SHAPES.items():
        if not shape.question:
            for key in _named(["q"]):
                yield (
                    key,
                    when(some([name]), without(key, f"`{name}` holds the question itself. Take this out.")),
                )
    advice = "Add `wrong:` with the options that do not hold. For one right answer write `a`."
    yield "right", needs("wrong", advice)
    description = "Whether the statement is true: `true` or `false`."
    answer = described(flag("yes", "no"), description)
    yield "statement", {"properties": {"a": answer} | {key: also(answer, "a") for key in _named(["a"])[1:]}}
    unanswered: Schema = {"allOf": [_KNOWN, none(_named(name for name in SHAPES if name != "statement"))]}
    yield (
        "statement",
        when(unanswered, needs("a", "This statement has no answer. Add `a: true` or `a: false`.")),
    )


def _second_answers() -> Iterator[Rule]:
    """A card has one answer; as in the reader, `a` goes with `statement` and is none then."""
    earlier: list[Schema] = []
    for name in SHAPES:
        advice = f"`{name}` is a second answer. Keep one of them, or make two cards."
        for key in _named([name]) if earlier else ():
            yield key, when({"anyOf": [*earlier]}, without(key, advice))
        earlier.append(_answers(name))


def _company() -> Iterator[Rule]:
    """Some keys go with certain answers only."""
    for key in CARD_KEYS:
        if key == "q" or key in (*SHAPES, *IDENTITY_KEYS, *OPTIONAL_KEYS):
            continue
        owners = [name for name, shape in SHAPES.items() if key in shape.keys]
        advice = f"`{key}` goes only with {' and '.join(f'`{owner}`' for owner in owners)}."
        owned: Schema = {"anyOf": [_answers(owner) for owner in owners]}
        yield key, when({"not": owned}, when(_ANSWERED, without(key, advice)))


def _answers(name: str) -> Schema:
    """The key is there and is an answer of its own."""
    there = some(_named([name]))
    return {"allOf": [there, none(["statement"])]} if name == "a" else there


def _named(names: Iterable[str]) -> list[str]:
    """The keys under all their names, canonical ones first."""
    found = [*names]
    return found + [alias for alias, name in ALIASES.items() if name in found]
