"""Says in plain words why YAML could not read a text, and how to mend it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.deck.diagnostics import Fix
    from quizapp.deck.nodes import Refused, SyntaxFault
    from quizapp.deck.report import Report

_ENTRY = re.compile(
    r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[\w-]+|\"[^\"]*\"|'[^']*')(?P<colon>:)(?P<value>[ \t].*|$)"
)
_DASHED = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)+)(?P<value>\S.*)$")
_SQUEEZED = re.compile(r"[ ]*(?:-[ ]*)?(?P<key>[A-Za-z_]+):(?=[^\s/])")
_NO_SPACE_AFTER_DASH = re.compile(r"[ ]*-(?=[A-Za-z]+:)")
_RESERVED = "@`%*&!|>?-[{"

_QUOTE_IT = "put the text in quotation marks"


def explain_fault(report: Report, fault: SyntaxFault, start: int, end: int) -> None:
    """Add the finding for a fault of the parser in the text from `start` up to `end`."""
    text = report.index.text
    at = min(max(fault.offset, start), max(end - 1, start))
    line_start = text.rfind("\n", 0, at) + 1
    line_end = _line_end(text, line_start)
    line = text[line_start:line_end]
    problem = fault.problem

    if "tab" in problem or text[at : at + 1] == "\t":
        tab = text.find("\t", line_start, line_end)
        tab = at if tab < 0 else tab
        fix = report.fix("write two spaces", tab, tab + 1, "  ")
        report.add("Y004", "a tab where YAML wants spaces", tab, tab + 1, "indent with spaces", fix)
        return
    if "mapping values are not allowed" in problem:
        _stray_colon(report, at, line_start, line)
        return
    if "cannot start any token" in problem or "alphabetic or numeric" in problem:
        _reserved(report, at, line_start, line)
        return
    if "block sequence entries are not allowed" in problem:
        _reserved(report, at, line_start, line)
        return
    if "unexpected end of stream" in problem and fault.context is not None:
        report.add(
            "Y006",
            "this quotation mark is never closed",
            fault.context,
            fault.context + 1,
            "close it, or leave both marks out",
        )
        return
    if "expected ',' or" in problem and fault.context is not None:
        opened = fault.context
        report.add(
            "Y015",
            f"this `{text[opened : opened + 1]}` is never closed, or text follows inside it",
            opened,
            opened + 1,
            "close it; if the text begins with a bracket, " + _QUOTE_IT,
        )
        return
    if _squeezed(report, text, line_start, fault.context):
        return
    if _after_a_value(report, text, at, line_start, start):
        return
    if "find expected" in problem or "expected <block end>" in problem or "block" in problem:
        report.add(
            "Y013",
            "the indentation of this line does not fit the lines above",
            line_start + len(line) - len(line.lstrip()),
            line_end,
            "begin the keys of one card in the same column",
        )
        return
    report.add("Y099", "YAML cannot read this", at, at + 1, problem)


def explain_refused(report: Report, refused: Refused) -> None:
    """Add the finding for something YAML allows and decks do not."""
    start, end = refused.start, refused.end
    match refused.kind:
        case "depth":
            report.add("Y010", "lists and mappings nest more than 50 deep here", start, end)
        case "documents":
            report.add(
                "Y012",
                "a second YAML document begins here",
                start,
                end,
                "one file holds one deck: take the `---` out, or make a second file",
            )
        case "tag":
            report.add("Y003", "a text that begins with `!` is a tag to YAML", start, end, _QUOTE_IT)
        case "anchor":
            report.add("Y003", "a text that begins with `&` is an anchor to YAML", start, end, _QUOTE_IT)
        case _:
            report.add("Y003", "a text that begins with `*` is an alias to YAML", start, end, _QUOTE_IT)


def explain_lost_dash(report: Report, start: int, end: int) -> None:
    """Add the finding for an item that YAML does not take for one: `-q: x`."""
    text = report.index.text
    if not _squeezed(report, text, text.rfind("\n", 0, start) + 1, None):
        report.add("D204", "a card begins with a dash and a space", start, min(start + 1, end))


def _stray_colon(report: Report, at: int, line_start: int, line: str) -> None:
    entry = _ENTRY.match(line)
    if entry is None or at <= line_start + entry.start("colon"):
        if _squeezed(report, report.index.text, line_start, None):
            return
        report.add(
            "Y013",
            "the indentation of this line does not fit the lines above",
            line_start + len(line) - len(line.lstrip()),
            line_start + len(line),
            "begin the keys of one card in the same column",
        )
        return
    report.add(
        "Y001",
        "a colon and a space inside unquoted text",
        at,
        at + 1,
        "YAML takes everything before this as a key: " + _QUOTE_IT,
        _quote(report, line_start, entry),
    )


def _reserved(report: Report, at: int, line_start: int, line: str) -> None:
    entry = _ENTRY.match(line) or _DASHED.match(line)
    sign = report.index.text[at : at + 1]
    report.add(
        "Y002",
        f"unquoted text begins with `{sign}`, which YAML reserves",
        at,
        at + 1,
        _QUOTE_IT,
        _quote(report, line_start, entry) if entry else None,
    )


def _squeezed(report: Report, text: str, line_start: int, context: int | None) -> bool:
    """`q:Paris` and `-q: x`: the parser stumbles at that line or at the next."""
    for begin in dict.fromkeys((line_start, text.rfind("\n", 0, max(line_start - 1, 0)) + 1, context)):
        if begin is None:
            continue
        begin_line = text.rfind("\n", 0, begin) + 1
        found = _SQUEEZED.match(text, begin_line) or _NO_SPACE_AFTER_DASH.match(text, begin_line)
        if found:
            space = found.end()
            report.add(
                "Y014",
                f"a space is missing after the {'colon' if text[space - 1] == ':' else 'dash'}",
                space - 1,
                space,
                "YAML wants a space here",
                report.fix("put a space in", space, space, " "),
            )
            return True
    return False


def _after_a_value(report: Report, text: str, at: int, line_start: int, start: int) -> bool:
    """Text behind a closing quotation mark or bracket, which YAML takes for the end of the value."""
    before = text[max(line_start, start) : at].rstrip()
    entry = _ENTRY.match(before) or _DASHED.match(before)
    if entry is None or not (value := entry["value"].strip()):
        return False
    line_end = _line_end(text, line_start)
    if value[-1] in "\"'" and value[0] == value[-1]:
        report.add(
            "Y006",
            "the quotation mark is closed before the text ends",
            at,
            line_end,
            f"put the whole text in {'single' if value[0] == chr(34) else 'double'} quotation marks",
        )
        return True
    if value[0] in _RESERVED or value[-1] in "]}":
        whole = _ENTRY.match(text[line_start:line_end]) or _DASHED.match(text[line_start:line_end])
        where = line_start + entry.start("value") + len(entry["value"]) - len(entry["value"].lstrip())
        fix = _quote(report, line_start, whole) if whole else None
        report.add(
            "Y002",
            f"unquoted text begins with `{value[0]}`, which YAML reserves",
            where,
            where + 1,
            _QUOTE_IT,
            fix,
        )
        return True
    return False


def _quote(report: Report, line_start: int, entry: re.Match[str]) -> Fix:
    """The fix that puts the value of an entry in quotation marks."""
    value = entry["value"].strip()
    begin = line_start + entry.start("value") + len(entry["value"]) - len(entry["value"].lstrip())
    quoted = "'" + value.replace("'", "''") + "'"
    return report.fix(f"write {quoted}", begin, begin + len(value), quoted)


def _line_end(text: str, line_start: int) -> int:
    end = text.find("\n", line_start)
    end = len(text) if end < 0 else end
    return end - 1 if end > line_start and text[end - 1] == "\r" else end
