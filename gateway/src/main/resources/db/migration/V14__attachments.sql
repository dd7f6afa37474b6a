-- Files of conversations. The content is in pieces, because the two databases have no common type for large values.
CREATE TABLE attachment (
    id              VARCHAR(40)  PRIMARY KEY, -- at random: who does not know it can't ask for it
    conversation_id BIGINT       NOT NULL REFERENCES conversation (id),
    source          VARCHAR(40)  NOT NULL, -- the channel or desk that has it
    source_key      TEXT,                  -- how that names it; null where the content came with it
    name            VARCHAR(200) NOT NULL,
    media_type      VARCHAR(100) NOT NULL, -- '' until the content is here
    bytes           BIGINT       NOT NULL,
    state           VARCHAR(10)  NOT NULL, -- COMING, READY, REFUSED
    problem         TEXT,                  -- why it was refused
    attempts        INTEGER      NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
    created_at      TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX attachment_coming ON attachment (state, next_attempt_at);
CREATE INDEX attachment_conversation ON attachment (conversation_id);

CREATE TABLE attachment_piece (
    attachment_id VARCHAR(40) NOT NULL REFERENCES attachment (id),
    place         INTEGER     NOT NULL,
    content       BYTEA       NOT NULL,
    PRIMARY KEY (attachment_id, place)
);

ALTER TABLE transcript ADD COLUMN attachment_id VARCHAR(40);
