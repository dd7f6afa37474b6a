-- PostgreSQL makes no index for a reference. Whoever is forgotten, and whatever is asked about a handoff, is found by these.
CREATE INDEX inbox_conversation ON inbox (conversation_id);
CREATE INDEX conversation_by_key ON conversation (conversation_key);
CREATE INDEX webhook_delivery_conversation ON webhook_delivery (conversation_id);
CREATE INDEX desk_reply_handoff ON desk_reply (handoff_id);
CREATE INDEX handoff_resolved ON handoff (state, resolved_at, id);
CREATE INDEX handoff_turn ON handoff (turn_id);
CREATE INDEX turn_decided ON turn (decided_at);
-- Counts who took it: what an earlier holder still does can be told from what the present one does.
ALTER TABLE lease ADD COLUMN token BIGINT DEFAULT 0 NOT NULL;
