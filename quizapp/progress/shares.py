"""How many of how many, with what may be said of it when they are few."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt

ENOUGH = 10
"""Below so many answers nothing is claimed: one more could change any share by a tenth."""

_Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """`right` of `of`, two counts."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float | None:
        """The share, 0 to 1; None of nothing."""
        return self.right / self.of if self.of else None

    @property
    def enough(self) -> bool:
        """Whether there are answers enough to say something by them."""
        return self.of >= ENOUGH

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence; 0 to 1 of nothing.

        Wilson's score interval (Journal of the American Statistical Association 22, 1927, 209–212),
        which keeps within 0 and 1 also for few answers and for all or none right.
        """
        if not self.of:
            return 0.0, 1.0
        z2, share = _Z95**2, self.right / self.of
        middle = share + z2 / (2 * self.of)
        reach = _Z95 * sqrt(share * (1 - share) / self.of + z2 / (4 * self.of**2))
        scale = 1 + z2 / self.of
        return max(0.0, (middle - reach) / scale), min(1.0, (middle + reach) / scale)


@dataclass(frozen=True, slots=True)
class Recalled(Share):
    """Reviews of items: how many were recalled, and how many the scheduler expected to be.

    `millionths` is the sum of the predicted chances of a right answer, in millionths.
    """

    millionths: int = 0

    @property
    def predicted(self) -> float | None:
        """The mean predicted chance of a right answer, 0 to 1; None without reviews."""
        return self.millionths / 1_000_000 / self.of if self.of else None


NOTHING = Share()
NO_REVIEWS = Recalled()
