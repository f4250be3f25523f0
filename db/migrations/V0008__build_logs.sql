alter table build
  -- Chunks left by earlier runs of this build: the node's numbers start at 1 with every run.
  add column log_offset bigint not null default 0;
create index build_cancel on build (node_id) where cancel_requested;

-- Tells who follows a log, in any replica, that it has grown: one row per statement and build, not per chunk.
create function log_build_log() returns trigger language plpgsql as
$$
begin
  insert into change_log (kind, organization_id, app_id, object_id, op)
  select distinct 'build_log', b.organization_id, b.app_id, b.id, 'I'
    from added a
    join build b on b.organization_id = a.organization_id and b.id = a.build_id;
  return null;
end
$$;
create trigger log_change after insert on build_log
  referencing new table as added for each statement execute function log_build_log();
