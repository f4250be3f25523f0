-- What pods use, as nodes last said it: a row from the pod's own node, and one from every other node whose ingress
-- leads requests to it. Unlogged: a crash forgets it, and ten seconds later it is said again. Without foreign keys: one
-- statement writes what all nodes said, and a pod that goes meanwhile must not undo it. Rows nobody renews are swept.
create unlogged table pod_usage (
  organization_id     uuid        not null,
  pod_id              uuid        not null,
  node_id             uuid        not null,
  at                  timestamptz not null,
  -- Thousandths of a core; null: not measured.
  cpu_millis          integer,
  memory_bytes        bigint,
  -- Through that node's ingress; null: it does not know.
  requests_per_second double precision,
  primary key (organization_id, pod_id, node_id)
) with (fillfactor = 50);

-- One row: when an ingress last said how many requests came. Shortly after, pods that none names got none.
create unlogged table ingress_usage (
  only_row boolean     primary key default true check (only_row),
  at       timestamptz not null
) with (fillfactor = 50);

-- What the pods of an app use together, every 15 seconds for an hour: slot is the number of the quarter of a minute
-- modulo 240, so that the newest takes the place of the oldest and nothing has to be deleted.
create unlogged table app_usage (
  organization_id     uuid        not null,
  app_id              uuid        not null,
  slot                integer     not null check (slot between 0 and 239),
  at                  timestamptz not null,
  pods                integer     not null,
  cpu_millis          bigint,
  memory_bytes        bigint,
  requests_per_second double precision,
  primary key (organization_id, app_id, slot)
) with (fillfactor = 70);

do
$$
declare t text;
begin
  foreach t in array array['pod_usage', 'app_usage']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select on %I to slipway_tenant', t);
    execute format('grant select, insert, update, delete on %I to slipway_system', t);
  end loop;
end
$$;
-- Machines belong to the platform, but whether requests are counted at all is nobody's secret.
grant select on ingress_usage to slipway_tenant;
grant select, insert, update, delete on ingress_usage to slipway_system;
