"""The schema for editors: the shipped copy, right decks, and wrong ones, beside our own checker."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from quizapp.deck.card_reader import ALIASES, CARD_KEYS
from quizapp.deck.diagnostics import Severity
from quizapp.deck.fields import FOREIGN_KEYS
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.reader import read_course_file, read_deck_file
from quizapp.deck.report import Report
from quizapp.deck.schema.document import COPY, deck_schema, schema_text
from quizapp.deck.shape_reader import SHAPES
from tests.deck.wrong_decks import WRONG

ROOT = Path(__file__).parent.parent.parent
DECKS = sorted(ROOT.glob("decks/*/*.yaml"))
GUIDES = (ROOT / "README.md").read_text(encoding="utf-8") + (ROOT / "decks/README.md").read_text(
    encoding="utf-8"
)
EXAMPLES = re.findall(r"^```yaml\n(.*?)^```$", GUIDES, re.MULTILINE | re.DOTALL)
SCHEMA = Draft7Validator(deck_schema())
_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")


def as_an_editor_reads(text: str) -> Any:
    """The data of a YAML text by the core schema of YAML 1.2."""
    tree = build(text)
    assert tree.root is not None
    return data(tree.root)


def data(node: Node) -> Any:
    match node:
        case Mapping():
            return {str(key.value): data(value) for key, value in node.pairs if isinstance(key, Scalar)}
        case Sequence():
            return [data(item) for item in node.items]
        case Scalar(plain=True):
            return typed(node.value)
        case Scalar():
            return node.value


def typed(word: str) -> Any:
    if word in ("", "~", "null", "Null", "NULL"):
        return None
    if word.lower() in ("true", "false") and word in (word.lower(), word.upper(), word.title()):
        return word.lower() == "true"
    if _INTEGER.fullmatch(word):
        return int(word)
    return float(word) if _FLOAT.fullmatch(word) else word


def wrong(text: str) -> bool:
    return not SCHEMA.is_valid(as_an_editor_reads(text))


def errors(text: str) -> list[str]:
    """The codes of our own checker."""
    report = Report("deck.yaml", text)
    if re.search("^path:", text, re.MULTILINE):
        read_course_file(report)
    else:
        read_deck_file(report)
    return [found.code for found in report.findings() if found.severity is not Severity.NOTE]


def test_the_shipped_copy_is_the_schema() -> None:
    made_by = "quizapp schema > quizapp/deck/schema/deck.schema.json"
    assert COPY.read_text(encoding="utf-8") == schema_text(), f"make it anew: {made_by}"


def test_it_is_a_schema_of_draft_7() -> None:
    Draft7Validator.check_schema(json.loads(schema_text()))


def test_every_key_of_a_card_has_a_description() -> None:
    keys: Any = deck_schema()["definitions"]
    properties = keys["card"]["properties"]
    assert set(properties) == {*CARD_KEYS, *ALIASES}
    assert all(kind["description"] for kind in properties.values())


@pytest.mark.parametrize("path", DECKS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_shipped_decks_are_right(path: Path) -> None:
    assert [error.message for error in SCHEMA.iter_errors(as_an_editor_reads(path.read_text("utf-8")))] == []


@pytest.mark.parametrize("text", EXAMPLES, ids=range(len(EXAMPLES)))
def test_the_guides_examples_are_right(text: str) -> None:
    assert [error.message for error in SCHEMA.iter_errors(as_an_editor_reads(text))] == []


@pytest.mark.parametrize(
    "card",
    [
        "{q: SQL's word for no value?, a: null}",
        "{q: x, a: ~}",
        "{question: Code of Norway?, answer: NO}",
        "{q: x, a: 1.10, accept: [1.1, ~]}",
        "{q: x, a: y, wrong: z}",
        "{q: x, a: y, wrong: {z: because}}",
        "{q: x, a: y, wrong: [{z: because}, 3]}",
        "{q: x, a: y, reject: [z], typos: AUTO, case: 'TRUE', typed: False}",
        "{q: x, a: y, hint: 'one, two', source: [a p. 3, b], tags: one, id: 42, was: [a, c/b]}",
        "{statement: x, a: Yes}",
        "{statement: x, answer: 'no'}",
        "{q: x, number: ½}",
        "{q: x, number: 5, units: {ft: 0.3048, km: 1e3}}",
        "{q: x, date: c. 1450 ± 10}",
        "{q: x, date: 44-03-15 BC}",
        "{q: x, list: [a, [b, c]], need: 1, ordered: true, typos: 0}",
        "{cloze: 'a {{c1::b}}'}",
    ],
)
def test_what_the_reader_takes_is_right(card: str) -> None:
    assert errors(f"- {card}\n") == []
    assert not wrong(f"- {card}\n")


@pytest.mark.parametrize(("text", "line"), WRONG, ids=[text for text, _ in WRONG])
def test_what_is_wrong_is_wrong_for_both(text: str, line: int) -> None:
    assert errors(text)
    assert wrong(text)


@pytest.mark.parametrize("text", [text for text, _ in WRONG], ids=[text for text, _ in WRONG])
def test_one_cause_is_one_message(text: str) -> None:
    assert len(list(SCHEMA.iter_errors(as_an_editor_reads(text)))) == 1


def test_keys_of_other_tools_are_answered_with_ours() -> None:
    definitions: Any = deck_schema()["definitions"]
    rules = definitions["card"]["dependencies"]
    said = {key: rules[key]["errorMessage"] for key in FOREIGN_KEYS}
    assert {key for key in FOREIGN_KEYS if f"`{FOREIGN_KEYS[key]}`" in said[key]} == set(FOREIGN_KEYS)


def test_a_card_without_an_answer_is_told_every_answer_key() -> None:
    text = schema_text()
    (message,) = re.findall('"(This card has no answer[^"]*)"', text)
    assert {f"`{name}`" for name in SHAPES if name != "statement"} <= set(re.findall("`[^`]*`", message))
