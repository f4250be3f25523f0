-- Apps whose work ends, apps that start such work at set times, and apps with one pod on every node.
alter table app drop constraint app_kind_check;
alter table app add constraint app_kind_check check (kind in ('WEB', 'WORKER', 'JOB', 'CRON_JOB', 'DAEMON'));

-- SUCCEEDED and FAILED: ended, and not started again.
alter table pod drop constraint pod_phase_check;
alter table pod add constraint pod_phase_check check (phase in
  ('PENDING', 'PULLING', 'STARTING', 'RUNNING', 'STOPPING', 'EXITED', 'UNKNOWN', 'SUCCEEDED', 'FAILED'));
alter table pod add column finished_at timestamptz;
-- A daemon's pod goes there or nowhere.
alter table pod add column only_node_id uuid references node (id) on delete cascade;

-- What a job or cron job has begun so far. Its row is older than any run that is kept.
create table job (
  app_id           uuid        not null,
  organization_id  uuid        not null,
  next_run_number  integer     not null default 1,
  -- The newest deployment of a job that a run was made for: each deployment makes one, however often it is looked at.
  begun_for        uuid,
  -- A cron job's schedule and zone as last seen, and the last time that is settled: its run was made or given up.
  -- Times before it are never looked at again.
  schedule         text,
  settled_until    timestamptz,
  primary key (organization_id, app_id),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index job_of_app on job (app_id);

create table job_run (
  id               uuid        primary key,
  organization_id  uuid        not null,
  project_id       uuid        not null,
  app_id           uuid        not null,
  deployment_id    uuid        not null,
  revision_id      uuid        not null,
  number           integer     not null,
  -- Of a cron job's run: <app>-<minutes since 1970>, the same whoever makes it.
  name             text        not null,
  trigger          text        not null check (trigger in ('DEPLOYMENT', 'MANUAL', 'SCHEDULE')),
  triggered_by     text        not null,
  scheduled_for    timestamptz,
  spec             jsonb       not null,
  created_at       timestamptz not null,
  -- spec: written by users
  suspended        boolean     not null default false,
  cancel_requested boolean     not null default false,
  -- state machine and counters: written by the leader
  state            text        not null check (state in ('RUNNING', 'SUSPENDED', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  state_since      timestamptz not null,
  -- Time counts against the deadline from here; null while it is suspended.
  started_at       timestamptz,
  succeeded        integer     not null default 0,
  failed           integer     not null default 0,
  -- Since the last success.
  failures_in_row  integer     not null default 0,
  last_failure_at  timestamptz,
  -- Pods that should run, as last seen to.
  active           integer     not null default 0,
  -- When something is to be done though nothing happens: a pause or deadline ends.
  next_at          timestamptz,
  problem_type     text,
  problem          text,
  finished_at      timestamptz,
  unique (organization_id, id),
  unique (organization_id, app_id, number),
  -- However many leaders think it is their turn.
  unique (organization_id, app_id, scheduled_for),
  check ((trigger = 'SCHEDULE') = (scheduled_for is not null)),
  check ((finished_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELED'))),
  check (state <> 'FAILED' or problem is not null),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade,
  foreign key (organization_id, deployment_id) references deployment (organization_id, id) on delete cascade
);
create index job_run_open on job_run (app_id) where finished_at is null;
create index job_run_ended on job_run (app_id, finished_at) where finished_at is not null;
create index job_run_of_deployment on job_run (organization_id, deployment_id);

-- How its pods ended, each counted once; outlives the pods.
create table job_pod_result (
  organization_id uuid        not null,
  run_id          uuid        not null,
  pod_id          uuid        not null,
  pod             text        not null,
  node            text,
  index           integer,
  -- IGNORED: failed, and the policy says that it does not count.
  outcome         text        not null check (outcome in ('SUCCEEDED', 'FAILED', 'IGNORED')),
  exit_code       integer,
  reason          text,
  message         text,
  restarts        integer     not null,
  started_at      timestamptz,
  finished_at     timestamptz not null,
  -- Whether the run's counters know of it; both change in one transaction.
  counted         boolean     not null default false,
  primary key (organization_id, run_id, pod_id),
  foreign key (organization_id, run_id) references job_run (organization_id, id) on delete cascade
);

create index job_pod_result_uncounted on job_pod_result (run_id) where not counted;

create table job_run_change (
  id              uuid        primary key,
  organization_id uuid        not null,
  run_id          uuid        not null,
  at              timestamptz not null,
  state           text        not null check (state in ('RUNNING', 'SUSPENDED', 'SUCCEEDED', 'FAILED', 'CANCELED')),
  sentence        text        not null,
  foreign key (organization_id, run_id) references job_run (organization_id, id) on delete cascade
);
create index job_run_change_list on job_run_change (organization_id, run_id, id);

-- A pod of a run: no rollout counts it, and it has an end.
alter table pod add column run_id uuid;
alter table pod add column run_index integer;
alter table pod add constraint pod_run_fkey foreign key (organization_id, run_id) references job_run (organization_id, id);
-- A pod that has ended counts also when its row goes before it was counted, such as with its node. One that was told
-- to stop has not failed.
create function keep_job_pod_result() returns trigger language plpgsql as
$$
begin
  insert into job_pod_result (organization_id, run_id, pod_id, pod, node, index, outcome, exit_code, reason, message,
                              restarts, started_at, finished_at)
  values (old.organization_id, old.run_id, old.id, old.name, (select n.name from node n where n.id = old.node_id),
          old.run_index, old.phase, old.exit_code, old.reason, old.message, old.restarts, old.started_at,
          coalesce(old.finished_at, now()))
  on conflict do nothing;
  return old;
end
$$;
create trigger keep_job_pod_result before delete on pod for each row
  when (old.run_id is not null and (old.phase = 'SUCCEEDED' or (old.phase = 'FAILED' and old.intent = 'RUN')))
  execute function keep_job_pod_result();
create index pod_of_run on pod (organization_id, run_id) where run_id is not null;
create index pod_of_any_run on pod (run_id) where run_id is not null;

do
$$
declare t text;
begin
  foreach t in array array['job', 'job_run', 'job_pod_result', 'job_run_change']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to slipway_tenant, slipway_system', t);
  end loop;
end
$$;
create trigger audit_change after insert or update or delete on job_run
  for each row execute function audit_change();
create trigger log_change after insert or update or delete on job_run
  for each row execute function log_change();

-- What apps may have at once: of a job as many pods as run side by side, of a daemon one for every node.
create or replace view organization_usage with (security_invoker = true) as
select o.id as organization_id, work.apps, work.pods, work.cpu_millis, work.memory_bytes,
       cast(images.storage_bytes + volumes.size as bigint) as storage_bytes, running.builds, hosts.domains, valid.tokens
  from organization o
 cross join lateral (
       select cast(count(*) as integer) as apps,
              cast(coalesce(sum(wanted.pods), 0) as integer) as pods,
              cast(coalesce(sum(wanted.pods * wanted.cpu), 0) as bigint) as cpu_millis,
              cast(coalesce(sum(wanted.pods * wanted.memory), 0) as bigint) as memory_bytes
         from (select cast(a.spec ->> 'cpuMillis' as bigint) as cpu,
                      cast(a.spec ->> 'memoryBytes' as bigint) as memory,
                      case when a.kind in ('JOB', 'CRON_JOB')
                           then coalesce(cast(a.spec #>> '{job,parallelism}' as integer), 1)
                           when a.kind = 'DAEMON' then (select cast(count(n.id) as integer) from node n)
                           when a.replicas = 0 then 0
                           when s.surge like '%\%'
                           then a.replicas + (a.replicas * cast(rtrim(s.surge, '%') as integer) + 99) / 100
                           else a.replicas + cast(s.surge as integer) end as pods
                 from app a
                cross join lateral (select coalesce(a.spec #>> '{rollout,maxSurge}', '25%') as surge) s
                where a.organization_id = o.id and a.deleted_at is null) wanted) work
 cross join lateral (
       select cast(coalesce(sum(image.size), 0) as bigint) as storage_bytes
         from (select max(b.image_size) as size
                 from build b
                where b.organization_id = o.id and b.image_digest is not null
                  and (b.source ->> 'image' is null or starts_with(b.image_repository, o.slug || '/'))
                group by b.image_repository, b.image_digest) image) images
 cross join lateral (
       select coalesce(sum(v.size_bytes), 0) as size
         from volume v
        where v.organization_id = o.id) volumes
 cross join lateral (
       select cast(count(*) as integer) as builds
         from build b
        where b.organization_id = o.id and b.state = 'RUNNING') running
 cross join lateral (
       select cast(coalesce(sum(app.hosts - 1), 0) as integer) as domains
         from (select count(*) as hosts from route r where r.organization_id = o.id group by r.app_id) app) hosts
 cross join lateral (
       select cast(count(*) as integer) as tokens
         from api_token t
        where t.organization_id = o.id and t.revoked_at is null and t.expires_at > now()) valid
 where o.deleted_at is null;
