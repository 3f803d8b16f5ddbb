"""All keys of a screen, from the table of actions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from quizapp.tui.actions import bindings, key_name, keys_of, offered
from quizapp.tui.room import Dialog
from quizapp.tui.text import MUTED
from quizapp.tui.widgets.lean_footer import LeanFooter
from quizapp.tui.widgets.rows import BLANK, Row, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from textual.widget import Widget

    from quizapp.tui.room import Meaning

GROUPS = {
    "home": (("", ("shelf", "home")),),
    "study": (
        ("Turning a card over", ("flip",)),
        ("Choosing", ("choice",)),
        ("Bringing into order", ("order",)),
        ("Joining pairs", ("match",)),
        ("Typing", ("typed",)),
        ("Any card", ("study",)),
    ),
    "summary": (("", ("summary",)),),
    "problems": (("", ("problems",)),),
    "follow": (("", ("list", "follow")),),
    "progressroom": (("", ("progress",)),),
    "courses": (("", ("list", "courses")),),
    "edit": (("", ("list", "edit")),),
    "browse": (("", ("browse",)), ("The list", ("list",)), ("Searching", ("search",))),
    "notedialog": (("", ("note",)),),
    "examdialog": (("", ("exam",)),),
    "comebackdialog": (("", ("list", "comeback")),),
    "quizsetup": (("", ("list", "setup")),),
    "quizroom": (
        ("Any question", ("quiz",)),
        ("Choosing", ("choice",)),
        ("Bringing into order", ("order",)),
        ("Joining pairs", ("match",)),
        ("Typing", ("typed",)),
    ),
    "quizoverview": (("", ("list", "overview")),),
    "submitdialog": (("", ("submit",)),),
    "quizresult": (("", ("list", "result")),),
    "quizreview": (("", ("review",)),),
    "quizhistory": (("", ("list", "history")),),
    "newcard": (("", ("form",)), ("Picking a word", ("pick",))),
}
"""Which scopes of actions each screen's help lists, under which heading."""

_KEYS = "$text-accent"
_MOST_KEYS = 4


class Help(Dialog[None]):
    """The help of one screen."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = bindings("help")

    def __init__(
        self,
        topic: str,
        keymap: Mapping[str, str],
        now: Sequence[Meaning] = (),
        others: Sequence[Meaning] = (),
    ) -> None:
        """`now` are words on show on that screen, which are explained before its keys; `others` after."""
        super().__init__()
        self.now = now
        self.others = others
        self.topic = topic
        self.keymap = keymap

    def compose(self) -> Iterator[Widget]:
        with VerticalScroll(classes="panel"):
            if self.now:
                yield Static("What this means", classes="title", markup=False)
                yield Static(Rows(list(_explained(self.now))), markup=False)
            yield Static("Keys", classes="title", markup=False)
            yield Static(Rows(list(self._rows())), markup=False)
            if self.others:
                yield Static("Other numbers", classes="title", markup=False)
                yield Static(Rows(list(_explained(self.others))), markup=False)
        yield LeanFooter()

    def on_mount(self) -> None:
        self.query_one(VerticalScroll).focus()

    def _rows(self) -> Iterator[Row]:
        groups = [
            (heading, list(self._entries(scopes)))
            for heading, scopes in (*GROUPS.get(self.topic, ()), ("Everywhere", ("app",)))
        ]
        width = max(cell_len(keys) for _, entries in groups for keys, _, _ in entries) + 2
        for heading, entries in groups:
            if heading:
                yield Row(Content.styled(heading, "bold"))
            for keys, sentence, name in entries:
                lead = Content(keys).pad_right(width - cell_len(keys)).stylize(_KEYS)
                yield Row(Content(sentence), lead, Content.styled(name, MUTED), brief=Content(" "))
            yield BLANK

    def _entries(self, scopes: Iterable[str]) -> Iterator[tuple[str, str, str]]:
        """Keys, what they do, and the name by which settings give an action other keys; actions that
        do the same stand on one line."""
        actions = (action for scope in scopes for action in offered(scope))
        for sentence, group in groupby(actions, key=lambda action: action.help):
            same = list(group)
            keys = [key_name(key) for action in same for key in keys_of(action, self.keymap)]
            shown = ", ".join(keys) if len(keys) <= _MOST_KEYS else f"{keys[0]} to {keys[-1]}"
            yield shown, sentence, same[0].id if len(same) == 1 else ""

    def action_close(self) -> None:
        self.dismiss()


def _explained(meanings: Iterable[Meaning]) -> Iterator[Row]:
    for word, sentences in meanings:
        yield Row(Content.styled(word, "bold"))
        yield Row(Content(sentences))
        yield BLANK
