-- What desks show of forgotten customers, until it is taken away there.
ALTER TABLE desk_card ADD COLUMN forgotten BOOLEAN DEFAULT FALSE NOT NULL;
CREATE INDEX desk_card_forgotten ON desk_card (forgotten);
