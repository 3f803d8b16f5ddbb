"""Logs of reviews of other programs, sound and hostile."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from datetime import UTC, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from quizapp.exchange import anki_package, review_log, review_table
from quizapp.exchange.review_log import Clock, Refusal, ReviewLog, Timed, by_card, read_review_log
from quizapp.memory.rating import Rating

if TYPE_CHECKING:
    from collections.abc import Iterable

CLOCK = Clock(UTC)
FOUR = 1_700_020_800 // 86400 * 86400 + 4 * 3600
"""Four in the morning of some day, in seconds since 1970."""
DAY, HOUR = 86_400_000, 3_600_000
LEARN, REVIEW, RELEARN, FILTERED, MANUAL = range(5)

Entry = tuple[int, int, int, int, int]
"""Milliseconds since the collection's first day began, card, ease, factor, type."""


def collection(
    path: Path, entries: Iterable[Entry], schema: int = 18, rollover: object = 4, begins: int = FOUR
) -> Path:
    """A collection as Anki writes it, as far as reviews go."""
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA journal_mode = wal")  # as Anki does; a reader that may write makes files beside it
        db.execute("CREATE TABLE col (id integer primary key, crt integer, ver integer, conf text)")
        conf = json.dumps({"rollover": rollover}) if schema == 11 else ""
        db.execute("INSERT INTO col VALUES (1, ?, ?, ?)", (begins, schema, conf))
        if schema == 18:
            db.execute(
                "CREATE TABLE config (KEY text primary key, usn integer, mtime_secs integer, val blob)"
            )
            db.execute("INSERT INTO config VALUES ('rollover', 0, 0, ?)", (json.dumps(rollover).encode(),))
        db.execute(
            "CREATE TABLE revlog (id integer primary key, cid integer, usn integer, ease integer, ivl integer,"
            " lastIvl integer, factor integer, time integer, type integer)"
        )
        rows = [(begins * 1000 + at, card, ease, factor, kind) for at, card, ease, factor, kind in entries]
        db.executemany("INSERT INTO revlog VALUES (?, ?, -1, ?, 0, 0, ?, 900, ?)", rows)
        db.commit()
    return path


def told(found: ReviewLog | Refusal) -> list[tuple[str, int, int]]:
    assert isinstance(found, ReviewLog), found
    return [(each.card, each.elapsed, int(each.rating)) for each in found.reviews]


def refused(path: Path) -> str:
    found = read_review_log(path, CLOCK)
    assert isinstance(found, Refusal)
    assert found.message.endswith(".")
    return found.message


# -- Anki ---------------------------------------------------------------------------------

STORY: tuple[Entry, ...] = (
    (10 * HOUR, 7, 3, 0, LEARN),
    (10 * HOUR + 600, 8, 1, 0, LEARN),
    (11 * HOUR, 7, 3, 0, LEARN),
    (DAY + 23 * HOUR, 7, 4, 2500, REVIEW),  # three in the morning is still the day before
    (2 * DAY, 8, 1, 2500, REVIEW),
    (2 * DAY + 600, 8, 3, 2300, RELEARN),
    (2 * DAY + 700, 8, 3, 0, FILTERED),  # did not reschedule
    (2 * DAY + 800, 7, 0, 2500, MANUAL),
    (3 * DAY, 8, 2, 2300, FILTERED),
    (3 * DAY + 1, 99, 3, 2500, REVIEW),  # never learnt here
)


@pytest.mark.parametrize("schema", [11, 18])
def test_a_collection_is_read_in_the_order_of_time_by_study_days(tmp_path: Path, schema: int) -> None:
    found = read_review_log(collection(tmp_path / "collection.anki2", STORY, schema), CLOCK)
    assert told(found) == [
        *(("7", 0, 3), ("8", 0, 1), ("7", 0, 3)),
        *(("7", 1, 4), ("8", 2, 1), ("8", 0, 3), ("8", 1, 2)),
    ]
    assert isinstance(found, ReviewLog)
    assert found.notes == ("1 review left out, of cards whose learning is not in the log.",)


@pytest.mark.parametrize("schema", [11, 18])
@pytest.mark.parametrize(("rollover", "elapsed"), [(4, 1), (2, 2), (0, 2), ("x", 1), (None, 1), (1e9, 1)])
def test_a_day_begins_when_the_learner_says(
    tmp_path: Path, schema: int, rollover: object, elapsed: int
) -> None:
    entries = ((10 * HOUR, 7, 3, 0, LEARN), (DAY + 23 * HOUR, 7, 3, 2500, REVIEW))
    found = read_review_log(collection(tmp_path / "c", entries, schema, rollover), CLOCK)
    assert told(found)[1] == ("7", elapsed, 3)


def test_a_card_that_was_reset_is_another_one_from_then_on(tmp_path: Path) -> None:
    entries = (
        *((1, 7, 3, 0, LEARN), (DAY, 7, 3, 2500, REVIEW)),
        (DAY + 1, 7, 0, 0, MANUAL),
        (DAY + 2, 7, 3, 2500, REVIEW),  # not learnt since
        *((2 * DAY, 7, 1, 0, LEARN), (3 * DAY, 7, 2, 2500, REVIEW)),
    )
    found = read_review_log(collection(tmp_path / "c", entries), CLOCK)
    assert told(found) == [("7", 0, 3), ("7", 1, 3), ("7.1", 0, 1), ("7.1", 1, 2)]


def test_entries_that_make_no_sense_are_left_out_and_counted(tmp_path: Path) -> None:
    path = collection(tmp_path / "c", ((1, 7, 3, 0, LEARN), (2, 7, 9, 0, LEARN), (3, 7, 3, 0, -4)))
    with closing(sqlite3.connect(path)) as db:
        db.execute("INSERT INTO revlog VALUES (9223372036854775807, 7, 0, 3, 0, 0, 0, 0, 0)")
        db.execute("INSERT INTO revlog VALUES (-5, 7, 0, 3, 0, 0, 0, 0, 0)")
        db.execute("INSERT INTO revlog VALUES (5, 'x', 0, 3, 0, 0, 0, 0, 0)")
        db.execute("INSERT INTO revlog VALUES (6, 7, 0, x'00', 0, 0, 0, 0, 0)")
        db.commit()
    found = read_review_log(path, CLOCK)
    assert told(found) == [("7", 0, 3)]
    assert isinstance(found, ReviewLog)
    assert found.notes == ("6 entries of the log made no sense.",)


def test_reading_changes_nothing_and_leaves_nothing_behind(tmp_path: Path) -> None:
    path = collection(tmp_path / "c", STORY)
    path.chmod(0o400)
    before = path.read_bytes()
    assert told(read_review_log(path, CLOCK))
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_collection_that_anki_has_open_is_not_read(tmp_path: Path) -> None:
    path = collection(tmp_path / "c.anki2", STORY)
    (tmp_path / "c.anki2-wal").write_bytes(b"")
    assert told(read_review_log(path, CLOCK))
    (tmp_path / "c.anki2-wal").write_bytes(b"x")
    assert "Close Anki" in refused(path)


def test_a_name_that_sqlite_would_take_for_options_is_a_name(tmp_path: Path) -> None:
    path = collection(tmp_path / "a?mode=rwc#b%20c.anki2", STORY)
    assert told(read_review_log(path, CLOCK))
    assert list(tmp_path.iterdir()) == [path]


def database(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as db:
        for statement in statements:
            db.execute(statement)
        db.commit()
    return path


def test_another_database_is_no_collection(tmp_path: Path) -> None:
    assert "not an Anki collection" in refused(database(tmp_path / "a", "CREATE TABLE x (y)"))
    columns = "CREATE TABLE col (crt integer)", "INSERT INTO col VALUES ('x')"
    assert "not an Anki collection" in refused(database(tmp_path / "b", "CREATE TABLE revlog (id)", *columns))
    sound = "CREATE TABLE revlog (id, cid, ease, factor, type)"
    assert "not an Anki collection" in refused(database(tmp_path / "c", sound, *columns))
    assert "not an Anki collection" in refused(database(tmp_path / "d", sound, "CREATE TABLE col (crt)"))


def test_a_view_that_never_ends_is_not_run(tmp_path: Path) -> None:
    endless = (
        "CREATE VIEW revlog AS WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)"
        " SELECT id, 1 AS cid, 3 AS ease, 0 AS factor, 0 AS type FROM n"
    )
    table = "CREATE TABLE col (crt integer)"
    assert "not an Anki collection" in refused(database(tmp_path / "a", table, endless))


def test_damage_is_said(tmp_path: Path) -> None:
    path = collection(tmp_path / "c", [(at, at % 50, 3, 0, LEARN) for at in range(3000)])
    whole = path.read_bytes()
    path.write_bytes(whole[:5000])
    assert "damaged" in refused(path)
    path.write_bytes(whole[:4096] + bytes(len(whole) - 4096))
    assert "damaged" in refused(path)
    path.write_bytes(whole[:100] + b"\xff" * 3996 + whole[4096:])
    assert "damaged" in refused(path)


def test_more_reviews_than_anybody_has_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("quizapp.exchange.anki_collection.MOST", 9)
    assert "10 reviews" in refused(collection(tmp_path / "c", STORY))


def test_reviews_of_one_card_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_log, "MOST_OF_A_CARD", 3)
    found = by_card(Timed(at, "ab"[at % 2], at, Rating.GOOD) for at in range(9))
    assert len(found.reviews) == 6
    assert found.notes == ("3 reviews left out, of cards with more than 3.",)


def test_a_clock_set_back_makes_no_days_negative() -> None:
    found = by_card(
        [Timed(1, "a", 10, Rating.GOOD), Timed(2, "a", 7, Rating.GOOD), Timed(3, "a", 12, Rating.GOOD)]
    )
    assert [each.elapsed for each in found.reviews] == [0, 0, 2]


# -- packages -----------------------------------------------------------------------------


def package(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(f"collection.{name}", content)
    return path


def test_packages_are_read_the_newer_collection_first(tmp_path: Path) -> None:
    old = collection(tmp_path / "old", STORY[:1]).read_bytes()
    new = collection(tmp_path / "new", STORY[:3]).read_bytes()
    assert len(told(read_review_log(package(tmp_path / "a.apkg", anki2=old), CLOCK))) == 1
    assert len(told(read_review_log(package(tmp_path / "b.apkg", anki2=old, anki21=new), CLOCK))) == 3
    message = refused(package(tmp_path / "c.colpkg", anki2=old, anki21b=b"\x28\xb5\x2f\xfd"))
    assert "Support older Anki versions" in message


def test_packages_of_something_else_or_damaged_are_refused(tmp_path: Path) -> None:
    assert "without an Anki collection" in refused(package(tmp_path / "a.zip", media=b"{}"))
    whole = package(tmp_path / "b.apkg", anki2=collection(tmp_path / "c", STORY).read_bytes())
    content = bytearray(whole.read_bytes())
    content[60:200] = bytes(140)
    whole.write_bytes(content)
    assert "damaged" in refused(whole)
    whole.write_bytes(b"PK\x03\x04 and no more")
    assert "damaged" in refused(whole)


def test_a_package_that_unpacks_to_more_than_a_disk_holds_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anki_package, "_MOST_BYTES", 1 << 20)
    assert "too large" in refused(package(tmp_path / "a.apkg", anki2=bytes(3 << 20)))


# -- tables -------------------------------------------------------------------------------


def table(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_tables_of_the_benchmark_count_days_from_the_review_before(tmp_path: Path) -> None:
    text = "card_id,review_th,delta_t,rating\n1,1,-1,3\n2,3,-1,1\n1,2,0,3\n1,4,5,4\n2,5,2,2\n1,6,7.0,1\n"
    found = read_review_log(table(tmp_path / "a.csv", text), CLOCK)
    assert told(found) == [("1", 0, 3), ("1", 0, 3), ("2", 0, 1), ("1", 5, 4), ("2", 2, 2), ("1", 7, 1)]


def test_days_before_a_review_are_never_less_than_none(tmp_path: Path) -> None:
    text = "card_id,review_th,delta_t,rating\n1,1,-1,3\n1,2,-1,3\n1,3,4,3\n"
    found = read_review_log(table(tmp_path / "a.csv", text), CLOCK)
    assert told(found) == [("1", 0, 3), ("1", 0, 3), ("1", 4, 3)]


def test_tables_of_days_come_in_the_order_of_time(tmp_path: Path) -> None:
    text = "﻿rating,card_id,day_offset,state\n3,1,10,0\n1,2,10,0\n2,1,13,2\n\n4,2,14,1\n"
    found = read_review_log(table(tmp_path / "a.csv", text), CLOCK)
    assert told(found) == [("1", 0, 3), ("2", 0, 1), ("1", 3, 2), ("2", 4, 4)]


def test_tables_of_instants_take_the_learners_days(tmp_path: Path) -> None:
    noon = (FOUR + 8 * 3600) * 1000
    rows = [(noon, 3), (noon + 15 * HOUR, 2), (noon + 17 * HOUR, 1), (noon + 18 * HOUR, 0)]
    text = "card_id,review_time,review_rating,review_state,review_duration\n"
    text += "".join(f"5,{at},{rating},0,1000\n" for at, rating in reversed(rows))
    path = table(tmp_path / "a.csv", text)
    assert told(read_review_log(path, CLOCK)) == [("5", 0, 3), ("5", 0, 2), ("5", 1, 1)]
    early = Clock(UTC, time(2))
    assert told(read_review_log(path, early)) == [("5", 0, 3), ("5", 1, 2), ("5", 0, 1)]
    east = Clock(ZoneInfo("Asia/Tokyo"))
    assert told(read_review_log(path, east)) == [("5", 0, 3), ("5", 1, 2), ("5", 0, 1)]
    assert isinstance(read_review_log(path, Clock()), ReviewLog)


def test_rows_that_make_no_sense_are_left_out_and_counted(tmp_path: Path) -> None:
    text = "card_id,day_offset,rating\n1,1,3\n1,x,3\n1,2\n1,inf,3\n1,nan,3\n1,2,7\n1,2,-1\n1,1e300,3\n1,2,2,extra\n"
    found = read_review_log(table(tmp_path / "a.csv", text), CLOCK)
    assert told(found) == [("1", 0, 3), ("1", 1, 2)]
    assert isinstance(found, ReviewLog)
    assert found.notes == ("7 rows made no sense, the first in line 3.",)
    late = "card_id,review_time,review_rating\n1,1e18,3\n1,-1e18,3\n1,1700000000000,3\n"
    assert told(read_review_log(table(tmp_path / "b.csv", late), CLOCK)) == [("1", 0, 3)]


def test_what_is_no_table_of_reviews_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "empty" in refused(table(tmp_path / "a", ""))
    assert "card_id" in refused(table(tmp_path / "b", "card_id,rating\n1,3\n"))
    (tmp_path / "c").write_bytes(bytes(range(256)) * 50)
    assert refused(tmp_path / "c")
    (tmp_path / "d").write_bytes(b"card_id,day_offset,rating\n" + b"x" * 300_000_0)
    assert "too long" in refused(tmp_path / "d")
    assert "cannot be read" in refused(tmp_path / "nowhere")
    assert "cannot be read" in refused(tmp_path)
    monkeypatch.setattr(review_table, "MOST", 2)
    text = "card_id,day_offset,rating\n" + "1,1,3\n" * 3
    assert "more than 2" in refused(table(tmp_path / "e", text))
