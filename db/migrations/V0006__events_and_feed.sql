create table event (
  id              uuid        primary key,
  organization_id uuid,
  project_id      uuid,
  app_id          uuid,
  deployment_id   uuid,
  pod_id          uuid,
  node_id         uuid,
  at              timestamptz not null,
  severity        text        not null check (severity in ('INFO', 'WARNING', 'ERROR')),
  -- CamelCase, stable: scripts may match on it. The message is for people.
  reason          text        not null check (reason ~ '^[A-Z][A-Za-z]+$'),
  message         text        not null
);
create index event_of_app on event (organization_id, app_id, id desc);
create index event_recent on event (organization_id, id desc);

create table audit_entry (
  id              uuid        primary key,
  organization_id uuid,
  at              timestamptz not null,
  actor           text        not null,
  action          text        not null,
  target          text        not null,
  address         text        not null,
  outcome         text        not null
);
create index audit_entry_recent on audit_entry (organization_id, id desc);

create table idempotency_key (
  organization_id uuid        not null,
  caller          text        not null,
  key             text        not null check (length(key) between 1 and 200),
  request_hash    bytea       not null,
  status          integer,
  body            text,
  content_type    text,
  created_at      timestamptz not null,
  primary key (organization_id, caller, key)
);

-- The change feed: one row per changed object, written by triggers in the same transaction. A reader takes
-- everything committed that nothing older still in flight can precede: (xid, seq) below the snapshot's xmin.
create table change_log (
  seq             bigint      generated always as identity primary key,
  xid             xid8        not null default pg_current_xact_id(),
  at              timestamptz not null default now(),
  kind            text        not null,
  organization_id uuid,
  project_id      uuid,
  app_id          uuid,
  object_id       uuid        not null,
  op              char(1)     not null
);
create index change_log_feed on change_log (xid, seq);

create function log_change() returns trigger language plpgsql as
$$
declare
  r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  insert into change_log (kind, organization_id, project_id, app_id, object_id, op)
  values (tg_table_name,
          (r ->> 'organization_id')::uuid,
          coalesce((r ->> 'project_id')::uuid, case when tg_table_name = 'project' then (r ->> 'id')::uuid end),
          coalesce((r ->> 'app_id')::uuid, case when tg_table_name = 'app' then (r ->> 'id')::uuid end),
          (r ->> 'id')::uuid,
          left(tg_op, 1));
  return null;
end
$$;

do
$$
declare t text;
begin
  foreach t in array array['project', 'environment', 'app', 'build', 'revision', 'deployment', 'pod', 'service', 'route', 'event', 'node']
  loop
    -- node rows change with every heartbeat: its own trigger below leaves those out
    if t <> 'node' then
      execute format('create trigger log_change after insert or update or delete on %I for each row execute function log_change()', t);
    end if;
  end loop;
end
$$;
create trigger log_change after insert or delete on node for each row execute function log_change();
create trigger log_change_update after update of state, schedulable, roles, labels on node
  for each row when (old is distinct from new) execute function log_change();
