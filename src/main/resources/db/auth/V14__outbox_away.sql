-- whether a message waits because the User Service was away; those that wait already go when it is back, as they would have
ALTER TABLE outbox ADD COLUMN away boolean NOT NULL DEFAULT true;
ALTER TABLE outbox ALTER COLUMN away SET DEFAULT false;
