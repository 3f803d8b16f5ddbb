"""Reads the keys and values of a mapping, collecting what is wrong with them."""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.deck.identity import valid_id
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence
from quizapp.deck.text import character_name, forbidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from quizapp.deck.diagnostics import Fix
    from quizapp.deck.report import Report

FOREIGN_KEYS = {
    "front": "q",
    "prompt": "q",
    "back": "a",
    "correct_answer": "a",
    "explanation": "explain",
    "reference": "source",
    "correct": "a",
    "options": "wrong",
    "choices": "wrong",
}
"""What other tools call our keys."""

_CERTAIN = {"front", "prompt", "back", "correct_answer", "explanation"}
_LABELS = {"q": "`q` (or `question`)", "a": "`a` (or `answer`)"}
_BARE_COMMENT = re.compile(r"[^\S\n]+#(?=[^\s#])[^\n]*")


class Fields:
    """The values of a mapping by canonical key; unknown and repeated keys are findings."""

    def __init__(
        self,
        report: Report,
        node: Mapping,
        known: Collection[str],
        aliases: dict[str, str],
        what: str,
    ) -> None:
        self.report = report
        self.node = node
        self.no_id = False
        """Whether an id is there and cannot be used: no other may then stand in for it."""
        self.unknown = False
        """Whether a key was unknown, so that a missing one is no second finding."""
        self._values: dict[str, tuple[Scalar, Node]] = {}
        for key, value in node.pairs:
            if not isinstance(key, Scalar):
                report.add("D204", "a key must be a text", key.start, key.end)
                self.unknown = True
                continue
            name = aliases.get(key.value, key.value)
            if name not in known:
                self.unknown = True
                self._unknown_key(key, known, aliases, what)
            elif name in self._values:
                first = self._values[name][0]
                line, _ = report.index.position(first.start)
                label = f"the first one is on line {line}; keep one of them"
                same = key.value == first.value
                seen = (
                    f"`{key.value}` stands here twice"
                    if same
                    else f"`{key.value}` is another name of `{first.value}`"
                )
                report.add("Y005", seen, key.start, key.end, label)
            else:
                self._values[name] = key, value

    def __contains__(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def key(self, name: str) -> Scalar:
        """The key as written."""
        return self._values[name][0]

    def get(self, name: str) -> Node | None:
        """The value under a key."""
        found = self._values.get(name)
        return None if found is None else found[1]

    def text(self, name: str) -> str:
        """The text under a key, "" where the key is missing or its value is no text."""
        node = self.get(name)
        return "" if node is None else read_text(self.report, node, f"`{name}`") or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts under a key that takes a list; a single text without commas is a list of one."""
        node = self.get(name)
        return () if node is None else read_texts(self.report, node, f"`{name}`")

    def flag(self, name: str) -> bool | None:
        """The true or false under a key, None where it is missing or neither."""
        node = self.get(name)
        return None if node is None else read_flag(self.report, node, f"`{name}`")

    def id(self) -> str:
        """The id of a course, deck or card; "" where there is none that can be used."""
        if "id" not in self:
            return ""
        text = self.text("id")
        if valid_id(text):
            return text
        self.no_id = True
        if text:
            node = self._values["id"][1]
            self.report.add(
                "I301",
                f"`{_short(text)}` cannot be an id",
                node.start,
                node.end,
                "an id has letters, digits, `-`, `_` and `.`, and at most 64 of them",
            )
        return ""

    def _unknown_key(self, key: Scalar, known: Collection[str], aliases: dict[str, str], what: str) -> None:
        written = key.value
        meant: str | None = FOREIGN_KEYS.get(written.lower())
        if meant not in known:
            close = get_close_matches(written.lower()[:40], [*known, *aliases], n=1, cutoff=0.6)
            meant = close[0] if close else None
        self.no_id = self.no_id or meant == "id"
        fix: Fix | None = None
        if meant is None:
            label = f"{what} takes " + ", ".join(f"`{name}`" for name in known)
        else:
            label = f"did you mean {_LABELS.get(meant, f'`{meant}`')}?"
            if written.lower() in _CERTAIN or written.lower() not in FOREIGN_KEYS:
                safe = written.lower() in _CERTAIN
                fix = self.report.fix(f"write `{meant}`", key.start, key.end, meant, safe=safe)
        if written.lower() in ("options", "choices"):
            label += " Give the right answer in `a` and only the others in `wrong`."
        self.report.add("D201", f"unknown key `{_short(written)}`", key.start, key.end, label, fix)


def read_text(report: Report, node: Node, what: str) -> str | None:
    """A text without white space around it; None, and a finding, for anything else."""
    if type(node) is not Scalar:
        hint = "put the text in quotation marks if it begins with a bracket" if _flow(node) else ""
        report.add("D204", f"{what} wants a text, and this is {kind_of(node)}", node.start, node.end, hint)
        return None
    value = node.value.strip()
    if not value:
        report.add("D205", f"{what} has no value", node.start, node.end, "write one, or leave the key out")
        return None
    if node.plain:
        _check_comment(report, node)
    elif not value.isascii() or not value.isprintable():
        _check_escapes(report, node)
    return value


def read_texts(report: Report, node: Node, what: str) -> tuple[str, ...]:
    """Texts out of a list, or one text without commas; faulty entries are left out."""
    if isinstance(node, Sequence):
        if not node.items:
            report.add("D205", f"{what} is empty", node.start, node.end)
        check_commas(report, node)
        texts = [read_text(report, entry, f"an entry of {what}") for entry in node.items]
        return tuple(text for text in texts if text is not None)
    if isinstance(node, Mapping):
        report.add("D204", f"{what} wants a list, and this is a mapping", node.start, node.end)
        return ()
    text = read_text(report, node, what)
    if text is None:
        return ()
    if "," in text and node.plain:
        report.add(
            "D204",
            f"{what} wants a list",
            node.start,
            node.end,
            "write each entry on its own line after a dash, or put the text in quotation marks",
        )
        return ()
    return (text,)


def read_flag(report: Report, node: Node, what: str, words: str = "true false") -> bool | None:
    """True or false, in the words allowed (pairs of yes and no); None, and a finding, for others."""
    text = read_text(report, node, what)
    if text is None:
        return None
    allowed = words.split()
    if text.lower() not in allowed:
        report.add("D211", f"{what} is {' or '.join(allowed[:2])}", node.start, node.end)
        return None
    return allowed.index(text.lower()) % 2 == 0


def check_commas(report: Report, node: Sequence) -> None:
    """A note where a bracketed list was split at a comma that looks like part of a text."""
    if not node.flow:
        return
    for before, entry in zip(node.items, node.items[1:], strict=False):
        if not (isinstance(before, Scalar) and isinstance(entry, Scalar) and before.plain and entry.plain):
            continue
        touching = entry.start - before.end == 1
        digits = touching and before.value[-1:].isdigit() and re.fullmatch(r"\d{3}", entry.value)
        if digits or re.fullmatch(r"([A-Z]\.)+|Jr\.?|Sr\.?|Inc\.?|Ltd\.?", entry.value):
            report.add(
                "D220",
                f"a comma made two entries of `{_short(before.value)}` and `{_short(entry.value)}`",
                before.start,
                entry.end,
                "put an entry that holds a comma in quotation marks",
            )


def kind_of(node: Node) -> str:
    """What a node is, in words."""
    match node:
        case Scalar():
            return "a text"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def _flow(node: Node) -> bool:
    return isinstance(node, Sequence | Mapping) and node.flow


def _check_comment(report: Report, node: Scalar) -> None:
    """`C #lang`: YAML cuts the text at ` #`. A comment with a space after its # is meant as one."""
    text = report.index.text
    if not text.startswith((" ", "\t"), node.end):
        return
    found = _BARE_COMMENT.match(text, node.end)
    if found:
        report.add(
            "Y007",
            "everything after ` #` is a comment, and is not part of the text",
            found.end() - len(found[0].lstrip()),
            found.end(),
            "put the text in quotation marks, or write a space after the #",
        )


def _check_escapes(report: Report, node: Scalar) -> None:
    """Characters that a deck must not hold may also come by a YAML escape such as "\\e"."""
    at = next(forbidden(node.value), None)
    if at is not None:
        name = character_name(node.value[at])
        report.add(
            "Y008", f"this text holds {name}", node.start, node.end, "take it out: it can garble a terminal"
        )


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
