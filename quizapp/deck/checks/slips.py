"""The rule on forgiven slips: one that makes the answer of another card."""

from __future__ import annotations

from collections import defaultdict
from functools import cache
from heapq import nsmallest
from itertools import pairwise
from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from quizapp.deck.checks.flaw import Flaw, Part, Rival, shown
from quizapp.deck.checks.words import root, words
from quizapp.deck.cloze import Deletion
from quizapp.deck.item import Item
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, ListRecall, Marking, TextAnswer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from quizapp.deck.checks.subject import Subject

_LONGEST = 80
_CANDIDATES = 20
_TRIED = 5
_MOST_QUESTIONS = 2000

Slot = tuple[int, int, str]


class _Written:
    """An answer of a card: its form, as it is written, and where it stands."""

    __slots__ = ("facet", "form", "part", "subject", "text")

    def __init__(self, subject: Subject, text: str, part: Part, facet: str = "q") -> None:
        self.subject = subject
        self.facet = facet
        self.text = plain(text[: 2 * _LONGEST])
        self.form = normalise(self.text, subject.language)
        self.part = part


class _Neighbours:
    """Answers by pieces of their forms, to find those of nearly the same spelling.

    Of a text that is cut into two pieces more than there are slips, at least one piece is left whole (a swap
    of two letters can hit two). So an index of pieces finds the neighbours without comparing all pairs; each
    look-up takes a bounded number of candidates.
    """

    def __init__(self, forms: Iterable[str], slips: int) -> None:
        self._slips = slips
        self._index: dict[Slot, list[str]] = defaultdict(list)
        for form in forms:
            for number, (start, end) in enumerate(_pieces(len(form), slips)):
                slot = self._index[len(form), number, form[start:end]]
                if len(slot) < _CANDIDATES:
                    slot.append(form)

    def of(self, form: str) -> list[str]:
        """A few other forms at most so many slips away, the nearest first."""
        slips = self._slips
        found: dict[str, int] = {}
        for length in range(max(1, len(form) - slips), len(form) + slips + 1):
            for number, (start, end) in enumerate(_pieces(length, slips)):
                for shift in range(-slips, slips + 1):
                    if start + shift < 0 or end + shift > len(form):
                        continue
                    for other in self._index.get((length, number, form[start + shift : end + shift]), ()):
                        if other not in found and other != form:
                            found[other] = OSA.distance(form, other, score_cutoff=slips)
        near = [(distance, other) for other, distance in found.items() if distance <= slips]
        return [other for _, other in nsmallest(_TRIED, near)]


def forgiven_into_another(
    subjects: Sequence[Subject], accepts: Callable[[Item, str], bool]
) -> Iterator[Flaw]:
    """Q133: what is forgiven as a slip on one typed card is the answer of a card in another deck of the course.

    Wozniak's twenty rules, 11 (combat interference). `accepts` says whether a typed text would count for an
    item, as the real marking has it; it is asked two thousand times at most. Marking itself takes no slip for
    right that makes another answer of the same deck, so that only other decks are looked at. A plural of the
    answer is not worth a word.
    """
    if len({subject.deck for subject in subjects}) < 2:
        return
    answers = [written for subject in subjects for written in _written(subject)]
    by_form: dict[str, dict[str, _Written]] = defaultdict(dict)
    own: dict[int, set[str]] = defaultdict(set)
    for written in answers:
        own[id(written.subject)].add(written.form)
        if 0 < len(written.form) <= _LONGEST:
            by_form[written.form].setdefault(written.subject.deck, written)
    indexes: dict[int, _Neighbours] = {}
    reported: set[int] = set()
    questions = 0
    near: dict[tuple[str, int], list[str]] = {}
    for written in answers:
        slips = _slips(written)
        card = written.subject.card
        if not slips or id(card) in reported or written.form not in by_form:
            continue
        if slips not in indexes:
            indexes[slips] = _Neighbours(by_form, slips)
        key = written.form, slips
        if key not in near:
            near[key] = indexes[slips].of(written.form)
        for form in near[key]:
            decks = by_form[form]
            rival = next(iter(decks.values()))
            if (
                form in own[id(written.subject)]
                or written.subject.deck in decks
                or _same_word(written, rival)
            ):
                continue
            questions += 1
            if questions > _MOST_QUESTIONS:
                return
            if accepts(_item(written), rival.text):
                reported.add(id(card))
                yield Flaw(
                    "Q133",
                    card,
                    written.part,
                    f"{shown(rival.text)}, the answer of another card, is forgiven here as a slip",
                    "put it under `reject`, or write `typos: 0`",
                    rivals=(Rival(rival.subject.card, rival.part, "that answer"),),
                )
                break


def _written(subject: Subject) -> Iterator[_Written]:
    match subject.card.shape:
        case TextAnswer(answer=answer):
            yield _Written(subject, answer, Part("a"))
        case Cloze(text=text):
            deletions = {(part.group, part.text) for part in text.parts if isinstance(part, Deletion)}
            for group, hidden in sorted(deletions):
                yield _Written(subject, hidden, Part("cloze", None, hidden), group)
        case ListRecall(entries=entries):
            for number, names in enumerate(entries):
                yield _Written(subject, names[0], Part("list", number))
        case _:
            pass


def _slips(written: _Written) -> int:
    """How many slips the marking of a card may forgive; 0 where its answer is not typed."""
    match written.subject.card.shape:
        case TextAnswer(typed=True, marking=marking) | Cloze(marking=marking) | ListRecall(marking=marking):
            return _forgiven(marking, written.form)
        case _:
            return 0


def _forgiven(marking: Marking, form: str) -> int:
    """No more than what the marking forgives at this length; it has the last word."""
    if marking.typos is None:
        return 0 if len(form) < 4 else 1 if len(form) < 8 else 2
    return max(0, min(marking.typos, len(form) - 1))


def _item(written: _Written) -> Item:
    subject, card = written.subject, written.subject.card
    return Item(
        f"{subject.course}/{card.id}/{written.facet}", card, written.facet, subject.course, subject.deck
    )


def _same_word(one: _Written, other: _Written) -> bool:
    """Whether two answers differ by a plural only."""
    return one.subject.english and list(map(root, words(one.text))) == list(map(root, words(other.text)))


@cache
def _pieces(length: int, slips: int) -> tuple[tuple[int, int], ...]:
    """A text of this length cut into pieces of nearly equal size, as offsets; short texts have fewer."""
    count = min(length, slips + 2)
    cuts = [length * number // count for number in range(count + 1)]
    return tuple(pairwise(cuts))
