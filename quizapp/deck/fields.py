"""Reads the keys and values of a mapping, collecting what is wrong with them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.foreign_options import without_answer
from quizapp.deck.identity import valid_id
from quizapp.deck.lost_text import check_comment, check_dashes, check_escapes, lost_in_comment, shortened
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

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
_CUT_OFF = re.compile(r"([A-Z]\.)+|Jr\.?|Sr\.?|Inc\.?|Ltd\.?")
_TITLES = frozenset(("Jr", "Sr", "Inc", "Ltd"))
"""What goes on after a comma, if without a full stop."""
_FLAGS = dict.fromkeys(("yes", "y", "on", "t"), "true") | dict.fromkeys(("no", "n", "off", "f"), "false")
"""What is certain to mean true or false, and is written otherwise in decks."""
_NEEDED = ("`q`", "`a`", "`statement`", "`cloze`", "`number`", "`date`")
_ONE_LINE = 200
"""The longest text that is quoted in a fix here."""
_LABELS = {"q": "`q` (or `question`)", "a": "`a` (or `answer`)"}


class Keys:
    """The keys that a mapping may hold: `known` in the order in which authors are told, and other names."""

    __slots__ = ("aliases", "known", "names")

    def __init__(self, known: Iterable[str], aliases: dict[str, str] | None = None) -> None:
        self.known = tuple(known)
        self.aliases = aliases or {}
        meant = {name: self.aliases.get(name, name) for name in (*self.known, *self.aliases)}
        self.names = {name: own for name, own in meant.items() if own in self.known}
        """The key that each name stands for."""


class Fields:
    """The values of a mapping by canonical key; unknown and repeated keys are findings."""

    __slots__ = ("no_id", "node", "report", "unknown", "values")

    def __init__(
        self,
        report: Report,
        node: Mapping,
        keys: Keys,
        what: str,
    ) -> None:
        self.report = report
        self.node = node
        self.no_id = False
        """Whether an id is there and cannot be used: no other may then stand in for it."""
        self.unknown = False
        """Whether a key was unknown, so that a missing one is no second finding."""
        self.values: dict[str, tuple[Node, Node]] = {}
        """Key and value as written, by the key's name."""
        values, names = self.values, keys.names
        for pair in node.pairs:
            key = pair[0]
            if not isinstance(key, Scalar):
                label = "write a word and a colon, or put a key that begins with a bracket in quotation marks"
                seen = f"a key must be a text, and this is {kind_of(key)}"
                report.add("D204", seen, key.start, key.end, label)
                self.unknown = True
                continue
            name = names.get(key.value)
            if name is None:
                self.unknown = True
                self._unknown_key(key, keys, what)
            elif name in values:
                report_twice(report, key, self.key(name))
            else:
                values[name] = pair

    def __contains__(self, name: str) -> bool:
        return name in self.values

    def __iter__(self) -> Iterator[str]:
        return iter(self.values)

    def key(self, name: str) -> Scalar:
        """The key as written."""
        key = self.values[name][0]
        assert isinstance(key, Scalar)
        return key

    def get(self, name: str) -> Node | None:
        """The value under a key."""
        found = self.values.get(name)
        return None if found is None else found[1]

    def text(self, name: str) -> str:
        """The text under a key, "" where the key is missing or its value is no text."""
        found = self.values.get(name)
        return "" if found is None else read_text(self.report, found[1], f"`{name}`") or ""

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts under a key that takes a list; a single text without commas is a list of one."""
        found = self.values.get(name)
        return () if found is None else read_texts(self.report, found[1], f"`{name}`")

    def flag(self, name: str) -> bool | None:
        """The true or false under a key, None where it is missing or neither."""
        found = self.values.get(name)
        return None if found is None else read_flag(self.report, found[1], f"`{name}`")

    def id(self) -> str:
        """The id of a course, deck or card; "" where there is none that can be used."""
        found = self.values.get("id")
        if found is None:
            return ""
        node = found[1]
        text = read_text(self.report, node, "`id`") or ""
        if valid_id(text):
            return text
        self.no_id = True
        if text:
            self.report.add(
                "I301",
                f"`{shortened(text)}` cannot be an id",
                node.start,
                node.end,
                "an id has letters, digits, `-`, `_` and `.`, and at most 64 of them",
            )
        return ""

    def _unknown_key(self, key: Scalar, keys: Keys, what: str) -> None:
        written = key.value
        known, aliases = keys.known, keys.aliases
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
        self.report.add("D201", f"unknown key `{shortened(written)}`", key.start, key.end, label, fix)


def report_twice(report: Report, key: Scalar, first: Scalar) -> None:
    """Report a key that stands, perhaps by another name, in the same place as an earlier one."""
    if report.full:
        report.count(key.start)
        return
    line, _ = report.index.position(first.start)
    seen = (
        f"`{shortened(key.value)}` stands here twice"
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
        _no_value(report, node, what)
        return None
    if node.plain:
        if report.index.commented:
            check_comment(report, node)
        if value[0] == "-":
            check_dashes(report, node)
    elif not (value.isascii() and value.isprintable()):
        check_escapes(report, node)
    return value


def _no_value(report: Report, node: Scalar, what: str) -> None:
    if lost_in_comment(report, node, what):
        return
    label = "write it" if what in _NEEDED else "write one, or leave the key out"
    if not what.startswith("`"):
        label = "write one, or take this out"
    report.add("D205", f"{what} has no value", node.start, node.end, label)


def read_texts(report: Report, node: Node, what: str) -> tuple[str, ...]:
    """Texts out of a list, or one text without commas; faulty entries are left out."""
    if isinstance(node, Sequence):
        if not node.items:
            label = "write entries into it, or leave the key out"
            report.add("D205", f"{what} is empty", node.start, node.end, label)
        check_commas(report, node)
        entry_of = f"an entry of {what}"
        return tuple(
            [text for entry in node.items if (text := read_text(report, entry, entry_of)) is not None]
        )
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
    seen = f"{what} is {first} or {second}, and this is `{shortened(text)}`"
    report.add("D211", seen, node.start, node.end, label, fix)
    return None


def check_commas(report: Report, node: Sequence) -> None:
    """A note where a bracketed list was split at a comma that looks like part of a text."""
    if not node.flow:
        return
    items = node.items
    for at, entry in enumerate(items):
        if not isinstance(entry, Scalar):
            continue
        value = entry.value
        # A look at its length and its end tells of nearly every entry that it is none of these.
        if len(value) > 3 and value[-1] != ".":
            continue
        first = items[at - 1] if at else None
        if not (isinstance(first, Scalar) and first.plain and entry.plain):
            continue
        if (
            _CUT_OFF.fullmatch(value) is not None
            if value[-1:] == "." or value in _TITLES
            else len(value) == 3
            and value.isdecimal()
            and entry.start - first.end == 1
            and first.value[-1:].isdigit()
        ):
            report.add(
                "D220",
                f"a comma made two entries of `{shortened(first.value)}` and `{shortened(value)}`",
                first.start,
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
