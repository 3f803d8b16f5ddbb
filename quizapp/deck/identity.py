"""Ids of courses and cards, and what a card without one is called."""

from __future__ import annotations

import re

from quizapp.deck.normal import normalise
from quizapp.digest import blake2b

ID_PATTERN = "[A-Za-z0-9][A-Za-z0-9._-]{0,63}"
"""What an id looks like, as a regular expression for the whole of it."""

_ID = re.compile(ID_PATTERN)
_NO_ID_CHARACTER = re.compile(r"[^\w.-]+")

DERIVED = "~"
"""What a derived id begins with; no author's id can."""


def valid_id(text: str) -> bool:
    """Whether an author may use this id: letters, digits, `.`, `_`, `-`; at most 64."""
    return _ID.fullmatch(text) is not None


def derived_id(course: str, question: str, occurrence: int = 0) -> str:
    """The id of a card that has none, from its course and the form of its question (`question_form`).

    Two offline devices derive the same one. It stays when punctuation, case or white space change.
    `occurrence` counts earlier cards of the course with the same question.
    """
    text = f"{course}\n{question}\n{occurrence or ''}"
    digest = blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    return DERIVED + digest[:12]


def question_form(question: str) -> str:
    """The form in which two questions of a course are the same one, and get derived ids by their order."""
    return normalise(question, ranges=False)


def id_from_name(name: str) -> str:
    """A course id from a file or folder name."""
    return _NO_ID_CHARACTER.sub("-", name).strip("-.") or "deck"
