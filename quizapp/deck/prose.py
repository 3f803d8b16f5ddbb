"""The light Markdown that texts are shown with: `prose` reads bold, italic and code, `plain` leaves them out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one style."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False


@dataclass(slots=True)
class _Mark:
    """A run of `*` or `_` that may open or close emphasis; `kind` is the run itself."""

    kind: str
    start: int
    opens: bool
    closes: bool


_TOKEN = re.compile(r"\\[*_`]|`+|\*+|_+")
_BLOCK = re.compile(r"\n(?=[ \t]*\n|[ \t]*- )")
_STYLES = {"*": 2, "_": 2, "**": 1, "***": 3}


def plain(text: str) -> str:
    """The text as `prose` shows it, without styles: what a typed answer is compared with."""
    if not ("*" in text or "_" in text or "`" in text):
        return text
    return "".join(run.text for run in prose(text))


def prose(text: str) -> tuple[Run, ...]:
    r"""Light Markdown as styled runs: `**bold**`, `*italic*` or `_italic_`, `` `code` ``.

    There is no emphasis inside words (`snake_case`, `2*3*4`), none across a blank line or into the next
    `- ` line, and marks without a partner stay as they are. `\*`, `\_` and `` \` `` are the plain signs.
    Lines, and the dashes of lists, stay. Takes time in proportion to the length.
    """
    pieces: list[tuple[str, int]] = []
    at = 0
    for found in _BLOCK.finditer(text):
        _block(text[at : found.start()], pieces)
        pieces.append(("\n", 0))
        at = found.end()
    _block(text[at:], pieces)
    return _joined(pieces)


def _joined(pieces: list[tuple[str, int]]) -> tuple[Run, ...]:
    """Neighbours of one style as one run; a style is a sum of 1 bold, 2 italic, 4 code."""
    runs: list[Run] = []
    gathered: list[str] = []
    current = 0
    for piece, style in [*pieces, ("", -1)]:
        if style != current:
            if whole := "".join(gathered):
                runs.append(Run(whole, bool(current & 1), bool(current & 2), bool(current & 4)))
            gathered, current = [], style
        gathered.append(piece)
    return tuple(runs)


def _block(text: str, pieces: list[tuple[str, int]]) -> None:
    """The pieces of one paragraph or list line."""
    marks: list[_Mark] = []
    # Cuts: where something other than plain text begins, where it ends, and what is shown in its place.
    cuts: list[tuple[int, int, str, int]] = []
    fences: dict[int, list[int]] = {}
    tokens = list(_TOKEN.finditer(text))
    for token in tokens:
        if token[0][0] == "`":
            fences.setdefault(len(token[0]), []).append(token.start())
    resume = 0
    for token in tokens:
        if token.start() < resume:
            continue
        if token[0][0] == "\\":
            cuts.append((token.start(), token.end(), token[0][1], 0))
        elif token[0][0] == "`":
            same = fences[len(token[0])]
            index = bisect_right(same, token.start())
            if index < len(same):
                cuts.append((token.start(), same[index] + len(token[0]), text[token.end() : same[index]], 4))
                resume = same[index] + len(token[0])
        elif token[0] in _STYLES:
            marks.append(_mark(text, token))
    spans = _pair(marks)
    edges: dict[int, tuple[int, int]] = {}
    for opener, closer in spans:
        edges[opener.start] = (len(opener.kind), _STYLES[opener.kind])
        edges[closer.start] = (len(closer.kind), _STYLES[closer.kind])
    cuts.extend((start, start + length, "", -style) for start, (length, style) in edges.items())
    at = style = 0
    for start, end, shown, change in sorted(cuts):
        pieces.append((text[at:start], style))
        if change < 0:
            style ^= -change
        else:
            pieces.append((shown, style | change))
        at = end
    pieces.append((text[at:], style))


def _mark(text: str, token: re.Match[str]) -> _Mark:
    before, after = text[token.start() - 1 : token.start()], text[token.end() : token.end() + 1]
    return _Mark(
        token[0],
        token.start(),
        opens=bool(after.strip()) and not _is_letter(before),
        closes=bool(before.strip()) and not _is_letter(after),
    )


def _is_letter(character: str) -> bool:
    """Whether a word goes on here; scripts written without spaces have no inside of a word."""
    return character.isalnum() and not "\u2e80" <= character <= "\u9fff"


def _pair(marks: list[_Mark]) -> list[tuple[_Mark, _Mark]]:
    """Openers with their closers, innermost first. Each mark enters and leaves the stacks once."""
    stacks: dict[str, list[int]] = {kind: [] for kind in _STYLES}
    spans: list[tuple[_Mark, _Mark]] = []
    for index, mark in enumerate(marks):
        stack = stacks[mark.kind]
        if mark.closes and stack:
            opener = stack.pop()
            for other in stacks.values():
                while other and other[-1] > opener:
                    other.pop()
            spans.append((marks[opener], mark))
        elif mark.opens:
            stack.append(index)
    return spans
