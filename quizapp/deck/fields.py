"""Reads the keys and values of a mapping, collecting what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.diagnostics import Edit, Fix
from quizapp.deck.foreign_options import without_answer
from quizapp.deck.identity import valid_id
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence
from quizapp.deck.syntax.quoting import quoted
from quizapp.deck.text import character_name, forbidden

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
"""What other tools call our keys of cards."""
_OF_FILES = {
    "questions": "cards",
    "flashcards": "cards",
    "items": "cards",
    "version": "quizapp",
    "name": "title",
}
"""The same for the keys of a file."""
_OTHERWISE = {
    "type": "take it out: the key that holds the answer says what kind of card it is",
    "path": "`path` belongs in a file called course.yaml, which lists the files of its decks",
}
"""What to do about keys that have no like here."""

_CERTAIN = {"front", "prompt", "back", "correct_answer", "explanation"}
_FLAGS = dict.fromkeys(("yes", "y", "on", "t"), "true") | dict.fromkeys(("no", "n", "off", "f"), "false")
"""What is certain to mean true or false, and is written otherwise in decks."""
_NEEDED = ("`q`", "`a`", "`statement`", "`cloze`", "`number`", "`date`")
_ONE_LINE = 200
"""The longest text that is quoted in a fix here."""
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
                label = "write a word and a colon, or put a key that begins with a bracket in quotation marks"
                seen = f"a key must be a text, and this is {kind_of(key)}"
                report.add("D204", seen, key.start, key.end, label)
                self.unknown = True
                continue
            name = aliases.get(key.value, key.value)
            if name not in known:
                self.unknown = True
                self._unknown_key(key, known, aliases, what)
            elif name in self._values:
                report_twice(report, key, self._values[name][0])
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
        lower = written.lower()
        meant: str | None = FOREIGN_KEYS.get(lower)
        if meant not in known:
            meant = _OF_FILES.get(lower)
        if meant not in known and lower in _OTHERWISE:
            self.report.add("D201", f"unknown key `{lower}`", key.start, key.end, _OTHERWISE[lower])
            return
        if meant not in known:
            meant = self.report.nearest(lower, [*known, *aliases])
        self.no_id = self.no_id or meant == "id"
        before, colon, _ = written.partition(":")
        if colon and (before in known or before in aliases):
            # `{q:Paris, a: x}`
            at = key.start + len(before)
            spaced = f"{before}: {written[len(before) + 1 :]}"
            fix: Fix | None = self.report.fix("put a space in", key.start, key.end, spaced)
            seen = "a space is missing after the colon"
            self.report.add("Y014", seen, at, at + 1, "YAML wants a space here", fix)
            return
        fix = None
        if meant is None:
            label = f"{what} takes " + ", ".join(f"`{name}`" for name in known)
        else:
            label = f"did you mean {_LABELS.get(meant, f'`{meant}`')}?"
            if lower in _CERTAIN or lower not in FOREIGN_KEYS:
                safe = lower in _CERTAIN or lower == meant
                fix = self.report.fix(f"write `{meant}`", key.start, key.end, meant, safe=safe)
        if lower in ("options", "choices"):
            label += " Give the right answer in `a` and only the others in `wrong`."
            fix = without_answer(self.report, self.node, key) if meant == "wrong" else fix
        self.report.add("D201", f"unknown key `{_short(written)}`", key.start, key.end, label, fix)


def report_twice(report: Report, key: Scalar, first: Scalar) -> None:
    """Report a key that stands, perhaps by another name, in the same place as an earlier one."""
    line, _ = report.index.position(first.start)
    seen = (
        f"`{_short(key.value)}` stands here twice"
        if key.value == first.value
        else f"`{key.value}` is another name of `{first.value}`"
    )
    label = f"the first one is on line {line}; keep one of them"
    first_place = report.place(first.start, first.end, "the first one")
    report.add("Y005", seen, key.start, key.end, label, related=(first_place,))


def read_text(report: Report, node: Node, what: str) -> str | None:
    """A text without white space around it; None, and a finding, for anything else."""
    if not isinstance(node, Scalar):
        _no_text(report, node, what)
        return None
    value = node.value.strip()
    if not value:
        if isinstance(node, Scalar) and _lost_in_comment(report, node, what):
            return None
        label = "write it" if what in _NEEDED else "write one, or leave the key out"
        if not what.startswith("`"):
            label = "write one, or take this out"
        report.add("D205", f"{what} has no value", node.start, node.end, label)
        return None
    if node.plain:
        _check_comment(report, node)
        if value.startswith("-"):
            _check_dashes(report, node)
    elif not value.isascii() or not value.isprintable():
        _check_escapes(report, node)
    return value


def read_texts(report: Report, node: Node, what: str) -> tuple[str, ...]:
    """Texts out of a list, or one text without commas; faulty entries are left out."""
    if isinstance(node, Sequence):
        if not node.items:
            label = "write entries into it, or leave the key out"
            report.add("D205", f"{what} is empty", node.start, node.end, label)
        check_commas(report, node)
        texts = [read_text(report, entry, f"an entry of {what}") for entry in node.items]
        return tuple(text for text in texts if text is not None)
    if isinstance(node, Mapping):
        label = "write each entry on its own line after a dash"
        report.add("D204", f"{what} wants a list, and this is a mapping", node.start, node.end, label)
        return ()
    text = read_text(report, node, what)
    if text is None:
        return ()
    if "," in text and isinstance(node, Scalar) and node.plain:
        label = "write each entry on its own line after a dash, or put the text in quotation marks"
        fix = None
        if re.fullmatch(r"[\w .,-]+", text) and "\n" not in report.index.text[node.start : node.end]:
            fix = report.fix(f"write [{text}]", node.start, node.end, f"[{text}]", safe=False)
        seen = f"{what} wants a list, and this is a text with a comma"
        report.add("D204", seen, node.start, node.end, label, fix)
        return ()
    return (text,)


def read_flag(report: Report, node: Node, what: str, words: str = "true false") -> bool | None:
    """True or false, in the words allowed (pairs of yes and no); None, and a finding, for others."""
    text = read_text(report, node, what)
    if text is None:
        return None
    allowed = words.split()
    if text.lower() in allowed:
        return allowed.index(text.lower()) % 2 == 0
    first, second = allowed[:2]
    meant = _FLAGS.get(text.lower()) or report.nearest(text.lower(), allowed)
    label, fix = f"write `{first}` or `{second}`", None
    if meant is not None:
        label = f"did you mean `{meant}`?"
        certain = text.lower() in _FLAGS
        fix = report.fix(f"write `{meant}`", node.start, node.end, meant, safe=certain)
    seen = f"{what} is {first} or {second}, and this is `{_short(text)}`"
    report.add("D211", seen, node.start, node.end, label, fix)
    return None


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


def entries_of(node: Node) -> list[Node]:
    """The nodes of the texts that a value holds: a list's entries, or the one text itself."""
    return node.items if isinstance(node, Sequence) else [node]


def kind_of(node: Node) -> str:
    """What a node is, in words."""
    match node:
        case Scalar():
            return "a text"
        case Sequence():
            return "a list"
        case Mapping():
            return "a mapping"


def _no_text(report: Report, node: Sequence | Mapping, what: str) -> None:
    """Report a list or a mapping where a text belongs, with the likeliest reason for it."""
    fix: Fix | None = None
    written = report.index.text[node.start : min(node.end, node.start + _ONE_LINE)]
    if node.flow:
        label = "write one text, and put it in quotation marks if it begins with a bracket"
    elif isinstance(node, Mapping):
        label = "a colon and a space make a key of the words before them: put the text in quotation marks"
        plain = all(isinstance(part, Scalar) and part.plain for pair in node.pairs for part in pair)
        if plain and len(node.pairs) == 1 and node.end - node.start < _ONE_LINE and "\n" not in written:
            quoted = "'" + written.replace("'", "''") + "'"
            # An entry of a list can be nothing else; a key of its own may be meant for another kind of card.
            safe = not what.startswith("`")
            fix = report.fix(f"write {quoted}", node.start, node.end, quoted, safe=safe)
    else:
        label = "write one text, without a dash"
    if what == "`a`" and isinstance(node, Sequence):
        label = "other wordings go in `accept`, several right options in `right`, a list to recall in `list`"
    report.add("D204", f"{what} wants a text, and this is {kind_of(node)}", node.start, node.end, label, fix)


def _check_comment(report: Report, node: Scalar) -> None:
    """`C #lang`: YAML cuts the text at ` #`. A comment with a space after its # is meant as one."""
    text = report.index.text
    if not text.startswith((" ", "\t"), node.end):
        return
    found = _BARE_COMMENT.match(text, node.end)
    if found:
        end = found.end() - len(found[0]) + len(found[0].rstrip())
        written = quoted(text[node.start : end])
        report.add(
            "Y007",
            "everything after ` #` is a comment, and is not part of the text",
            found.end() - len(found[0].lstrip()),
            end,
            "put the text in quotation marks, or write a space after the #",
            report.fix(f"write {_short(written)}", node.start, end, written, safe=False),
        )


def _lost_in_comment(report: Report, node: Scalar, what: str) -> bool:
    """`explain: #1 of all`: the whole value is a comment to YAML."""
    found = _BARE_COMMENT.match(report.index.text, node.end) if node.plain else None
    if found is None:
        return False
    start = found.start() + len(found[0]) - len(found[0].lstrip())
    end = start + len(found[0].strip())
    written = quoted(report.index.text[start:end])
    report.add(
        "D205",
        f"{what} has no value, since ` #` begins a comment",
        start,
        end,
        "put the text in quotation marks",
        report.fix(f"write {_short(written)}", node.end, end, f" {written}", safe=False),
    )
    return True


def _check_dashes(report: Report, node: Scalar) -> None:
    """`-one` and `-two` on lines of their own: without spaces they are one text, and no list."""
    text = report.index.text
    dashes = [node.start]
    for found in re.compile(r"\n[ \t]*([^\s])").finditer(text, node.start, node.end):
        if found[1] != "-":
            return
        dashes.append(found.end() - 1)
    if len(dashes) > 1:
        edits = tuple(Edit(report.index.span(at + 1, at + 1), " ") for at in dashes)
        fix = Fix("put spaces in", edits)
        seen, label = "a space is missing after the dash", "YAML wants a space here"
        report.add("Y014", seen, node.start, node.start + 1, label, fix)


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
