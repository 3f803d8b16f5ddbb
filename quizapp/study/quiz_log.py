"""What a quiz leaves in the log: its answers, its result, and what its learner corrects afterwards."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from quizapp.grading.expected import fingerprint
from quizapp.grading.verdict import Verdict
from quizapp.memory.days import study_day
from quizapp.memory.rating import suggest
from quizapp.memory.schedule import outlook
from quizapp.study.event import ABANDONED, CORRECTED, STARTED, SUBMITTED, Answer, Event, Quiz, Retract
from quizapp.study.quiz import Recorded
from quizapp.study.state import ItemState

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from quizapp.study.quiz import Attempt, Reply
    from quizapp.study.stamp import Stamp


def started(attempt: Attempt, stamp: Stamp) -> Quiz:
    """That a quiz was begun."""
    return _event(attempt, STARTED, stamp)


def abandoned(attempt: str, stamp: Stamp) -> Quiz:
    """That a quiz was given up; its answers count for nothing."""
    return Quiz(id=stamp.id, at=stamp.at, device=stamp.device, attempt=attempt, phase=ABANDONED)


def close(
    attempt: Attempt, now: datetime, states: Mapping[str, ItemState], stamp: Callable[[], Stamp]
) -> tuple[Attempt, tuple[Event, ...]]:
    """Submit a quiz: as it is then, and its events, to be made durable together.

    One `Answer` for each reply, at the instant it was given; what is unanswered says nothing of memory
    and has none. `states` are those of the items until then.
    """
    attempt = attempt.submit(now)
    recorded: list[Recorded | None] = []
    decided: Counter[int] = Counter()
    for question, reply in zip(attempt.questions, attempt.replies, strict=True):
        item = question.item.id
        before = states.get(item) or ItemState(item)
        if reply is None:
            recorded.append(None)
            continue
        answer = _answer(attempt, len(recorded), reply, before, stamp(), decided)
        decided[answer.study_day.toordinal() + answer.days] += 1
        recorded.append(Recorded(answer, before))
    answers = [entry.answer for entry in recorded if entry is not None]
    result = replace(
        _event(attempt, SUBMITTED, stamp()),
        seconds=attempt.used,
        items=tuple(question.item.id for question in attempt.questions),
        themes=tuple(question.theme for question in attempt.questions),
        scores=tuple(None if reply is None else reply.score for reply in attempt.replies),
    )
    return replace(attempt, recorded=tuple(recorded)), (*answers, result)


def correct(attempt: Attempt, number: int, stamp: Callable[[], Stamp]) -> tuple[Attempt, tuple[Event, ...]]:
    """ "I was right" after submission, and back again: the quiz, and the events that tell it.

    The answer is taken back and told anew, in its old place in time, so that the schedule follows; the
    correction of the score is an event of its own, so that corrections of several questions add up.
    No events where there is nothing to overrule.
    """
    corrected = attempt.overrule(number)
    entry = attempt.recorded[number] if number < len(attempt.recorded) else None
    reply = corrected.replies[number]
    if corrected is attempt or entry is None or reply is None:
        return attempt, ()
    taken_back = stamp()
    answer = _answer(corrected, number, reply, entry.before, stamp(), {})
    word = replace(
        abandoned(attempt.id, stamp()), phase=CORRECTED, question=answer.item, right=reply.overruled
    )
    events = (
        Retract(id=taken_back.id, at=taken_back.at, device=taken_back.device, event=entry.answer.id),
        answer,
        word,
    )
    recorded = list(attempt.recorded)
    recorded[number] = Recorded(answer, entry.before)
    return replace(corrected, recorded=tuple(recorded)), events


def _event(attempt: Attempt, phase: str, stamp: Stamp) -> Quiz:
    setup = attempt.setup
    return Quiz(
        id=stamp.id,
        at=stamp.at,
        device=stamp.device,
        attempt=attempt.id,
        phase=phase,
        scope=setup.scope,
        tags=setup.tags,
        kinds=tuple(kind.value for kind in setup.kinds),
        blueprint=setup.blueprint,
        seed=attempt.seed,
        mode=setup.mode_name,
        practice=setup.practice,
        minutes=setup.minutes,
        pass_mark=setup.pass_mark,
        began=attempt.started,
    )


def _answer(
    attempt: Attempt,
    number: int,
    reply: Reply,
    before: ItemState,
    stamp: Stamp,
    decided: Mapping[int, int],
) -> Answer:
    """`decided` says how many items come back on a day that others of the quiz were given."""
    question = attempt.questions[number]
    item, mark = question.item, reply.mark
    parameters = attempt.parameters(item)
    parameters = replace(parameters, balance=parameters.balance.plus(decided))
    judged = replace(mark, verdict=Verdict.RIGHT) if reply.overruled else mark
    suggested = suggest(judged, 0, confidence=reply.confidence)
    assert suggested is not None  # no question of a quiz is judged by its learner
    answer = Answer(
        id=stamp.id,
        at=reply.at,
        device=stamp.device,
        item=item.id,
        sitting=attempt.id,
        mode="practice" if attempt.setup.practice else "quiz",
        asked=question.mode.value,
        response=reply.response,
        score=mark.score,
        verdict=mark.verdict.value,
        rating=suggested,
        suggested=suggested,
        overruled=reply.overruled,
        confidence=reply.confidence,
        guess_rate=mark.guess_rate,
        hints=0,
        ms=reply.ms,
        first_key_ms=reply.first_key_ms,
        study_day=study_day(reply.at, parameters.day_starts),
        due=reply.at,
        days=0,
        weights=parameters.weights_id,
        expected=fingerprint(item),
    )
    due = outlook(before.memory, reply.at, item.id, parameters, luck=answer.luck)[suggested - 1].due
    return replace(answer, due=due.at, days=due.days)
