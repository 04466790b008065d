-- They are few, and asked for at each start and whenever one of them might be the last.
CREATE INDEX account_super_admin ON account (id) WHERE 'SUPER_ADMIN' = ANY (roles);
