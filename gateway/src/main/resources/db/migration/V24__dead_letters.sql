-- Why an event could not be handled; beside the inbox, where each message would carry an empty column.
CREATE TABLE dead_letter (
    inbox_id BIGINT PRIMARY KEY REFERENCES inbox (id),
    why      TEXT NOT NULL
);
