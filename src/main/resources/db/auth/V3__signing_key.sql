-- The keys that sign access tokens, with their private halves: whoever reads this table can log in as anybody.
CREATE TABLE signing_key (
    kid        text PRIMARY KEY,
    jwk        text        NOT NULL,
    -- published before, so that everybody knows the key when it starts to sign
    signs_from timestamptz NOT NULL
);
