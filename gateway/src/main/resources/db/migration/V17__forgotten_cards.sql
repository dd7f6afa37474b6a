-- What desks show of forgotten customers, until it is taken away there.
ALTER TABLE desk_card ADD COLUMN forgotten BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX desk_card_forgotten ON desk_card (forgotten);
-- Changes of replies are named by their time from now on, and compared by it; earlier ones were named by their text.
DELETE FROM desk_reply WHERE last_seq = 0 AND origin LIKE '%~%';
