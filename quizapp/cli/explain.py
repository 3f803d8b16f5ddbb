"""`quizapp explain`: what a code means, with a wrong and a right example."""

from __future__ import annotations

import shutil
import sys
import textwrap
from dataclasses import replace
from difflib import get_close_matches
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quizapp.cli.report import blocks
from quizapp.deck.codes import FAMILIES, TITLES, severity
from quizapp.deck.explanation import explanation
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from quizapp.deck.diagnostics import Diagnostic
    from quizapp.deck.explanation import Explanation

_WIDEST, _NARROWEST = 88, 30
_INDENT = "    "
_DIGITS = str.maketrans("OIL", "011")


def explain(arguments: Namespace) -> int:
    """Print what a code means, or all codes; 2 for a code that does not exist."""
    code: str = (arguments.code or "").strip().upper()
    width = max(_NARROWEST, min(shutil.get_terminal_size().columns, _WIDEST))
    if code in ("", *FAMILIES):
        print("\n".join(_list(code or "".join(FAMILIES), width)))
        return 0
    found = explanation(code)
    if found is None:
        # Letters that are easily typed for digits come first: they tell which of several near codes is meant.
        close = get_close_matches(code[:1] + code[1:10].translate(_DIGITS), TITLES, n=1)
        hint = f"Did you mean {close[0]}?" if close else "Without a code, all are listed."
        print(f"There is no code {clean(code[:40])}. {hint}", file=sys.stderr)
        return 2
    print("\n\n".join(_page(found, width)))
    return 0


def example_findings(example: dict[str, str]) -> tuple[Diagnostic, ...]:
    """What `quizapp check` says of files of these names and texts; their folder is named nowhere."""
    from quizapp.cli.checking import checked

    with TemporaryDirectory(prefix="quizapp-") as temporary:
        folder = Path(temporary, "example")
        folder.mkdir()
        for name, text in example.items():
            (folder / name).write_text(text, encoding="utf-8", newline="")
        findings = checked([folder]).findings
    return tuple(_without_folder(finding, f"{folder}/") for finding in findings)


def _without_folder(finding: Diagnostic, folder: str) -> Diagnostic:
    return replace(
        finding,
        file=finding.file.replace(folder, ""),
        message=finding.message.replace(folder, ""),
        label=finding.label.replace(folder, ""),
        related=tuple(
            replace(place, file=place.file.replace(folder, ""), label=place.label.replace(folder, ""))
            for place in finding.related
        ),
    )


def _list(families: str, width: int) -> Iterator[str]:
    """All codes of some families, a line each."""
    for letter, about in FAMILIES.items():
        if letter not in families:
            continue
        yield f"{letter}  {about}"
        for code in sorted(code for code in TITLES if code.startswith(letter)):
            yield from textwrap.wrap(
                f"{code}  {severity(code):<7}  {TITLES[code]}",
                width,
                initial_indent="  ",
                subsequent_indent=" " * 17,
            )
        yield ""
    yield from textwrap.wrap("`quizapp explain CODE` says more of one, with examples.", width)


def _page(found: Explanation, width: int) -> Iterator[str]:
    """The parts of a page, to be set apart by empty lines."""
    yield _wrapped(f"{found.severity}[{found.code}]: {found.title}", width)
    for paragraph in found.paragraphs:
        yield "\n".join(_wrapped(line, width) for line in _items(paragraph))
    if found.wrong:
        yield "Wrong:"
        yield from _files(found.wrong)
        yield "`quizapp check` says of it:"
        said = blocks(example_findings(found.wrong), lambda file: found.wrong.get(file, ""), more=False)
        yield from (_indented(block) for block in said)
    if found.right:
        yield "Right:"
        yield from _files(found.right)


def _items(paragraph: str) -> list[str]:
    """The items of a list, or the paragraph as one."""
    lines = paragraph.splitlines()
    if not lines[0].startswith("- "):
        return [" ".join(lines)]
    items: list[str] = []
    for line in lines:
        if line.startswith("- "):
            items.append(line)
        else:
            items[-1] += " " + line.strip()
    return items


def _wrapped(line: str, width: int) -> str:
    further = "  " if line.startswith("- ") else ""
    return textwrap.fill(
        line, width, subsequent_indent=further, break_long_words=False, break_on_hyphens=False
    )


def _files(example: dict[str, str]) -> Iterator[str]:
    for name, text in example.items():
        # The name matters only where there are several, or where it says that this is a course.
        title = f"  {name}\n" if len(example) > 1 or name != "deck.yaml" else ""
        yield title + _indented(clean(text.replace("\t", "→   ")))


def _indented(text: str) -> str:
    return textwrap.indent(text.rstrip("\n"), _INDENT)
