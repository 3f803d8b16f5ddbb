"""Comments by which an author says that a finding is meant: `# quizapp: ignore[Q104]`.

A comment behind a text, or alone above it, holds for the card there; within a card, for that card; above
the first key of a file that has keys of its own, for the whole file; elsewhere for its line. Errors cannot
be ignored: what they are about cannot be used.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING

from quizapp.deck.codes import TITLES, severity
from quizapp.deck.diagnostics import Severity
from quizapp.deck.nodes import Mapping, Scalar, Sequence, build
from quizapp.deck.report import Report
from quizapp.deck.syntax.pieces import cut
from quizapp.deck.text import settled

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizapp.deck.diagnostics import Diagnostic, Fix
    from quizapp.deck.nodes import Node

_COMMENT = re.compile(r"#(?<![^\s]#)[ \t]*quizapp:[ \t]*ignore\b(?P<rest>[^\n]*)")
_CONTENT = re.compile(r"^[ \t]*(?![ \t#\r\n])", re.MULTILINE)
_CODES = re.compile(r"[ \t]*\[(?P<codes>[^\]\n]*)\]")


Lines = tuple[int, int]
"""The first and the last of some lines, from 1, both included."""


@dataclass(frozen=True, slots=True)
class _Ignore:
    """A comment, as offsets, with the codes it names, each with its place, and the lines it holds for."""

    start: int
    end: int
    codes: tuple[tuple[str, int], ...]
    lines: Lines


@dataclass(frozen=True, slots=True)
class Sifted:
    """The findings that are left, and one for each code that an ignore comment names in vain."""

    kept: tuple[Diagnostic, ...]
    unused: tuple[Diagnostic, ...]


def sift(file: str, text: str, findings: Iterable[Diagnostic]) -> Sifted:
    """Leave out what the comments of a file ignore of its findings."""
    found = tuple(findings)
    report = Report(file, text)
    comments = list(_comments(report))
    if not comments:
        return Sifted(found, report.findings())
    whole = _whole(report)
    ignored = {(comment.lines, code) for comment in comments for code, _ in comment.codes}
    held: dict[int, list[Lines]] = {}
    for lines in {comment.lines for comment in comments} - {whole}:
        for line in range(lines[0], lines[1] + 1):
            held.setdefault(line, []).append(lines)
    used: set[tuple[Lines, str]] = set()
    kept = []
    for finding in found:
        around = (whole, *held.get(finding.span.line, ()))
        matches = {(lines, finding.code) for lines in around} & ignored
        if finding.severity is Severity.ERROR or not matches:
            kept.append(finding)
        else:
            used |= matches
    # Where not all is told, what seems to be in vain may be about one of the others.
    all_told = all(finding.code != "D224" for finding in found)
    for comment in comments:
        _report_unused(report, comment, used, all_told)
    return Sifted(tuple(kept), report.findings())


def sift_files(
    findings: Iterable[Diagnostic], text_of: Callable[[str], str], files: Iterable[str] = ()
) -> Sifted:
    """The same for several files; `text_of` gives the text of one by its name. Comments of `files` are looked
    at although nothing may have been found there."""
    by_file: dict[str, list[Diagnostic]] = {file: [] for file in files}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    sifted = [sift(file, text_of(file), own) for file, own in by_file.items()]
    return Sifted(
        tuple(finding for each in sifted for finding in each.kept),
        tuple(finding for each in sifted for finding in each.unused),
    )


def _whole(report: Report) -> Lines:
    """All lines of a file."""
    return 1, report.index.position(len(report.index.text))[0]


def _report_unused(report: Report, comment: _Ignore, used: set[tuple[Lines, str]], all_told: bool) -> None:
    in_vain = [(code, at) for code, at in comment.codes if (comment.lines, code) not in used]
    fix = _without(report, comment, [code for code, _ in in_vain]) if in_vain else None
    for code, at in in_vain:
        if code not in TITLES:
            close = get_close_matches(code.upper()[:8], TITLES, n=1)
            message = f"there is no finding `{code[:20]}`"
            label = f"did you mean {close[0]}?" if close else "`quizapp explain` lists the codes"
            report.add("Q100", message, at, at + len(code), label)
        elif severity(code) is Severity.ERROR:
            label = "mend what it is about, and take the comment out"
            report.add("Q100", f"{code} is an error, and errors cannot be ignored", at, at + len(code), label)
        elif all_told:
            message = f"there is no {code} here to ignore"
            report.add("Q100", message, at, at + len(code), "take it out", fix)
            fix = None  # one change takes all of them out


def _without(report: Report, comment: _Ignore, codes: list[str]) -> Fix:
    """The fix that takes codes out of a comment, or the whole comment with its line if none is left."""
    text = report.index.text
    left = [code for code, _ in comment.codes if code not in codes]
    if left:
        opened = text.index("[", comment.start) + 1
        closed = text.index("]", opened)
        return report.fix("take the code out", opened, closed, ", ".join(left))
    start, end = comment.start, comment.end
    line = text.rfind("\n", 0, start) + 1
    if not text[line:start].strip():
        return report.fix(
            "take the comment out", line, min(text.find("\n", end) + 1 or len(text), len(text)), ""
        )
    return report.fix("take the comment out", line + len(text[line:start].rstrip()), end, "")


def _comments(report: Report) -> Iterator[_Ignore]:
    text = report.index.text
    matches = list(_COMMENT.finditer(text))
    if not matches:
        return
    root = build(settled(text)).root
    scalars = sorted(_scalars(root))
    lines = _Parts(report, root)
    for match in matches:
        within = bisect_right(scalars, (match.start(), len(text))) - 1
        if within >= 0 and match.start() < scalars[within][1]:
            continue  # part of a text
        end = match.end() - (text[match.end() - 1] == "\r")
        codes = _CODES.match(match["rest"])
        if codes is None:
            label = "write the codes in brackets, as in `ignore[Q104]`"
            report.add("Q100", "this comment does not say what to ignore", match.start(), end, label)
            continue
        at = match.start("rest") + codes.start("codes")
        named = tuple((code[0], at + code.start()) for code in re.finditer(r"[^\s,]+", codes["codes"]))
        yield _Ignore(match.start(), end, named, lines.held_by(match.start()))


class _Parts:
    """Which lines of a file belong together: those of a card, or those of a file with keys of its own."""

    def __init__(self, report: Report, root: Node | None) -> None:
        self.index = report.index
        self.whole = _whole(report)
        self.content = [found.end() for found in _CONTENT.finditer(report.index.text)]
        self.cards = [
            (self.index.position(start)[0], self.index.position(max(start, end - 1))[0])
            for start, end in _cards(root, report.index.text)
        ]
        self.head = self.index.position(root.start)[0] if isinstance(root, Mapping) else 0

    def held_by(self, start: int) -> Lines:
        """The lines for which a comment at this offset holds."""
        text = self.index.text
        line, column = self.index.position(start)
        found = self._card(line)
        if found is None and not text[start - column + 1 : start].strip():
            line = self._next_content(start)
            if line == self.head:
                return self.whole
            found = self._card(line)
        return found or (line, line)

    def _next_content(self, start: int) -> int:
        """The line of the first thing behind a comment that is neither blank nor a comment itself."""
        at = bisect_right(self.content, start)
        return self.index.position(self.content[at] if at < len(self.content) else start)[0]

    def _card(self, line: int) -> Lines | None:
        at = bisect_right(self.cards, (line, len(self.index.text))) - 1
        return self.cards[at] if at >= 0 and line <= self.cards[at][1] else None


def _cards(root: Node | None, text: str) -> Iterable[tuple[int, int]]:
    """Where the cards of a file stand, also of one that YAML cannot read as a whole."""
    if root is None:
        pieces = cut(text)
        return pieces.items if pieces else ()
    if isinstance(root, Mapping):
        root = next(
            (value for key, value in root.pairs if isinstance(key, Scalar) and key.value == "cards"), None
        )
    return [(node.start, node.end) for node in root.items] if isinstance(root, Sequence) else ()


def _scalars(root: Node | None) -> Iterator[tuple[int, int]]:
    stack = [root] if root is not None else []
    while stack:
        node = stack.pop()
        match node:
            case Scalar():
                yield node.start, node.end
            case Sequence():
                stack.extend(node.items)
            case Mapping():
                for pair in node.pairs:
                    stack.extend(pair)
