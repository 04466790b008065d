-- What the document of a user must agree with, in 48 bits: everything the index is told and the revision, nothing
-- private. Kept by a trigger, so that a row altered by hand has another digest than its document.
ALTER TABLE user_cache ADD COLUMN digest bigint;

CREATE FUNCTION user_cache_digest() RETURNS trigger
    LANGUAGE plpgsql
    SET timezone = 'UTC'
    SET datestyle = 'ISO'
AS $$
BEGIN
    NEW.digest := CASE WHEN NEW.deleted_at IS NULL THEN ('x' || left(md5(ROW(
        NEW.id, NEW.username, NEW.first_name, NEW.last_name, NEW.bio, NEW.location, NEW.profile_picture,
        NEW.cover_image, NEW.website, NEW.instagram_handle, NEW.twitter_handle, NEW.linkedin_handle,
        NEW.youtube_handle, NEW.content_categories, NEW.primary_niche, NEW.primary_platform,
        NEW.estimated_followers, NEW.engagement_rate, NEW.company_name, NEW.company_type, NEW.industry,
        NEW.company_website, NEW.target_audience, NEW.campaign_types, NEW.crew_skills, NEW.experience_level,
        NEW.equipment_owned, NEW.portfolio_url, NEW.hourly_rate, NEW.availability, NEW.work_style,
        NEW.specializations, NEW.roles, NEW.status, NEW.is_active, NEW.email_verified, NEW.created_at,
        NEW.updated_at, NEW.last_active_at, NEW.search_score, NEW.revision)::text), 12))::bit(48)::bigint END;
    RETURN NEW;
END $$;

CREATE TRIGGER user_cache_digest BEFORE INSERT OR UPDATE ON user_cache
    FOR EACH ROW EXECUTE FUNCTION user_cache_digest();

UPDATE user_cache SET revision = revision WHERE deleted_at IS NULL;

-- The ids in ranges, each from after_id (exclusive) to the after_id of the next, and when each was last compared
-- with the index. One row for about a thousand users; split as the table grows.
CREATE TABLE drift_range (
    after_id     text COLLATE "C" PRIMARY KEY,
    verified_at  timestamptz NOT NULL,
    leased_until timestamptz NOT NULL
);

CREATE INDEX drift_range_verified_at ON drift_range (verified_at);

INSERT INTO drift_range VALUES ('', now(), now());

-- Where the index differed from the cache. Identity only.
CREATE TABLE drift_finding (
    user_id     text PRIMARY KEY,
    kind        text NOT NULL,
    found_at    timestamptz NOT NULL,
    attempts    int NOT NULL,
    repaired_at timestamptz
);

-- Passes over everybody that an admin asked for.
CREATE TABLE drift_pass (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    repair      boolean NOT NULL,
    started_at  timestamptz NOT NULL,
    finished_at timestamptz,
    users       bigint NOT NULL DEFAULT 0,
    found       bigint NOT NULL DEFAULT 0
);

CREATE UNIQUE INDEX drift_pass_running ON drift_pass ((finished_at IS NULL)) WHERE finished_at IS NULL;
