"""Adds a card to the text of a deck file, in the file's own style; nothing else of it changes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from quizapp.deck.editing.card_writer import Fields, Pairs, Style, Value, as_read, card_text
from quizapp.deck.nodes import Mapping, Node, Scalar, Sequence, build
from quizapp.deck.text import settled

_ONLY_COMMENTS = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\r?\n)*[ \t]*(?:#[^\n]*)?")
_BLANK_LINE = re.compile(r"\n[ \t]*\r?\n")


@dataclass(frozen=True, slots=True)
class CannotAppend:
    """Why a card cannot be added to a file, as a sentence for its author."""

    message: str


_UNREADABLE = CannotAppend("This file has mistakes that keep it from being read. quizapp check says which.")
_NO_PLACE = CannotAppend("This file is written in a way to which the form cannot add. Add the card by hand.")
_NO_DECK = CannotAppend("This file holds no list of cards, so it is no deck to add to.")


def new_file(fields: Fields, course: str, title: str) -> str:
    """The text of a new deck file with one card; `course` is its id."""
    header = card_text({"id": course, "title": title}, Style.FLOW)
    return f"quizapp: 1\ndeck: {header}\ncards:\n" + _block(fields, "  ", 2)


def appended(text: str, fields: Fields) -> str | CannotAppend:
    """The text of a deck file with one more card behind its last one.

    The result is read again: the new card holds the fields, and everything else reads as before.
    Otherwise the answer is a sentence, and so it is for a text that YAML cannot read.
    """
    sound = settled(text)
    tree = build(sound)
    if tree.fault is not None or any(refused.kind in ("depth", "documents") for refused in tree.refused):
        return _UNREADABLE
    insertion = _insertion(sound, tree.root, fields)
    if isinstance(insertion, CannotAppend):
        return insertion
    at, piece = insertion
    if "\r\n" in text:
        piece = piece.replace("\n", "\r\n")
    result = text[:at] + piece + text[at:]
    return result if _proved(tree.root, settled(result), fields) else _NO_PLACE


def _insertion(text: str, root: Node | None, fields: Fields) -> tuple[int, str] | CannotAppend:
    """Where the card goes, and what is put there."""
    match root:
        case None | Scalar(value=""):
            return _at_end(text, len(text), "cards:\n" + _block(fields, "  ", 2))
        case Sequence():
            return _into_list(text, root, fields)
        case Mapping() if (cards := _cards_of(root)) is not None:
            if isinstance(cards, Sequence):
                return _into_list(text, cards, fields)
            if not root.flow and isinstance(cards, Scalar) and cards.plain and not cards.value:
                return _at_end(text, cards.end, _block(fields, "  ", 2))
            return _NO_DECK
        case Mapping() if not root.flow and _is_header(root):
            return _at_end(text, len(text), "cards:\n" + _block(fields, "  ", 2))
        case _:
            return _NO_DECK


def _cards_of(root: Mapping) -> Node | None:
    return next((value for key, value in root.pairs if _is_key(key, "cards")), None)


def _is_header(root: Mapping) -> bool:
    """Whether these are the keys of a deck that has no cards yet, and not those of a course or a card."""
    names = {key.value for key, _ in root.pairs if isinstance(key, Scalar)}
    return bool(names & {"deck", "quizapp"}) and "path" not in names


def _is_key(node: Node, name: str) -> bool:
    return isinstance(node, Scalar) and node.value == name


def _into_list(text: str, cards: Sequence, fields: Fields) -> tuple[int, str] | CannotAppend:
    last = cards.items[-1] if cards.items else None
    if cards.flow:
        style = Style.JSON if _quotes_keys(last) else Style.FLOW
        card = card_text(fields, style)
        if last is None:
            return cards.end - 1, card
        line = text.rfind("\n", 0, last.start) + 1
        before = text[line : last.start]
        # One card a line where the file has it so.
        return last.end, f",\n{before}{card}" if not before.strip() and line > cards.start else f", {card}"
    assert last is not None  # a block list has an entry
    indent = " " * _column(text, cards.start)
    piece = _block(fields, indent, _offset(text, last))
    if len(cards.items) > 1 and _BLANK_LINE.search(text, cards.items[-2].end, last.start):
        piece = "\n" + piece
    rest = _ONLY_COMMENTS.match(text, last.end)
    at = len(text) if rest is not None and rest.end() == len(text) else last.end
    return _at_end(text, at, piece)


def _quotes_keys(card: Node | None) -> bool:
    """Whether a card is written like JSON."""
    if not isinstance(card, Mapping) or not card.pairs:
        return False
    key = card.pairs[0][0]
    return isinstance(key, Scalar) and not key.plain


def _column(text: str, at: int) -> int:
    return at - (text.rfind("\n", 0, at) + 1)


def _offset(text: str, card: Node) -> int:
    """How far a card's keys stand behind its dash."""
    line = text[text.rfind("\n", 0, card.start) + 1 : card.start]
    dash = re.fullmatch(r"[ ]*-([ ]+)", line)
    return len(dash[1]) + 1 if dash and isinstance(card, Mapping) and not card.flow else 2


def _block(fields: Fields, indent: str, offset: int) -> str:
    """The lines of a card behind a dash."""
    first, *more = card_text(fields).removesuffix("\n").split("\n")
    lines = [f"{indent}-{' ' * (offset - 1)}{first}"]
    lines += [f"{indent}{' ' * offset}{line}" if line else "" for line in more]
    return "".join(f"{line}\n" for line in lines)


def _at_end(text: str, at: int, piece: str) -> tuple[int, str]:
    """Behind the line in which a place is, on a line of its own."""
    if at and text[at - 1 : at] == "\n":
        blank = _BLANK_LINE.search(text, max(0, at - 3), at)
        return at, piece.removeprefix("\n") if blank else piece
    end = text.find("\n", at)
    if end >= 0:
        return end + 1, piece
    return len(text), ("\n" if text else "") + piece


# -- proof --------------------------------------------------------------------------------


def _proved(before: Node | None, text: str, fields: Fields) -> bool:
    """Whether a text reads as the one before with a card of these fields behind the last one."""
    tree = build(text)
    if tree.fault is not None or tree.root is None:
        return False
    old, new = _file_data(before), _file_data(tree.root)
    card = [(name, _data_of(value)) for name, value in as_read(fields).items()]
    return new == (old[0], [*old[1], ("mapping", card)])


def _file_data(root: Node | None) -> tuple[list[object], list[object]]:
    """The file's own keys, and its cards, as values that can be compared."""
    if root is None or (isinstance(root, Scalar) and not root.value):
        return [], []
    if isinstance(root, Sequence):
        return [], [_data(entry) for entry in root.items]
    if not isinstance(root, Mapping):
        return [_data(root)], []
    cards = _cards_of(root)
    keys: list[object] = [(_data(key), _data(value)) for key, value in root.pairs if value is not cards]
    return keys, [_data(entry) for entry in cards.items] if isinstance(cards, Sequence) else []


def _data(node: Node) -> object:
    """A node as a value. White space around a text is the reader's to take off."""
    match node:
        case Scalar():
            return node.value.strip()
        case Sequence():
            return "list", [_data(entry) for entry in node.items]
        case Mapping():
            return "mapping", [(_data(key), _data(value)) for key, value in node.pairs]


def _data_of(value: Value) -> object:
    """A field as `_data` gives what is read of it."""
    match value:
        case bool():
            return "true" if value else "false"
        case str():
            return value
        case Pairs(entries=entries):
            return "mapping", list(entries)
        case tuple():
            return "list", [_data_of(entry) for entry in value]
