"""A short sitting with all kinds of cards; tests/soak/sitting.py is the long one."""

from __future__ import annotations

from collections import Counter

from tests.soak.sitting import KINDS, Weight, weights

ROUND = len(KINDS)


async def test_the_screen_is_no_heavier_after_three_rounds_than_after_one() -> None:
    early, late = await weights(3 * ROUND, (ROUND, 3 * ROUND))
    # A widget that each card leaves behind makes a fifth, Textual's own footer doubles it.
    assert late.living.growth_since(early.living, share=0.06) == ""


def test_what_grows_is_named() -> None:
    early, late = Weight(Counter(widget=99, timer=1), 0), Weight(Counter(widget=102, timer=1), 0)
    assert "widget" in late.growth_since(early)
    assert early.growth_since(late) == ""
