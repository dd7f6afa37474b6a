-- Whether the agent was told that a reply still waits for its channel.
ALTER TABLE desk_reply ADD COLUMN queued BOOLEAN DEFAULT FALSE NOT NULL;
