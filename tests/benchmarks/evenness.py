"""How even the work of a simulated year is, with 20 new items a day, by the way in which days are chosen."""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import fmean, pstdev

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.memory.test_balance import a_year, unevenness

WAYS = {"none": "no spread", "spread": "plain spread", "balanced": "balanced"}


def main() -> None:
    print("Coefficient of variation about the mean of two weeks, and plainly with its trend:")
    print(f"{'':14}{'reviews a day':>22}{'what comes back':>22}{'interval':>10}")
    for way, name in WAYS.items():
        reviews, ahead, ratio = a_year(way, 365, 20)
        numbers = [f"{unevenness(one):.3f} ({pstdev(one) / fmean(one):.3f})" for one in (reviews[90:], ahead)]
        print(f"{name:14}{numbers[0]:>22}{numbers[1]:>22}{ratio:>10.3f}")
    print("The interval is against the one wished, the reviews are those from the 90th day on.")


if __name__ == "__main__":
    main()
