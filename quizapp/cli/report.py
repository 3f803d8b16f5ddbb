"""Findings as text: for people (`full`, `concise`), for programs (`json`, `sarif`), for GitHub (`github`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.cells import width
from quizapp.cli.output import as_json
from quizapp.deck.text import clean, on_one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizapp.deck.diagnostics import Diagnostic, Fix, Related, Span

FORMATS = ("full", "concise", "json", "github", "sarif")

_WIDEST = 100
"""How many characters of a line are shown around a caret."""


def render(findings: Sequence[Diagnostic], form: str) -> Iterator[str]:
    """The findings in one of `FORMATS`, a line or a block at a time."""
    match form:
        case "json":
            yield as_json([_as_data(finding) for finding in findings])
        case "sarif":
            from quizapp.cli.sarif import sarif

            yield as_json(sarif(findings))
        case "github":
            yield from map(_annotation, findings)
        case "concise":
            yield from map(concise, findings)
        case _:
            yield from blocks(findings)


def concise(finding: Diagnostic) -> str:
    """One finding on one line: place, code, what was seen, what to do."""
    span = finding.span
    name = on_one_line(finding.file)
    if name.lstrip().startswith((":", "#")):
        # A runner of workflows obeys lines that begin with `::` or `##[`.
        name = f"./{name}"
    place = f"{name}:{span.line}:{span.column}"
    return f"{place}: {finding.severity}[{finding.code}] {_sentence(finding)}"


def _sentence(finding: Diagnostic) -> str:
    return on_one_line(f"{finding.message}: {finding.label}" if finding.label else finding.message)


def _as_data(finding: Diagnostic) -> dict[str, object]:
    span = finding.span
    data: dict[str, object] = {
        "file": finding.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "code": finding.code,
        "severity": finding.severity.value,
        "message": finding.message,
    }
    if finding.label:
        data["help"] = finding.label
    if finding.card:
        data["card"] = finding.card
    if finding.related:
        data["related"] = [_related_data(place) for place in finding.related]
    if finding.fix:
        data["fix"] = {
            "message": finding.fix.message,
            "safe": finding.fix.safe,
            "edits": [
                {
                    "line": edit.span.line,
                    "column": edit.span.column,
                    "end_line": edit.span.end_line,
                    "end_column": edit.span.end_column,
                    "text": edit.text,
                }
                for edit in finding.fix.edits
            ],
        }
    return data


def _related_data(place: Related) -> dict[str, object]:
    return {
        "file": place.file,
        "line": place.span.line,
        "column": place.span.column,
        "end_line": place.span.end_line,
        "end_column": place.span.end_column,
        "message": place.label,
    }


def _annotation(finding: Diagnostic) -> str:
    """A workflow command; a note is called a notice there."""
    level = {"error": "error", "warning": "warning", "note": "notice"}[finding.severity]
    span = finding.span
    values = {
        "file": on_one_line(finding.file),
        "line": span.line,
        "endLine": span.end_line,
        "col": span.column,
        "endColumn": span.end_column,
        "title": finding.code,
    }
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in values.items())
    return f"::{level} {properties}::{_escaped(_sentence(finding))}"


def _escaped(text: str, more: str = "") -> str:
    for character in "%\r\n" + more:
        text = text.replace(character, f"%{ord(character):02X}")
    return text


def text_on_disk(file: str) -> str:
    """The text of a file as it is now; "" if it cannot be read."""
    from quizapp.deck.files import read_bytes

    data = read_bytes(Path(file))
    return data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else ""


def blocks(
    findings: Iterable[Diagnostic], text_of: Callable[[str], str] = text_on_disk, *, more: bool = True
) -> Iterator[str]:
    """Each finding with the lines it is about, the remedy under the caret, and, with `more`, where to read on.

    `text_of` gives the text of a file by its name.
    """
    lines: dict[str, list[str]] = {}
    for finding in findings:
        for file in (finding.file, *(place.file for place in finding.related)):
            if file not in lines:
                # A line ends where the reader says so, at a line feed and nowhere else.
                lines[file] = text_of(file).split("\n")
        yield _block(finding, lines, more)


def _block(finding: Diagnostic, lines: dict[str, list[str]], more: bool) -> str:
    span = finding.span
    card = f"   {on_one_line(finding.card)}" if finding.card else ""
    gutter = " " * max(len(str(place.line)) for place in (span, *(also.span for also in finding.related)))
    shown = [
        f"{finding.severity}[{finding.code}]: {on_one_line(finding.message)}",
        f"{gutter} --> {on_one_line(finding.file)}:{span.line}:{span.column}{card}",
        *_snippet(lines[finding.file], span, gutter, "^", finding.label),
    ]
    for place in finding.related:
        shown += [
            f"{gutter} ::: {on_one_line(place.file)}:{place.span.line}:{place.span.column}",
            *_snippet(lines[place.file], place.span, gutter, "-", place.label),
        ]
    if finding.fix:
        shown.append(f"{gutter} = fix: {on_one_line(finding.fix.message)} ({_command(finding.fix)})")
    if more:
        shown.append(f"{gutter} = more: quizapp explain {finding.code}")
    return "\n".join(shown) + "\n"


def _command(fix: Fix) -> str:
    return f"quizapp check {'--fix' if fix.safe else '--unsafe-fixes'}"


def _snippet(lines: list[str], span: Span, gutter: str, mark: str, label: str) -> list[str]:
    """The line of a place, and under it marks with the label; the label alone where there is no line."""
    line = lines[span.line - 1].rstrip("\r") if span.line <= len(lines) else ""
    if not line.strip():
        return [f"{gutter} = {on_one_line(label)}"] if label else []
    end_column = span.end_column if span.end_line == span.line else len(line.rstrip()) + 1
    before, marked, after = _cut(line, span.column, end_column)
    marks = mark * max(1, width(marked))
    return [
        f"{gutter} |",
        f"{span.line:{len(gutter)}} | {before}{marked}{after}",
        f"{gutter} | {' ' * width(before)}{marks} {on_one_line(label)}".rstrip(),
    ]


def _cut(line: str, column: int, end_column: int) -> tuple[str, str, str]:
    """The line before, under and after the carets, as shown; of a long line only what is around."""
    start, end = column - 1, max(column, end_column - 1)
    first = max(0, start - _WIDEST // 2) if len(line) > _WIDEST else 0
    last = min(len(line), max(first + _WIDEST, start + 1))
    end = min(end, last)
    before = ("…" if first else "") + line[first:start]
    after = line[end:last] + ("…" if last < len(line) else "")
    return _shown(before), _shown(line[start:end]), _shown(after)


def _shown(text: str) -> str:
    return clean(text.replace("\t", "    "))
