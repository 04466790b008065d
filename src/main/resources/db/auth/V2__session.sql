-- Guesses at a password, by the hash of the address they were made for, whether it has an account or not.
CREATE TABLE password_attempt (
    email_hash   bytea PRIMARY KEY,
    failures     integer     NOT NULL,
    last_at      timestamptz NOT NULL,
    locked_until timestamptz NOT NULL
);

CREATE INDEX password_attempt_last_at ON password_attempt (last_at);

CREATE TABLE session (
    id           text PRIMARY KEY,
    account_id   text COLLATE "C" NOT NULL REFERENCES account ON DELETE CASCADE,
    created_at   timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,
    user_agent   text,
    network      text NOT NULL
);

CREATE INDEX session_account ON session (account_id, last_used_at);
CREATE INDEX session_last_used_at ON session (last_used_at);

-- Used ones are kept as long as their session: one that comes back was stolen, or its successor was.
CREATE TABLE refresh_token (
    hash       bytea PRIMARY KEY,
    session_id text NOT NULL REFERENCES session ON DELETE CASCADE,
    used_at    timestamptz
);

CREATE INDEX refresh_token_session ON refresh_token (session_id);
