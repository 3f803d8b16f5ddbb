"""Runs the rules of item quality over courses: the table of rules, and from flaws to findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizapp.collector import collector_paused
from quizapp.deck.anatomy import FileAnatomy
from quizapp.deck.checks.answers import asked
from quizapp.deck.checks.giveaway import gives_answer
from quizapp.deck.checks.intervals import overlapping_numbers
from quizapp.deck.checks.lengths import longest_is_right, too_often_longest
from quizapp.deck.checks.options import absolute_terms, all_of_the_above, none_of_the_above, word_cue
from quizapp.deck.checks.outliers import article_cue, other_kind, other_writing
from quizapp.deck.checks.recall import long_list, overfull_cloze, several_facts
from quizapp.deck.checks.repeats import different_answers, near_duplicates
from quizapp.deck.checks.slips import forgiven_into_another
from quizapp.deck.checks.stems import ages, points_at_nothing, unmarked_negative, yes_or_no
from quizapp.deck.checks.subject import subjects, usual_words
from quizapp.deck.codes import severity
from quizapp.deck.diagnostics import Diagnostic, Edit, Fix, Related

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizapp.deck.anatomy import Anatomy, Place
    from quizapp.deck.card import Card
    from quizapp.deck.checks.answers import Asked
    from quizapp.deck.checks.flaw import Flaw, Part, Rewrite
    from quizapp.deck.checks.subject import Subject
    from quizapp.deck.course import Course
    from quizapp.deck.item import Item

CARD_RULES: dict[str, Callable[[Subject], Iterator[Flaw]]] = {
    "Q101": longest_is_right,
    "Q104": all_of_the_above,
    "Q105": none_of_the_above,
    "Q106": unmarked_negative,
    "Q107": word_cue,
    "Q108": absolute_terms,
    "Q109": gives_answer,
    "Q110": other_kind,
    "Q111": other_writing,
    "Q112": article_cue,
    "Q113": overlapping_numbers,
    "Q120": overfull_cloze,
    "Q121": long_list,
    "Q122": several_facts,
    "Q124": points_at_nothing,
    "Q125": ages,
    "Q126": yes_or_no,
}
"""The rules that need one card only."""

_INSTEAD = {"Q101": {"Q104"}, "Q107": {"Q109"}}
"""Rules that would only repeat what another one says of the same card."""


@collector_paused()
def quality(
    courses: Iterable[Course],
    text_of: Callable[[str], str],
    accepts: Callable[[Item, str], bool] | None = None,
) -> list[Diagnostic]:
    """The findings of item quality (family Q) on these courses, file by file and in the order of their places.

    `text_of` gives the text of a deck file, without a byte order mark, by its name; it is asked only for files
    that have findings. `accepts` says whether a typed text counts as an answer to an item, slips included; it
    belongs to whoever marks, so that without it Q133 is silent. Retired cards are not looked at.
    """
    files: dict[str, FileAnatomy] = {}

    def anatomy(file: str) -> FileAnatomy:
        if file not in files:
            files[file] = FileAnatomy(text_of(file))
        return files[file]

    found: list[Diagnostic] = []
    order: dict[str, int] = {}
    flaws: list[Flaw] = []
    everything: list[Asked] = []
    for course in courses:
        usual = usual_words(course)
        own: list[Subject] = []
        for deck in course.decks:
            order.setdefault(deck.file, len(order))
            looked_at = subjects(deck, course, usual)
            message = too_often_longest(looked_at)
            if message is not None:
                file = anatomy(deck.file)
                label = "shorten right options, or make wrong ones as long"
                span = file.index.span(*file.first_line)
                found.append(Diagnostic("Q102", severity("Q102"), message, deck.file, span, label))
            own += looked_at
        for one in own:
            flaws += _of_card(one)
        ways = [way for one in own for way in asked(one)]
        flaws += near_duplicates(ways)
        if accepts is not None:
            flaws += forgiven_into_another(own, accepts)
        everything += ways
    flaws += different_answers(everything)
    parts: dict[int, Anatomy] = {}

    def card_parts(card: Card) -> Anatomy:
        if id(card) not in parts:
            parts[id(card)] = anatomy(card.place.file).card(card)
        return parts[id(card)]

    found += [_diagnostic(flaw, card_parts) for flaw in flaws]
    found.sort(key=lambda one: (order[one.file], one.span.line, one.span.column, one.code))
    return found


def _of_card(one: Subject) -> list[Flaw]:
    flaws = [flaw for rule in CARD_RULES.values() for flaw in rule(one)]
    if not flaws:
        return flaws
    codes = {flaw.code for flaw in flaws}
    return [flaw for flaw in flaws if codes.isdisjoint(_INSTEAD.get(flaw.code, ()))]


def _diagnostic(flaw: Flaw, card_parts: Callable[[Card], Anatomy]) -> Diagnostic:
    anatomy = card_parts(flaw.card)
    related = []
    for rival in flaw.rivals:
        other = card_parts(rival.card)
        related.append(
            Related(
                rival.card.place.file, other.span(_place(other, rival.part)), f"{other.label}: {rival.label}"
            )
        )
    return Diagnostic(
        flaw.code,
        severity(flaw.code),
        flaw.message,
        flaw.card.place.file,
        anatomy.span(_place(anatomy, flaw.part)),
        flaw.label,
        anatomy.label,
        None if flaw.rewrite is None else _fix(anatomy, flaw.rewrite),
        tuple(related),
    )


def _place(anatomy: Anatomy, part: Part) -> Place:
    found = anatomy.word(part.key, part.entry, part.wording, last=part.last)
    return found or anatomy.value(part.key, part.entry)


def _fix(anatomy: Anatomy, rewrite: Rewrite) -> Fix | None:
    """The fix of a flaw, None where a wording does not stand in the file as it is, or the card would not
    read as meant afterwards. None of them is safe: they change an author's words, if only in their looks."""
    changes: list[tuple[Place, str]] = []
    for part, text in rewrite.changes:
        place = anatomy.word(part.key, part.entry, part.wording, last=part.last)
        if place is None:
            return None
        changes.append((place, text))
    if not anatomy.reads_after(changes):
        return None
    return Fix(rewrite.message, tuple(Edit(anatomy.span(place), text) for place, text in changes), safe=False)
