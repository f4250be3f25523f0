-- When the organization was told that the token ends soon; told once.
alter table api_token add column expiry_told_at timestamptz;
create index api_token_ending on api_token (expires_at) where revoked_at is null and expiry_told_at is null;

-- How much of a rate limit is used up, as the moment at which nothing of it will be (the theoretical arrival
-- time of GCRA): one row and one statement per request, whatever the limit. Unlogged: a crash forgives.
create unlogged table rate_bucket (
  key      text        primary key check (length(key) <= 200),
  free_at  timestamptz not null,
  -- Whether the request that wrote the row was within the limit.
  admitted boolean     not null
) with (fillfactor = 50);
create index rate_bucket_stale on rate_bucket (free_at);
-- Belongs to nobody, and says nothing of a tenant's content.
grant select, insert, update, delete on rate_bucket to slipway_system;
