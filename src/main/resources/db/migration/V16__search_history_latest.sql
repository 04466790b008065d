-- For the latest searches, whoever made them.
CREATE INDEX search_history_latest ON search_history (created_at);
