"""A quiz that was left in the middle, as it is kept to be resumed, and its JSON form."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from quizapp.deck.blueprint import Weight
from quizapp.grading.mark import Mark
from quizapp.study.confidence import Confidence
from quizapp.study.kind import Kind
from quizapp.study.question import question_of
from quizapp.study.quiz import Attempt, Reply
from quizapp.study.setup import MODES, Setup

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from quizapp.deck.item import Item
    from quizapp.grading.context import Context
    from quizapp.grading.mark import Response
    from quizapp.memory.schedule import Parameters


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer of a draft. Its mark is made anew when the quiz is resumed."""

    response: Response
    at: datetime
    ms: int = 0
    first_key_ms: int | None = None
    confidence: Confidence | None = None
    overruled: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """`items` are the ids of the questions in order, and everything else names questions by them.
    `used` are the seconds taken so far: the clock stands while a quiz is put away."""

    id: str
    seed: int
    setup: Setup
    started: datetime
    items: tuple[str, ...]
    replies: Mapping[str, Kept]
    seen: frozenset[str] = frozenset()
    marked: frozenset[str] = frozenset()
    current: str = ""
    used: float = 0.0

    @property
    def answered(self) -> int:
        return len(self.replies)

    @property
    def total(self) -> int:
        return len(self.items)


def start(
    attempt: str,
    seed: int,
    setup: Setup,
    items: Sequence[Item],
    now: datetime,
    parameters: Callable[[Item], Parameters],
    context: Callable[[Item], Context],
    borrow: Callable[[Item, str], tuple[str, ...]],
) -> Attempt:
    """A new quiz over these items, its clock standing."""
    questions = tuple(question_of(item, setup.mode, borrow, f"{seed}/{item.id}/") for item in items)
    return Attempt(attempt, seed, setup, questions, now, parameters, context, (None,) * len(questions))


def draft_of(attempt: Attempt, now: datetime) -> Draft:
    """A quiz as it is to be kept at an instant."""
    ids = [question.item.id for question in attempt.questions]
    return Draft(
        id=attempt.id,
        seed=attempt.seed,
        setup=attempt.setup,
        started=attempt.started,
        items=tuple(ids),
        replies={
            id: Kept(
                reply.response, reply.at, reply.ms, reply.first_key_ms, reply.confidence, reply.overruled
            )
            for id, reply in zip(ids, attempt.replies, strict=True)
            if reply is not None
        },
        seen=frozenset(ids[number] for number in attempt.seen if number < len(ids)),
        marked=frozenset(ids[number] for number in attempt.marked if number < len(ids)),
        current=ids[attempt.position] if ids else "",
        used=attempt.seconds(now),
    )


def resume(
    draft: Draft,
    found: Mapping[str, Item],
    parameters: Callable[[Item], Parameters],
    context: Callable[[Item], Context],
    borrow: Callable[[Item, str], tuple[str, ...]],
) -> Attempt:
    """A quiz as it was left, over the items as they are now, its clock standing.

    Questions whose items are not `found` are left out. Answers are marked by the cards as they are now;
    one that could now be read in two ways is to be given again.
    """
    items = [found[id] for id in draft.items if id in found]
    attempt = start(draft.id, draft.seed, draft.setup, items, draft.started, parameters, context, borrow)
    numbers = {item.id: number for number, item in enumerate(items)}
    replies: list[Reply | None] = [None] * len(items)
    for id, kept in draft.replies.items():
        number = numbers.get(id)
        if number is None:
            continue
        question = attempt.questions[number]
        mark = question.mark(kept.response, context(question.item))
        if isinstance(mark, Mark):
            replies[number] = Reply(
                kept.response,
                kept.at,
                mark,
                kept.ms,
                kept.first_key_ms,
                kept.confidence,
                kept.overruled,
            )
    position = numbers.get(draft.current, 0)
    return Attempt(
        id=draft.id,
        seed=draft.seed,
        setup=draft.setup,
        questions=attempt.questions,
        started=draft.started,
        parameters=parameters,
        context=context,
        replies=tuple(replies),
        position=position,
        seen=frozenset(numbers[id] for id in draft.seen if id in numbers) | {position},
        marked=frozenset(numbers[id] for id in draft.marked if id in numbers),
        used=draft.used,
    )


# -- JSON ---------------------------------------------------------------------------------


def plan_of(draft: Draft) -> str:
    """What stays the same from step to step, as JSON."""
    setup = draft.setup
    data = {
        "seed": draft.seed,
        "started": draft.started.isoformat(),
        "items": list(draft.items),
        "setup": {
            "scope": list(setup.scope),
            "tags": list(setup.tags),
            "kinds": [kind.value for kind in setup.kinds],
            "questions": setup.questions,
            "minutes": setup.minutes,
            "mode": setup.mode_name,
            "at_once": setup.at_once,
            "practice": setup.practice,
            "pass_mark": setup.pass_mark,
            "weights": [[list(weight.names), weight.share] for weight in setup.weights],
            "blueprint": setup.blueprint,
        },
    }
    return json.dumps(data, allow_nan=False)


def progress_of(draft: Draft) -> str:
    """What changes with each step, as JSON."""
    data = {
        "replies": {
            id: [
                kept.response,
                kept.at.isoformat(),
                kept.ms,
                kept.first_key_ms,
                kept.confidence,
                kept.overruled,
            ]
            for id, kept in draft.replies.items()
        },
        "seen": sorted(draft.seen),
        "marked": sorted(draft.marked),
        "current": draft.current,
        "used": draft.used,
    }
    return json.dumps(data, allow_nan=False)


def draft_from(attempt: str, plan: str, progress: str) -> Draft | None:
    """The draft of both parts; None if it cannot be read, be it of another version or damaged."""
    try:
        return _draft(attempt, json.loads(plan), json.loads(progress))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def _draft(attempt: str, plan: dict[str, Any], progress: dict[str, Any]) -> Draft:
    setup = plan["setup"]
    return Draft(
        id=attempt,
        seed=int(plan["seed"]),
        setup=Setup(
            scope=tuple(setup["scope"]),
            tags=tuple(setup["tags"]),
            kinds=tuple(Kind(kind) for kind in setup["kinds"]),
            questions=setup["questions"],
            minutes=setup["minutes"],
            mode=MODES[setup["mode"]],
            at_once=bool(setup["at_once"]),
            practice=bool(setup["practice"]),
            pass_mark=setup["pass_mark"],
            weights=tuple(Weight(tuple(names), share) for names, share in setup["weights"]),
            blueprint=str(setup["blueprint"]),
        ),
        started=datetime.fromisoformat(plan["started"]),
        items=tuple(plan["items"]),
        replies={
            id: Kept(
                _response(response),
                datetime.fromisoformat(at),
                int(ms),
                first_key_ms,
                None if said is None else Confidence(said),
                bool(overruled),
            )
            for id, (response, at, ms, first_key_ms, said, overruled) in progress["replies"].items()
        },
        seen=frozenset(progress["seen"]),
        marked=frozenset(progress["marked"]),
        current=str(progress["current"]),
        used=float(progress["used"]),
    )


def _response(value: Any) -> Response:
    if value is None or isinstance(value, str):
        return value
    if all(isinstance(entry, list) for entry in value):
        return tuple((str(left), str(right)) for left, right in value)
    return tuple(str(entry) for entry in value)
