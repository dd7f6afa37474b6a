-- While a person has a conversation: when its customer last opened it, and when they closed it.
ALTER TABLE conversation ADD COLUMN seen_at TIMESTAMP WITH TIME ZONE;
ALTER TABLE conversation ADD COLUMN left_at TIMESTAMP WITH TIME ZONE;
