-- Where the branches of outside repositories were when they were last looked at: what no webhook told of is found so.
create table branch_watch (
  app_id          uuid        not null,
  organization_id uuid        not null,
  -- What is looked at; when the app's source names something else, everything here is forgotten.
  url             text        not null,
  branch          text        not null,
  head            text        check (head ~ '^[0-9a-f]{40}$'),
  checked_at      timestamptz,
  problem         text,
  failures        integer     not null default 0,
  next_at         timestamptz not null,
  -- The question that is under way.
  check_id        uuid,
  primary key (organization_id, app_id),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index branch_watch_of_app on branch_watch (app_id);
create index branch_watch_due on branch_watch (next_at) where check_id is null;

alter table deployment drop constraint deployment_trigger_check;
alter table deployment add constraint deployment_trigger_check
  check (trigger in ('PUSH', 'WEBHOOK', 'MANUAL', 'ROLLBACK', 'RESTART', 'CONFIG', 'POLL'));

-- What forges have yet to be told of deployments: the newest state counts, those in between need not be said.
create table commit_status (
  deployment_id   uuid        not null,
  organization_id uuid        not null,
  app_id          uuid        not null,
  -- Address of the repository and what was built of it.
  url             text        not null,
  commit_sha      text        not null check (commit_sha ~ '^[0-9a-f]{40}$'),
  wanted          text        not null check (wanted in ('PENDING', 'SUCCESS', 'FAILURE', 'CANCELED')),
  told            text        check (told in ('PENDING', 'SUCCESS', 'FAILURE', 'CANCELED')),
  attempts        integer     not null default 0,
  next_at         timestamptz not null,
  problem         text,
  primary key (organization_id, deployment_id),
  foreign key (organization_id, deployment_id) references deployment (organization_id, id) on delete cascade
);
create index commit_status_due on commit_status (next_at) where told is distinct from wanted;
create index deployment_recent on deployment (created_at);

do
$$
declare t text;
begin
  foreach t in array array['branch_watch', 'commit_status']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to slipway_tenant, slipway_system', t);
    execute format('create trigger audit_change after insert or update or delete on %I
                      for each row execute function audit_change()', t);
  end loop;
end
$$;
