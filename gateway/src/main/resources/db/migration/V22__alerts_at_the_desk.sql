-- Whether a desk has said that it is raised. What is over by now needs no word.
ALTER TABLE alert ADD COLUMN shown BOOLEAN DEFAULT FALSE NOT NULL;
-- Everybody of a large team may be called.
ALTER TABLE handoff_event ALTER COLUMN mention SET DATA TYPE TEXT;
