"""A response in the form a rule needs, whatever it was given in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizapp.grading.mark import Response

# More entries than this are no answer; they are not looked at one by one.
_MOST_ENTRIES = 300
_ENDS_ENTRY = re.compile(r"[\n;]+")
_INVISIBLE = re.compile("[\\s\u00ad\u180e\u200b-\u200f\u2060\ufeff]+")


def is_blank(text: str) -> bool:
    """Whether nothing can be seen of it."""
    return _INVISIBLE.sub("", text) == ""


def as_text(response: Response) -> str:
    """One text: the only entry, or all entries joined; "" if there is nothing to see."""
    text = " ".join(_flat(response))
    return "" if is_blank(text) else text


def as_texts(response: Response, wanted: int = 0, commas: bool = False) -> tuple[str, ...]:
    """Entries in order, blank ones as "" and those at the end left out.

    One text is taken apart at line ends and semicolons; at commas if `commas` are sure to separate, or if
    that gives the `wanted` number.
    """
    texts = _flat(response)
    if isinstance(response, str):
        texts = [part.strip() for part in _ENDS_ENTRY.split(response)]
        if len(texts) == 1 and (commas or (wanted > 1 and response.count(",") == wanted - 1)):
            texts = [part.strip() for part in response.split(",")]
    texts = ["" if is_blank(text) else text for text in texts[:_MOST_ENTRIES]]
    while texts and not texts[-1]:
        texts.pop()
    return tuple(texts)


def as_pairs(response: Response) -> tuple[tuple[str, str], ...]:
    """Left and right of a matching; what is no pair is left out, and so is a blank side."""
    if response is None or isinstance(response, str):
        return ()
    return tuple(
        (entry[0], entry[1])
        for entry in response
        if isinstance(entry, tuple) and len(entry) == 2 and not is_blank(entry[0]) and not is_blank(entry[1])
    )


def _flat(response: Response) -> list[str]:
    if response is None:
        return []
    if isinstance(response, str):
        return [response]
    return [entry if isinstance(entry, str) else " ".join(entry) for entry in response]
