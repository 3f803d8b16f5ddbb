from __future__ import annotations

from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import pytest

from quizapp.deck.card import Card, Place, facets
from quizapp.deck.diagnostics import Diagnostic, Severity, Span
from quizapp.deck.library import Library
from quizapp.deck.numbers import parse_quantity
from quizapp.deck.quantity import Quantity
from quizapp.deck.shapes import ListRecall, Matching, Number, Ordering, TextAnswer, Timeline
from quizapp.tui.editor_call import EditorCall
from quizapp.tui.house import Solo
from quizapp.tui.outline import Outline, outline
from quizapp.tui.preview import Preview
from quizapp.tui.room import TooSmall
from quizapp.tui.screens.edit import Edit, Workshop
from quizapp.tui.screens.help import Help
from quizapp.tui.widgets.listing import Listing
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet

from . import decks
from .test_robust import FEW_SIZES, HOSTILE, TRIED, controls, hostile_course
from .test_snapshots import Compare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.pilot import Pilot

FILE = "alone.yaml"
CHOICE = replace(decks.CHOICE, place=Place(FILE, 1, 3, 0, 9))
FLIP = replace(decks.FLIP, place=Place(FILE, 4, 6, 10, 19))
CLOZE = replace(decks.CLOZE, place=Place(FILE, 7, 9, 20, 29))


@dataclass(frozen=True)
class Found:
    library: Library
    findings: tuple[Diagnostic, ...] = ()


@dataclass
class Files:
    """Files that live in memory; each saving is seen by the screen as one."""

    found: Found
    saved: int = 0
    opened: list[tuple[str, int]] = field(default_factory=list)

    def save(self, *cards: Card, findings: tuple[Diagnostic, ...] = ()) -> None:
        self.found = having(*cards, findings=findings)
        self.saved += 1

    def open(self, file: str, line: int) -> EditorCall | str:
        self.opened.append((file, line))
        return "No editor [b]here[/b."

    def workshop(self) -> Workshop:
        return Workshop("[b]alone.yaml", FILE, lambda: self.found, lambda: self.saved, self.open)


def having(*cards: Card, findings: tuple[Diagnostic, ...] = ()) -> Found:
    return Found(Library((decks.course(*cards),)), findings)


def finding(line: int, message: str, severity: Severity = Severity.WARNING) -> Diagnostic:
    return Diagnostic("Q109", severity, message, FILE, Span(line, 1, line, 2))


@asynccontextmanager
async def editing(files: Files, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Pilot[None]]:
    app = Solo(Edit(files.workshop(), files.found), {})
    app.animation_level = "none"
    async with app.run_test(size=size, notifications=True, tooltips=True) as pilot:
        await pilot.pause()
        yield pilot


def edit(pilot: Pilot[None]) -> Edit:
    screen = pilot.app.screen
    assert isinstance(screen, Edit)
    return screen


def shown(pilot: Pilot[None]) -> str:
    return "\n".join(strip.text.rstrip() for strip in edit(pilot).query_one(Sheet).lines)


async def reread(pilot: Pilot[None]) -> None:
    edit(pilot).look()
    await pilot.app.workers.wait_for_complete()
    await pilot.pause()


def on_card(pilot: Pilot[None]) -> str:
    entry = edit(pilot).entry
    assert entry is not None
    assert entry.card is not None
    return entry.card.id


async def test_a_card_shows_as_a_learner_sees_it_and_turns_over() -> None:
    async with editing(Files(having(CHOICE, FLIP))) as pilot:
        assert "Capital of Australia?" in shown(pilot)
        assert "right" not in shown(pilot)
        await pilot.press("space")
        assert "✓" in shown(pilot)
        assert "A compromise" in shown(pilot)
        await pilot.press("down")
        assert "Oslo" in shown(pilot)
        assert "Source  E. H. Gombrich" in shown(pilot)
        await pilot.press("enter")
        assert "Oslo" not in shown(pilot)


async def test_each_way_of_asking_can_be_stepped_through() -> None:
    async with editing(Files(having(CLOZE))) as pilot:
        assert "The […] rises in Switzerland" in shown(pilot)
        await pilot.press("right")
        assert "The Rhine rises in [country]" in shown(pilot)
        assert "question 2 of 2" in shown(pilot)
        await pilot.press("l")
        assert "The […] rises" in shown(pilot)


async def test_the_card_that_was_saved_comes_under_the_cursor() -> None:
    files = Files(having(CHOICE, FLIP, CLOZE))
    async with editing(files) as pilot:
        files.save(CHOICE, replace(FLIP, stem="Where does the king of Norway live?"), CLOZE)
        await reread(pilot)
        assert "Where does the king" in shown(pilot)
        moved = replace(FLIP, stem="Where does the king of Norway live?", place=Place(FILE, 40, 42, 0, 1))
        files.save(CHOICE, CLOZE, moved)
        await reread(pilot)
        assert on_card(pilot) == FLIP.id


async def test_the_side_and_facet_stay_over_a_saving() -> None:
    files = Files(having(FLIP, CLOZE))
    async with editing(files) as pilot:
        await pilot.press("down", "right", "space")
        files.save(FLIP, replace(CLOZE, explain="In the Alps."))
        await reread(pilot)
        preview = edit(pilot).preview
        assert preview is not None
        assert (preview.facet, preview.answered) == (1, True)
        assert "In the Alps." in shown(pilot)


async def test_a_file_that_is_gone_for_a_moment_takes_no_place_with_it() -> None:
    files = Files(having(CHOICE, FLIP, CLOZE))
    async with editing(files) as pilot:
        await pilot.press("down")
        files.found = Found(Library(), (finding(1, "there is no such file now", Severity.ERROR),))
        files.saved += 1
        await reread(pilot)
        assert "no such file" in shown(pilot)
        files.save(CHOICE, FLIP, CLOZE)
        await reread(pilot)
        assert on_card(pilot) == FLIP.id


async def test_findings_stand_with_their_card_or_by_themselves() -> None:
    files = Files(
        having(CHOICE, FLIP, findings=(finding(5, "given away"), finding(8, "broken", Severity.ERROR)))
    )
    async with editing(files) as pilot:
        assert "given away" not in shown(pilot)
        await pilot.press("n")
        assert "given away" in shown(pilot)
        assert on_card(pilot) == FLIP.id
        await pilot.press("n")
        assert "broken" in shown(pilot)
        assert edit(pilot).preview is None
        await pilot.press("n")
        assert on_card(pilot) == FLIP.id
        await pilot.press("e")
    assert files.opened == [(FILE, 4)]


async def test_the_editor_opens_at_the_beginning_where_there_is_nothing_yet() -> None:
    files = Files(Found(Library()))
    async with editing(files) as pilot:
        assert "no cards here yet" in shown(pilot)
        await pilot.press("e", "n", "space", "right", "down", "end")
        await pilot.pause()
        assert files.opened == [(FILE, 1)]
        assert [toast.message for toast in pilot.app._notifications] == ["No editor [b]here[/b."]
        await pilot.press("question_mark")
        assert isinstance(pilot.app.screen, Help)


@pytest.mark.parametrize("size", FEW_SIZES)
async def test_every_window_is_large_enough_or_says_so(size: tuple[int, int]) -> None:
    async with editing(Files(having(CHOICE, FLIP)), size) as pilot:
        covered = [cover for cover in pilot.app.screen.query(TooSmall) if cover.display]
        assert bool(covered) == (size[0] < 24 or size[1] < 6)
        if not covered:
            assert edit(pilot).query_one(Listing).size.height > 0
            assert edit(pilot).query_one(Sheet).size.height > 0
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Capital of Australia?" in shown(pilot)


@pytest.mark.parametrize("kind", TRIED)
async def test_no_text_of_a_deck_does_anything(kind: str) -> None:
    text = "\n".join(HOSTILE[kind])
    cards = tuple(card for deck in hostile_course(text).decks for card in deck.cards)
    bad = Diagnostic("D201", Severity.ERROR, text, text, Span(1, 1, 1, 2), text, text)
    async with editing(Files(having(*cards, findings=(bad,)))) as pilot:
        for _ in range(len(cards) + 1):
            assert not controls(pilot)
            await pilot.press("space")
            assert not controls(pilot)
            await pilot.click(offset=(4, 3))
            await pilot.press("down")


async def test_only_what_is_in_view_is_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    cards = tuple(
        replace(FLIP, id=f"k{at}", place=Place(FILE, at * 3, at * 3 + 2, 0, 1)) for at in range(5000)
    )
    drawn = 0

    def count(*arguments: object) -> Row:
        nonlocal drawn
        drawn += 1
        return BLANK

    monkeypatch.setattr("quizapp.tui.screens.edit._line", count)
    async with editing(Files(having(*cards))) as pilot:
        await pilot.press("end")
        assert on_card(pilot) == "k4999"
    assert 0 < drawn < 200


def test_an_outline_of_many_cards_is_made_and_compared_in_one_go() -> None:
    def of(size: int) -> Outline:
        cards = [
            replace(FLIP, id=f"k{at}", place=Place(FILE, at * 3, at * 3 + 2, 0, 1)) for at in range(size)
        ]
        return outline(having(*cards, findings=tuple(finding(at * 3 + 1, f"{at}") for at in range(size))))

    before, after = of(300), of(300)
    assert after.after(before, 17) == 17
    assert all(len(entry.findings) == 1 for entry in after.entries)


def quantity(text: str) -> Quantity:
    found = parse_quantity(text)
    assert isinstance(found, Quantity)
    return found


SHAPES = [
    decks.FLIP,
    decks.TYPED,
    decks.CHOICE,
    decks.SEVERAL,
    decks.STATEMENT,
    decks.CLOZE,
    decks.PAIR,
    decks.DATE,
    decks.card("both", "hola", TextAnswer("hello", reverse="")),
    decks.card("old", "When?", decks.date("c. 1450 ± 10")),
    decks.card("any", "When?", decks.date("1914..1918")),
    decks.card("caesar", "When?", decks.date("44-03-15 BC")),
    decks.card("high", "How high?", Number(quantity("8849 m ± 10"))),
    decks.card("range", "How many?", Number(quantity("1.5..1.6"))),
    decks.card("order", "In order?", Ordering(("one", "two", "**three**"))),
    decks.card(
        "time",
        "In order?",
        Timeline((("later", decks.date("1990").date.first), ("early", decks.date("1980").date.first))),
    ),
    decks.card("match", "Which?", Matching((("Norway", "*Oslo*"), ("Spain", "Madrid")), ("Rome",))),
    decks.card("list", "Which?", ListRecall((("red", "rouge"), ("green",), ("blue",)), need=2)),
]


@pytest.mark.parametrize("card", SHAPES, ids=lambda card: card.id)
def test_every_shape_shows_a_question_and_its_right_answer(card: Card) -> None:
    course = decks.course(card)
    for facet in range(len(facets(card))):
        asked = Preview(card, facet)
        question = "\n".join(row.body.plain for row in asked.rows(course, course.decks[0]))
        answer = "\n".join(row.body.plain for row in asked.turned().rows(course, course.decks[0]))
        assert question.strip()
        assert answer != question
        assert not any(word in answer for word in ("Wrong", "Not answered", "Partly"))


def test_what_was_written_goes_before_what_was_found() -> None:
    before = outline(having(CHOICE, FLIP, findings=(finding(99, "first on line 5"),)))
    after = outline(having(CHOICE, replace(FLIP, explain="new"), findings=(finding(1, "first on line 6"),)))
    at = after.after(before, 0)
    assert at is not None
    assert after.entries[at].card is not None
    assert after.entries[at].card.id == FLIP.id
    assert Outline().after(before, 0) is None


def test_the_screen(snap_compare: Compare) -> None:
    """List with glyphs, a calm cursor, the card beside it answered right, its finding below."""
    cards = (CHOICE, FLIP, CLOZE)
    found = (finding(2, "the right option is by far the longest"), finding(12, "no answer", Severity.ERROR))
    app = Solo(Edit(Files(having(*cards)).workshop(), having(*cards, findings=found)), {})
    app.animation_level = "none"
    assert snap_compare(app, press=("space",))
