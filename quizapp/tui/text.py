"""The only door for text that is not ours: what a deck, a learner or a file says.

Everything drawn goes through `plain` or `prose`, which make Content. Content is never parsed, so a
deck cannot bind an action to a word, change a colour or crash a screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizapp.deck.prose import Run

MUTED = "$foreground 60%"
"""Lesser text. (`$text-muted` is relative to a background, which Content does not know.)"""

_CODE = "$text-accent"
_SLOT = "\ufdd0"
"""Holds the place of a piece put into prose: `clean` leaves none in a text."""


def plain(text: str, style: str = "") -> Content:
    """The text as it stands, without control characters."""
    return Content.styled(clean(text), style) if style else Content(clean(text))


def prose(text: str, style: str = "") -> Content:
    """The text with its light Markdown (bold, italic, code) drawn."""
    return woven((text,), style)


def woven(parts: Sequence[str | Content], style: str = "") -> Content:
    """Prose with pieces of ours put in; emphasis may run across them."""
    from quizapp.deck.prose import prose as parse_prose  # home shows no prose

    pieces = [part for part in parts if isinstance(part, Content)]
    text = "".join(_SLOT if isinstance(part, Content) else clean(part) for part in parts)
    drawn: list[Content] = []
    upcoming = iter(pieces)
    for run in parse_prose(text):
        first, *others = run.text.split(_SLOT)
        drawn.append(Content.styled(first, _style(run, style)))
        for part in others:
            drawn += [next(upcoming), Content.styled(part, _style(run, style))]
    return Content("").join(drawn)


def _style(run: Run, base: str) -> str:
    styles = (
        base,
        "bold" if run.bold else "",
        "italic" if run.italic else "",
        _CODE if run.code else "",
    )
    return " ".join(style for style in styles if style)
