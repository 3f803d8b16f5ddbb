-- What derives from the log: dropped and made again by this script, then filled from the events.

DROP TABLE IF EXISTS item_state;
DROP TABLE IF EXISTS item_day;
DROP TABLE IF EXISTS item_hour;
DROP TABLE IF EXISTS item_memory;
DROP TABLE IF EXISTS item_past;
DROP TABLE IF EXISTS day_total;
DROP TABLE IF EXISTS hour_total;
DROP TABLE IF EXISTS fitted;

-- The event whose weights the memories below are made with; no row where the published ones hold.
CREATE TABLE fitted (
    fit TEXT NOT NULL PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- An item has a row once an event counts for it.
CREATE TABLE item_state (
    item TEXT NOT NULL PRIMARY KEY,
    phase TEXT,                      -- the memory: all null, or none
    step INTEGER,
    stability REAL,
    difficulty REAL,
    memory_day TEXT,
    reviews INTEGER,
    lapses INTEGER,
    due_at TEXT,
    due_days INTEGER,
    first_day TEXT,
    last_at TEXT,
    expected TEXT NOT NULL,
    answers INTEGER NOT NULL,
    suspended INTEGER NOT NULL,
    buried_until TEXT,
    flagged INTEGER NOT NULL,
    note TEXT NOT NULL,
    sure_and_wrong_on TEXT,
    latest_instant INTEGER NOT NULL, -- the place in the log of the latest event that counts
    latest_event TEXT NOT NULL,
    -- The study day it comes back on, as a proleptic Gregorian ordinal; null without a memory, and where the
    -- instant of due_at counts.
    due_day INTEGER
) STRICT, WITHOUT ROWID;

-- How much comes back on each day.
CREATE INDEX item_state_by_day ON item_state (due_day, suspended);

-- The answers of an item and its memories, by the history that counts for it now, packed as in past.py.
CREATE TABLE item_past (
    item TEXT NOT NULL PRIMARY KEY,
    latest_day INTEGER NOT NULL,     -- the last study day with an answer, as a proleptic Gregorian ordinal
    answers BLOB NOT NULL,
    memories BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX item_past_by_day ON item_past (latest_day);

-- The sums of all answers by study day, and of the same by the hour on the learner's clock.
CREATE TABLE day_total (
    study_day TEXT NOT NULL PRIMARY KEY,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    new INTEGER NOT NULL,
    known INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    reviews_right INTEGER NOT NULL,
    predicted INTEGER NOT NULL,
    mature INTEGER NOT NULL,
    mature_right INTEGER NOT NULL,
    mature_predicted INTEGER NOT NULL,
    practice INTEGER NOT NULL,
    again INTEGER NOT NULL,
    hard INTEGER NOT NULL,
    good INTEGER NOT NULL,
    easy INTEGER NOT NULL,
    guessed INTEGER NOT NULL,
    guessed_right INTEGER NOT NULL,
    unsure INTEGER NOT NULL,
    unsure_right INTEGER NOT NULL,
    sure INTEGER NOT NULL,
    sure_right INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE hour_total (
    study_day TEXT NOT NULL,
    hour INTEGER NOT NULL,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    PRIMARY KEY (study_day, hour)
) STRICT, WITHOUT ROWID;
