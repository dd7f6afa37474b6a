-- People at a desk who are agents although no file says so: they asked, and a lead agreed.
CREATE TABLE agent_link (
    desk       VARCHAR(40)  NOT NULL,
    user_id    VARCHAR(100) NOT NULL,
    name       VARCHAR(200) NOT NULL, -- as customers see it
    state      VARCHAR(10)  NOT NULL, -- ASKED, APPROVED, DECLINED
    asked_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    decided_by VARCHAR(200),
    decided_at TIMESTAMP WITH TIME ZONE,
    PRIMARY KEY (desk, user_id)
);
