-- Commits between arriving in a repository and being deployed: a row goes when its deployment starts.
create table pushed_commit (
  id              uuid        primary key,
  organization_id uuid        not null,
  app_id          uuid        not null,
  branch          text        not null,
  commit_sha      text        not null check (commit_sha ~ '^[0-9a-f]{40}$'),
  subject         text        not null,
  author          text        not null,
  pushed_by       text        not null,
  received_at     timestamptz not null,
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index pushed_commit_of_app on pushed_commit (organization_id, app_id);
alter table pushed_commit enable row level security;
alter table pushed_commit force row level security;
create policy tenant on pushed_commit to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on pushed_commit to slipway_system using (true) with check (true);
grant select, insert, update, delete on pushed_commit to slipway_tenant, slipway_system;

-- What puts deliveries in order: forges may deliver an older push after a newer one.
alter table webhook_delivery
  add column before_sha text,
  add column pushed_at  timestamptz;
create index webhook_delivery_age on webhook_delivery (received_at);
