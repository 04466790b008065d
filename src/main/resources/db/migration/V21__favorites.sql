-- Whom somebody marked as a favorite. Within one owner no two are added at the same time, so the time is a place in the
-- list. Owners are plain ids: the service must know whose they are, and forgets them with the owner.
CREATE TABLE favorite (
    owner_id text NOT NULL,
    user_id  text NOT NULL CHECK (user_id <> owner_id),
    added_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, user_id)
);

CREATE UNIQUE INDEX favorite_newest ON favorite (owner_id, added_at);

-- Who has somebody as a favorite.
CREATE INDEX favorite_user ON favorite (user_id, owner_id);

-- Deleted users whose favorites, and who as favorites of others, are still to be removed: some have very many.
CREATE TABLE favorite_erasure (
    user_id   text PRIMARY KEY,
    erased_at timestamptz NOT NULL
);
