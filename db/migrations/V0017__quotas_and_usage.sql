-- What an organization may have where it is not what every organization may: null is the platform's default.
create table organization_quota (
  organization_id uuid    primary key references organization (id),
  apps            integer check (apps >= 0),
  pods            integer check (pods >= 0),
  cpu_millis      bigint  check (cpu_millis >= 0),
  memory_bytes    bigint  check (memory_bytes >= 0),
  storage_bytes   bigint  check (storage_bytes >= 0),
  builds          integer check (builds >= 0),
  domains         integer check (domains >= 0),
  tokens          integer check (tokens >= 0),
  updated_at      timestamptz not null
);

-- Whoever is about to have more takes the organization's row and holds it to the end of the transaction: what
-- is counted then cannot change under it. A row of its own, so that nothing else waits for it.
create table quota_turn (
  organization_id uuid   primary key references organization (id),
  turns           bigint not null default 1
);

-- What each organization had at that moment. Five-minute samples become one row an hour after two days, with
-- the highest value of each, and go after ninety days.
create table usage_sample (
  organization_id uuid        not null references organization (id),
  hourly          boolean     not null,
  at              timestamptz not null,
  apps            integer     not null,
  pods            integer     not null,
  cpu_millis      bigint      not null,
  memory_bytes    bigint      not null,
  storage_bytes   bigint      not null,
  builds          integer     not null,
  domains         integer     not null,
  tokens          integer     not null,
  primary key (organization_id, at, hourly)
);
create index usage_sample_age on usage_sample (hourly, at);

-- What counts, in one place for admission, display and history:
-- pods: what the apps want, and what a rollout may have on top of it (its surge); CPU and memory: those pods'
-- limits; storage: images in the built-in registry, each whole although they share layers; builds: running ones;
-- domains: hosts beyond the one each app comes with; tokens: those that still work.
create view organization_usage with (security_invoker = true) as
select o.id as organization_id, work.apps, work.pods, work.cpu_millis, work.memory_bytes,
       images.storage_bytes, running.builds, hosts.domains, valid.tokens
  from organization o
 cross join lateral (
       select cast(count(*) as integer) as apps,
              cast(coalesce(sum(wanted.pods), 0) as integer) as pods,
              cast(coalesce(sum(wanted.pods * wanted.cpu), 0) as bigint) as cpu_millis,
              cast(coalesce(sum(wanted.pods * wanted.memory), 0) as bigint) as memory_bytes
         from (select cast(a.spec ->> 'cpuMillis' as bigint) as cpu,
                      cast(a.spec ->> 'memoryBytes' as bigint) as memory,
                      case when a.replicas = 0 then 0
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

do
$$
declare t text;
begin
  foreach t in array array['organization_quota', 'quota_turn', 'usage_sample']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
  end loop;
end
$$;
grant select, insert, update, delete on organization_quota, quota_turn, usage_sample to slipway_system;
grant select on organization_usage to slipway_tenant, slipway_system;
-- A tenant sees its limits and history; it takes turns, and sets neither.
grant select on organization_quota, usage_sample to slipway_tenant;
grant select, insert, update on quota_turn to slipway_tenant;
