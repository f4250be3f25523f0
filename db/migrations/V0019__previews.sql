-- An environment that a pull request made: secrets of the places around it do not reach it.
alter table environment add column preview boolean not null default false;

-- A pull request with a copy of the app in an environment of its own.
create table preview (
  id              uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  -- The app that is previewed, and its copy.
  app_id          uuid        not null,
  copy_id         uuid        not null,
  environment_id  uuid        not null,
  number          integer     not null check (number > 0),
  title           text        not null,
  author          text        not null,
  branch          text        not null,
  fork            boolean     not null,
  commit_sha      text,
  -- Who let a fork's commit run.
  approved_by     text,
  expires_at      timestamptz not null,
  created_at      timestamptz not null,
  ended_at        timestamptz,
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade,
  foreign key (organization_id, copy_id) references app (organization_id, id) on delete cascade,
  foreign key (organization_id, environment_id) references environment (organization_id, id)
);
create unique index preview_open on preview (organization_id, app_id, number) where ended_at is null;
create index preview_of_project on preview (organization_id, project_id, number) where ended_at is null;
create index preview_due on preview (expires_at) where ended_at is null;
create index preview_of_copy on preview (organization_id, copy_id);
alter table preview enable row level security;
alter table preview force row level security;
create policy tenant on preview to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on preview to slipway_system using (true) with check (true);
grant select, insert, update, delete on preview to slipway_tenant, slipway_system;
