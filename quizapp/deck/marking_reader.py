"""The keys that say how a typed text is marked."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizapp.deck.fields import entries_of, read_text
from quizapp.deck.nodes import Mapping
from quizapp.deck.normal import normalise
from quizapp.deck.shapes import Marking

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizapp.deck.fields import Fields

MARKING_KEYS = ("accept", "reject", "typos", "case")
"""What a card of a typed text may say about its marking."""


@dataclass(frozen=True, slots=True)
class ReadContext:
    """What a card's own text does not say: the language, and defaults of the marking options."""

    language: str = "en"
    marking: Marking = field(default_factory=Marking)
    typed: bool = False


def read_marking(fields: Fields, default: Marking) -> Marking:
    """`accept`, `reject`, `typos` and `case`; what is missing comes from the defaults."""
    if fields.values.keys().isdisjoint(MARKING_KEYS):
        return default
    case = fields.flag("case") if "case" in fields else None
    return Marking(
        fields.texts("accept") if "accept" in fields else default.accept,
        _rejects(fields) if "reject" in fields else default.reject,
        _typos(fields, default.typos),
        default.case if case is None else case,
    )


def _rejects(fields: Fields) -> tuple[tuple[str, str], ...]:
    node = fields.get("reject")
    if not isinstance(node, Mapping):
        return tuple((text, "") for text in fields.texts("reject"))
    found = []
    for key, value in node.pairs:
        text = read_text(fields.report, key, "an entry of `reject`")
        reason = read_text(fields.report, value, "the reason of a rejected wording")
        if text is not None and reason is not None:
            found.append((text, reason))
    return tuple(found)


def _typos(fields: Fields, default: int | None) -> int | None:
    if "typos" not in fields:
        return default
    text = fields.text("typos")
    if text.lower() == "auto" or not text:
        return None
    if text in ("0", "1", "2", "3"):
        return int(text)
    node = fields.get("typos")
    assert node is not None
    seen = f"`typos` is `auto` or a number from 0 to 3, and this is `{text[:20]}`"
    label = "write how many slips may be forgiven, or `auto` for a number that grows with the length"
    fields.report.add("D213", seen, node.start, node.end, label)
    return None


def check_rejects(fields: Fields, marking: Marking, right: Iterable[str], language: str) -> None:
    """No rejected wording may read the same as one that is right."""
    node = fields.get("reject")
    if node is None:
        return
    known = {normalise(text, language, marking.case): text for text in right}
    entries = [key for key, _ in node.pairs] if isinstance(node, Mapping) else entries_of(node)
    for number, (text, _) in enumerate(marking.reject):
        same = known.get(normalise(text, language, marking.case))
        if same is not None:
            # Where an entry is faulty itself, the numbers do not fit: the card is lost anyway.
            place = entries[number] if len(entries) == len(marking.reject) else node
            fields.report.add(
                "D216",
                f"`{text}` is rejected, and `{same}` is right",
                place.start,
                place.end,
                "the two read the same: take it out of one of the lists",
            )
