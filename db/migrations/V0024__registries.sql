-- Registries of the tenants' own, with what opens them.
create table registry (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id) on delete cascade,
  -- Null: for every project.
  project_id      uuid,
  name            text        not null,
  kind            text        not null check (kind in
                    ('DOCKER_HUB', 'GHCR', 'ECR', 'ACR', 'GOOGLE', 'HARBOR', 'OTHER')),
  -- As image names begin, in lower case: host or host:port.
  host            text        not null,
  username        text        not null,
  -- Password, token or key, encrypted for registry/<id>.
  secret          bytea       not null,
  -- Asked for when the credentials are checked.
  repository      text,
  -- Outcome of the last check or use; no problem: it works.
  checked_at      timestamptz not null,
  problem_type    text,
  problem         text,
  created_by      text        not null,
  created_at      timestamptz not null,
  unique (organization_id, id),
  unique (organization_id, name),
  -- One answer to the question with what a pull signs in.
  unique nulls not distinct (organization_id, host, project_id),
  check ((problem is null) = (problem_type is null)),
  foreign key (organization_id, project_id) references project (organization_id, id) on delete cascade
);
create index registry_of_project on registry (organization_id, project_id) where project_id is not null;
alter table registry enable row level security;
alter table registry force row level security;
create policy tenant on registry to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on registry to slipway_system using (true) with check (true);
grant select, insert, update, delete on registry to slipway_tenant, slipway_system;
create trigger audit_change after insert or update or delete on registry
  for each row execute function audit_change();
