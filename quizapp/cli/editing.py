"""A card in the learner's editor, and what came of that."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quizapp.cli.editors import editor_call, waits
from quizapp.cli.own_copy import OwnCopy
from quizapp.deck.item_index import ItemIndex
from quizapp.deck.library import COURSE_FILE
from quizapp.deck.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizapp.cli.shelf import Shelf
    from quizapp.deck.item import Item
    from quizapp.deck.library import Library
    from quizapp.tui.desk import CardFile
    from quizapp.tui.editor_call import EditorCall


class Editing:
    """Prepares the editor; the latest call of it, and the copy that was made for it, are remembered."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._call: EditorCall | None = None
        self._copied: OwnCopy | None = None

    def edit(self, item: Item, library: Library) -> EditorCall | str:
        """As `tui.desk.Desk.edit`."""
        self._call, self._copied = None, None
        place = item.card.place
        file = Path(place.file)
        course = library.course(item.course)
        if course is not None and course.shipped:
            sample = editor_call(file, place.line)
            if isinstance(sample, str):
                return sample
            try:
                root = self._shelf.copy(course)
            except OSError as fault:
                return f"The deck could not be copied to {clean(str(self._shelf.own))}: {fault.strerror}."
            self._copied = OwnCopy(Path(course.root), root)
            file = root / file.relative_to(course.root) if root.is_dir() else root
        call = editor_call(file, place.line)
        self._call = None if isinstance(call, str) else call
        return call

    def edited(self) -> str:
        """Settle what the editor left; what there is to tell of it, "" for nothing."""
        copied, self._copied = self._copied, None
        if copied is None or self._call is None:
            return ""
        kept = not waits(self._call) or copied.settle()
        return f"Your own copy of this course is now in {copied.copy}." if kept else ""

    def card_file(self, course: str | None, deck: str | None, library: Library) -> CardFile | str:
        """As `tui.desk.Desk.card_file`."""
        from quizapp.cli.card_file import OWN, card_file

        path = self._shelf.own / OWN
        found = None if course is None else library.course(course)
        if found is not None and not found.shipped:
            files = [Path(own.file) for own in found.decks if deck in (None, own.id)]
            path = files[0] if files else path
        return card_file(path, self._shelf.shipped)

    def trouble(self, item: Item, library: Library) -> str:
        """As `tui.desk.Desk.trouble`."""
        if item.id in ItemIndex(library.courses):
            return ""
        files = [item.card.place.file] if self._call is None else [self._call.file]
        files.append(str(Path(files[0]).parent / COURSE_FILE))
        for file in files:
            found = [finding for finding in library.diagnostics if finding.file == file]
            errors = [finding for finding in found if finding.severity == "error"]
            if errors:
                near = min(errors, key=lambda error: abs(error.span.line - item.card.place.line))
                where = f"{Path(file).name}, line {near.span.line}"
                return f"{where}: {near.message}. Until that is mended, the card is asked as it was."
        return "The card is not in its deck any more. It is left out."

    def unreadable(self, library: Library) -> Callable[[Item], bool]:
        """Whether an item's file has errors: then its card may be there and only be broken."""
        broken = {found.file for found in library.diagnostics if found.severity == "error"}
        opened = self._call.file if self._call is not None else ""

        def unreadable(item: Item) -> bool:
            file = Path(item.card.place.file)
            # A copy that was just made of a shipped course has the names of its files.
            copied = opened in broken and Path(opened).name == file.name
            return copied or str(file) in broken or str(file.parent / COURSE_FILE) in broken

        return unreadable
