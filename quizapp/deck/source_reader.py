"""The list of works that cards cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.deck.fields import Fields, Keys, kind_of, read_text, read_texts, report_twice
from quizapp.deck.identity import valid_id
from quizapp.deck.nodes import Mapping, Node, Scalar
from quizapp.deck.source import Source

if TYPE_CHECKING:
    from quizapp.deck.report import Report

SOURCE_KEYS = ("title", "author", "publisher", "year", "date", "url", "accessed", "note")
_SOURCE = Keys(SOURCE_KEYS)


def read_sources(report: Report, node: Node) -> dict[str, Source]:
    """The works under a `sources` key, by their keys."""
    if not isinstance(node, Mapping):
        report.add(
            "D204",
            f"`sources` wants a mapping, and this is {kind_of(node)}",
            node.start,
            node.end,
            "write a key for each work, and below it its `title:`",
        )
        return {}
    found: dict[str, Source] = {}
    keys: dict[str, Scalar] = {}
    for key_node, value in node.pairs:
        key = read_text(report, key_node, "the key of a source")
        if key is None or not isinstance(key_node, Scalar):
            continue
        if not valid_id(key):
            label = "letters, digits, `-`, `_` and `.`, no spaces"
            report.add(
                "I301", f"`{key[:40]}` cannot be the key of a source", key_node.start, key_node.end, label
            )
            continue
        if key in keys:
            report_twice(report, key_node, keys[key])
            continue
        keys[key] = key_node
        if isinstance(value, Mapping):
            fields = Fields(report, value, _SOURCE, "a source")
            values = {name: fields.text(name) for name in fields}
            if "title" not in values and not fields.unknown:
                report.add(
                    "D205", f"the source `{key}` has no title", key_node.start, key_node.end, "add `title:`"
                )
            found[key] = Source(
                key,
                values.get("title") or key,
                values.get("author", ""),
                values.get("publisher", ""),
                values.get("year") or values.get("date", ""),
                values.get("url", ""),
                values.get("accessed", ""),
            )
        else:
            title = " ".join(read_texts(report, value, f"the source `{key}`"))
            found[key] = Source(key, title or key)
    return found
