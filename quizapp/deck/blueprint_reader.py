"""Reads the `quiz` of a course: one plan, or a list of several.

```yaml
quiz:
  questions: 30                  # or `all`
  minutes: 45
  pass: 70 %
  weights: {deck:history: 2, tag:core: 1}
```
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizapp.deck.blueprint import Blueprint, Weight
from quizapp.deck.fields import Fields, Keys, kind_of, read_text, report_twice
from quizapp.deck.guide import Choice
from quizapp.deck.nodes import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from quizapp.deck.nodes import Node
    from quizapp.deck.report import Report

QUIZ_KEYS = ("id", "title", "questions", "minutes", "pass", "weights", "mode", "feedback")
_KEYS = Keys(QUIZ_KEYS)
WAYS = ("written", "typed", "choice")
FEEDBACK = ("end", "once")

_MOST_QUESTIONS = 10_000
_MOST_MINUTES = 1440
_MOST_SHARE = 1000
_NUMBER = re.compile(r"\d{1,9}(\.\d{1,9})?", re.ASCII)
_PERCENT = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*%?", re.ASCII)


@dataclass(frozen=True, slots=True)
class ReadBlueprint:
    """A blueprint, and where its weights name cards."""

    blueprint: Blueprint
    choices: tuple[Choice, ...]


def read_quiz(report: Report, node: Node) -> tuple[ReadBlueprint, ...]:
    """The plans under a `quiz` key; what is faulty in them is reported and left out."""
    entries = node.items if isinstance(node, Sequence) else [node]
    if not entries:
        report.add("D205", "`quiz` is empty", node.start, node.end, "plan a quiz, or leave the key out")
    found: dict[str, ReadBlueprint] = {}
    for number, entry in enumerate(entries, 1):
        if not isinstance(entry, Mapping):
            seen = f"a quiz is planned by keys, and this is {kind_of(entry)}"
            report.add("D204", seen, entry.start, entry.end, "write `questions: 20`, `minutes: 30` and so on")
            continue
        fields = Fields(report, entry, _KEYS, "`quiz`")
        read = _blueprint(fields, number)
        if read.blueprint.id in found:
            place = fields.get("id") or entry
            seen = f"another quiz of this course has the id `{read.blueprint.id}`"
            report.add("I302", seen, place.start, place.end, "give it another")
            continue
        found[read.blueprint.id] = read
    return tuple(found.values())


def _blueprint(fields: Fields, number: int) -> ReadBlueprint:
    weights, choices = _weights(fields)
    return ReadBlueprint(
        Blueprint(
            id=fields.id() or ("quiz" if number == 1 else f"quiz-{number}"),
            title=fields.text("title"),
            questions=_questions(fields),
            minutes=_minutes(fields),
            pass_mark=_pass_mark(fields),
            weights=weights,
            mode=_word(fields, "mode", WAYS),
            at_once=_word(fields, "feedback", FEEDBACK) == "once",
        ),
        choices,
    )


def _questions(fields: Fields) -> int | None:
    text = fields.text("questions")
    if text.lower() in ("", "all"):
        return None
    if text.isascii() and text.isdigit() and len(text) < 9 and 1 <= int(text) <= _MOST_QUESTIONS:
        return int(text)
    _out_of_range(
        fields,
        "questions",
        f"`all` or a whole number from 1 to {_MOST_QUESTIONS}",
        "write how many are asked",
    )
    return None


def _minutes(fields: Fields) -> float | None:
    text = fields.text("minutes")
    if not text:
        return None
    if _NUMBER.fullmatch(text) and 0 < float(text) <= _MOST_MINUTES:
        return float(text)
    label = "write how many minutes the quiz may take, or leave the key out for any time"
    _out_of_range(fields, "minutes", f"a number above 0 and up to {_MOST_MINUTES}", label)
    return None


def _pass_mark(fields: Fields) -> float | None:
    text = fields.text("pass")
    if not text:
        return None
    found = _PERCENT.fullmatch(text)
    if found and 1 <= float(found[1]) <= 100:
        return round(float(found[1]) / 100, 9)
    label = "write the share that passes in hundredths, as in `70 %`"
    _out_of_range(fields, "pass", "a percentage from 1 to 100", label)
    return None


def _word(fields: Fields, name: str, words: tuple[str, ...]) -> str:
    """One of a few words; the first of them where none is given."""
    text = fields.text(name)
    if not text or text.lower() in words:
        return text.lower() or words[0]
    listed = " or ".join((", ".join(f"`{word}`" for word in words[:-1]), f"`{words[-1]}`"))
    close = fields.report.nearest(text.lower(), words)
    label = f"did you mean `{close}`?" if close else f"write {listed}"
    _out_of_range(fields, name, listed, label)
    return words[0]


def _out_of_range(fields: Fields, name: str, wanted: str, label: str) -> None:
    node = fields.get(name)
    assert node is not None
    seen = f"`{name}` is {wanted}, and this is `{fields.text(name)[:20]}`"
    fields.report.add("D213", seen, node.start, node.end, label)


def _weights(fields: Fields) -> tuple[tuple[Weight, ...], tuple[Choice, ...]]:
    node = fields.get("weights")
    report = fields.report
    if node is None:
        return (), ()
    if not isinstance(node, Mapping):
        seen = f"`weights` wants a mapping, and this is {kind_of(node)}"
        label = "write a deck or tag and its share on each line, as in `deck:history: 2`"
        report.add("D204", seen, node.start, node.end, label)
        return (), ()
    if not node.pairs:
        label = "write into it what is asked how much, or leave the key out"
        report.add("D205", "`weights` is empty", node.start, node.end, label)
    weights: list[Weight] = []
    choices: list[Choice] = []
    known: dict[tuple[str, ...], Scalar] = {}
    for key, value in node.pairs:
        text = read_text(report, key, "a name in `weights`")
        share = read_text(report, value, f"the share of `{(text or '')[:40]}`")
        if text is None or not isinstance(key, Scalar):
            continue
        names = tuple(text.split())
        if names in known:
            report_twice(report, key, known[names])
            continue
        known[names] = key
        choices.append(Choice(names, key.start, key.end))
        if share is None:
            continue
        if _NUMBER.fullmatch(share) and 0 < float(share) <= _MOST_SHARE:
            weights.append(Weight(names, float(share)))
        else:
            seen = f"a share is a number above 0 and up to {_MOST_SHARE}, and this is `{share[:20]}`"
            label = "write 2 for twice as many questions as a share of 1 gets"
            report.add("D213", seen, value.start, value.end, label)
    return tuple(weights), tuple(choices)
