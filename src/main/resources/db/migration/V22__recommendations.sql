-- Whom somebody does not want to be recommended; forgotten with either of them, as favorites are.
CREATE TABLE recommendation_dismissal (
    owner_id text NOT NULL,
    user_id  text NOT NULL CHECK (user_id <> owner_id),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, user_id)
);

CREATE INDEX recommendation_dismissal_user ON recommendation_dismissal (user_id);
