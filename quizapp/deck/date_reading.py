"""Dates, read from what authors write and from what learners type."""

from __future__ import annotations

import re
from datetime import date, timedelta

from quizapp.deck.calendar_words import FILLERS, fold, month_named, take_era, without_circa, without_opening
from quizapp.deck.dates import MONTHS, DateAnswer, DateFault, PartialDate

_LONGEST_TEXT = 100
_LARGEST_YEAR = 9_999_999
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# The first year whose leap days follow Gregory's rule everywhere it had been taken up.
_GREGORIAN = 1583


def _valid(year: int, month: int | None = None, day: int | None = None) -> str:
    """What is impossible about a date, or ""."""
    if year == 0:
        return "there is no year 0: 1 BC is followed by AD 1"
    if abs(year) > _LARGEST_YEAR:
        return f"the year has too many digits: at most {len(str(_LARGEST_YEAR))}"
    if month is not None and not 1 <= month <= 12:
        return f"there is no month {month}"
    if month is not None and day is not None:
        last = _DAYS[month - 1] + (month == 2 and _is_leap(year))
        if not 1 <= day <= last:
            return f"{MONTHS[month - 1]} {PartialDate(year)} has no day {day}: its last is {last}"
    return ""


def _is_leap(year: int) -> bool:
    counted = year if year > 0 else year + 1
    return counted % 4 == 0 and (year < _GREGORIAN or counted % 100 != 0 or counted % 400 == 0)


# --- authors -----------------------------------------------------------------------------------------

_TOLERANCE = re.compile(r"±|\+/-|\+-")
_USUAL = re.compile(r"([1-9]\d{3})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
_ISO = re.compile(r"(\d+)(?:-(\d{1,2})(?:-(\d{1,2}))?)?\Z")


def parse_date(text: str) -> DateAnswer | DateFault:
    """Read what an author wrote: `1994-05-04`, `1994-05`, `1994`, `44-03-15 BC`, `c. 1450 ± 10`, `1914..1918`.

    The way it is written is the precision that is asked. A tolerance counts in that precision: years for a
    year, days for a day. `2024-1-5` and `4 May 1994` are read too, with advice.
    """
    whole = text.strip()
    if not whole:
        return DateFault("there is no date here; write one such as 1994-05-04, 1994-05 or 1994")
    if len(whole) > _LONGEST_TEXT:
        return DateFault(f"this is too long for a date: {len(whole)} characters, at most {_LONGEST_TEXT}")
    if found := _USUAL.fullmatch(whole):
        year, month, day = int(found[1]), _number(found[2]), _number(found[3])
        if not _valid(year, month, day):
            plain = PartialDate(year, month, day)
            return DateAnswer(plain, plain, plain.precision, False, whole)
    rest = without_circa(whole)
    circa = rest != whole
    base, *tolerance = _TOLERANCE.split(rest)
    ends = base.split("..")
    if len(ends) > 2 or len(tolerance) > 1:
        return DateFault("write one span: `1914..1918`, or `1450 ± 10`")
    if len(ends) == 2:
        if tolerance:
            return DateFault("a span needs no `±`; write `1440..1460` or `1450 ± 10`")
        return _span(ends[0], ends[1], circa, whole)
    said = _author_date(base)
    if isinstance(said, DateFault):
        return said
    advice = _advice(base, said)
    if tolerance:
        span = _around(said, tolerance[0])
        if isinstance(span, DateFault):
            return span
        return DateAnswer(*span, said.precision, circa, whole, advice, said)
    if circa:
        advice = advice or f"only {said} itself will count; say how far off is right: `{whole} ± 10`"
    return DateAnswer(said, said, said.precision, circa, whole, advice)


def _author_date(text: str) -> PartialDate | DateFault:
    folded = fold(text)
    era, rest = take_era(folded)
    found = _ISO.match(rest)
    if found is None:
        return _worded_author_date(text)
    if len(found[1]) == 8 and not found[2] and not _valid(*(parts := _digits8(found[1]))):
        return DateFault(f"write {_iso(PartialDate(*parts))}, with hyphens")
    if len(found[1]) > 7:
        return DateFault(f"the year has too many digits: at most {len(str(_LARGEST_YEAR))}")
    year, month, day = int(found[1]), _number(found[2]), _number(found[3])
    year = -year if era == "bc" else year
    fault = _valid(year, month, day)
    if (
        fault
        and found[2]
        and day is None
        and int(through := found[1][: -len(found[2])] + found[2]) > int(found[1])
    ):
        fault += f"; a span of years is written {found[1]}..{through}"
    return DateFault(fault) if fault else PartialDate(year, month, day)


def _worded_author_date(text: str) -> PartialDate | DateFault:
    """A date written for readers rather than in the deck's form."""
    readings = read_date(text, "en")
    shown = text.strip()[:40]
    if len(readings) == 2:
        ways = " or ".join(f"{_iso(reading)} ({reading})" for reading in readings)
        return DateFault(f"`{shown}` has two readings; write {ways}")
    if not readings:
        if re.fullmatch(r"\s*\d+\s*[-–—]\s*\d+\s*", text):
            return DateFault(f"a span is written with two points: {'..'.join(re.findall(r'[0-9]+', text))}")
        return DateFault(f"`{shown}` is no date I know; write one such as 1994-05-04, 1994-05, 1994 or 44 BC")
    return readings[0]


def _advice(text: str, said: PartialDate) -> str:
    written = re.sub(r"\s*(?:B\.?C\.?E?\.?|A\.?D\.?|C\.?E\.?)\s*", "", text.strip(), flags=re.IGNORECASE)
    best = _iso(said).removesuffix(" BC")
    short = re.sub(r"^0+(?=\d)", "", best)
    return "" if re.sub(r"^0+(?=\d)", "", written) == short else f"write {_iso(said)}"


def _iso(said: PartialDate) -> str:
    parts = [f"{abs(said.year):04d}" if said.year > 99 else str(abs(said.year))]
    parts += [f"{part:02d}" for part in (said.month, said.day) if part is not None]
    return "-".join(parts) + (" BC" if said.year < 0 else "")


def _span(first: str, last: str, circa: bool, text: str) -> DateAnswer | DateFault:
    end = _author_date(last)
    start = _author_date(first)
    # `100..44 BC`: nothing after Christ comes before something before Christ.
    if isinstance(start, PartialDate) and isinstance(end, PartialDate) and end.year < 0 < start.year:
        start = _author_date(f"{first} BC")
    if isinstance(start, DateFault):
        return start
    if isinstance(end, DateFault):
        return end
    if start.precision != end.precision:
        return DateFault(f"write both ends of the span as a {start.precision}, or both as a {end.precision}")
    if end < start:
        return DateFault(f"the span runs backwards: {start} is after {end}")
    return DateAnswer(start, end, start.precision, circa, text, _advice(first, start) or _advice(last, end))


_UNITS = {"y": "year", "m": "month", "d": "day"}


def _around(said: PartialDate, tolerance: str) -> tuple[PartialDate, PartialDate] | DateFault:
    found = re.fullmatch(r"\s*(\d{1,7})\s*(years?|months?|days?|yrs?|y|m|d)?\s*", tolerance)
    if found is None:
        return DateFault(
            f"after `±` a number should stand, as in `c. 1450 ± 10`; I see `{tolerance.strip()[:40]}`"
        )
    if found[2] and _UNITS[found[2][0]] != said.precision:
        return DateFault(f"the date names a {said.precision}, so the tolerance counts in {said.precision}s")
    amount = int(found[1])
    if said.precision == "day" and not 1 <= said.year <= 9999:
        return DateFault(
            "a tolerance in days needs a year from 1 to 9999; write a span such as 44-03-14..44-03-16 BC"
        )
    if amount > (3000 if said.precision == "day" else _LARGEST_YEAR - abs(said.year)):
        return DateFault("this tolerance is too wide")
    start, end = _moved(said, -amount), _moved(said, amount)
    if start is None or end is None:
        return DateFault("this tolerance is too wide")
    return start, end


def _moved(said: PartialDate, by: int) -> PartialDate | None:
    """The date so many years, months or days later, as its precision is; no year is 0."""
    if said.month is None:
        return PartialDate(_year_of(_count_of(said.year) + by))
    if said.day is None:
        months = _count_of(said.year) * 12 + said.month - 1 + by
        return PartialDate(_year_of(months // 12), months % 12 + 1)
    try:
        moved = date(said.year, said.month, said.day) + timedelta(days=by)
    except (ValueError, OverflowError):
        return None
    return PartialDate(moved.year, moved.month, moved.day)


def _count_of(year: int) -> int:
    return year if year > 0 else year + 1


def _year_of(count: int) -> int:
    return count if count > 0 else count - 1


# --- learners ----------------------------------------------------------------------------------------

_THREE = re.compile(r"(\d{1,7})\s?([./\- ])\s?(\d{1,2})\s?\2\s?(\d{1,7})\Z")
_TWO = re.compile(r"(\d{1,7})\s?[./\-]\s?(\d{1,7})\Z")


def read_date(text: str, language: str) -> tuple[PartialDate, ...]:
    """The ways to read what a learner typed: none if it is no date, two where day and month may be swapped.

    Month names are known in English and in the language of the deck (a two-letter code). Dots put the day
    first; after slashes, English leaves the order open, and the other languages put the day first.
    """
    if len(text) > _LONGEST_TEXT:
        return ()
    era, rest = take_era(fold(text).strip(" ,;!?"))
    rest = without_opening(without_circa(rest))
    if rest.startswith("-") and era == "" and rest[1:2].isdigit():
        era, rest = "bc", rest[1:]
    language = language[:2].casefold()
    readings = []
    for year, month, day in _parts(rest.strip(" .,"), language, era != ""):
        signed = -year if era == "bc" else year
        reading = PartialDate(signed, month, day)
        if not _valid(signed, month, day) and reading not in readings:
            readings.append(reading)
    return tuple(readings)


def names_era(text: str) -> bool:
    """Whether the text says BC or AD, in any way that `read_date` knows."""
    return len(text) <= _LONGEST_TEXT and take_era(fold(text).strip(" ,;!?"))[0] != ""


_Parts = tuple[int, int | None, int | None]


def _parts(text: str, language: str, era: bool) -> list[_Parts]:
    """Year, month and day of each reading, not yet checked against the calendar."""
    if text.isdecimal() and len(text) <= 7:
        return [(int(text), None, None)]
    if found := _THREE.match(text):
        return _three(found, language, era)
    if found := _TWO.match(text):
        first, second = found[1], found[2]
        if len(second) > 2 and len(first) <= 2:
            return [(int(second), int(first), None)]
        return [(int(first), int(second), None)] if len(second) <= 2 and (len(first) > 2 or era) else []
    return _worded(text, language, era)


def _three(found: re.Match[str], language: str, era: bool) -> list[_Parts]:
    first, second, third = int(found[1]), int(found[3]), int(found[4])
    year_last = len(found[4]) > 2 or third > 31
    if len(found[1]) > 2 or first > 31 or (era and found[2] == "-" and not year_last):
        return [(first, second, third)] if not year_last else []
    if not year_last and not era:
        return []
    day_first, month_first = (third, second, first), (third, first, second)
    if found[2] in "/-" and language == "en":
        return [day_first, month_first]
    return [day_first] if not _valid(*day_first) else [month_first]


def _worded(text: str, language: str, era: bool) -> list[_Parts]:
    """A date with the name of its month: `4th of May, 1994`, `May 4, 1994`, `1994 May 4`, `May 1994`."""
    if not any(map(str.isdecimal, text)):
        return []
    numbers: list[str] = []
    month: int | None = None
    numbers_before = 0
    for token in re.findall(r"\d+|[^\W\d_]+", text):
        if token.isdecimal():
            numbers.append(token)
        elif (named := month_named(token, language)) is not None:
            if month is not None:
                return []
            month, numbers_before = named, len(numbers)
        elif token not in FILLERS:
            return []
    if month is None or not 1 <= len(numbers) <= 2 or any(len(number) > 7 for number in numbers):
        return []
    if len(numbers) == 1:
        year = int(numbers[0])
        # `4 May` names a day and no year.
        return [(year, month, None)] if len(numbers[0]) > 2 or year > 31 or era else []
    first, second = int(numbers[0]), int(numbers[1])
    year_first = len(numbers[0]) > 2 or (first > 31 >= second)
    if year_first and numbers_before:
        return [(first, month, second)]
    return [(second, month, first)] if numbers_before < 2 else []


def _digits8(digits: str) -> tuple[int, int, int]:
    return int(digits[:4]), int(digits[4:6]), int(digits[6:])


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
