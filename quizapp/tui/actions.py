"""Everything a learner can do by key: one row an action.

Bindings, footer, help and the learner's own keymap derive from this table. The part of an id before
the dot is where the action is to be had. Letters are for screens where nothing is being typed; an
action that is useful while typing has a function key beside its letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from string import ascii_lowercase
from typing import TYPE_CHECKING

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Action:
    """One thing to do.

    `keys` as Textual writes them, joined by commas, the one to show first; `do` is the action of
    the widget that binds them. `label` stands in the footer, where `rank` says which action
    stays when there is little room (1 stays longest, 0 is never shown). `once` says that a key
    held down or bouncing counts as one press.
    """

    id: str
    keys: str
    do: str
    label: str
    help: str
    rank: int = 0
    once: bool = False

    @property
    def scope(self) -> str:
        return self.id.partition(".")[0]


ACTIONS = (
    Action("shelf.study", "enter", "select", "Study", "Study the course or deck under the cursor", 1),
    Action("shelf.up", "up,k", "move(-1)", "", "Go up"),
    Action("shelf.down", "down,j", "move(1)", "", "Go down"),
    Action("shelf.page_up", "pageup", "page(-1)", "", "Go up a page"),
    Action("shelf.page_down", "pagedown", "page(1)", "", "Go down a page"),
    Action("shelf.first", "home", "end(-1)", "", "Go to the first course"),
    Action("shelf.last", "end", "end(1)", "", "Go to the last deck"),
    Action("home.problems", "p", "problems", "Problems", "Read what is wrong with the decks", 3),
    Action("home.follow", "c", "follow", "Edited cards", "Say which edited cards are the ones you know", 4),
    Action(
        "home.new",
        "n",
        "new",
        "New card",
        "Add a card to this deck if it is yours, else to a deck of your own",
        6,
    ),
    Action("home.reload", "r", "reload", "Reload", "Read the decks again after a change", 5),
    Action("home.quit", "q", "app.quit", "Quit", "Quit; everything is kept", 2),
    Action("flip.show", "space,enter", "show", "Show answer", "Show the answer", 1, once=True),
    Action("typed.answer", "enter", "answer", "Answer", "Answer; twice on an empty line: I don't know", 1),
    Action("typed.up", "up", "line(-1)", "", "Go to the line above"),
    Action("typed.down", "down", "line(1)", "", "Go to the line below"),
    Action("choice.up", "up", "move(-1)", "", "Go to the option above"),
    Action("choice.down", "down", "move(1)", "", "Go to the option below"),
    Action("choice.answer", "enter", "answer", "Answer", "Answer with what is chosen", 1, once=True),
    Action("choice.toggle", "space", "choose", "Choose", "Choose the option under the cursor", 2, once=True),
    *(
        Action(f"choice.{digit}", str(digit), f"pick({digit - 1})", "", "Choose that option", once=True)
        for digit in range(1, 10)
    ),
    Action("choice.true", "t", "pick_text('true')", "", "True, where a statement is judged", once=True),
    Action("choice.false", "f", "pick_text('false')", "", "False, where a statement is judged", once=True),
    Action("order.up", "up", "move(-1)", "", "Go up, with the entry that is held"),
    Action("order.down", "down", "move(1)", "", "Go down, with the entry that is held"),
    Action(
        "order.grab", "space", "grab", "Take, put", "Take up the entry under the cursor, or put it down", 2
    ),
    Action("order.raise", "shift+up,k", "carry(-1)", "", "Move the entry under the cursor up"),
    Action("order.lower", "shift+down,j", "carry(1)", "", "Move the entry under the cursor down"),
    *(
        Action(f"order.{digit}", str(digit), f"go({digit - 1})", "", "Go there, with the entry that is held")
        for digit in range(1, 10)
    ),
    Action("order.answer", "enter", "answer", "Answer", "Answer with this order", 1, once=True),
    Action("match.up", "up", "move(-1)", "", "Go to the entry above"),
    Action("match.down", "down", "move(1)", "", "Go to the entry below"),
    *(
        Action(f"match.{digit}", str(digit), f"go({digit - 1})", "", "Go to that left-hand entry")
        for digit in range(1, 10)
    ),
    *(
        Action(f"match.{name}", name, f"join({place})", "", "Join the left-hand entry with that one")
        for place, name in enumerate(ascii_lowercase)
    ),
    Action("match.clear", "backspace", "clear", "Clear", "Take the pair apart again", 3),
    Action("match.answer", "enter", "answer", "Answer", "Answer with these pairs", 1, once=True),
    Action("study.take", "enter,space", "take", "Next", "Take the suggested rating", 1, once=True),
    Action("study.again", "1", "rate(1)", "", "Again: I did not know it", once=True),
    Action("study.hard", "2", "rate(2)", "", "Hard: I knew it with trouble", once=True),
    Action("study.good", "3", "rate(3)", "", "Good: I knew it", once=True),
    Action("study.easy", "4", "rate(4)", "", "Easy: I knew it at once", once=True),
    Action("study.right", "o", "overrule", "I was right", "My answer was right, whatever the mark says", 3),
    Action("study.hint", "h,f2", "hint", "Hint", "Show a hint", 3, once=True),
    Action("study.mode", "m,f7", "mode", "Mode", "Ask otherwise: turned over, typed, chosen, as written", 8),
    Action("study.undo", "u,f8", "undo", "Undo", "Take back the last step; again for more", 4, once=True),
    Action("study.edit", "e,f4", "edit", "Edit", "Open this card in your editor", 6, once=True),
    Action("study.flag", "f,f3", "flag", "Flag", "Flag this card, or take the flag off", 7, once=True),
    Action("study.bury", "b,f6", "bury", "Bury", "Leave this card out until tomorrow", once=True),
    Action(
        "study.suspend",
        "s,f5",
        "suspend",
        "Suspend",
        "Leave this card out; quizapp suspended has the way back",
        once=True,
    ),
    Action("study.up", "pageup,up", "scroll_card(-1)", "", "Scroll up"),
    Action("study.down", "pagedown,down", "scroll_card(1)", "", "Scroll down"),
    Action("study.home", "escape", "home", "Home", "Go home; every answer is kept already", 5),
    Action("summary.home", "enter,escape,space", "home", "Home", "Go home", 1, once=True),
    Action("summary.undo", "u,f8", "undo", "Undo", "Take back the last answer", 2, once=True),
    Action("problems.home", "escape,enter", "home", "Home", "Go home", 1),
    Action("problems.up", "pageup,up", "scroll_sheet(-1)", "", "Scroll up"),
    Action("problems.down", "pagedown,down", "scroll_sheet(1)", "", "Scroll down"),
    Action("follow.same", "y", "same(True)", "Same card", "It is the same card; again: not decided", 1),
    Action("follow.other", "n", "same(False)", "Another", "It is another card; again: not decided", 2),
    Action("follow.all", "a", "all", "All the same", "All that are not decided are the same", 4),
    Action("follow.done", "enter", "done", "Done", "Keep what you said, and go home", 3, once=True),
    Action("follow.leave", "escape", "leave", "Leave", "Go home and decide later", 5),
    Action("list.up", "up,k", "move(-1)", "", "Go up"),
    Action("list.down", "down,j", "move(1)", "", "Go down"),
    Action("list.page_up", "pageup", "page(-1)", "", "Go up a page"),
    Action("list.page_down", "pagedown", "page(1)", "", "Go down a page"),
    Action("list.first", "home", "end(-1)", "", "Go to the first entry"),
    Action("list.last", "end", "end(1)", "", "Go to the last entry"),
    Action("edit.turn", "space,enter", "turn", "Turn", "Turn the card over, and back", 1),
    Action("edit.open", "e,f4", "open", "Edit", "Open your editor at this line", 2),
    Action("edit.next", "n", "find(1)", "Next finding", "Go to the next finding", 3),
    Action("edit.previous", "p", "find(-1)", "", "Go to the finding before"),
    Action("edit.facet", "right,l", "step(1)", "Other way", "Show the next way of asking this card", 4),
    Action("edit.facet_back", "left,h", "step(-1)", "", "Show the way of asking before"),
    Action("edit.up", "shift+up,K", "scroll(-1)", "", "Scroll the card up"),
    Action("edit.down", "shift+down,J", "scroll(1)", "", "Scroll the card down"),
    Action("edit.leave", "escape,q", "leave", "Quit", "Quit; your files stay as they are", 3),
    Action("pick.next", "space,right", "pick(1)", "Change", "Pick the next one", 5),
    Action("pick.back", "left", "pick(-1)", "", "Pick the one before"),
    Action("pick.down", "down,enter", "leave(1)", "", "Go to the next field"),
    Action("pick.up", "up", "leave(-1)", "", "Go to the field before"),
    Action(
        "form.save", "f2,ctrl+s", "save", "Save", "Put the card in the deck, and begin the next", 1, once=True
    ),
    Action("form.turn", "f4", "turn", "Preview", "Show the card, turn it over, and back", 2),
    Action("form.kind", "f3", "kind(1)", "Kind", "Go on to the next kind of card", 4),
    Action("form.kind_back", "shift+f3,f15", "kind(-1)", "", "Go back to the kind before"),
    Action("form.next", "tab", "app.focus_next", "", "Go to the next field"),
    Action("form.previous", "shift+tab", "app.focus_previous", "", "Go to the field before"),
    Action("form.leave", "escape", "leave", "Leave", "Leave; twice if something is filled in", 3),
    Action("fault.retry", "enter,r", "retry", "Try again", "Try again", 1, once=True),
    Action("fault.leave", "escape", "leave", "Leave it", "Go back to the card; nothing is recorded", 2),
    Action("help.close", "escape,enter,question_mark,f1,q", "close", "Close", "Close the help", 1),
    Action("app.help", "question_mark,f1", "help", "Help", "Show all keys of this screen", 2),
    Action("app.quit", "ctrl+q", "app.quit", "", "Quit from anywhere; everything is kept"),
)
"""In the order in which footer and help show them."""

BY_ID = {action.id: action for action in ACTIONS}

_KEY_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "pageup": "page up",
    "pagedown": "page down",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}


def bindings(*scopes: str) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """The bindings of a widget or screen that offers the actions of these scopes."""
    return [
        Binding(action.keys, action.do, action.label or action.help, show=bool(action.rank), id=action.id)
        for scope in scopes
        for action in offered(scope)
    ]


def offered(scope: str) -> Iterator[Action]:
    """The actions of one scope."""
    return (action for action in ACTIONS if action.scope == scope)


def keys_of(action: Action, keymap: Mapping[str, str]) -> tuple[str, ...]:
    """The keys of an action, the learner's own if there are any."""
    keys = keymap.get(action.id, action.keys)
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def key_name(key: str) -> str:
    """A key as it is written on screen."""
    *modifiers, last = key.split("+")
    name = _KEY_NAMES.get(last, last.upper() if len(last) > 1 and last[1:].isdigit() else last)
    return "+".join((*modifiers, name))
