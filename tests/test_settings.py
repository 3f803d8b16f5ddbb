from __future__ import annotations

import os
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizapp.settings import CourseSettings, Limits, Settings
from quizapp.settings_file import load_settings, read_settings

FULL = """\
# mine
new_per_day = 20
reviews_per_day = 0
day_starts = "03:30"
desired_retention = 0.85
theme = "nord"
optimise = true
easy_days = ["Sunday", "wed"]

[keys]
rate_good = "3,space"
undo = ["u", "ctrl+z"]

[courses.world-basics]
new_per_day = 5

[courses."größe"]
desired_retention = 0.95
reviews_per_day = 50
easy_days = []
"""


def test_an_empty_file_has_the_defaults():
    assert read_settings("") == (Settings(), [])
    assert Settings().day_starts == time(4)


def test_everything_that_can_be_chosen():
    settings, faults = read_settings(FULL)
    assert faults == []
    assert settings == Settings(
        new_per_day=20,
        reviews_per_day=0,
        day_starts=time(3, 30),
        desired_retention=0.85,
        theme="nord",
        optimise=True,
        easy_days=frozenset({2, 6}),
        keys={"rate_good": ("3", "space"), "undo": ("u", "ctrl+z")},
        courses={
            "world-basics": CourseSettings(new_per_day=5),
            "größe": CourseSettings(desired_retention=0.95, reviews_per_day=50, easy_days=frozenset()),
        },
    )


def test_a_course_goes_before_the_general_choice():
    settings, _ = read_settings(FULL + "[courses.none]\nnew_per_day = 0\n")
    easy = frozenset({2, 6})
    assert settings.limits("world-basics") == Limits(5, 0, 0.85, easy_days=easy)
    assert settings.limits("größe") == Limits(20, 50, 0.95)
    assert settings.limits("none") == Limits(0, 0, 0.85, easy_days=easy)
    assert settings.limits("unknown") == Limits(20, 0, 0.85, easy_days=easy)
    assert Settings().limits("any") == Limits(10, 200, 0.9)


@pytest.mark.parametrize(
    ("text", "day_starts"),
    [
        ("05:00:00", time(5)),
        ("0", time(0)),
        ("23", time(23)),
        ('"5:05"', time(5, 5)),
        ('" 05:05 "', time(5, 5)),
    ],
)
def test_ways_to_write_a_time(text, day_starts):
    assert read_settings(f"day_starts = {text}") == (Settings(day_starts=day_starts), [])


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ('"sunday"', {6}),
        ('"Sat, sun."', {5, 6}),
        ('["MON", " tues ", "thurs"]', {0, 1, 3}),
        ("[]", set()),
    ],
)
def test_ways_to_write_days(text, days):
    assert read_settings(f"easy_days = {text}") == (Settings(easy_days=frozenset(days)), [])


@pytest.mark.parametrize(
    ("text", "key", "remedy"),
    [
        ("new_per_day = -1", "new_per_day", "whole number"),
        ("new_per_day = 1.5", "new_per_day", "whole number"),
        ("new_per_day = true", "new_per_day", "whole number"),
        ('new_per_day = "10"', "new_per_day", "whole number"),
        ("reviews_per_day = 10000", "reviews_per_day", "9999"),
        ("minutes_per_day = -5", "minutes_per_day", "up to 1440"),
        ("minutes_per_day = 1441", "minutes_per_day", "up to 1440"),
        ("minutes_per_day = nan", "minutes_per_day", "up to 1440"),
        ('minutes_per_day = "20"', "minutes_per_day", "up to 1440"),
        ("minutes_per_day = true", "minutes_per_day", "or 0 to count cards"),
        ("desired_retention = 90", "desired_retention", "mean 0.9?"),
        ("desired_retention = 0.5", "desired_retention", "0.7 to 0.97"),
        ("desired_retention = 1", "desired_retention", "0.7 to 0.97"),
        ("desired_retention = nan", "desired_retention", "0.7 to 0.97"),
        ("desired_retention = true", "desired_retention", "0.7 to 0.97"),
        ('day_starts = "25:00"', "day_starts", "04:00"),
        ('day_starts = "04:60"', "day_starts", "04:00"),
        ("day_starts = 24", "day_starts", "04:00"),
        ("day_starts = 2025-01-01", "day_starts", "04:00"),
        ("easy_days = 7", "easy_days", "days in quotes"),
        ("easy_days = [6]", "easy_days", "days in quotes"),
        ('easy_days = ["sunnday"]', "easy_days", '"sunnday" is no day of the week. Did you mean sunday?'),
        ('easy_days = ["su"]', "easy_days", "or "),
        ('easy_days = ""', "easy_days", "is no day of the week"),
        ("theme = 3", "theme", "quotes"),
        ("optimise = 'yes'", "optimise", "true or false"),
        ("optimise = 1", "optimise", "true or false"),
        ("new-per-day = 5", "new-per-day", "mean new_per_day?"),
        ("cours = 5", "cours", "mean courses?"),
        ("zzz = 5", "zzz", "settings here are"),
        ("[keys]\nundo = 3", "keys.undo", "names of keys"),
        ('[keys]\nundo = ["u", 3]', "keys.undo", "names of keys"),
        ('[keys]\nundo = "u,,z"', "keys.undo", "names of keys"),
        ("keys = 5", "keys", "[keys]"),
        ("courses = []", "courses", "[courses]"),
        ("[courses]\na = 5", "courses.a", "[courses.a]"),
        ("[courses.a]\ntheme = 'x'", "courses.a.theme", "settings here are"),
        ('[courses."a b"]\nnew_per_dai = 1', 'courses."a b".new_per_dai', "mean new_per_day?"),
    ],
)
def test_what_is_wrong_is_said_and_the_rest_holds(text, key, remedy):
    settings, [fault] = read_settings(
        f"\nreviews_per_day = 7\n{text}" if "reviews" not in text else f"\n\n{text}"
    )
    assert fault.key == key
    assert remedy in fault.remedy
    assert fault.line == 2 + len(text.splitlines())
    assert str(fault).startswith(f"line {fault.line}: ")
    assert fault.message.endswith(".")
    assert settings.new_per_day == 10
    assert settings.reviews_per_day == (200 if "reviews" in text else 7)


def test_a_wrong_value_of_a_course_leaves_its_others():
    settings, [fault] = read_settings("[courses.a]\nnew_per_day = 'x'\nreviews_per_day = 3\n")
    assert settings.courses == {"a": CourseSettings(reviews_per_day=3)}
    assert fault.line == 2


def test_faults_are_in_the_order_of_the_file():
    _, faults = read_settings("[courses.a]\nx = 1\n[keys]\nundo = 1\n")
    assert [fault.line for fault in faults] == [2, 4]


def test_keys_in_one_line_have_no_line_of_their_own():
    _, [fault] = read_settings("keys = {undo = 3}")
    assert (fault.key, fault.line) == ("keys.undo", None)


def test_a_text_that_is_no_toml_leaves_the_defaults():
    settings, [fault] = read_settings("new_per_day = 5\ntheme = nord\n")
    assert settings == Settings()
    assert fault.line == 2
    assert "line 2" in str(fault)
    assert str(fault).count("line") == 2, "said once before the sentence; the other is `this line`"


def test_a_time_without_quotes_gets_its_remedy():
    _, [fault] = read_settings("day_starts = 04:00\n")
    assert 'day_starts = "04:00"' in fault.remedy


@given(st.text())
def test_any_text_is_read(text):
    read_settings(text)


VALUES = st.recursive(
    st.booleans() | st.integers(-(10**6), 10**6) | st.floats() | st.text("ab:0,9 ", max_size=6).map(repr),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMES = st.sampled_from([*Settings._fields, "keys.a", "courses.a.new_per_day", "courses.b", "other"])


@given(st.dictionaries(NAMES, VALUES, max_size=5))
def test_any_value_is_taken_or_reported(values):
    text = "\n".join(
        f"{key} = {str(value).replace('True', 'true').replace('False', 'false')}"
        for key, value in values.items()
    )
    settings, faults = read_settings(text)
    assert isinstance(settings.new_per_day, int)
    assert isinstance(settings.day_starts, time)
    assert 0.7 <= settings.desired_retention <= 0.97
    assert all(isinstance(own, CourseSettings) for own in settings.courses.values())
    assert all(fault.message and fault.remedy for fault in faults)


# -- files --------------------------------------------------------------------------------


def test_no_file_is_no_fault(tmp_path):
    assert load_settings(tmp_path / "settings.toml") == (Settings(), [])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data", [FULL.encode(), b"\xef\xbb\xbf" + FULL.encode(), FULL.replace("\n", "\r\n").encode()]
)
def test_a_file_however_an_editor_saved_it(tmp_path, data):
    (tmp_path / "settings.toml").write_bytes(data)
    settings, faults = load_settings(tmp_path / "settings.toml")
    assert faults == []
    assert settings == read_settings(FULL)[0]


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", b"[[[", "theme = 'größe'".encode("latin-1")])
def test_a_damaged_file_leaves_the_defaults_and_stays(tmp_path, data):
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    settings, [fault] = load_settings(path)
    assert settings == Settings()
    assert fault.remedy
    assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_its_place(tmp_path):
    settings, [fault] = load_settings(tmp_path)
    assert settings == Settings()
    assert str(tmp_path) in fault.message


BEYOND = {
    "digits": f"new_per_day = {'9' * 5000}\n",
    "brackets": f"x = {'[' * 5000}",
    "digits in a text": f'theme = """\n[a = {"9" * 5000}]\n"""\n',
}


@pytest.mark.parametrize("text", BEYOND.values(), ids=BEYOND)
def test_what_no_reader_of_toml_takes_leaves_the_defaults(text):
    settings, faults = read_settings(text)
    assert settings.limits("any") == Limits()
    assert len(faults) <= 1
    assert all(len(str(fault)) < 300 for fault in faults)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a file without an end")
def test_settings_without_an_end_are_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.toml")
    with (tmp_path / "huge.toml").open("wb") as file:
        file.truncate(1 << 34)
    for name, why in (("pipe.toml", "it is no ordinary file"), ("huge.toml", "it is far too large")):
        settings, faults = load_settings(tmp_path / name)
        assert settings == Settings()
        assert why in str(faults[0])


def test_minutes_a_day_and_a_course_that_counts_cards():
    settings, faults = read_settings("minutes_per_day = 20\n[courses.a]\nminutes_per_day = 0\n")
    assert faults == []
    assert settings.limits("any").minutes_per_day == 20
    assert settings.limits("a").minutes_per_day == 0
    assert Settings().limits("any").minutes_per_day == 0
