-- Lists of who is looked at more than expected, each published whole. Whoever holds the lease makes the next one.
CREATE TABLE trending_list (
    name           text PRIMARY KEY,
    as_of          timestamptz,
    compared_at    timestamptz,
    building_until timestamptz NOT NULL
);

-- The places of each list, with the numbers behind them.
CREATE TABLE trending_place (
    list     text NOT NULL REFERENCES trending_list ON DELETE CASCADE,
    place    int NOT NULL,
    user_id  text COLLATE "C" NOT NULL,
    previous int,
    riser    jsonb NOT NULL,
    PRIMARY KEY (list, place)
);

CREATE INDEX trending_place_user_id ON trending_place (user_id);

-- Who was where on some of the lists before, to tell previous ranks.
CREATE TABLE trending_past (
    list    text NOT NULL REFERENCES trending_list ON DELETE CASCADE,
    at      timestamptz NOT NULL,
    place   int NOT NULL,
    user_id text COLLATE "C" NOT NULL,
    PRIMARY KEY (list, at, place)
);

CREATE INDEX trending_past_user_id ON trending_past (user_id);
