-- the instances of the service, each of which gives its share of what a caller may ask for
CREATE TABLE instance (
    id      uuid PRIMARY KEY,
    seen_at timestamptz NOT NULL
);
