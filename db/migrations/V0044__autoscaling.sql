-- What the autoscaler last saw and thought of each app it scales; a new leader goes on from it.
create table app_autoscaling (
  organization_id uuid        not null,
  app_id          uuid        not null,
  looked_at       timestamptz not null,
  -- Pods the app should have had by the last look alone; null: it could not tell.
  recommended     integer,
  -- [{at, replicas}] of the last five minutes, oldest first: the highest of them holds back scaling down.
  recommendations jsonb       not null,
  -- As they are told: [{kind, target, current, replicas, problem}], [{type, holds, reason, message, since}]
  metrics         jsonb       not null,
  conditions      jsonb       not null,
  primary key (organization_id, app_id),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);

-- What it did, newest kept; also how fast it may go on.
create table app_scaling (
  id              uuid        primary key,
  organization_id uuid        not null,
  app_id          uuid        not null,
  at              timestamptz not null,
  from_replicas   integer     not null,
  to_replicas     integer     not null check (to_replicas <> from_replicas),
  -- A sentence for people.
  reason          text        not null,
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index app_scaling_list on app_scaling (organization_id, app_id, at desc);

create index app_autoscaled on app (id)
  where jsonb_typeof(spec -> 'autoscaling') = 'object' and deleted_at is null;

do
$$
declare t text;
begin
  foreach t in array array['app_autoscaling', 'app_scaling']
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
