-- One order for everything that changes a document; Elasticsearch takes it as the external version.
CREATE SEQUENCE revision;

-- The Auth Service's users as last heard of. A deleted user stays as a tombstone: identity and order, nothing personal.
CREATE TABLE user_cache (
    id                  text PRIMARY KEY,
    email               text,
    username            text,
    first_name          text,
    last_name           text,
    bio                 text,
    location            text,
    profile_picture     text,
    cover_image         text,
    website             text,
    instagram_handle    text,
    twitter_handle      text,
    linkedin_handle     text,
    youtube_handle      text,
    content_categories  text[],
    primary_niche       text,
    primary_platform    text,
    estimated_followers bigint,
    engagement_rate     double precision,
    company_name        text,
    company_type        text,
    industry            text,
    company_website     text,
    target_audience     text[],
    campaign_types      text[],
    crew_skills         text[],
    experience_level    text,
    equipment_owned     text[],
    portfolio_url       text,
    hourly_rate         numeric(12, 2),
    availability        text,
    work_style          text,
    specializations     text[],
    roles               text[],
    status              text,
    is_active           boolean,
    email_verified      boolean,
    created_at          timestamptz,
    updated_at          timestamptz,
    last_active_at      timestamptz,

    search_score        double precision,
    profile_views       bigint,
    last_sync_at        timestamptz NOT NULL,

    source_version      bigint,
    source_time         timestamptz NOT NULL,
    revision            bigint NOT NULL,
    deleted_at          timestamptz,

    CONSTRAINT tombstones_hold_nothing_personal CHECK (deleted_at IS NULL OR num_nonnulls(
        email, username, first_name, last_name, bio, location, profile_picture, cover_image, website,
        instagram_handle, twitter_handle, linkedin_handle, youtube_handle, content_categories, primary_niche,
        primary_platform, estimated_followers, engagement_rate, company_name, company_type, industry,
        company_website, target_audience, campaign_types, crew_skills, experience_level, equipment_owned,
        portfolio_url, hourly_rate, availability, work_style, specializations, roles, status, is_active,
        email_verified, created_at, updated_at, last_active_at, search_score, profile_views) = 0)
) WITH (fillfactor = 80);

CREATE INDEX user_cache_username ON user_cache (lower(username)) WHERE deleted_at IS NULL;
