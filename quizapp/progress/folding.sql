-- Version 7: the index by item has all that a fold needs of an answer, so that a whole log is folded without its
-- bodies being read. See replays.py, which reads these columns.

-- How an answer was given: its type, mode, verdict, rating, overruled, confidence and guess rate as a JSON array;
-- null where a body is not as expected, and has to be read.
ALTER TABLE event ADD COLUMN manner ANY GENERATED ALWAYS AS (
    CASE WHEN json_valid(body) AND json_type(body, '$.ms') = 'integer' AND json_extract(body, '$.ms') >= 0
        THEN json_extract(
            body, '$.type', '$.mode', '$.verdict', '$.rating', '$.overruled', '$.confidence', '$.guess_rate'
        )
    END
) VIRTUAL;

-- When: the study day, and the hour on the learner's clock: 2025-03-01T12.
ALTER TABLE event ADD COLUMN moment ANY GENERATED ALWAYS AS (
    CASE WHEN json_valid(body)
        THEN json_extract(body, '$.study_day') || substr(json_extract(body, '$.at'), 11, 3)
    END
) VIRTUAL;

ALTER TABLE event ADD COLUMN ms ANY GENERATED ALWAYS AS (
    CASE WHEN json_valid(body) THEN json_extract(body, '$.ms') END
) VIRTUAL;

DROP INDEX event_of_item;
CREATE INDEX event_of_item ON event (item, instant, id, manner, moment, ms) WHERE item IS NOT NULL;
