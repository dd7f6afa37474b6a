-- What short keys in links to a messenger stand for, such as the page or campaign that they are on. JSON.
CREATE TABLE deep_link (
    link_key   VARCHAR(64) PRIMARY KEY,
    details    TEXT NOT NULL,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);
