"""What may be wrong with the lines of a text that YAML cannot read, as a person would see it.

A suspect is a guess: `syntax` believes it if the text can be read further once it is mended. So the
guesses need not be right, only ordered: line by line, the likelier first.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.deck.card_label import STEM_KEYS
from quizapp.deck.card_reader import ALIASES
from quizapp.deck.editing.edits import Replacement
from quizapp.deck.syntax.flow_suspects import flow_suspects
from quizapp.deck.syntax.lines import Line, lines_of
from quizapp.deck.syntax.suspect import KNOWN, Suspect, colon, quotes, reserved
from quizapp.deck.text import character_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SQUEEZED = re.compile(r"-?(?P<key>[A-Za-z_]+):(?=[^\s/:])")
_WORD = re.compile(r"(?P<key>[A-Za-z_]+)(?P<colon>\s*：\s*|(?=\s))")
_DASH = re.compile(r"-(?=[^\s-])")
_COLON = re.compile(r":(?=\s|$)")
_INNER_KEY = re.compile(r"(?<!\s)\s+(?P<key>[A-Za-z_]+):(?=\s|$)")
_COMMENT = re.compile(r"(?<!\s)\s+#(\s|$)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}[ \t]*(?:#.*)?$")
_RESERVED = set("@`%*&!|>,]}")
_BULLET = re.compile(r"[*+•·‣–—][ \t]+(?=\S)")
# Indentation, dashes, and the blanks behind them and behind a key, whatever blanks they are.
_BLANKS = re.compile(r"\s*(?:-\s+)*(?:[A-Za-z_]+:(?=\s)\s+)?")
_HEAD_KEY = re.compile(r"[a-z_]+")
_DOCUMENT = ("---", "...")
_NEAR = 3
_LINES = 60


def suspects(text: str, start: int, end: int, last: int) -> Iterator[Suspect]:
    """The suspects of the piece from `start` up to `end`, up to the line in which `last` stands."""
    lines = lines_of(text, start, end)
    upto = sum(line.start <= last for line in lines)
    keys = {line.key for line in lines if line.key is not None}
    yield from _tabs(text, lines)
    yield from _strange_blanks(text, lines)
    for number in range(max(0, upto - _LINES), upto):
        line = lines[number]
        if line.blank or line.inside:
            continue
        yield from _missing_signs(text, lines, number, keys)
        yield from _value(text, lines, number, end, keys)
    for number in range(upto - 1, max(-1, upto - 1 - _NEAR), -1):
        if lines[number].inside:
            yield from _outdented(lines, number)
        elif not lines[number].blank:
            yield from _indentation(text, lines, number)


# -- tabs and other blanks -----------------------------------------------------------------------------------


def _tabs(text: str, lines: Sequence[Line]) -> Iterator[Suspect]:
    """Tabs before the content of lines. Nobody knows how wide the author saw them."""
    tabbed = [line for line in lines if "\t" in line.lead and not line.blank]
    if not tabbed:
        return
    at = text.find("\t", tabbed[0].start)
    for width in ("  ", "", "    ", "        "):
        pieces = []
        for line in tabbed:
            indent, dash, gap = line.lead.partition("-")
            gap = re.sub(r"[ \t]+", " ", gap)
            pieces.append(Replacement(line.start, line.body, indent.replace("\t", width) + dash + gap))
        label = "indent with spaces"
        yield Suspect(
            "Y004", "a tab where YAML wants spaces", at, at + 1, label, tuple(pieces), "write spaces for tabs"
        )


def _strange_blanks(text: str, lines: Sequence[Line]) -> Iterator[Suspect]:
    """Blanks that look like spaces and are none to YAML, as they come along with copied text."""
    found = [
        at
        for line in lines
        if not line.inside and (blanks := _BLANKS.match(text, line.start, line.end))
        for at in range(blanks.start(), blanks.end())
        if text[at].isspace() and text[at] not in " \t"
    ]
    if found:
        message = f"{character_name(text[found[0]])} where YAML wants a space"
        pieces = tuple(Replacement(at, at + 1, " ") for at in found)
        label = "write a plain space"
        yield Suspect("Y004", message, found[0], found[0] + 1, label, pieces, "write plain spaces")


# -- colons, spaces and dashes that are missing ---------------------------------------------


def _missing_signs(text: str, lines: Sequence[Line], number: int, keys: set[str]) -> Iterator[Suspect]:
    line = lines[number]
    if _DASH.match(text, line.body):
        yield from _squeezed_dash(lines, number)
    if _BULLET.match(text, line.body):
        yield _bullets(text, lines, number)
    found = _SQUEEZED.match(text, line.body, line.end)
    if found and (found["key"] in KNOWN or line.key is None):
        yield _space(found.end() - 1, "colon")
    found = _WORD.match(text, line.body, line.end)
    if found and line.key is None and found["key"] in KNOWN and not keys & _names(found["key"]):
        at = found.start("colon")
        pieces = (Replacement(at, found.end(), ": " if found["colon"] else ":"),)
        message, label = f"a colon is missing after `{found['key']}`", "a key ends with a colon and a space"
        yield Suspect("Y014", message, line.body, at, label, pieces, "put a colon in")


def _squeezed_dash(lines: Sequence[Line], number: int) -> Iterator[Suspect]:
    """A dash without its space: with the lines of its entry as they are, or as far to the right as it goes."""
    line = lines[number]
    alone = _space(line.body, "dash")
    yield alone
    moved = []
    for after in lines[number + 1 :]:
        if not after.blank and after.column <= line.column:
            break
        moved.append(Replacement(after.start, after.start, " "))
    yield replace(alone, pieces=(*alone.pieces, *moved))


def _bullets(text: str, lines: Sequence[Line], number: int) -> Suspect:
    """A list as Markdown has it: its signs in one column, each where a dash belongs."""
    line = lines[number]
    sign = text[line.body]
    pieces = tuple(
        Replacement(other.body, other.body + 1, "-")
        for other in lines[number:]
        if not other.blank
        and other.body - other.start == line.body - line.start
        and text[other.body] == sign
        and _BULLET.match(text, other.body)
    )
    message, label = f"an entry of a list begins with `{sign}`", "begin it with a dash and a space"
    return Suspect("Y014", message, line.body, line.body + 1, label, pieces, "write `-`")


def _names(key: str) -> set[str]:
    """A key and its other names."""
    name = ALIASES.get(key, key)
    return {name, *(alias for alias, meant in ALIASES.items() if meant == name)}


def _space(at: int, sign: str) -> Suspect:
    message = f"a space is missing after the {sign}"
    pieces = (Replacement(at + 1, at + 1, " "),)
    return Suspect("Y014", message, at, at + 1, "YAML wants a space here", pieces, "put a space in")


# -- values ---------------------------------------------------------------------------------


def _value(text: str, lines: Sequence[Line], number: int, end: int, keys: set[str]) -> Iterator[Suspect]:
    line = lines[number]
    start = line.value
    raw = text[start : line.end]
    if not raw or raw.startswith("#") or _BLOCK.match(raw):
        return
    stop = _value_end(text, line)
    end = _limit(lines, number, end)
    if raw[0] in "\"'":
        yield from quotes(text, start, stop, end)
    elif raw[0] in "[{":
        yield from flow_suspects(text, line, stop, end)
    elif raw[0] in _RESERVED or (raw[0] in "-?" and raw[1:2] in (" ", "")):
        yield reserved(text, start, stop)
    else:
        yield from _colons(text, lines, number, stop, keys)


def _limit(lines: Sequence[Line], number: int, end: int) -> int:
    """Where a value ends at the latest: at the next key or dash that is not indented more than its own."""
    owner = lines[number].owner
    for after in lines[number + 1 :]:
        if not after.blank and after.column <= owner and (after.key is not None or after.dashed):
            return after.start
    return end


def _value_end(text: str, line: Line) -> int:
    """Where the value of a line ends, before a comment."""
    comment = _COMMENT.search(text, line.value, line.end)
    return comment.start() if comment else line.end


def _colons(text: str, lines: Sequence[Line], number: int, stop: int, keys: set[str]) -> Iterator[Suspect]:
    line = lines[number]
    if line.key is None and not line.dashed:
        return
    start = line.value
    found = _COLON.search(text, start, stop)
    if found:
        inner = _INNER_KEY.search(text, start, stop)
        if inner and inner["key"] in KNOWN and not keys & _names(inner["key"]):
            label = f"begin a new line before `{inner['key']}:`"
            break_ = "\r\n" if text.startswith("\r\n", line.end) else "\n"
            pieces = (Replacement(inner.start(), inner.start("key"), break_ + " " * line.owner),)
            at = inner.start("key")
            yield Suspect(
                "Y001", "two keys on one line", at, inner.end("key") + 1, label, pieces, label, safe=False
            )
        yield colon(text, start, stop, found.start(), line.key)
    # A text that goes on in the next lines, where nothing but their indentation says so.
    head = not any(other.dashed for other in lines[: number + 1])
    last = line
    for after in lines[number + 1 :]:
        if after.blank:
            continue
        if after.column <= line.owner or after.dashed or after.key in KNOWN:
            break
        if head and after.key and _HEAD_KEY.fullmatch(after.key):
            break
        last = after
    if last is not line and (found := _COLON.search(text, start, last.end)):
        yield colon(text, start, last.end, found.start(), line.key)


# -- indentation ----------------------------------------------------------------------------


def _indentation(text: str, lines: Sequence[Line], number: int) -> Iterator[Suspect]:
    line = lines[number]
    above = [other for other in lines[:number] if not other.blank]
    if text.startswith(_DOCUMENT, line.start):
        return
    if line.key is None and not line.dashed and above:
        yield from _lost_text(lines, number, above)
        return
    targets: list[int] = []
    if line.dashed and line.key in STEM_KEYS:
        # Beside the first card.
        targets += (other.column for other in above if other.dashed)
    elif line.dashed:
        # Beside the dashes of its list, or below its key.
        for other in reversed(above):
            if not other.dashed or other.key in STEM_KEYS:
                targets += [other.owner + 2] if other.key is not None and other is above[-1] else []
                break
            targets.append(other.column)
    else:
        # Beside the keys above, up to the first of the card.
        for other in reversed(above):
            targets += [other.owner] if other.key is not None else []
            if other.dashed and other.key is not None:
                break
    for target in list(dict.fromkeys(targets))[:4]:
        if target != line.column:
            yield from _moved(text, lines, number, target)


def _moved(text: str, lines: Sequence[Line], number: int, target: int) -> Iterator[Suspect]:
    """A line in another column, with all that belongs to it, or alone."""
    line = lines[number]
    shift = target - line.column
    group = [line]
    for after in lines[number + 1 :]:
        if after.blank:
            continue
        if after.column < line.column or (after.column == line.column and after.dashed):
            break
        if shift > 0 and not line.dashed and after.column == target:
            break
        group.append(after)
    message = "the indentation of this line does not fit the lines above"
    label = "begin the keys of one card in the same column"
    if not any(other.dashed for other in lines[: number + 1]):
        label = "begin keys that belong together in the same column"
    if line.dashed:
        label = "begin the dashes of one list in the same column"
    at = line.start + line.column
    write = f"begin it in column {target + 1}"
    for moved in (group, [line]) if len(group) > 1 else (group,):
        pieces = tuple(
            Replacement(one.start, one.start + one.column, " " * max(0, one.column + shift)) for one in moved
        )
        yield Suspect("Y013", message, at, line.end, label, pieces, write)


def _lost_text(lines: Sequence[Line], number: int, above: Sequence[Line]) -> Iterator[Suspect]:
    """Text that should go on from the line above, and is not indented more than its key."""
    owner = next((other.owner for other in reversed(above) if other.key is not None or other.dashed), None)
    line = lines[number]
    if owner is None or line.column > owner:
        return
    listed = above[-1].dashed and above[-1].key is None and line.column == owner
    if listed:
        message, label = (
            "no dash stands before this line of a list",
            "begin it with a dash, or indent it more",
        )
        dash = (Replacement(line.body, line.body, "- "),)
        yield Suspect("Y014", message, line.body, line.end, label, dash, "put a dash in", safe=False)
    if above[-1].key is None and not above[-1].dashed and above[-1].column <= owner:
        # Found at the first of these lines.
        return
    group = []
    for after in lines[number:]:
        if after.key is not None or after.dashed:
            break
        if not after.blank:
            group.append(after)
    pieces = tuple(Replacement(one.start, one.start + one.column, " " * (owner + 2)) for one in group)
    yield Suspect(
        "Y013",
        "this line is not indented as part of the text above",
        line.body,
        line.end,
        "indent it more than the key above it",
        pieces,
        f"begin it in column {owner + 3}",
    )


def _outdented(lines: Sequence[Line], number: int) -> Iterator[Suspect]:
    """A line of a text that was begun with `|` or `>` and stands left of its first line."""
    first = number
    while first and lines[first - 1].inside:
        first -= 1
    text = [line for line in lines[first:] if not line.blank]
    line, column = lines[number], text[0].column if text else 0
    if line.blank or line.column >= column:
        return
    pieces = []
    for other in text:
        if not other.inside:
            break
        if other.column < column:
            pieces.append(Replacement(other.start, other.start + other.column, " " * column))
    yield Suspect(
        "Y013",
        "this line stands left of the text that it belongs to",
        line.body,
        line.end,
        f"begin it in column {column + 1}, as the first line",
        tuple(pieces),
        f"begin it in column {column + 1}",
    )
