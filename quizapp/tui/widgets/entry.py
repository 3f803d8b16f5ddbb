"""The fields of a form: a text to write, and one of a few words to pick."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import TextArea

from quizapp.deck.text import clean
from quizapp.tui.actions import bindings
from quizapp.tui.text import MUTED

if TYPE_CHECKING:
    from textual.document._document import EditResult
    from textual.document._edit import Edit
    from textual.events import Click, Key


class Written(TextArea):
    """A text. Enter goes to the next field unless several lines are wanted; the arrows leave at the
    ends."""

    def __init__(self, text: str, hint: str, several: bool) -> None:
        super().__init__(
            text,
            compact=True,
            highlight_cursor_line=False,
            placeholder=Content(hint),
            show_line_numbers=False,
        )
        self.several = several

    def edit(self, edit: Edit) -> EditResult:
        """TextArea draws what it holds, and a paste may hold control characters."""
        text = clean(edit.text.replace("\r\n", "\n").replace("\r", "\n"))
        return super().edit(replace(edit, text=text if self.several else text.replace("\n", " ")))

    async def _on_key(self, event: Key) -> None:
        row = self.wrapped_document.location_to_offset(self.cursor_location).y
        last = self.wrapped_document.height - 1
        if event.key == "up" and row == 0:
            self._go(event, -1)
        elif (event.key == "enter" and not self.several) or (event.key == "down" and row >= last):
            self._go(event, 1)
        else:
            await super()._on_key(event)

    def _go(self, event: Key, step: int) -> None:
        event.stop()
        event.prevent_default()
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()


class Picked(Widget, can_focus=True):
    """One of a few words, each press the next one."""

    ALLOW_SELECT = False
    BINDINGS = bindings("pick")

    @dataclass
    class Changed(Message):
        """Another word is picked."""

        picker: Picked

    def __init__(self, choices: tuple[str, ...], word: str, id: str | None = None) -> None:
        super().__init__(id=id)
        self.choices = choices
        self.index = choices.index(word) if word in choices else 0

    @property
    def text(self) -> str:
        """The word that is picked."""
        return self.choices[self.index]

    def render(self) -> Content:
        if len(self.choices) > 3:
            place = f"  {self.index + 1} of {len(self.choices)}"
            return Content.assemble("‹ ", (self.text, "bold"), " ›", (place, MUTED))
        parts = [
            Content.styled(f"({'•' if at == self.index else ' '}) {word}", "" if at == self.index else MUTED)
            for at, word in enumerate(self.choices)
        ]
        return Content("  ").join(parts)

    def action_pick(self, step: int) -> None:
        self.index = (self.index + step) % len(self.choices)
        self.refresh()
        self.post_message(self.Changed(self))

    def action_leave(self, step: int) -> None:
        """Go to another field."""
        if step > 0:
            self.screen.focus_next()
        else:
            self.screen.focus_previous()

    def on_click(self, event: Click) -> None:
        self.action_pick(1)
