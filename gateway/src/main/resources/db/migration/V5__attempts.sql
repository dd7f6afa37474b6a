-- When the attempt under way began: an attempt that a crash broke off is known by it, and counted.
ALTER TABLE outbox ADD COLUMN sending_since TIMESTAMP WITH TIME ZONE;
ALTER TABLE outbox ADD COLUMN uncertain INTEGER DEFAULT 0 NOT NULL;
