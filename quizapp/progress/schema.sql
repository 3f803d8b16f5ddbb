-- The log: the truth, version 1 of it. Later versions are scripts of their own, see database.py.

CREATE TABLE event (
    number INTEGER PRIMARY KEY,      -- the order of arrival in this file
    id TEXT NOT NULL UNIQUE,
    instant INTEGER NOT NULL,        -- milliseconds since 1970, UTC
    type TEXT NOT NULL,
    item TEXT,                       -- null for a retraction
    target TEXT,                     -- the event a retraction takes back; the item that is followed
    body TEXT NOT NULL               -- the whole event as ASCII JSON
) STRICT;

CREATE INDEX event_in_order ON event (instant, id);
CREATE INDEX event_of_item ON event (item) WHERE item IS NOT NULL;
CREATE INDEX event_at_target ON event (target) WHERE target IS NOT NULL;
CREATE INDEX event_but_answers ON event (type, instant, id) WHERE type <> 'answer';

CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event never changes');
END;

CREATE TRIGGER event_is_never_deleted BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'an event is never deleted');
END;

CREATE TABLE meta (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
