-- What was pushed to the built-in registry, as the registry told it.
create table image_push (
  -- The registry's own: told twice, it is kept once.
  event_id        uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  repository      text        not null,
  tag             text        not null,
  digest          text        not null check (digest ~ '^sha256:[0-9a-f]{64}$'),
  pushed_by       text        not null,
  -- Of the build that pushed it; not a key, since builds are forgotten earlier.
  build_id        uuid,
  pushed_at       timestamptz not null,
  foreign key (organization_id, project_id) references project (organization_id, id) on delete cascade
);
create index image_push_of_image on image_push (organization_id, repository, digest, pushed_at);
create index image_push_of_project on image_push (organization_id, project_id);
create index revision_of_image on revision (organization_id, image_repository, image_digest);
create index build_of_image on build (organization_id, image_repository, image_digest) where image_digest is not null;
create index app_of_image on app ((source #>> '{image,repository}')) where source ->> 'image' is not null;
alter table image_push enable row level security;
alter table image_push force row level security;
create policy tenant on image_push to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on image_push to slipway_system using (true) with check (true);
grant select on image_push to slipway_tenant;
grant select, insert, update, delete on image_push to slipway_system;
create trigger audit_change after insert or update or delete on image_push
  for each row execute function audit_change();
