-- Cards that were shown before the one a handoff has now: it moved, or somebody deleted them. What agents write below counts.
CREATE TABLE desk_former_card (
    desk        VARCHAR(40)  NOT NULL,
    destination VARCHAR(200) NOT NULL,
    card_id     VARCHAR(200) NOT NULL,
    handoff_id  BIGINT       NOT NULL REFERENCES handoff (id),
    PRIMARY KEY (desk, destination, card_id)
);
CREATE INDEX desk_former_card_handoff ON desk_former_card (handoff_id);
-- Whether what an agent wrote stands below the card that is shown now.
ALTER TABLE desk_reply ADD COLUMN below BOOLEAN DEFAULT TRUE NOT NULL;
