-- Variables on four levels: of the organization when none of the three below is named. Rows of apps stay as
-- they are, and what wrote them before this migration still can.
alter table config_variable
  drop constraint config_variable_pkey,
  alter column app_id drop not null,
  add column project_id uuid,
  add column environment_id uuid,
  -- What a value refers to, such as project.DB_HOST or slipway.domain; null: it is taken as it stands.
  add column refs text[],
  add column updated_by text,
  add constraint config_variable_level check (num_nonnulls(project_id, environment_id, app_id) <= 1),
  add constraint config_variable_of_app unique (organization_id, app_id, key),
  add constraint config_variable_once
    unique nulls not distinct (organization_id, project_id, environment_id, app_id, key),
  add constraint config_variable_of_project foreign key (organization_id, project_id)
    references project (organization_id, id) on delete cascade,
  add constraint config_variable_of_environment foreign key (organization_id, environment_id)
    references environment (organization_id, id) on delete cascade;
create index config_variable_of_app_only on config_variable (organization_id, app_id);

-- Raised by every change on one place: the ETag of its config.
create table config_version (
  organization_id uuid        not null references organization (id) on delete cascade,
  -- Id of the organization, project, environment or app.
  place_id        uuid        not null,
  version         bigint      not null,
  changed_at      timestamptz not null,
  primary key (organization_id, place_id)
);
alter table config_version enable row level security;
alter table config_version force row level security;
create policy tenant on config_version to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on config_version to slipway_system using (true) with check (true);
grant select, insert, update, delete on config_version to slipway_tenant, slipway_system;

-- A digest of which variables, from where and as of when, a revision was made with; null: made before there was one.
alter table revision add column config_stamp text;

alter table organization_keyset
  -- Raised by every change of the key set.
  add column version bigint not null default 1,
  -- With what the platform's key of the time marks what it encrypts; null: not known, so it is encrypted again.
  add column wrapped_by text,
  -- ADDED: the new key is there, and not used for writing yet. REENCRYPTING: it is, and old values follow.
  add column rotation text check (rotation in ('ADDED', 'REENCRYPTING')),
  add column rotation_by text,
  add column rotation_started_at timestamptz,
  add column rotated_at timestamptz,
  add column reencrypted bigint not null default 0,
  -- When keys that are disabled are destroyed.
  add column destroy_at timestamptz;
