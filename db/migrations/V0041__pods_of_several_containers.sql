-- Pods of several containers: init containers and sidecars are part of a spec.

-- What the tags of their images meant when the revision was to be deployed: {"image": {"host/name:tag": "host/name@sha256:…"}}
-- or {"problem": {"type": …, "sentence": …}}; null while it is not looked up, and for revisions without such images.
alter table revision add column container_images jsonb;

-- How each container of the pod is, as its node says; null when the app is alone.
alter table pod add column containers jsonb;

-- What a pod of this spec may use at most at a time, such as cpuMillis. App and sidecars run together; an init container
-- runs with the sidecars that start before it.
create function pod_limit(spec jsonb, resource text) returns bigint language sql immutable as
$$
select cast(greatest(
         cast(spec ->> resource as bigint)
           + (select coalesce(sum(cast(one ->> resource as bigint)), 0)
                from jsonb_array_elements(coalesce(nullif(spec -> 'sidecars', 'null'), '[]')) one),
         (select coalesce(max(cast(one ->> resource as bigint)), 0)
            from jsonb_array_elements(coalesce(nullif(spec -> 'initContainers', 'null'), '[]')) one)
           + (select coalesce(sum(cast(one ->> resource as bigint)), 0)
                from jsonb_array_elements(coalesce(nullif(spec -> 'sidecars', 'null'), '[]')) one
               where cast(one ->> 'beforeInit' as boolean))) as bigint)
$$;
grant execute on function pod_limit(jsonb, text) to slipway_tenant, slipway_system;

-- As before, with all containers of each pod.
create or replace view organization_usage with (security_invoker = true) as
select o.id as organization_id, work.apps, work.pods, work.cpu_millis, work.memory_bytes,
       cast(images.storage_bytes + volumes.size as bigint) as storage_bytes, running.builds, hosts.domains, valid.tokens
  from organization o
 cross join lateral (
       select cast(count(*) as integer) as apps,
              cast(coalesce(sum(wanted.pods), 0) as integer) as pods,
              cast(coalesce(sum(wanted.pods * wanted.cpu), 0) as bigint) as cpu_millis,
              cast(coalesce(sum(wanted.pods * wanted.memory), 0) as bigint) as memory_bytes
         from (select pod_limit(a.spec, 'cpuMillis') as cpu,
                      pod_limit(a.spec, 'memoryBytes') as memory,
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
