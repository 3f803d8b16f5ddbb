"""Findings as SARIF 2.1.0 (OASIS), which code hosts show beside the lines of a change."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from quizapp import __version__
from quizapp.deck.codes import TITLES, severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.diagnostics import Diagnostic, Span

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def sarif(findings: Sequence[Diagnostic]) -> dict[str, object]:
    """The log of one run. Columns count code points; a severity is called a level, by the same words."""
    codes = sorted({finding.code for finding in findings})
    rules = [
        {
            "id": code,
            "shortDescription": {"text": TITLES[code]},
            "help": {"text": f"`quizapp explain {code}` says more, with examples."},
            "defaultConfiguration": {"level": severity(code).value},
        }
        for code in codes
    ]
    driver = {"name": "quizapp", "version": __version__, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, codes.index(finding.code)) for finding in findings],
    }
    return {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}


def _result(finding: Diagnostic, rule: int) -> dict[str, object]:
    text = f"{finding.message}: {finding.label}" if finding.label else finding.message
    data: dict[str, object] = {
        "ruleId": finding.code,
        "ruleIndex": rule,
        "level": finding.severity.value,
        "message": {"text": text},
        "locations": [{"physicalLocation": _place(finding.file, finding.span)}],
    }
    if finding.related:
        data["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": other.label},
                "physicalLocation": _place(other.file, other.span),
            }
            for number, other in enumerate(finding.related, start=1)
        ]
    if finding.fix:
        changes = [
            {"deletedRegion": _region(edit.span), "insertedContent": {"text": edit.text}}
            for edit in finding.fix.edits
        ]
        changed = {"artifactLocation": _location(finding.file), "replacements": changes}
        data["fixes"] = [{"description": {"text": finding.fix.message}, "artifactChanges": [changed]}]
    return data


def _place(file: str, span: Span) -> dict[str, object]:
    return {"artifactLocation": _location(file), "region": _region(span)}


def _location(file: str) -> dict[str, object]:
    """A file by a relative reference where it was named so, as code hosts want it."""
    path = Path(file)
    return {"uri": path.as_uri() if path.is_absolute() else quote(path.as_posix(), errors="surrogateescape")}


def _region(span: Span) -> dict[str, object]:
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
