"""Which items carry on the history of earlier ones."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lineage:
    """An item, and the id of the item that it was before; "" if it starts afresh.

    `before` and `after` are as in `event.Follow`.
    """

    item: str
    was: str
    before: str = ""
    after: str = ""
