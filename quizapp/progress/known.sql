-- Version 2: what cards looked like when the decks were last read, and which edited ones may be the same.
-- None of it is the log, nor derived from it: without these tables no progress is lost.

CREATE TABLE known_course (
    course TEXT NOT NULL PRIMARY KEY,
    root TEXT NOT NULL,              -- the absolute path of its folder or file
    signature TEXT NOT NULL          -- of its files as they were; empty if it was never read as a whole
) STRICT, WITHOUT ROWID;

CREATE TABLE known_card (
    course TEXT NOT NULL,
    card TEXT NOT NULL,
    deck TEXT NOT NULL,
    file TEXT NOT NULL,              -- absolute
    question TEXT NOT NULL,
    answers TEXT NOT NULL,           -- a JSON object: what each facet expects
    gone INTEGER NOT NULL,           -- 1: it has left its course, with a history; 2: another card carries that on
    PRIMARY KEY (course, card)
) STRICT, WITHOUT ROWID;

-- Items whose right answer was changed by the author and is to be asked again soon.
CREATE TABLE changed_item (
    item TEXT NOT NULL PRIMARY KEY,
    expected TEXT NOT NULL           -- the fingerprint of the new answer
) STRICT, WITHOUT ROWID;

CREATE TABLE proposal (
    number INTEGER PRIMARY KEY,
    course TEXT NOT NULL,
    card TEXT NOT NULL,
    question TEXT NOT NULL,
    was_course TEXT NOT NULL,
    was_card TEXT NOT NULL,
    was_question TEXT NOT NULL,
    likeness INTEGER NOT NULL,       -- 0 to 100
    answers INTEGER NOT NULL,        -- how many were given to the earlier card
    state TEXT NOT NULL,             -- open, accepted, declined
    UNIQUE (course, card, was_course, was_card)
) STRICT;
