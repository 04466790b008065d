-- where an account stood when it was shut, and stands again when it is let in
ALTER TABLE account ADD COLUMN suspended_from text;
