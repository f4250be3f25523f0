-- What filled each node's disk, a row for each quarter of an hour; the newest is what is so now. Kept for two days:
-- the forecast looks at one.
create table node_disk (
  node_id         uuid        not null references node (id) on delete cascade,
  at              timestamptz not null,
  seen_at         timestamptz not null,
  total_bytes     bigint      not null,
  free_bytes      bigint      not null,
  image_bytes     bigint      not null,
  cache_bytes     bigint      not null,
  log_bytes       bigint      not null,
  container_bytes bigint      not null,
  -- The largest few: [{app, logs, containers, images}], in bytes.
  apps            jsonb       not null,
  primary key (node_id, at)
);
create index node_disk_age on node_disk (at);
-- Machines belong to the platform: no tenant reads it.
grant select, insert, update, delete on node_disk to slipway_system;
