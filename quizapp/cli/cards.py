"""`quizapp cards`: the cards of decks, and which edited ones are the same as before."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import Target, resolve
from quizapp.deck.card import facets
from quizapp.deck.item import Item
from quizapp.deck.prose import plain
from quizapp.deck.text import clean
from quizapp.memory.days import is_due, study_day
from quizapp.memory.recall import Phase
from quizapp.words import count, moment

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, datetime

    from quizapp.cli.decisions import Followed
    from quizapp.deck.card import Card
    from quizapp.deck.course import Course, Deck
    from quizapp.study.proposal import Proposal
    from quizapp.study.state import ItemState

ALL = "all"
_LATELY = 20
"""So many cards that were followed are listed."""


def cards(arguments: Namespace) -> int:
    """List the cards; or those that were edited, and decide about them. 2 for a number that is none."""
    desk = Desk.open()
    tell(desk.take_notices())
    target = resolve(arguments.deck, lambda: desk.library) if arguments.deck else Target(desk.library)
    if target.path is not None:
        desk.use(target.library)
        tell(desk.take_notices())
    if arguments.follow or arguments.accept or arguments.decline or arguments.take_back:
        return _follow(desk, arguments, {course.id for course, _ in target.decks()})
    found = [(course, deck, card) for course, deck in target.decks() for card in deck.cards]
    if arguments.json:
        print(as_json([_as_data(desk, *entry) for entry in found]))
        return 0
    states = desk.states(
        f"{course.id}/{card.id}/{facet}" for course, _, card in found for facet in facets(card)
    )
    now, today = desk.now(), study_day(desk.now(), desk.settings.day_starts)
    for course, _, card in found:
        words = _words(course, card, states, today, now)
        place = card.place
        print(clean(f"{card.id}  {place.file}:{place.line}  {_line(plain(card.stem))}  ({words})"))
    print(f"{count(len(found), 'card')}." if found else "There are no cards.")
    return 0


# -- the list -----------------------------------------------------------------------------


def _words(course: Course, card: Card, states: Mapping[str, ItemState], today: date, now: datetime) -> str:
    """How it stands with a card, or with each of its facets where they differ."""
    if card.retired:
        return "retired"
    found = {facet: _state(states[f"{course.id}/{card.id}/{facet}"], today, now) for facet in facets(card)}
    if len(set(found.values())) == 1:
        return next(iter(found.values()))
    return "; ".join(f"{facet}: {words}" for facet, words in found.items())


def _state(state: ItemState, today: date, now: datetime) -> str:
    words = ["suspended"] if state.suspended else []
    words += ["flagged"] if state.flagged else []
    if state.buried_until is not None and today < state.buried_until:
        words.append("left out today")
    if state.memory is None or state.due is None:
        words.append("new")
    elif is_due(state.due, state.memory.study_day, today, now):
        words.append("due")
    else:
        learning = "learnt" if state.memory.phase is Phase.REVIEW else "learning"
        words += [learning, f"due {moment(state.due.at, now)}"]
    return ", ".join(words)


def _as_data(desk: Desk, course: Course, deck: Deck, card: Card) -> dict[str, object]:
    items = [
        Item(f"{course.id}/{card.id}/{facet}", card, facet, course.id, deck.id) for facet in facets(card)
    ]
    return {
        "id": card.id,
        "course": course.id,
        "deck": deck.id,
        "file": card.place.file,
        "line": card.place.line,
        "question": plain(card.stem),
        "retired": bool(card.retired),
        "items": [_item_data(desk.state_of(item.id)) for item in items],
    }


def _item_data(state: ItemState) -> dict[str, object]:
    return {
        "item": state.item,
        "answers": state.answers,
        "due": state.due.at.isoformat(timespec="milliseconds") if state.due else None,
        "suspended": state.suspended,
        "flagged": state.flagged,
    }


# -- what was edited ----------------------------------------------------------------------


def _follow(desk: Desk, arguments: Namespace, courses: set[str]) -> int:
    from quizapp.cli.decisions import take_back

    proposals = {proposal.number: proposal for proposal in desk.proposals() if proposal.course in courses}
    lately = {one.number: one for one in _followed(desk, courses) if one.standing}
    accepted = _numbers(arguments.accept, proposals)
    declined = _numbers(arguments.decline, proposals)
    back = _numbers(arguments.take_back, lately)
    wrong = [word for chosen in (accepted, declined, back) if isinstance(chosen, str) for word in (chosen,)]
    if not wrong and set(accepted) & set(declined):
        wrong = [f"{next(iter(set(accepted) & set(declined)))} cannot be both."]
    if wrong:
        print(
            clean(f"{wrong[0]} Nothing was changed. `quizapp cards --follow` lists the numbers."),
            file=sys.stderr,
        )
        return 2
    assert not isinstance(accepted, str)
    assert not isinstance(declined, str)
    assert not isinstance(back, str)
    if accepted or declined:
        desk.decide(accepted, declined)
    if back:
        take_back(desk.store, [lately[number] for number in back], desk.stamp)
    decided = bool(accepted or declined or back)
    if decided:
        proposals = {number: one for number, one in proposals.items() if number not in (*accepted, *declined)}
        lately = {one.number: one for one in _followed(desk, courses) if one.standing}
    questions = desk.store.known.questions({card for one in lately.values() for card in (one.card, one.was)})
    shown = list(lately.values())[-_LATELY:]
    if arguments.json:
        data = {
            "proposals": [_proposal_data(proposal) for proposal in proposals.values()],
            "followed": [_followed_data(one, questions) for one in shown],
        }
        print(as_json(data))
        return 0
    said = [
        f"{count(len(accepted), 'card goes', 'cards go')} on with the earlier history." if accepted else "",
        f"{count(len(declined), 'card begins', 'cards begin')} afresh." if declined else "",
        f"{count(len(back), 'card was', 'cards were')} taken back." if back else "",
    ]
    for sentence in filter(None, said):
        print(sentence)
    for line in _lines(proposals.values(), shown, questions):
        print(clean(line))
    return 0


def _followed(desk: Desk, courses: set[str]) -> list[Followed]:
    from quizapp.cli.decisions import followed

    return [one for one in followed(desk.store) if one.card[0] in courses]


def _numbers(words: list[str] | None, known: Mapping[int, object]) -> list[int] | str:
    """The numbers that were named, or a sentence about the first that is none."""
    if not words:
        return []
    if ALL in words:
        return list(known)
    found = []
    for word in words:
        if not word.isdecimal() or int(word[:9]) not in known:
            return f"There is no number {word} in the list."
        found.append(int(word[:9]))
    return list(dict.fromkeys(found))


def _lines(
    proposals: Iterable[Proposal], lately: Iterable[Followed], questions: Mapping[tuple[str, str], str]
) -> Iterator[str]:
    opened = list(proposals)
    for proposal in opened:
        yield f"{proposal.number}. “{_line(proposal.was_question)}” → “{_line(proposal.question)}”"
        yield f"   {proposal.likeness} % alike, {count(proposal.answers, 'answer')}, in {proposal.course}"
    if opened:
        yield (
            f"{count(len(opened), 'edited card')} may be known to you:"
            " quizapp cards --follow --accept N if it is the same, --decline N if not."
        )
    else:
        yield "No edited card is in doubt."
    shown = list(lately)
    if shown:
        yield "Followed lately:"
    for one in shown:
        old, new = (_line(questions.get(card, card[1])) for card in (one.was, one.card))
        went = f"“{new}”, its parts in another order" if one.was == one.card else f"“{old}” → “{new}”"
        yield f"{one.number}. {one.at:%Y-%m-%d}  {went}"
    if shown:
        yield "quizapp cards --follow --take-back N lets a card begin afresh after all."


def _proposal_data(proposal: Proposal) -> dict[str, object]:
    return {
        "number": proposal.number,
        "card": f"{proposal.course}/{proposal.card}",
        "question": proposal.question,
        "was": f"{proposal.was_course}/{proposal.was_card}",
        "was_question": proposal.was_question,
        "likeness": proposal.likeness,
        "answers": proposal.answers,
    }


def _followed_data(one: Followed, questions: Mapping[tuple[str, str], str]) -> dict[str, object]:
    return {
        "number": one.number,
        "at": one.at.isoformat(timespec="milliseconds"),
        "card": "/".join(one.card),
        "question": questions.get(one.card, ""),
        "was": "/".join(one.was),
        "was_question": questions.get(one.was, ""),
    }


def _line(text: str) -> str:
    """A text on one line, cut where it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= 100 else f"{line[:99]}…"
