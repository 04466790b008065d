-- how often each user is looked at, as the User Service last told it; gone with the account
CREATE TABLE user_statistics (
    user_id            text COLLATE "C" PRIMARY KEY REFERENCES account (id) ON DELETE CASCADE,
    profile_views      bigint NOT NULL,
    search_appearances bigint NOT NULL,
    change             bigint NOT NULL,
    changed_at         timestamptz NOT NULL
);
