"""Says in plain words why YAML could not read a text, and how to mend it.

The parser says where it gave up, which is seldom where the mistake is. So the lines up to there are
looked at as a person would (`suspects`), and a suspect is believed if the parser comes further once
it is mended. What does that is imported here when there is a fault: most decks have none.
"""

# ruff: noqa: PLC0415

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Literal

from quizapp.deck.diagnostics import Edit, Fix
from quizapp.deck.nodes import Scalar, Sequence, SyntaxFault, build
from quizapp.deck.syntax.quoting import QUOTE_IT, quoted
from quizapp.deck.text import settled

if TYPE_CHECKING:
    from quizapp.deck.nodes import Refused
    from quizapp.deck.report import Report
    from quizapp.deck.syntax.suspect import Suspect

_PROOFS = 24
"""How many suspects of one piece are tried; each costs a reading of it."""
_LONGEST = 20_000
"""The longest piece, in code points, of which suspects are tried."""
_MOST = 1_000_000
"""How much of a file is read again for suspects in all, in code points; a trial counts at least `_TRIAL`."""
_TRIAL = 500
_LONGEST_LINE = 2_000
_NEARBY = 10_000
"""How far from an anchor its aliases are looked for, in code points."""
_SEEN = {"anchor": "`&` is an anchor", "tag": "`!` is a tag", "alias": "`*` is an alias"}


def explain_fault(report: Report, fault: SyntaxFault, start: int, end: int) -> None:
    """Add the finding for a fault of the parser in the text from `start` up to `end`."""
    if report.full:
        report.count(start)
        return
    suspect = None
    if end - start <= _LONGEST and report.tried < _MOST:
        suspect = _believed(report, fault, start, end)
    if suspect is None:
        _explain_place(report, fault, start, end)
    else:
        _report(report, suspect, start)


def _believed(report: Report, fault: SyntaxFault, start: int, end: int) -> Suspect | None:
    """The first suspect that brings the parser further; of several ways to mend the same place, one that
    brings it to the end."""
    from quizapp.deck.syntax.suspects import suspects

    piece = settled(report.index.text[start:end])
    found: Suspect | None = None
    for suspect in islice(suspects(piece, 0, len(piece), fault.offset - start), _PROOFS):
        if found is not None and (found.code, found.start) != (suspect.code, suspect.start):
            break
        report.tried += max(_TRIAL, len(piece))
        match _progress(piece, fault, start, suspect):
            case "end":
                return suspect
            case "further":
                found = found or suspect
    return found


def _progress(piece: str, fault: SyntaxFault, start: int, suspect: Suspect) -> Literal["end", "further", ""]:
    """How far the parser comes in a piece of the text once the suspect is mended."""
    from quizapp.deck.editing.changed_text import Change
    from quizapp.deck.editing.edits import replaced

    change = Change(list(suspect.pieces))
    mended = replaced(piece, suspect.pieces)
    tree = build(mended)
    if tree.fault is None:
        root = tree.root
        if isinstance(root, Sequence) and len(root.items) == 1:
            root = root.items[0]
        return "" if tree.refused or root is None or isinstance(root, Scalar) else "end"
    old, new = change.after(fault.offset - start), tree.fault.offset
    mended_up_to = change.after(suspect.pieces[-1].end)
    if new > max(old, mended_up_to):
        return "further"
    # What is not closed takes the parser past other mistakes, back to which it comes then.
    far = (
        "end of stream" in fault.problem or "document indicator" in fault.problem or fault.context is not None
    )
    return "further" if far and new != old and 0 <= mended.find("\n", mended_up_to) < new else ""


def _report(report: Report, suspect: Suspect, shift: int) -> None:
    index = report.index
    edits = tuple(
        Edit(index.span(piece.start + shift, piece.end + shift), piece.text) for piece in suspect.pieces
    )
    fix = Fix(suspect.write, edits, suspect.safe) if suspect.write else None
    start, end = suspect.start + shift, suspect.end + shift
    report.add(suspect.code, suspect.message, start, end, suspect.label, fix)


def _explain_place(report: Report, fault: SyntaxFault, start: int, end: int) -> None:
    """Say what can be said of the place where the parser gave up."""
    text = report.index.text
    at = min(max(fault.offset, start), max(end - 1, start))
    problem = fault.problem
    opened = fault.context if fault.context is not None else at
    if "tab" in problem or text[at : at + 1] == "\t":
        report.add("Y004", "a tab where YAML wants spaces", at, at + 1, "indent with spaces")
    elif "escape" in problem or "hexdecimal" in problem:
        label = "in single quotation marks a backslash is a backslash; in double ones write two"
        report.add("Y017", "this is no escape that YAML knows", at, at + 1, label)
    elif "end of stream" in problem and text[opened : opened + 1] in ("'", '"'):
        label = "close it, or leave both marks out"
        report.add("Y006", "this quotation mark is never closed", opened, opened + 1, label)
    elif "expected ',' or" in problem:
        label = "close it; if the text begins with a bracket, " + QUOTE_IT
        message = f"this `{text[opened : opened + 1]}` is never closed, or text follows inside it"
        report.add("Y015", message, opened, opened + 1, label)
    elif "mapping values" in problem:
        label = "YAML takes everything before this as a key: " + QUOTE_IT
        report.add("Y001", "a colon and a space inside unquoted text", at, at + 1, label)
    elif "cannot start any token" in problem or "alphabetic or numeric" in problem:
        from quizapp.deck.syntax.suspect import begins_with

        report.add("Y002", begins_with(text[at : at + 1]), at, at + 1, QUOTE_IT)
    elif "document start" in problem:
        label = "one file holds one deck: take the `...` above it out, or make a second file"
        report.add("Y012", "text follows behind the end of the YAML document", at, at + 1, label)
    elif "find expected" in problem or "block" in problem:
        from quizapp.deck.syntax.lines import lines_of

        line_start = text.rfind("\n", 0, at) + 1
        line = lines_of(text, line_start, len(text) if (stop := text.find("\n", at)) < 0 else stop)[:1]
        first, last = (line[0].start + line[0].column, line[0].end) if line else (at, at + 1)
        report.add(
            "Y013",
            "the indentation of this line does not fit the lines above",
            first,
            max(last, first),
            "begin the keys of one card in the same column",
        )
    else:
        report.add("Y099", "YAML cannot read this", at, at + 1, problem)


def explain_refused(report: Report, refused: Refused) -> None:
    """Add the finding for something YAML allows and decks do not."""
    start, end = refused.start, refused.end
    if report.full:
        report.count(start)
        return
    match refused.kind:
        case "depth":
            label = "write it with fewer brackets"
            report.add("Y010", "lists and mappings nest more than 50 deep here", start, end, label)
        case "documents":
            report.add(
                "Y012",
                "a second YAML document begins here",
                start,
                end,
                "one file holds one deck: take the `---` out, or make a second file",
            )
        case kind:
            sign, _, what = _SEEN[kind].partition(" is ")
            if _is_meant(report.index.text, start, end, kind):
                label = "take it out" if kind == "tag" else "write the value out wherever it belongs"
                report.add("Y003", f"this is {what}, and decks use none", start, end, label)
                return
            message = f"a text that begins with {sign} is {what} to YAML"
            report.add("Y003", message, start, end, QUOTE_IT, _quote_around(report, start))


def _is_meant(text: str, start: int, end: int, kind: str) -> bool:
    """Whether an anchor, an alias or a tag is one indeed, and not a text that begins like one."""
    name = text[start + 1 : end]
    match kind:
        case "anchor":
            return text.find(f"*{name}", end, end + _NEARBY) >= 0
        case "alias":
            return text.rfind(f"&{name}", max(0, start - _NEARBY), start) >= 0
        case _:
            return text.startswith("!!", start)


def _quote_around(report: Report, at: int) -> Fix | None:
    """The fix that quotes the value that begins at a place."""
    from quizapp.deck.syntax.flow_suspects import value_around
    from quizapp.deck.syntax.lines import lines_of
    from quizapp.deck.syntax.suspect import shown

    text = report.index.text
    number, column = report.index.position(at)
    start, stop = at - column + 1, report.index.offset(number, column + _LONGEST_LINE)
    if stop - start > _LONGEST_LINE:
        return None
    (line,) = lines_of(text, start, stop)
    value = value_around(text, line, at)
    if value is None:
        return None
    made = quoted(text[value[0] : value[1]])
    return report.fix(f"write {shown(made)}", *value, made)


def explain_lost_dash(report: Report, start: int, end: int) -> None:
    """Add the finding for an item that YAML does not take for one: `-q: x`."""
    text = report.index.text
    line_start = text.rfind("\n", 0, start) + 1
    dash = line_start + len(text[line_start:]) - len(text[line_start:].lstrip(" \t"))
    if text.startswith("-", dash):
        fix = report.fix("put a space in", dash + 1, dash + 1, " ")
        seen, label = "a space is missing after the dash", "YAML wants a space here"
        report.add("Y014", seen, dash, dash + 1, label, fix)
    else:
        label = "write `- q: …` and below it `a: …`"
        report.add("D204", "a card begins with a dash and a space", start, min(start + 1, end), label)
