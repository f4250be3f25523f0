-- What pods of apps that want it read the API with: an hour each, minted when a pod's node asks for it. Two at most for
-- a pod, the one it has and the next. They end with the pod, and what has expired is swept.
create table pod_token (
  id              uuid        primary key,
  organization_id uuid        not null,
  pod_id          uuid        not null,
  app_id          uuid        not null,
  -- SHA-256; the token itself is only ever on its way to the node and in the memory of the pod.
  hash            bytea       not null unique,
  created_at      timestamptz not null,
  expires_at      timestamptz not null check (expires_at <= created_at + interval '1 day'),
  foreign key (organization_id, pod_id) references pod (organization_id, id) on delete cascade,
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index pod_token_of_pod on pod_token (organization_id, pod_id);
create index pod_token_of_app on pod_token (organization_id, app_id);
create index pod_token_ending on pod_token (expires_at);
alter table pod_token enable row level security;
alter table pod_token force row level security;
create policy tenant on pod_token to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on pod_token to slipway_system using (true) with check (true);
grant select on pod_token to slipway_tenant;
grant select, insert, update, delete on pod_token to slipway_system;
