"""How even the work of a simulated year is, with 20 new items a day, by the way in which days are chosen.

    .venv/bin/python tests/benchmarks/evenness.py

All figures are coefficients of variation, from the `SETTLED`th day on. The one that balancing is judged by is the
first, *forecast*: how much what the app foretells for so many days ahead differs among the mornings of a week, as a
mean over 1 to 30 days. *work* is how much the reviews done differ among the days of a week: some of that is luck, as
what is forgotten comes back on the next day however days are chosen. The last two have a trend in them that no choice
of days removes: *one morning* is the forecast for the next four weeks as seen at once, within each week, which falls
with the distance; *whole* is the work of all days, which grows with the collection.
"""

from __future__ import annotations

import sys
from pathlib import Path
from statistics import fmean

sys.path.insert(0, str(Path(__file__).parents[2]))

from tests.memory.test_balance import a_year, of_forecast, variation, within_weeks

WAYS = {"none": "no spread", "spread": "plain spread", "balanced": "balanced"}
SETTLED = 120


def main() -> int:
    columns = ("forecast", "work", "one morning", "whole", "interval")
    print(f"{'':14}" + "".join(f"{name:>13}" for name in columns))
    forecasts = []
    for way, name in WAYS.items():
        year = a_year(way, 365, 20)
        reviews, foretold = year.reviews[SETTLED:], year.foretold[SETTLED:]
        forecasts.append(of_forecast(foretold))
        mornings = fmean(within_weeks(morning[:28]) for morning in foretold)
        numbers = (forecasts[-1], within_weeks(reviews), mornings, variation(reviews), year.stretch)
        print(f"{name:14}" + "".join(f"{number:>13.3f}" for number in numbers), flush=True)
    halved = forecasts[-1] < forecasts[0] / 2
    print(f"The interval is against the one wished. The forecast is {'' if halved else 'not '}halved.")
    return 0 if halved else 1


if __name__ == "__main__":
    sys.exit(main())
