"""From the keys of a card to its shape of answer.

`SHAPES` maps the key that holds the answer to what else goes with it and to its function. Each
function returns None after it has reported why there is no shape.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.cloze import ClozeFault, parse_cloze
from quizapp.deck.entries_reader import read_list, read_matching, read_ordering, read_timeline
from quizapp.deck.fields import read_flag, read_text
from quizapp.deck.marking_reader import MARKING_KEYS, ReadContext, check_rejects, read_marking
from quizapp.deck.measure_reader import read_date, read_number
from quizapp.deck.nodes import Scalar
from quizapp.deck.option_reader import check_options, check_repeats, read_options
from quizapp.deck.shapes import Cloze, MultipleChoice, Shape, TextAnswer, TrueFalse

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.deck.fields import Fields


_TEXT_KEYS = ("reverse", "wrong", "typed", *MARKING_KEYS)
_FURTHER = frozenset(_TEXT_KEYS)
"""What may stand beside `a`; most cards have none of them."""


@dataclass(frozen=True, slots=True)
class ShapeKeys:
    """What goes with an answer key: whether there is a question, further keys, and the reader."""

    question: bool
    keys: tuple[str, ...]
    read: Callable[[Fields, ReadContext], Shape | None]


def _text_answer(fields: Fields, context: ReadContext) -> Shape | None:
    answer = read_text(fields.report, fields.values["a"][1], "`a`")
    if _FURTHER.isdisjoint(fields.values):
        return TextAnswer(answer, None, (), context.typed, context.marking) if answer else None
    marking = read_marking(fields, context.marking)
    wrong = read_options(fields, "wrong")
    typed = fields.flag("typed")
    if answer:
        if wrong:
            right = ((answer, "the answer"), *((text, "in `accept`") for text in marking.accept))
            check_options(fields, wrong, right, context.language, marking.case)
        check_rejects(fields, marking, (answer, *marking.accept), context.language)
        return TextAnswer(
            answer,
            _reverse(fields),
            tuple([option for option, _ in wrong]),
            context.typed if typed is None else typed,
            marking,
        )
    return None


def _reverse(fields: Fields) -> str | None:
    """`reverse: true` asks the answer; a text is the other question; false is none."""
    node = fields.get("reverse")
    if node is None:
        return None
    text = read_text(fields.report, node, "`reverse`")
    if text is None or not isinstance(node, Scalar) or not node.plain:
        return text
    return {"true": "", "false": None}.get(text.lower(), text)


def _multiple_choice(fields: Fields, context: ReadContext) -> Shape | None:
    right = read_options(fields, "right")
    if "wrong" not in fields:
        key = fields.key("right")
        fields.report.add(
            "D202",
            "`right` needs wrong options beside it",
            key.start,
            key.end,
            "add `wrong:` with the options that do not hold; for one right answer write `a`",
        )
        return None
    wrong = read_options(fields, "wrong")
    check_options(
        fields, wrong, [(option.text, "in `right`") for option, _ in right], context.language, case=False
    )
    check_repeats(fields, right, context.language, case=False)
    return MultipleChoice(tuple(option for option, _ in right), tuple(option for option, _ in wrong))


def _true_false(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("a")
    if node is None:
        key = fields.key("statement")
        fields.report.add(
            "D202", "this statement has no answer", key.start, key.end, "add `a: true` or `a: false`"
        )
        return None
    answer = read_flag(fields.report, node, "the answer to a statement", "true false yes no")
    return None if answer is None else TrueFalse(answer)


def _cloze(fields: Fields, context: ReadContext) -> Shape | None:
    node = fields.get("cloze")
    assert node is not None
    text = read_text(fields.report, node, "`cloze`")
    if text is None:
        return None
    marking = read_marking(fields, context.marking)
    parsed = parse_cloze(text)
    if isinstance(parsed, ClozeFault):
        start, end = node.start, node.end
        # Only where the text stands as it is written do offsets into it hold.
        if fields.report.index.text.startswith(text, node.start):
            start, end = node.start + parsed.start, node.start + parsed.end
        fields.report.add("D208", parsed.message, start, end, parsed.remedy)
        return None
    return Cloze(parsed, marking)


SHAPES: dict[str, ShapeKeys] = {
    "a": ShapeKeys(True, _TEXT_KEYS, _text_answer),
    "right": ShapeKeys(True, ("wrong",), _multiple_choice),
    "statement": ShapeKeys(False, ("a",), _true_false),
    "cloze": ShapeKeys(False, MARKING_KEYS, _cloze),
    "number": ShapeKeys(True, ("units",), read_number),
    "date": ShapeKeys(True, (), read_date),
    "order": ShapeKeys(True, (), read_ordering),
    "timeline": ShapeKeys(True, (), read_timeline),
    "match": ShapeKeys(True, ("extra",), read_matching),
    "list": ShapeKeys(True, ("ordered", "need", *MARKING_KEYS), read_list),
}
