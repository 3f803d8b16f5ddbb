"""`quizapp insights`: what answers say about cards, by file and line, for whoever writes them."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from quizapp.cli.desk import Desk
from quizapp.cli.notices import tell
from quizapp.cli.output import as_json
from quizapp.cli.targets import Target, resolve
from quizapp.deck.item import items
from quizapp.deck.prose import plain
from quizapp.deck.text import clean
from quizapp.progress.author_report import author_report
from quizapp.progress.insights import Kind, counted_of
from quizapp.words import count, percent

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from quizapp.deck.card import Card
    from quizapp.progress.author_report import AuthorReport, DeckRecall
    from quizapp.progress.insights import Insight
    from quizapp.progress.shares import Share

_CHANCE = 0.05
"""How often a 95 % interval misses the true share."""
_LONGEST = 70


def insights(arguments: Namespace) -> int:
    """Print the insights per card, and what they rest on."""
    desk = Desk.open()
    tell(desk.take_notices())
    target = resolve(arguments.deck, lambda: desk.library) if arguments.deck else Target(desk.library)
    desk.use(target.library)
    everything = [
        item for course in target.library.courses for deck in course.decks for item in items(course, deck)
    ]
    report = author_report(
        tuple(target.items()), everything, desk.store.events(), desk.context, desk.parameters("").weights
    )
    if arguments.json:
        print(as_json(_as_data(report)))
        return 0
    telling = [insight for insight in report.insights if insight.mark]
    for card, own in groupby(telling, key=_card):
        print(f"{clean(card.place.file)}:{card.place.line}  {_line(plain(card.stem), _LONGEST)}")
        for insight in own:
            print(f"  {_line(insight.message)}")
    for line in _summary(report, telling):
        print(line)
    return 0


def _summary(report: AuthorReport, telling: list[Insight]) -> Iterator[str]:
    """What all this rests on, and how far it goes."""
    if not report.answers.of:
        yield "Nothing was answered here yet."
        return
    if telling:
        yield ""
    for deck in report.decks:
        if deck.reviews.enough:
            said = counted_of(deck.reviews, "recalled", "review")
            yield f"{clean(deck.deck)}: {said}, {percent(deck.reviews.predicted or 0.0)} predicted."
    cards = len({(insight.items[0].partition("/")[0], insight.card.id) for insight in telling})
    answered = count(report.answers.of, "answer")
    yield f"{count(cards, 'card')} with something to look at, by {answered} of one learner."
    if report.judged:
        differ = sum(insight.kind is Kind.RECALL for insight in telling)
        by_chance = round(report.judged * _CHANCE)
        yield (
            f"Of {count(report.judged, 'card')} with ten reviews or more, {differ} differ from the prediction;"
            f" {by_chance or 'none'} would by chance."
        )
    else:
        yield "No card has ten reviews yet, so none is compared with its prediction."
    yield "Ranges are 95% intervals; below ten answers nothing is claimed."


def _card(insight: Insight) -> Card:
    return insight.card


def _line(text: str, longest: int = 0) -> str:
    """A text on one line, cut at `longest` if that is given."""
    line = " ".join(clean(text).split())
    return f"{line[: longest - 1]}…" if longest and len(line) > longest else line


def _as_data(report: AuthorReport) -> dict[str, object]:
    return {
        "answers": report.answers.of,
        "right": report.answers.right,
        "cards_judged": report.judged,
        "decks": [_deck_data(deck) for deck in report.decks],
        "insights": [_insight_data(insight) for insight in report.insights],
    }


def _deck_data(deck: DeckRecall) -> dict[str, object]:
    return {
        "course": deck.course,
        "deck": deck.deck,
        "file": deck.file,
        **_share_data(deck.reviews),
        "predicted": deck.reviews.predicted if deck.reviews.enough else None,
    }


def _insight_data(insight: Insight) -> dict[str, object]:
    data: dict[str, object] = {
        "file": insight.card.place.file,
        "line": insight.card.place.line,
        "kind": insight.kind.value,
        "card": insight.card.id,
        "items": list(insight.items),
        "question": insight.card.stem,
        "mark": insight.mark,
        "message": insight.message,
        **_share_data(insight.share),
        "predicted": insight.predicted,
        "texts": list(insight.texts),
    }
    if insight.other is not None:
        place = insight.other.place
        data["other"] = {"file": place.file, "line": place.line, "card": insight.other.id}
    return data


def _share_data(share: Share) -> dict[str, object]:
    """Counts, and the interval of the share where there are answers enough to name one."""
    return {
        "count": share.right,
        "of": share.of,
        "interval": [round(end, 4) for end in share.interval] if share.enough else None,
    }
