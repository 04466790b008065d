-- Delivery ids already handled, so that a retry changes nothing. Holds no user data.
CREATE TABLE webhook_inbox (
    webhook_id  text PRIMARY KEY,
    received_at timestamptz NOT NULL
);

CREATE INDEX webhook_inbox_received_at ON webhook_inbox (received_at);
