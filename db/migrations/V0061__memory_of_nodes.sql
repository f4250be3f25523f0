-- Bytes that can be given out without swapping, as the kernel says; null: its agent does not say.
alter table node add column memory_free_bytes bigint;

-- What was in use of each node's memory, a row for each quarter of an hour. Kept for two days: the forecast looks at one.
create table node_memory (
  node_id     uuid        not null references node (id) on delete cascade,
  at          timestamptz not null,
  total_bytes bigint      not null,
  free_bytes  bigint      not null,
  primary key (node_id, at)
);
create index node_memory_age on node_memory (at);
-- Machines belong to the platform: no tenant reads it.
grant select, insert, update, delete on node_memory to slipway_system;
