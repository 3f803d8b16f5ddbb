-- Version 3: events of quizzes, notes and resets; sums for statistics; and quizzes that were left in the middle.

-- Quizzes that were left in the middle. Not the log, and not derived from it: what they hold counts once
-- it is submitted.
CREATE TABLE open_quiz (
    attempt TEXT NOT NULL PRIMARY KEY,
    kept INTEGER NOT NULL,           -- milliseconds since 1970, UTC: when it was last kept
    plan TEXT NOT NULL,              -- what stays the same, as JSON: the setup, the seed, the questions
    progress TEXT NOT NULL           -- what changes with each step, as JSON: answers, marks, position, time
) STRICT, WITHOUT ROWID;
