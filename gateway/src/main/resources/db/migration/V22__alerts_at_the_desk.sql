-- Whether a desk has said that it is raised. What is over by now needs no word.
ALTER TABLE alert ADD COLUMN shown BOOLEAN DEFAULT FALSE NOT NULL;
