-- What a desk shows of a handoff: the rest follows from comparing this with the conversation.
CREATE TABLE desk_card (
    handoff_id      BIGINT PRIMARY KEY REFERENCES handoff (id),
    desk            VARCHAR(40)  NOT NULL,
    destination     VARCHAR(200) NOT NULL,
    card_id         VARCHAR(200), -- the desk's name for it; null until it was shown
    shown_state     VARCHAR(300) NOT NULL,
    shown_seq       BIGINT       NOT NULL,
    attempts        INTEGER      NOT NULL,
    next_attempt_at TIMESTAMP WITH TIME ZONE NOT NULL
);
CREATE INDEX desk_card_place ON desk_card (desk, destination, card_id);

-- What agents wrote at a desk: once however often it is delivered, and what became of it.
CREATE TABLE desk_reply (
    origin          VARCHAR(200) PRIMARY KEY,
    handoff_id      BIGINT NOT NULL REFERENCES handoff (id),
    conversation_id BIGINT NOT NULL,
    first_seq       BIGINT NOT NULL,
    last_seq        BIGINT NOT NULL,
    told            BOOLEAN NOT NULL
);
CREATE INDEX desk_reply_told ON desk_reply (told);
