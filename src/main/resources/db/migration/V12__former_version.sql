-- The highest version known of a user before a delete that had none: nothing below it comes after that delete.
ALTER TABLE user_cache ADD COLUMN former_version bigint;
