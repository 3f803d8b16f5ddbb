"""Study days on the learner's clock: rollover, summer time both ways, leap days, the odd zones."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quizapp.memory.days import day_start, study_day

FOUR = time(4)
MICROSECOND = timedelta(microseconds=1)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
ST_JOHNS = ZoneInfo("America/St_Johns")
APIA = ZoneInfo("Pacific/Apia")
ZONES = [
    UTC,
    BERLIN,
    NEW_YORK,
    ST_JOHNS,  # put back from 00:01 to 23:01 of the day before, until 2011
    APIA,  # had no 30 December 2011
    ZoneInfo("Australia/Lord_Howe"),  # half an hour of summer time
    ZoneInfo("America/Sao_Paulo"),  # put forward and back at midnight, until 2019
    ZoneInfo("Africa/Casablanca"),
    ZoneInfo("Asia/Kathmandu"),
    timezone(timedelta(hours=-9, minutes=-30)),
]

zones = st.sampled_from(ZONES)
starts_of_day = st.one_of(
    st.sampled_from([time(0), time(0, 30), time(1, 30), time(2, 30), time(4), time(23, 30)]), st.times()
)
CHANGES = [date(2011, 3, 13), date(2011, 11, 6), date(2011, 12, 30), date(2018, 2, 18), date(2018, 11, 4)]
days = st.one_of(
    st.dates(date(1950, 1, 1), date(2150, 1, 1)),
    st.builds(lambda day, more: day + timedelta(days=more), st.sampled_from(CHANGES), st.integers(-2, 2)),
)

instants = st.one_of(
    st.integers(-(10**9), 5 * 10**9).map(lambda second: datetime.fromtimestamp(second, UTC)),
    st.builds(
        lambda day, minute: datetime.combine(day, time(0), UTC) + timedelta(minutes=minute),
        st.sampled_from(CHANGES),
        st.integers(-2000, 2000),
    ),
)


def between(start: datetime, end: datetime, share: float) -> datetime:
    first = start.astimezone(UTC)
    return (first + (end.astimezone(UTC) - first) * share).astimezone(start.tzinfo)


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (datetime(2026, 5, 4, 3, 59, 59, 999_999, BERLIN), date(2026, 5, 3)),
        (datetime(2026, 5, 4, 4, 0, tzinfo=BERLIN), date(2026, 5, 4)),
        (datetime(2026, 5, 4, 23, 59, tzinfo=BERLIN), date(2026, 5, 4)),
        (datetime(2026, 5, 5, 0, 0, tzinfo=BERLIN), date(2026, 5, 4)),
        (datetime(2026, 1, 1, 1, 0, tzinfo=BERLIN), date(2025, 12, 31)),
        (datetime(2024, 3, 1, 2, 0, tzinfo=BERLIN), date(2024, 2, 29)),
        (datetime(2026, 3, 1, 2, 0, tzinfo=BERLIN), date(2026, 2, 28)),
        (datetime(2024, 2, 29, 4, 0, tzinfo=BERLIN), date(2024, 2, 29)),
    ],
)
def test_a_study_day_runs_from_rollover_to_rollover(instant: datetime, day: date) -> None:
    assert study_day(instant, FOUR) == day


def test_the_clock_on_the_learners_wall_decides() -> None:
    """One instant is two study days in two places."""
    instant = datetime(2026, 5, 4, 7, 0, tzinfo=UTC)
    assert study_day(instant.astimezone(BERLIN), FOUR) == date(2026, 5, 4)
    assert study_day(instant.astimezone(NEW_YORK), FOUR) == date(2026, 5, 3)


def test_days_around_summer_time_are_an_hour_shorter_and_longer() -> None:
    def length(day: date) -> timedelta:
        start, end = (day_start(day + timedelta(days=more), FOUR, BERLIN) for more in (0, 1))
        return end.astimezone(UTC) - start.astimezone(UTC)

    assert length(date(2026, 3, 28)) == timedelta(hours=23)
    assert length(date(2026, 10, 24)) == timedelta(hours=25)
    assert length(date(2026, 10, 25)) == timedelta(hours=24)


def test_a_skipped_rollover_falls_on_the_skip() -> None:
    """New York, 8 March 2026: after 01:59:59 comes 03:00."""
    start = day_start(date(2026, 3, 8), time(2, 30), NEW_YORK)
    assert start == datetime(2026, 3, 8, 7, 0, tzinfo=UTC)
    assert start.isoformat() == "2026-03-08T03:00:00-04:00"
    assert study_day(start, time(2, 30)) == date(2026, 3, 8)


def test_a_rollover_that_happens_twice_counts_the_first_time() -> None:
    """New York, 1 November 2026: after 01:59:59 comes 01:00 again."""
    starts, day = time(1, 30), date(2026, 11, 1)
    assert day_start(day, starts, NEW_YORK).astimezone(UTC) == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)
    again = datetime(2026, 11, 1, 1, 10, fold=1, tzinfo=NEW_YORK)
    assert study_day(again.replace(fold=0), starts) == date(2026, 10, 31)
    assert study_day(again, starts) == day


def test_a_day_begun_is_not_left_when_the_clock_goes_back_over_midnight() -> None:
    """St. John's, 7 November 2010: after 00:00:59 comes 23:01 of the 6th again."""
    again = datetime(2010, 11, 6, 23, 30, fold=1, tzinfo=ST_JOHNS)
    assert study_day(again.replace(fold=0), time(0)) == date(2010, 11, 6)
    assert study_day(again, time(0)) == date(2010, 11, 7)
    assert study_day(again, FOUR) == date(2010, 11, 6)


def test_a_date_that_a_place_left_out_is_the_night_before_the_next() -> None:
    """Samoa went from 29 to 31 December 2011."""
    start = day_start(date(2011, 12, 30), FOUR, APIA)
    assert start.isoformat() == "2011-12-31T00:00:00+14:00"
    assert study_day(start, FOUR) == date(2011, 12, 30)
    assert day_start(date(2011, 12, 31), FOUR, APIA).isoformat() == "2011-12-31T04:00:00+14:00"


@given(days, starts_of_day, zones, st.floats(0, 0.999999))
@settings(deadline=None, max_examples=80)
def test_each_instant_is_in_the_day_whose_start_it_follows(
    day: date, starts: time, zone: tzinfo, share: float
) -> None:
    """In every zone the days follow each other without gap or overlap."""
    start, end = (day_start(day + timedelta(days=more), starts, zone) for more in (0, 1))
    assert start.tzinfo is zone
    if start.astimezone(UTC) == end.astimezone(UTC):
        return  # a date that a place left out
    assert study_day(start, starts) == day
    assert study_day(between(start, end, share), starts) == day
    before = (start.astimezone(UTC) - MICROSECOND).astimezone(zone)
    assert study_day(before, starts) < day


@given(
    instants,
    st.timedeltas(timedelta(0), timedelta(hours=30)),
    starts_of_day,
    zones,
)
@settings(deadline=None, max_examples=80)
def test_the_study_day_never_goes_back(
    instant: datetime, later: timedelta, starts: time, zone: tzinfo
) -> None:
    earlier_day, later_day = (study_day(at.astimezone(zone), starts) for at in (instant, instant + later))
    assert earlier_day <= later_day


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        study_day(datetime(2026, 5, 4, 12, tzinfo=UTC).replace(tzinfo=None), FOUR)


@pytest.mark.parametrize("zone", ZONES, ids=str)
@pytest.mark.parametrize("starts", [time(0), FOUR, time(23, 59)])
def test_the_first_and_last_days_of_the_calendar_do_not_fail(zone: tzinfo, starts: time) -> None:
    for day in (date.min, date.max):
        assert day_start(day, starts, zone).tzinfo is zone
        for clock in (time.min, time.max):
            for fold in (0, 1):
                instant = datetime.combine(day, clock, zone).replace(fold=fold)
                assert isinstance(study_day(instant, starts), date)
