-- Data that outlives pods, revisions and apps. A volume lies on one machine: that of the first pod that mounts it.
create table volume (
  id              uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  environment_id  uuid        not null,
  name            text        not null check (name ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  size_bytes      bigint      not null check (size_bytes > 0),
  access          text        not null check (access in ('SINGLE_WRITER', 'SHARED')),
  -- Asked for by a user. The row goes when its machine has removed the data, and never for another reason.
  delete_requested_at timestamptz,
  created_by      text        not null,
  created_at      timestamptz not null,
  -- desired: written with the placement of the first pod. A bound volume without a node lay on one that was removed.
  node_id         uuid        references node (id) on delete set null,
  node_name       text,
  bound_at        timestamptz,
  unique (organization_id, id),
  check ((bound_at is null) = (node_name is null)),
  check (node_id is null or bound_at is not null),
  foreign key (organization_id, project_id) references project (organization_id, id),
  foreign key (organization_id, environment_id) references environment (organization_id, id)
);
-- Also while it is being deleted: two of one name would be one to whoever mounts it.
create unique index volume_name on volume (organization_id, environment_id, name);
create index volume_of_node on volume (node_id) where node_id is not null;
create index volume_delete on volume (delete_requested_at) where delete_requested_at is not null;

-- observed: what its machine measured, about once a minute.
create table volume_usage (
  organization_id uuid        not null,
  volume_id       uuid        not null,
  used_bytes      bigint      not null,
  size_bytes      bigint      not null,
  files           bigint      not null,
  most_files      bigint      not null,
  enforced        boolean     not null,
  problem         text,
  observed_at     timestamptz not null,
  primary key (organization_id, volume_id),
  foreign key (organization_id, volume_id) references volume (organization_id, id) on delete cascade
);

-- What a placed pod holds, until its row goes, which is when its machine says that nothing is left of it.
create table pod_volume (
  organization_id uuid        not null,
  pod_id          uuid        not null,
  volume_id       uuid        not null,
  read_only       boolean     not null,
  -- Copy of the volume's access at that time.
  single_writer   boolean     not null,
  primary key (organization_id, pod_id, volume_id),
  foreign key (organization_id, pod_id) references pod (organization_id, id) on delete cascade,
  foreign key (organization_id, volume_id) references volume (organization_id, id)
);
create index pod_volume_of on pod_volume (volume_id);
create index pod_volume_of_pod on pod_volume (pod_id);
-- Two writers cannot be written down, whatever the scheduler thinks.
create unique index pod_volume_writer on pod_volume (organization_id, volume_id) where single_writer and not read_only;

-- The one pod of an app that has at most one.
create table pod_identity (
  organization_id uuid        not null,
  app_id          uuid        not null,
  pod_id          uuid        not null,
  primary key (organization_id, app_id),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade,
  foreign key (organization_id, pod_id) references pod (organization_id, id) on delete cascade
);
create index pod_identity_of_app on pod_identity (app_id);
create index pod_identity_of_pod on pod_identity (pod_id);

do
$$
declare t text;
begin
  foreach t in array array['volume', 'volume_usage', 'pod_volume', 'pod_identity']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to slipway_system', t);
    execute format('grant select on %I to slipway_tenant', t);
  end loop;
end
$$;
grant insert, update, delete on volume to slipway_tenant;
create trigger audit_change after insert or update or delete on volume
  for each row execute function audit_change();
create trigger log_change after insert or update or delete on volume
  for each row execute function log_change();

-- Storage is images, and from now on also volumes, each with the size it was given.
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
