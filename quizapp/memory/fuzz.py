"""Small, repeatable spread of intervals, so that items learnt together do not stay together."""

from __future__ import annotations

from quizapp.digest import blake2b

_RANGES = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float("inf"), 0.05))
"""From, to, and the share of the days in between that an interval may move."""

_SHORTEST = 2.5


def bounds(days: float) -> tuple[int, int]:
    """The shortest and longest whole interval that an interval of `days` may become.

    Below 2.5 days only rounding. From there one day to each side, and 15 % more of the part up to 7
    days, 10 % of the part up to 20, 5 % of the rest. Source: `fsrs` 6.3, `FUZZ_RANGES`.
    """
    if days < _SHORTEST:
        return round(days), round(days)
    spread = 1.0 + sum(share * max(min(days, end) - start, 0.0) for start, end, share in _RANGES)
    return round(days - spread), round(days + spread)


def fraction(item: str, reviews: int) -> float:
    """A number from 0 up to, not including, 1 that looks random and is the same on every machine."""
    digest = blake2b(f"{reviews} {item}".encode("utf-8", "surrogatepass"), digest_size=6).digest()
    return int.from_bytes(digest, "big") / 2**48


def fuzzed(days: float, at: float) -> int:
    """A whole interval within the bounds of `days`; `at` (0 to 1) says where, each day as likely."""
    low, high = bounds(days)
    return low + int(at * (high - low + 1))
