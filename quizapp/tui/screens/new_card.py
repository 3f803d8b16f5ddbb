"""A card by form, for those who do not want to write YAML."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static, TextArea

from quizapp.deck.diagnostics import Severity
from quizapp.deck.editing.drafting import Draft, drafted
from quizapp.tui.actions import bindings
from quizapp.tui.house import house_of
from quizapp.tui.kinds import CHOICES, KEPT, KINDS, SEVERAL, Field
from quizapp.tui.preview import Preview
from quizapp.tui.room import Room
from quizapp.tui.screens.problems import GLYPHS
from quizapp.tui.text import MUTED, plain
from quizapp.tui.widgets.entry import Picked, Written
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row
from quizapp.tui.widgets.sheet import Sheet
from quizapp.words import count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

    from quizapp.tui.desk import CardFile

WIDE = 70
"""From this many cells on the card stands beside the form."""


class NewCard(Room):
    """The form stays open after a card is saved, for the next one."""

    CSS_PATH = "new_card.tcss"
    BINDINGS = bindings("form")
    HORIZONTAL_BREAKPOINTS = [*Room.HORIZONTAL_BREAKPOINTS, (WIDE, "-wide")]

    def __init__(self, file: CardFile) -> None:
        super().__init__()
        self.file = file
        self.kind = KINDS[0]
        self.texts: dict[str, str] = {}
        """What is filled in by key, also for the fields of other kinds."""
        self.draft: Draft | None = None
        """What the reader makes of it; None while something is missing."""
        self.answered = False
        self.saved = 0
        self.message = ""
        """What became of the latest saving or leaving, until something is typed."""
        self.warned = False

    def compose(self) -> Iterator[Widget]:
        yield Static(id="top", markup=False)
        with Vertical(id="pair"):
            with VerticalScroll(id="form", can_focus=False):
                yield Static("Kind of card", markup=False)
                yield Picked(tuple(kind.name for kind in KINDS), self.kind.name, id="kind")
                yield Vertical(id="fields")
            yield Sheet()
        yield Static(id="status", markup=False)
        yield LeanFooter()

    async def on_mount(self) -> None:
        self.query_one("#fields").styles.height = "auto"
        await self.lay_out()
        self.query_one("#kind", Picked).focus()

    # -- the form -------------------------------------------------------------------------

    async def lay_out(self) -> None:
        """Put up the fields of the kind, with what was filled in for them."""
        fields = self.query_one("#fields")
        await fields.remove_children()
        widgets: list[Widget] = []
        for field in self.kind.fields:
            widgets += [Static(Content(field.label), markup=False), self._widget(field)]
        await fields.mount(*widgets)
        self.draw()

    def _widget(self, field: Field) -> Widget:
        text = self.texts.get(field.key, "")
        if field.form in CHOICES:
            return Picked(CHOICES[field.form], text, id=field.key)
        written = Written(text, field.hint, field.form in SEVERAL)
        written.id = field.key
        return written

    @on(TextArea.Changed)
    async def _typed(self, event: TextArea.Changed) -> None:
        event.stop()
        self._take(event.text_area.id, event.text_area.text)

    @on(Picked.Changed)
    async def _picked(self, event: Picked.Changed) -> None:
        event.stop()
        if event.picker.id == "kind":
            self.kind = KINDS[event.picker.index]
            self.answered = False
            await self.lay_out()
        else:
            self._take(event.picker.id, event.picker.text)

    def _take(self, key: str | None, text: str) -> None:
        if key is not None and self.texts.get(key, "") != text:
            self.texts[key] = text
            self.message, self.warned = "", False
            self.draw()

    # -- what is shown --------------------------------------------------------------------

    def draw(self) -> None:
        """Show the card as far as it is filled in, and what is still wrong with it."""
        fault = self.kind.fault(self.texts)
        self.draft = None if fault else drafted(self.kind.card(self.texts), self.file.header)
        self.query_one("#top", Static).update(
            Content.assemble(plain(f"New card in {self.file.name}", "bold"), self._count())
        )
        self.query_one("#status", Static).update(self._status(fault))
        self.query_one(Sheet).show(self._rows())
        self.refresh_bindings()

    def _count(self) -> Content:
        return Content.styled(f"  {count(self.saved, 'card')} saved" if self.saved else "", MUTED)

    def _status(self, fault: str) -> Content:
        if self.message:
            return plain(self.message, "$text-warning" if self.warned else "")
        if fault:
            return Content.styled(f"○ {fault}", MUTED)
        assert self.draft is not None
        if not self.draft.findings:
            return Content.styled("✓ Ready: F2 saves it.", "$text-success")
        finding = min(self.draft.findings, key=lambda found: list(Severity).index(found.severity))
        glyph, colour = GLYPHS[finding.severity]
        sentence = f"{finding.message}: {finding.label}" if finding.label else finding.message
        return plain(f"{glyph} {sentence}", colour)

    def _rows(self) -> list[Row]:
        if self.draft is None or self.draft.card is None:
            return [BLANK, Row(Content.styled("The card shows here as soon as it can be asked.", MUTED))]
        preview = Preview(self.draft.card, answered=self.answered)
        head = Row(Content.styled(preview.side(), MUTED))
        return [head, BLANK, *preview.rows(self.draft.course, self.draft.deck)]

    # -- actions --------------------------------------------------------------------------

    def action_turn(self) -> None:
        """Turn the card over; where it has no place beside the form, it takes turns with that."""
        if self.has_class("-wide"):
            self.answered = not self.answered
        elif not self.has_class("-preview"):
            self.answered = False
            self.add_class("-preview")
        elif self.answered or self.draft is None:
            self.remove_class("-preview")
        else:
            self.answered = True
        self.draw()

    def action_kind(self, step: int) -> None:
        self.query_one("#kind", Picked).action_pick(step)

    async def action_save(self) -> None:
        if self.draft is None or self.draft.card is None:
            self.app.bell()
            return
        sentence = self.file.save(partial(self.kind.card, dict(self.texts)))
        if sentence:
            self.message, self.warned = sentence, True
            self.draw()
            return
        self.saved += 1
        self.texts = {key: text for key, text in self.texts.items() if key in KEPT}
        self.message, self.warned, self.answered = (
            "✓ Saved. Here is the form for the next card.",
            False,
            False,
        )
        self.remove_class("-preview")
        await self.lay_out()
        self.query_one(f"#{self.kind.fields[0].key}").focus()

    def action_leave(self) -> None:
        """Leave; what is filled in is not thrown away by one key."""
        if self.has_class("-preview") and not self.has_class("-wide"):
            self.remove_class("-preview")
        elif not self.warned and any(text.strip() for key, text in self.texts.items() if key not in KEPT):
            self.message, self.warned = (
                "This card is not saved. F2 saves it; Esc again leaves without it.",
                True,
            )
            self.draw()
        else:
            house_of(self).leave()
