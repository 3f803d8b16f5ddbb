"""The rule on questions that hold their own answer."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizapp.deck.checks.flaw import Flaw, Part, shown
from quizapp.deck.checks.subject import LONGEST, opening
from quizapp.deck.checks.words import STOP_WORDS, as_written
from quizapp.deck.normal import normalise
from quizapp.deck.prose import plain
from quizapp.deck.shapes import Cloze, Date, ListRecall, MultipleChoice, Number, TextAnswer

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizapp.deck.checks.subject import Subject
    from quizapp.deck.cloze import ClozeText

SHORTEST = 3
"""Letters and digits that an answer needs to be recognised in the question."""
_MOST_GROUPS = 10

_POSSESSIVE = re.compile(r"['’](?<=\w.)s\b")
_REWORD = "reword it so that it does not name its answer"


def gives_answer(subject: Subject) -> Iterator[Flaw]:
    """Q109: the answer stands in the question, in a hint, or elsewhere in the text of a cloze.

    Haladyna, Downing & Rodriguez 2002, guideline 28 (avoid giving clues to the right answer); NBME
    Item-Writing Guide (word repeats); Wozniak's twenty rules, 4. Whole words of three letters or more, equal
    after normalising. The other question of a reversed card is looked at for its own answer. A question that
    names its alternatives ("Is it a star or a planet?") is none of these.
    """
    shape = subject.card.shape
    if isinstance(shape, Cloze):
        yield from _cloze(subject, opening(shape.text))
        return
    answers = _answers(subject)
    flaw = _in_text(subject, answers, subject.stem, Part("q"), "the question", _REWORD)
    if flaw is not None and _names_alternatives(subject):
        flaw = None
    for number, hint in enumerate(subject.card.hints if flaw is None and not _is_list(subject) else ()):
        label = "let the hint lead to the answer without saying it"
        flaw = flaw or _in_text(
            subject, answers, plain(hint[:LONGEST]), Part("hint", number), "a hint", label
        )
    if flaw is None and isinstance(shape, TextAnswer) and shape.reverse is not None:
        part, question = (Part("reverse"), shape.reverse) if shape.reverse else (Part("a"), shape.answer)
        where = "the reverse question"
        flaw = _in_text(subject, (subject.stem,), plain(question[:LONGEST]), part, where, _REWORD)
    if flaw is not None:
        yield flaw


def _answers(subject: Subject) -> tuple[str, ...]:
    """The wordings that would answer the card; () for shapes whose answer is an arrangement or a verdict."""
    match subject.card.shape:
        case TextAnswer(answer=answer, marking=marking):
            return (answer, *marking.accept)
        case MultipleChoice():
            return subject.right
        case Number(quantity=quantity):
            return (quantity.shown,)
        case Date(date=date):
            return (str(date.first),) if date.first == date.last else ()
        case ListRecall(entries=entries):
            return tuple(name for names in entries for name in names)
        case _:
            return ()


def _names_alternatives(subject: Subject) -> bool:
    stem = _padded(subject.stem, subject.language)
    if subject.english and (" or " in stem or " following " in stem):
        return True
    return any(form in stem for form in _forms(subject.wrong, subject.language))


def _is_list(subject: Subject) -> bool:
    return isinstance(subject.card.shape, ListRecall)


def _in_text(
    subject: Subject, answers: Iterable[str], text: str, part: Part, where: str, label: str
) -> Flaw | None:
    """The flaw of the first answer that stands in a text of the card."""
    within = _padded(text, subject.language)
    for answer in answers:
        wording = plain(answer[:LONGEST])
        form = f" {normalise(wording, subject.language)} "
        # A word that is the same in two languages is all there is to ask with.
        if form in within and form != within and _can_be_seen(form):
            at = Part(part.key, part.entry, as_written(text, wording))
            return subject.flaw("Q109", at, f"{shown(wording)} is the answer, and stands in {where}", label)
    return None


def _cloze(subject: Subject, text: ClozeText) -> Iterator[Flaw]:
    for group in text.groups[:_MOST_GROUPS]:
        visible = "\n".join(
            part if isinstance(part, str) else part.text if part.group != group else "·"
            for part in text.parts
        )
        within = _padded(plain(visible), subject.language)
        for deletion in text.hidden(group)[:_MOST_GROUPS]:
            wording = plain(deletion.text)
            forms = _forms((wording,), subject.language)
            if any(form in within for form in forms):
                seen = f"{shown(wording)} is hidden, and can be read elsewhere in the text"
                label = "hide it there too, or reword it"
            elif any(form in _padded(deletion.hint, subject.language) for form in forms):
                seen, label = f"the hint says {shown(wording)}", "let the hint lead to it without saying it"
            else:
                continue
            yield subject.flaw("Q109", Part("cloze", None, deletion.text), seen, label)
            return


def _forms(wordings: Iterable[str], language: str) -> list[str]:
    """The forms that are looked for, each with a space around; too short and empty ones are left out."""
    forms = [normalise(wording, language) for wording in wordings]
    return [f" {form} " for form in forms if _can_be_seen(form)]


def _can_be_seen(form: str) -> bool:
    return sum(map(str.isalnum, form)) >= SHORTEST and not STOP_WORDS.issuperset(form.split())


def _padded(text: str, language: str) -> str:
    return f" {normalise(_POSSESSIVE.sub(' ', text), language)} "
