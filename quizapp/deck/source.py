"""Works that cards cite, and where in them a fact stands."""

from __future__ import annotations

from typing import NamedTuple


class Source(NamedTuple):
    """A work that cards cite. `year` is as the author wrote it."""

    key: str
    title: str
    author: str = ""
    publisher: str = ""
    year: str = ""
    url: str = ""
    accessed: str = ""


class Citation(NamedTuple):
    """Where a card's fact stands: a work (by key) and a free locator ("p. 187")."""

    key: str
    locator: str = ""
