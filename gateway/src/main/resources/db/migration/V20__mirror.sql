-- What a desk shows of conversations beside handoffs, where that is wanted.
CREATE TABLE desk_mirror (
    conversation_id BIGINT PRIMARY KEY REFERENCES conversation (id),
    desk            VARCHAR(40)  NOT NULL,
    destination     VARCHAR(200) NOT NULL,
    thread_id       VARCHAR(200), -- the desk's name for it; null until it was shown
    shown_seq       BIGINT       NOT NULL,
    attempts        INTEGER      NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL,
    forgotten       BOOLEAN      NOT NULL
);
CREATE INDEX desk_mirror_forgotten ON desk_mirror (forgotten);
