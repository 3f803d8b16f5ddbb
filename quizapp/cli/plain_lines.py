"""Questions and answers in lines of text, for what runs without a full screen."""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING, TextIO

from quizapp.cli.marks import headline, lines
from quizapp.cli.responses import letter, response_of, takes_several
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, Matching, MultipleChoice, Ordering, Timeline, TrueFalse
from quizapp.deck.text import clean
from quizapp.grading.expected import REVERSE, expected_of
from quizapp.grading.mark import Mode
from quizapp.grading.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from quizapp.deck.cloze import Deletion
    from quizapp.deck.item import Item
    from quizapp.deck.source import Citation
    from quizapp.grading.mark import Response
    from quizapp.study.session import Turn

_WIDTH = 78


class Ended(Exception):
    """The input is over, or the learner ended the sitting."""


class Lines:
    """Two streams: lines shown, and lines given."""

    def __init__(self, given: TextIO, shown: TextIO) -> None:
        self.given = given
        self.shown = shown

    @property
    def has_learner(self) -> bool:
        """Whether somebody sits there who can read what is said and give the next line accordingly."""
        return self.given.isatty()

    def say(self, text: str) -> None:
        """Show a text, its long lines broken between words."""
        for line in clean(text).split("\n"):
            broken = textwrap.wrap(line, _WIDTH, subsequent_indent="  " if line.startswith("  ") else "")
            self.shown.write("\n".join(broken or [""]) + "\n")

    def read(self, prompt: str) -> str:
        """The next line; raises Ended where there is none."""
        self.shown.write(clean(prompt))
        self.shown.flush()
        line = self.given.readline()
        if not line:
            self.shown.write("\n")
            raise Ended
        if not self.has_learner:
            # What came by a pipe left no line end on the screen.
            self.shown.write("\n")
        return line.rstrip("\r\n")


def bare(line: str, commands: Collection[str]) -> str:
    """A line without the backslash that says that it is an answer, and no command."""
    meant = line.startswith("\\") and line[1:].strip().lower() in commands
    return line[1:] if meant else line


def response_on(line: str, turn: Turn) -> Response:
    """What a line answers to a question as it is shown, or to what was asked back about the answer."""
    options = turn.ask_back.readings if turn.ask_back is not None else turn.options
    entries = line.split(";") if takes_several(turn.item, turn.mode) else [line]
    if turn.ask_back is not None and re.fullmatch(r"[0-9]{1,3}", line.strip()):
        number = int(line)
        if 1 <= number <= len(options):
            return options[number - 1]
    return response_of(turn.item, turn.mode, entries, options)


def said(response: Response) -> str:
    """An answer in one text."""
    match response:
        case None:
            return "nothing"
        case str():
            return plain(response)
        case _:
            parts = (entry if isinstance(entry, str) else " = ".join(entry) for entry in response)
            return "; ".join(plain(part) for part in parts)


def marked(turn: Turn, source_text: Callable[[str, Citation], str]) -> Iterator[str]:
    """The mark of a question and all that its card says of the answer, a text for each line."""
    mark = turn.mark
    assert mark is not None
    if mark.verdict is Verdict.SELF:
        yield f"Answer: {'; '.join(mark.expected)}"
    else:
        yield headline(mark) + ("; you say it was right" if turn.overruled else "")
        yield from lines(mark, turn.item.card.shape)
        if mark.verdict is not Verdict.RIGHT:
            joint = ", then " if isinstance(turn.item.card.shape, Ordering | Timeline) else "; "
            yield f"Expected: {joint.join(mark.expected)}"
    card = turn.item.card
    if card.explain:
        yield plain(card.explain)
    if card.as_of:
        yield f"As of {card.as_of}."
    for citation in card.sources:
        yield f"Source: {source_text(turn.item.course, citation)}"
    if turn.state.note:
        yield f"Your note: {turn.state.note}"


def stem(turn: Turn) -> str:
    """The question in one text, blanks shown as [...] or with their hint."""
    item = turn.item
    shape = item.card.shape
    if isinstance(shape, Cloze):
        parts = (_blank(part, item) for part in shape.text.parts)
        return plain("".join(parts))
    if item.facet == REVERSE:
        return plain(_reverse_stem(item))
    if isinstance(shape, TrueFalse):
        return f"True or false? {plain(item.card.stem)}"
    return plain(item.card.stem)


def _reverse_stem(item: Item) -> str:
    shape = item.card.shape
    reverse = getattr(shape, "reverse", None) or ""
    return str(reverse or getattr(shape, "answer", ""))


def _blank(part: str | Deletion, item: Item) -> str:
    if isinstance(part, str):
        return part
    if part.group != item.facet:
        return part.text
    return f"[{part.hint}]" if part.hint else "[...]"


def choices(turn: Turn) -> list[str]:
    """What stands to choose from, numbered; for pairs the right-hand entries by letter."""
    shape = turn.item.card.shape
    if isinstance(shape, Matching) and turn.mode is Mode.ARRANGE:
        left = [f"{number}. {plain(text)}" for number, (text, _) in enumerate(shape.pairs, 1)]
        return left + [f"{letter(place)}. {text}" for place, text in enumerate(turn.options)]
    return [f"{number}. {plain(text)}" for number, text in enumerate(turn.options, 1)]


def prompt(turn: Turn) -> str:
    """What is asked for, in front of the place to type."""
    if turn.ask_back is not None:
        return "number > "
    match turn.item.card.shape:
        case Matching() if turn.mode is Mode.ARRANGE:
            return "pairs, as in 1a; 2b > "
        case Ordering() | Timeline() if turn.mode is Mode.ARRANGE:
            return "numbers in order, as in 2; 1; 3 > "
        case MultipleChoice() if turn.mode is Mode.CHOICE:
            return "all that are right, as in 1; 3 > "
        case _:
            pass
    if turn.mode is Mode.FLIP:
        return "your answer, or Enter to see it > "
    if takes_several(turn.item, turn.mode):
        return "answers, separated by ; > "
    return "> "


def is_answer(word: str, turn: Turn) -> bool:
    """Whether a word that is a command is an answer to this very question."""
    if turn.mode is Mode.FLIP:
        return False
    return any(normalise(text) == normalise(word) for text in (*turn.options, *expected_of(turn.item)))
