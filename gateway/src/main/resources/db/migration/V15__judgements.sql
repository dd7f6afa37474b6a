-- What owners and agents say answers a question. It is learned from, beside the file of judged questions.
CREATE TABLE judgement (
    turn_id    BIGINT PRIMARY KEY REFERENCES turn (id),
    question   TEXT         NOT NULL, -- as the knowledge base was asked; empty once the customer is forgotten
    language   VARCHAR(10)  NOT NULL,
    article_id VARCHAR(120), -- null: nothing answers it
    judged_by  VARCHAR(200) NOT NULL,
    judged_at  TIMESTAMP WITH TIME ZONE NOT NULL
);
