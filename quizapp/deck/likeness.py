"""How alike two cards are, and which of the cards that are gone live on in which new ones.

Made for decks whose cards have no ids: an edited card is told by its words. The score and its
threshold were measured on the history of a public deck whose notes have stable ids.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from quizapp.deck.identity import question_form
from quizapp.deck.normal import normalise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LIKELY = 75.0
"""From this score on two cards may be the same one."""
SHORTEST_SIGN = 4
"""An answer of fewer characters is shared by chance too often to mean anything."""

_SAME_ANSWER = 80.0
_SAME_FILE = 3.0
_HALF = 50.0
_NEARLY = 10.0
_LONGEST = 1000
"""So many characters of a text are compared."""
_GRAM = 4
_GRAMS = 16
_POSTINGS = 32
_CANDIDATES = 8
_UNLIKE = 60.0


@dataclass(frozen=True, slots=True)
class Face:
    """What likeness looks at: question and answer as plain text, and the file that holds the card.

    `answer` is "" where an answer says nothing about its card, as with true and false.
    """

    question: str
    answer: str
    file: str = ""


@dataclass(frozen=True, slots=True)
class Match:
    """The card at `old` among those that are gone, and the one at `new` among the new ones.

    `score` goes from 0 to 100. `same` says that the questions are equal, `sure` that the two can be
    taken for one card without asking anybody.
    """

    old: int
    new: int
    score: float
    same: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class _Form:
    """A face with its texts in normal form."""

    face: Face
    question: str
    answer: str

    @classmethod
    def of(cls, face: Face) -> _Form:
        question = question_form(face.question[:_LONGEST])
        return cls(face, question, normalise(face.answer[:_LONGEST], ""))


def likeness(old: Face, new: Face) -> float:
    """How alike two cards are, 0 to 100."""
    return _score(_Form.of(old), _Form.of(new))


def matches(old: Sequence[Face], new: Sequence[Face], kept: Iterable[Face] = ()) -> list[Match]:
    """Pairs of cards that are gone and new ones, each in one pair at most, the most alike first.

    A pair is `sure` if the questions are equal, or the answers are and the questions at least half
    alike, unless another card has as good a claim or a name stands where another one stood: cards
    made after one pattern ("When did Estonia join?") are alike and not the same. `kept` are the
    cards that are neither gone nor new; they tell a pattern. Only cards that share an answer or rare
    pieces of words are compared, so the time grows with the number of cards, not with its square.
    """
    if not old or not new:
        return []
    olds, news = [_Form.of(face) for face in old], [_Form.of(face) for face in new]
    keeps = [_Form.of(face) for face in kept]
    found = _equal_questions(olds, news, keeps)
    taken_old, taken_new = {match.old for match in found}, {match.new for match in found}
    by_answer = _by_answer(olds, news)
    pairs = {*by_answer, *_by_words(olds, news, taken_old)}
    scored = [
        (_score(olds[left], news[right]), left, right)
        for left, right in pairs
        if left not in taken_old and right not in taken_new
    ]
    claims = _Claims(scored, olds, news, keeps)
    for score, left, right in sorted(scored, key=_best_first):
        if score < LIKELY:
            break
        if left in taken_old or right in taken_new:
            continue
        taken_old.add(left)
        taken_new.add(right)
        found.append(Match(left, right, score, same=False, sure=claims.is_sure(left, right)))
    return sorted(found, key=lambda match: -match.score)


def _best_first(scored: tuple[float, int, int]) -> tuple[float, int, int]:
    score, left, right = scored
    return -score, left, right


def _score(old: _Form, new: _Form) -> float:
    if old.question == new.question:
        return 100.0
    question = fuzz.ratio(old.question, new.question)
    score = (
        0.6 * question + 0.4 * fuzz.ratio(old.answer, new.answer) if old.answer or new.answer else question
    )
    if _shares_sign(old, new) and question >= _HALF:
        score = max(score, _SAME_ANSWER)
    if old.face.file == new.face.file:
        score += _SAME_FILE
    return min(score, 99.0)


def _shares_sign(old: _Form, new: _Form) -> bool:
    return len(old.answer) >= SHORTEST_SIGN and old.answer == new.answer


# -- equal questions ----------------------------------------------------------------------


def _equal_questions(olds: list[_Form], news: list[_Form], keeps: list[_Form]) -> list[Match]:
    """The pairs of equal questions. Where several cards ask the same, the answer must be equal, too."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(news):
        waiting[form.question].append(number)
    asked: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(olds):
        if form.question in waiting:
            asked[form.question].append(number)
    standing = {form.question for form in keeps} if asked else set()
    found: list[Match] = []
    for question, lefts in asked.items():
        rights = waiting[question]
        if len(lefts) == len(rights) == 1 and question not in standing:
            found.append(Match(lefts[0], rights[0], 100.0, same=True, sure=True))
            continue
        by_answer: dict[str, list[int]] = defaultdict(list)
        for right in reversed(rights):
            by_answer[news[right].answer].append(right)
        for left in lefts:
            if same := by_answer.get(olds[left].answer):
                found.append(Match(left, same.pop(), 100.0, same=True, sure=True))
    return found


# -- who is compared with whom ------------------------------------------------------------


def _by_answer(olds: list[_Form], news: list[_Form]) -> set[tuple[int, int]]:
    """Pairs with the same answer, of answers that few cards have."""
    waiting: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(news):
        if len(form.answer) >= SHORTEST_SIGN:
            waiting[form.answer].append(number)
    return {
        (left, right)
        for left, form in enumerate(olds)
        if len(rights := waiting.get(form.answer, ())) <= _POSTINGS
        for right in rights
    }


def _by_words(olds: list[_Form], news: list[_Form], but: set[int]) -> set[tuple[int, int]]:
    """For each card that is gone the few new ones that share most of its rarest pieces of words."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, form in enumerate(news):
        for gram in _grams(form.question):
            holders[gram].append(number)
    pairs: set[tuple[int, int]] = set()
    for left, form in enumerate(olds):
        if left in but:
            continue
        rare = sorted((len(holders[gram]), gram) for gram in _grams(form.question) if gram in holders)
        shared: dict[int, int] = defaultdict(int)
        for size, gram in rare[:_GRAMS]:
            if size <= _POSTINGS:
                for right in holders[gram]:
                    shared[right] += 1
        best = sorted(shared, key=lambda right: (-shared[right], right))
        pairs.update((left, right) for right in best[:_CANDIDATES])
    return pairs


def _grams(text: str) -> set[str]:
    return {text[at : at + _GRAM] for at in range(max(1, len(text) - _GRAM + 1))}


# -- claims -------------------------------------------------------------------------------


class _Claims:
    """Which other cards have as good a claim to be the two of a pair."""

    def __init__(
        self,
        scored: list[tuple[float, int, int]],
        olds: list[_Form],
        news: list[_Form],
        keeps: list[_Form],
    ) -> None:
        self._olds, self._news = olds, news
        self._rights: dict[int, list[int]] = defaultdict(list)
        self._lefts: dict[int, list[int]] = defaultdict(list)
        for _, left, right in scored:
            self._rights[left].append(right)
            self._lefts[right].append(left)
        self._uses = Counter(form.answer for form in olds) + Counter(form.answer for form in news)
        self._standing: dict[str, list[_Form]] = defaultdict(list)
        for form in keeps:
            if len(form.answer) >= SHORTEST_SIGN and form.answer in self._uses:
                self._standing[form.answer].append(form)

    def is_sure(self, left: int, right: int) -> bool:
        """Whether a pair with different questions is one card for certain."""
        old, new = self._olds[left], self._news[right]
        if self._uses[old.answer] > _POSTINGS:
            return False  # an answer of so many cards is a sign of none
        if not _is_claim(old, new) or _is_swapped(old.face.question, new.face.question):
            return False
        if any(other != right and _is_claim(old, self._news[other]) for other in self._rights[left]):
            return False
        if any(other != left and _is_claim(self._olds[other], new) for other in self._lefts[right]):
            return False
        near = fuzz.ratio(old.question, new.question) - _NEARLY
        standing = self._standing.get(old.answer, [])
        return len(standing) <= _POSTINGS and not any(
            max(fuzz.ratio(old.question, other.question), fuzz.ratio(new.question, other.question)) >= near
            for other in standing
        )


def _is_claim(old: _Form, new: _Form) -> bool:
    """Whether the answers are equal and the questions at least half alike.

    In letters any two sentences of a language are nearly half alike; so their words must be, too,
    unless the letters leave no doubt.
    """
    if not _shares_sign(old, new):
        return False
    letters = fuzz.ratio(old.question, new.question)
    return letters >= LIKELY or (letters >= _HALF and _words_alike(old.question, new.question) >= _HALF)


def _words_alike(old: str, new: str) -> float:
    """The share of words that two texts have in common, 0 to 100."""
    left, right = set(old.split()), set(new.split())
    return 200 * len(left & right) / max(1, len(left) + len(right))


def _is_swapped(old: str, new: str) -> bool:
    """Whether a name or number of one question stands where the other has a different one."""
    before, after = _names(old), _names(new)
    gone, come = " ".join(sorted(before - after)), " ".join(sorted(after - before))
    if not gone or not come:
        return False
    return _digits(gone) != _digits(come) or fuzz.ratio(gone, come) < _UNLIKE


def _names(text: str) -> set[str]:
    """The words of a question that are numbers or written with a capital, but for the first one."""
    words = text.split()
    return {
        normalise(word)
        for number, word in enumerate(words)
        if any(character.isdigit() for character in word) or (number and any(map(str.isupper, word)))
    }


def _digits(text: str) -> str:
    return "".join(character for character in text if character.isdigit())
