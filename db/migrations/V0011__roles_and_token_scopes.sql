-- Five roles instead of two. Policies bind the owner of the tables as well; for a moment they must not.
alter table membership drop constraint membership_role_check;
alter table membership no force row level security;
update membership set role = 'DEVELOPER' where role = 'MEMBER';
alter table membership force row level security;
alter table membership
  add constraint membership_role_check check (role in ('OWNER', 'ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER'));

-- Another role than the organization's, in one project or one environment; NONE hides a whole project.
-- Owners and admins keep theirs: they could take the exception away again.
create table role_override (
  id              uuid        primary key,
  organization_id uuid        not null,
  person_id       uuid        not null,
  project_id      uuid        not null,
  environment_id  uuid,
  role            text        not null check (role in ('ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER', 'NONE')),
  created_at      timestamptz not null,
  check (role <> 'NONE' or environment_id is null),
  unique nulls not distinct (organization_id, person_id, project_id, environment_id),
  foreign key (organization_id, person_id) references membership (organization_id, person_id) on delete cascade,
  foreign key (organization_id, project_id) references project (organization_id, id) on delete cascade,
  foreign key (organization_id, environment_id) references environment (organization_id, id) on delete cascade
);
create index role_override_of_project on role_override (organization_id, project_id);
create index role_override_of_environment on role_override (organization_id, environment_id);
alter table role_override enable row level security;
alter table role_override force row level security;
create policy tenant on role_override to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on role_override to slipway_system using (true) with check (true);
grant select, insert, update, delete on role_override to slipway_tenant, slipway_system;

-- Null: whoever may deploy elsewhere may deploy here. Otherwise these roles, and owners.
alter table environment
  add column protected_for text[]
  check (protected_for <@ array['ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER']);

alter table api_token
  -- PERSONAL acts as its owner, ORGANIZATION as a machine of its own, WORKLOAD as one app.
  add column kind       text not null default 'PERSONAL' check (kind in ('PERSONAL', 'ORGANIZATION', 'WORKLOAD')),
  -- The role a machine has; a person's token has its owner's.
  add column role       text check (role in ('ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER')),
  -- Null: everything its role may.
  add column scopes     text[],
  -- Null: every project.
  add column project_id uuid,
  add column app_id     uuid,
  add constraint api_token_role_of_machines check ((role is null) = (kind = 'PERSONAL')),
  add constraint api_token_project foreign key (organization_id, project_id)
    references project (organization_id, id) on delete cascade,
  add constraint api_token_app foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade;
create index api_token_of_project on api_token (organization_id, project_id) where project_id is not null;
create index api_token_of_app on api_token (organization_id, app_id) where app_id is not null;
