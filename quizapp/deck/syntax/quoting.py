"""Quotation marks in YAML: where a quoted text ends, and how a text is quoted."""

from __future__ import annotations

import re

QUOTE_IT = "put the text in quotation marks"

ESCAPES = '0abt\tnvfre "/\\N_LPxuU'
"""What may follow a backslash in double quotation marks (YAML 1.2, 5.7)."""

_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)


def quoted(text: str) -> str:
    """A text of one or more lines in quotation marks, such that YAML reads it as it reads plain text."""
    if "'" in text and '"' not in text and "\\" not in text:
        return f'"{text}"'
    return "'" + text.replace("'", "''") + "'"


def closing(text: str, start: int, end: int) -> int | None:
    """Where the quoted text that begins at `start` ends, behind its mark; None if not before `end`."""
    form = _DOUBLE if text[start] == '"' else _SINGLE
    found = form.match(text, start, end)
    return found.end() if found else None


def requoted(value: str) -> str:
    """A value that begins with a quotation mark and is no quoted text, quoted.

    The marks at both ends are the author's quotation marks if those between do not pair up, as in
    `'It's late'`; else they belong to the text, as in `"Yes" and "no"`.
    """
    mark, inner = value[0], value[1:-1]
    if len(value) < 2 or not value.endswith(mark):
        return quoted(value)
    if mark == "'":
        inner = inner.replace("''", "\0")
    apostrophes = mark == "'" and re.search(r"\w'\w", inner) is not None
    first = inner.find(mark)
    opens = first > 0 and inner[first - 1] in " ("
    if inner.count(mark) % 2 or apostrophes or opens:
        return quoted(inner.replace("\0", "'"))
    return quoted(value)


def unknown_escape(value: str) -> int | None:
    """Where in a value in double quotation marks a backslash stands that YAML does not know."""
    for found in _ESCAPE.finditer(value):
        sign = found[1]
        if sign[0] not in ESCAPES + "\n\r" or (sign in "xuU" and len(sign) == 1):
            return found.start()
    return None


def without_escapes(value: str) -> tuple[str, bool]:
    """A value in double quotation marks with its backslashes meant as such; and whether that is sure.

    Where marks or backslashes are escaped the author knew of escapes, and only the unknown ones are
    doubled; else nothing is an escape, as in `"C:\\docs"`.
    """
    inner = value[1:-1]
    if '\\"' in inner or "\\\\" in inner:
        pieces: list[str] = []
        at = 0
        for found in _ESCAPE.finditer(value):
            sign = found[1]
            bad = sign[0] not in ESCAPES + "\n\r" or (sign in "xuU" and len(sign) == 1)
            pieces += value[at : found.start()], "\\" if bad else ""
            at = found.start()
        return "".join(pieces) + value[at:], True
    known = any(found[1][0] in "nt" for found in _ESCAPE.finditer(value))
    return "'" + inner.replace("'", "''") + "'", not known
