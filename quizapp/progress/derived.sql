-- What derives from the log: dropped and made again by this script, then filled from the events.

DROP TABLE IF EXISTS item_state;
DROP TABLE IF EXISTS item_day;
DROP TABLE IF EXISTS item_hour;
DROP TABLE IF EXISTS item_memory;
DROP TABLE IF EXISTS day_total;
DROP TABLE IF EXISTS hour_total;

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
    latest_event TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- What one item adds to one study day, by the hour on the learner's clock.
CREATE TABLE item_hour (
    study_day TEXT NOT NULL,
    item TEXT NOT NULL,
    hour INTEGER NOT NULL,
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
    sure_right INTEGER NOT NULL,
    PRIMARY KEY (study_day, item, hour)
) STRICT, WITHOUT ROWID;

CREATE INDEX item_hour_of_item ON item_hour (item);

-- The memory of an item at the end of each study day on which it changed, by the history that counts
-- for it now; all null where the learner had it forgotten.
CREATE TABLE item_memory (
    item TEXT NOT NULL,
    study_day TEXT NOT NULL,
    phase TEXT,
    stability REAL,
    PRIMARY KEY (item, study_day)
) STRICT, WITHOUT ROWID;

-- The sums of item_hour, kept by its triggers.
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

CREATE TRIGGER item_hour_added AFTER INSERT ON item_hour
BEGIN
    INSERT INTO day_total
    VALUES (
        NEW.study_day, NEW.answers, NEW.right, NEW.ms, NEW.new, NEW.known, NEW.reviews, NEW.reviews_right,
        NEW.predicted, NEW.mature, NEW.mature_right, NEW.mature_predicted, NEW.practice, NEW.again,
        NEW.hard, NEW.good, NEW.easy, NEW.guessed, NEW.guessed_right, NEW.unsure, NEW.unsure_right,
        NEW.sure, NEW.sure_right
    )
    ON CONFLICT (study_day) DO UPDATE SET
        answers = answers + excluded.answers,
        right = right + excluded.right,
        ms = ms + excluded.ms,
        new = new + excluded.new,
        known = known + excluded.known,
        reviews = reviews + excluded.reviews,
        reviews_right = reviews_right + excluded.reviews_right,
        predicted = predicted + excluded.predicted,
        mature = mature + excluded.mature,
        mature_right = mature_right + excluded.mature_right,
        mature_predicted = mature_predicted + excluded.mature_predicted,
        practice = practice + excluded.practice,
        again = again + excluded.again,
        hard = hard + excluded.hard,
        good = good + excluded.good,
        easy = easy + excluded.easy,
        guessed = guessed + excluded.guessed,
        guessed_right = guessed_right + excluded.guessed_right,
        unsure = unsure + excluded.unsure,
        unsure_right = unsure_right + excluded.unsure_right,
        sure = sure + excluded.sure,
        sure_right = sure_right + excluded.sure_right;
    INSERT INTO hour_total
    VALUES (NEW.study_day, NEW.hour, NEW.answers, NEW.right)
    ON CONFLICT (study_day, hour) DO UPDATE SET
        answers = answers + excluded.answers,
        right = right + excluded.right;
END;

CREATE TRIGGER item_hour_taken AFTER DELETE ON item_hour
BEGIN
    UPDATE day_total SET
        answers = answers - OLD.answers,
        right = right - OLD.right,
        ms = ms - OLD.ms,
        new = new - OLD.new,
        known = known - OLD.known,
        reviews = reviews - OLD.reviews,
        reviews_right = reviews_right - OLD.reviews_right,
        predicted = predicted - OLD.predicted,
        mature = mature - OLD.mature,
        mature_right = mature_right - OLD.mature_right,
        mature_predicted = mature_predicted - OLD.mature_predicted,
        practice = practice - OLD.practice,
        again = again - OLD.again,
        hard = hard - OLD.hard,
        good = good - OLD.good,
        easy = easy - OLD.easy,
        guessed = guessed - OLD.guessed,
        guessed_right = guessed_right - OLD.guessed_right,
        unsure = unsure - OLD.unsure,
        unsure_right = unsure_right - OLD.unsure_right,
        sure = sure - OLD.sure,
        sure_right = sure_right - OLD.sure_right
    WHERE study_day = OLD.study_day;
    DELETE FROM day_total WHERE study_day = OLD.study_day AND answers = 0;
    UPDATE hour_total SET
        answers = answers - OLD.answers,
        right = right - OLD.right
    WHERE study_day = OLD.study_day AND hour = OLD.hour;
    DELETE FROM hour_total WHERE study_day = OLD.study_day AND hour = OLD.hour AND answers = 0;
END;
