-- What is to be done about a line that the channel has: CHANGE, it reads otherwise now; REMOVAL, it was taken back.
ALTER TABLE outbox ADD COLUMN amendment VARCHAR(10);
