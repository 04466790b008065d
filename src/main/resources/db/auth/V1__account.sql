-- The truth about users. An id is never given twice: what remains of a deleted account is its id and last version.
CREATE TABLE account (
    id             text COLLATE "C" PRIMARY KEY,
    email          text        NOT NULL,
    username       text        NOT NULL,
    password_hash  text,
    roles          text[]      NOT NULL,
    status         text        NOT NULL,
    is_active      boolean     NOT NULL,
    email_verified boolean     NOT NULL,
    -- every other field of the user document, by its name there
    profile        jsonb       NOT NULL DEFAULT '{}',
    version        bigint      NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    last_active_at timestamptz
);

CREATE UNIQUE INDEX account_email ON account (lower(email));
CREATE UNIQUE INDEX account_username ON account (lower(username));

CREATE TABLE deleted_account (
    id         text COLLATE "C" PRIMARY KEY,
    version    bigint      NOT NULL,
    deleted_at timestamptz NOT NULL
);
