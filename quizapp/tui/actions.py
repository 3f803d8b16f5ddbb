"""Everything a learner can do by key: one row an action.

Bindings, footer, help and the learner's own keymap derive from this table. The part of an id before
the dot is where the action is to be had. Letters are for screens where nothing is being typed; an
action that is useful while typing has a function key beside its letter.
"""

from __future__ import annotations

from string import ascii_lowercase
from typing import TYPE_CHECKING, NamedTuple

from textual.binding import Binding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Action(NamedTuple):
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
    Action("home.quiz", "t", "quiz", "Quiz", "Take a quiz of what is under the cursor, with a score", 2),
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
    Action(
        "home.exam", "x", "exam", "Exam", "Say when the exam of this course is, and for how long to study", 6
    ),
    Action("home.comeback", "w", "comeback", "Way back", "Choose how to work off what has piled up", 2),
    Action("home.undo", "u,f8", "undo", "Undo", "Take back what you set here last", 4, once=True),
    Action("home.progress", "s", "progress", "Progress", "See what you remember and what comes next", 3),
    Action("home.browse", "b", "browse", "Browse", "Search, read and look after all cards", 3),
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
    Action(
        "study.doubt",
        "g,f9",
        "doubt",
        "",
        "Say that you guess; again: that you are unsure. One key, if you like",
    ),
    Action("study.trust", "y,f10", "trust", "", "Say that you are sure; again: nothing"),
    Action("study.mode", "m,f7", "mode", "Mode", "Ask otherwise: turned over, typed, chosen, as written", 8),
    Action("study.undo", "u,f8", "undo", "Undo", "Take back the last step; again for more", 4, once=True),
    Action("study.edit", "e,f4", "edit", "Edit", "Open this card in your editor", 6, once=True),
    Action("study.flag", "f,f3", "flag", "Flag", "Flag this card, or take the flag off", 7, once=True),
    Action(
        "study.note", "a,ctrl+n", "note", "", "Write a note of your own; it shows after the answer", once=True
    ),
    Action("study.bury", "b,f6", "bury", "Bury", "Leave this card out until tomorrow", once=True),
    Action(
        "study.suspend",
        "s,f5",
        "suspend",
        "Suspend",
        "Leave this card out; Browse has the way back",
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
    Action("browse.search", "slash", "search", "Search", "Search; what is typed narrows the list", 1),
    Action("browse.open", "enter", "open", "Open", "Open the card, with its history", 1),
    Action("browse.choose", "space", "choose", "Choose", "Choose this item for what you do next", 3),
    Action("browse.all", "a", "choose_all", "", "Choose all in the list, or none of them"),
    Action("browse.turn", "t", "turn", "Turn", "Turn the card over, and back", 6),
    Action("browse.next", "right,l", "step(1)", "Next", "Open the next item", 3),
    Action("browse.previous", "left,h", "step(-1)", "", "Open the item before"),
    Action("browse.suspend", "s", "suspend", "Suspend", "Leave out of study, or take in again", 5),
    Action("browse.flag", "f", "flag", "", "Flag, or take the flag off"),
    Action("browse.bury", "b", "bury", "", "Leave out until tomorrow"),
    Action("browse.reset", "x", "reset", "", "Forget what is remembered: new again"),
    Action("browse.undo", "u,f8", "undo", "Undo", "Take back what was done last; again for more", 3),
    Action("browse.note", "n", "note", "Note", "Write a note of your own", 4),
    Action("browse.edit", "e,f4", "edit", "Edit", "Open this card in your editor", 7),
    *(
        Action(
            f"browse.sort_{index}", str(index), f"sort({index})", "", f"{what}; again: the other way round"
        )
        for index, what in enumerate(
            (
                "Sort by question",
                "Sort by deck",
                "Sort by state",
                "Sort by when it is due",
                "Sort by interval (Every)",
                "Sort by stability (Holds): days until one in ten is forgotten",
                "Sort by lapses",
            ),
            start=1,
        )
    ),
    Action("browse.sort_0", "0", "sort(0)", "", "Sort as the decks have them"),
    Action("browse.up", "shift+up,K,up,pageup", "scroll(-1)", "", "Scroll the card up"),
    Action("browse.down", "shift+down,J,down,pagedown", "scroll(1)", "", "Scroll the card down"),
    Action("browse.leave", "escape", "leave", "Back", "Go back: from card, choice, search, and home", 5),
    Action("search.list", "enter,down,escape", "list", "List", "Go to the list; what you look for stays", 1),
    Action(
        "comeback.choose", "enter", "choose", "Choose", "Study by the plan under the cursor", 1, once=True
    ),
    Action("comeback.new", "space,n", "new", "New cards", "Let new cards in until then, or keep them out", 2),
    Action("comeback.undo", "u,f8", "undo", "Give up", "Give up the plan that holds", 3, once=True),
    Action("comeback.leave", "escape,w", "leave", "Leave", "Leave all as it is", 4),
    Action(
        "exam.keep", "enter,f2,ctrl+s", "keep", "Set", "Keep this day and these minutes; no day: no exam", 1
    ),
    Action("exam.next", "tab,down", "app.focus_next", "Next", "Go to the next line", 2),
    Action("exam.previous", "shift+tab,up", "app.focus_previous", "", "Go to the line before"),
    Action("exam.leave", "escape", "leave", "Leave", "Leave it as it is", 3),
    Action("note.keep", "f2,ctrl+s", "keep", "Keep", "Keep the note; an empty one is taken away", 1),
    Action("note.leave", "escape", "leave", "Leave", "Leave the note as it was", 2),
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
    Action(
        "setup.start",
        "enter",
        "start",
        "Start",
        "Start the quiz, or go on with the one under the cursor",
        1,
        once=True,
    ),
    Action("setup.next", "space,right", "change(1)", "Change", "Choose, leave out, or set the next value", 2),
    Action("setup.back", "left", "change(-1)", "", "Set the value before"),
    Action("setup.plan", "b", "plan", "Blueprint", "Take the quiz that the author of a course planned", 3),
    Action("setup.all", "a", "all", "All", "Choose all themes, or none", 6),
    *(
        Action(f"setup.{digit}", str(digit), f"digit({digit})", "", "Type a number of questions or minutes")
        for digit in range(10)
    ),
    Action("setup.erase", "backspace", "erase", "", "Take the last digit back"),
    Action("setup.drop", "x", "drop", "Give up", "Give up a quiz that was left in the middle", 3, once=True),
    Action("setup.history", "h", "history", "Results", "See the quizzes you took", 5),
    Action("setup.home", "escape", "home", "Home", "Go home", 4),
    Action("quiz.go", "enter,space", "go", "Go on", "From a mark to the next question", 1, once=True),
    Action("quiz.next", "right,n,f8", "next", "Next", "Go to the next question; this one stays as it is", 2),
    Action("quiz.previous", "left,p,f7", "previous", "Back", "Go to the question before", 6),
    Action(
        "quiz.mark",
        "m,f3",
        "mark",
        "Mark",
        "Mark this question for later, or take the mark off",
        4,
        once=True,
    ),
    Action(
        "quiz.overview", "a,f4", "overview", "All", "See all questions, and go to one of them", 3, once=True
    ),
    Action("quiz.submit", "s,f2", "submit", "Submit", "End the quiz and see its score", 3, once=True),
    Action("quiz.right", "o", "overrule", "I was right", "My answer was right, whatever the mark says", 3),
    Action(
        "quiz.doubt",
        "g,f9",
        "doubt",
        "",
        "Say that you guess; again: that you are unsure. One key, if you like",
    ),
    Action("quiz.trust", "y,f10", "trust", "", "Say that you are sure; again: nothing"),
    Action("quiz.clock", "c,f5", "clock", "Clock", "Hide the clock, or show it", 8),
    Action("quiz.up", "pageup,up", "scroll_card(-1)", "", "Scroll up"),
    Action("quiz.down", "pagedown,down", "scroll_card(1)", "", "Scroll down"),
    Action("quiz.leave", "escape", "leave", "Leave", "Go home; the quiz is kept and its clock stands", 5),
    Action(
        "overview.choose",
        "enter,space",
        "choose",
        "Go there",
        "Go to the question under the cursor",
        1,
        once=True,
    ),
    Action("overview.open", "n", "open", "Next open", "Find the next question without an answer", 3),
    Action("overview.submit", "s,f2", "submit", "Submit", "End the quiz and see its score", 2, once=True),
    Action("overview.close", "escape,a,f4", "close", "Back", "Go back to the question", 4),
    Action("submit.submit", "enter,s,f2", "submit", "Submit", "End the quiz and see its score", 1, once=True),
    Action("submit.leave", "escape", "leave", "Go on", "Go on with the quiz", 2),
    Action("result.open", "enter,space", "open", "Open", "Open a question, or list those of a theme", 1),
    Action(
        "result.study",
        "m",
        "study",
        "Study mistakes",
        "Study what was not right, or not answered",
        2,
        once=True,
    ),
    Action("result.wrong", "w", "wrong", "Not right", "List what was not right, or everything", 3),
    Action("result.history", "h", "history", "Results", "See the quizzes you took", 5),
    Action("result.home", "escape", "home", "Home", "Go home", 4, once=True),
    Action("review.next", "right,n,enter,space", "go(1)", "Next", "Go to the next question", 1),
    Action("review.previous", "left,p", "go(-1)", "Before", "Go to the question before", 3),
    Action(
        "review.right",
        "o",
        "overrule",
        "I was right",
        "My answer was right, whatever the mark says; again: it was not",
        2,
    ),
    Action("review.up", "pageup,up", "scroll_card(-1)", "", "Scroll up"),
    Action("review.down", "pagedown,down", "scroll_card(1)", "", "Scroll down"),
    Action("review.back", "escape", "back", "Back", "Go back to the result", 2),
    Action("history.up", "shift+up,K", "scroll_sheet(-1)", "", "Scroll what stands below up"),
    Action("history.down", "shift+down,J", "scroll_sheet(1)", "", "Scroll what stands below down"),
    Action("history.back", "escape,enter", "back", "Back", "Go back", 1),
    Action("fault.retry", "enter,r", "retry", "Try again", "Try again", 1, once=True),
    Action("fault.leave", "escape", "leave", "Leave it", "Go back to the card; nothing is recorded", 2),
    Action("progress.next", "right,l", "section(1)", "Next", "Go to the next section", 1),
    Action("progress.previous", "left,h", "section(-1)", "", "Go to the section before"),
    *(
        Action(f"progress.{digit}", str(digit), f"go({digit - 1})", "", "Go to that section")
        for digit in range(1, 10)
    ),
    Action("progress.up", "up,k", "move(-1)", "", "Scroll up, or go to the card above"),
    Action("progress.down", "down,j", "move(1)", "", "Scroll down, or go to the card below"),
    Action("progress.page_up", "pageup", "page(-1)", "", "Go up a page"),
    Action("progress.page_down", "pagedown,space", "page(1)", "", "Go down a page"),
    Action("progress.first", "home", "end(-1)", "", "Go to the top"),
    Action("progress.last", "end", "end(1)", "", "Go to the end"),
    Action("progress.edit", "e,f4", "edit", "Edit", "Open this card in your editor", 3, once=True),
    Action(
        "progress.suspend",
        "x",
        "suspend",
        "Suspend",
        "Leave this card out of study, or take it in again",
        4,
        once=True,
    ),
    Action(
        "progress.unfit",
        "w",
        "unfit",
        "",
        "Go back to the weights before, where they were fitted to you",
        once=True,
    ),
    Action("progress.undo", "u,f8", "undo", "Undo", "Take back what you did here last", 5, once=True),
    Action("progress.course", "c", "course", "Course", "Choose the course whose numbers are shown", 6),
    Action("progress.period", "p", "period", "Period", "Count a month, a year, or all time", 7),
    Action("progress.home", "escape", "home", "Home", "Go home", 2),
    Action("courses.choose", "enter,space", "choose", "Choose", "Show the numbers of this course", 1),
    Action("courses.close", "escape", "close", "Leave", "Leave it as it is", 2),
    Action("help.close", "escape,enter,question_mark,f1,q", "close", "Close", "Close the help", 1),
    Action("app.help", "question_mark,f1", "help", "Help", "Show all keys of this screen", 2),
    Action("app.quit", "ctrl+q", "app.quit", "", "Quit from anywhere; everything is kept"),
)
"""In the order in which footer and help show them."""

BY_ID = {action.id: action for action in ACTIONS}

_KEY_NAMES = {
    "escape": "esc",
    "question_mark": "?",
    "slash": "/",
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
