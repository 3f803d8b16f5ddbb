"""The pages that explain the codes: what was seen, why it is a mistake, and examples of wrong and right.

A page is Markdown: paragraphs, and fenced blocks whose first line names YAML, `wrong` or `right`, and the
file of the example where it is not `deck.yaml`: ```` ```yaml wrong course.yaml ````.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from quizapp.deck.codes import TITLES, severity

if TYPE_CHECKING:
    from quizapp.deck.diagnostics import Severity

_BLOCK = re.compile(
    r"^```yaml (?P<kind>wrong|right)(?: (?P<file>\S+))?\n(?P<text>.*?)^```$\n?", re.MULTILINE | re.DOTALL
)
_USUAL_FILE = "deck.yaml"


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a code means. `paragraphs` are in light Markdown, a list's lines kept apart by line feeds.

    `wrong` and `right` are examples: texts of files by name. `wrong` is empty where no text can show the
    mistake.
    """

    code: str
    title: str
    severity: Severity
    paragraphs: tuple[str, ...]
    wrong: dict[str, str]
    right: dict[str, str]


def explanation(code: str) -> Explanation | None:
    """The explanation of a code, in whichever case it is typed; None for a code that does not exist."""
    code = code.strip().upper()
    if code not in TITLES:
        return None
    page = files("quizapp.deck").joinpath("explanations", f"{code}.md").read_text(encoding="utf-8")
    examples: dict[str, dict[str, str]] = {"wrong": {}, "right": {}}
    for block in _BLOCK.finditer(page):
        examples[block["kind"]][block["file"] or _USUAL_FILE] = block["text"]
    return Explanation(
        code,
        TITLES[code],
        severity(code),
        tuple(part.strip() for part in re.split(r"\n\s*\n", _BLOCK.sub("\n", page)) if part.strip()),
        examples["wrong"],
        examples["right"],
    )
