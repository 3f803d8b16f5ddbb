-- What derives from the log: dropped and made again by this script, then filled from the events.

DROP TABLE IF EXISTS item_state;
DROP TABLE IF EXISTS item_day;
DROP TABLE IF EXISTS day_total;

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
    latest_instant INTEGER NOT NULL, -- the place in the log of the latest event that counts
    latest_event TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What one item adds to one study day.
CREATE TABLE item_day (
    study_day TEXT NOT NULL,
    item TEXT NOT NULL,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    new INTEGER NOT NULL,
    known INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    reviews_right INTEGER NOT NULL,
    PRIMARY KEY (study_day, item)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_day_of_item ON item_day (item);

-- The sums of item_day, kept by its triggers.
CREATE TABLE day_total (
    study_day TEXT NOT NULL PRIMARY KEY,
    answers INTEGER NOT NULL,
    right INTEGER NOT NULL,
    ms INTEGER NOT NULL,
    new INTEGER NOT NULL,
    known INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    reviews_right INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TRIGGER item_day_added AFTER INSERT ON item_day
BEGIN
    INSERT INTO day_total
    VALUES (NEW.study_day, NEW.answers, NEW.right, NEW.ms, NEW.new, NEW.known, NEW.reviews, NEW.reviews_right)
    ON CONFLICT (study_day) DO UPDATE SET
        answers = answers + excluded.answers,
        right = right + excluded.right,
        ms = ms + excluded.ms,
        new = new + excluded.new,
        known = known + excluded.known,
        reviews = reviews + excluded.reviews,
        reviews_right = reviews_right + excluded.reviews_right;
END;

CREATE TRIGGER item_day_taken AFTER DELETE ON item_day
BEGIN
    UPDATE day_total SET
        answers = answers - OLD.answers,
        right = right - OLD.right,
        ms = ms - OLD.ms,
        new = new - OLD.new,
        known = known - OLD.known,
        reviews = reviews - OLD.reviews,
        reviews_right = reviews_right - OLD.reviews_right
    WHERE study_day = OLD.study_day;
    DELETE FROM day_total WHERE study_day = OLD.study_day AND answers = 0;
END;
