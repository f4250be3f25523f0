-- Webhooks of every forge, with filters and a secret that can be exchanged while deliveries come in.
alter table webhook drop constraint webhook_provider_check;
alter table webhook
  add constraint webhook_provider_check check (provider in ('GITHUB', 'GITLAB', 'GITEA', 'BITBUCKET', 'DEPLOY')),
  -- The secret before the last rotation, and until when it counts.
  add column previous_secret bytea,
  add column previous_until  timestamptz,
  add column branches        text[]      not null default '{}',
  add column tags            text[]      not null default '{}',
  add column paths           text[]      not null default '{}',
  add column previews        boolean     not null default false,
  add column preview_days    integer     not null default 7 check (preview_days between 1 and 90),
  -- The forge's own id of the repository that posts here, learned for this address of the app's source.
  add column repository_id     text,
  add column repository_source text,
  add column repository_name   text,
  add constraint webhook_previous check ((previous_secret is null) = (previous_until is null));

alter table webhook_delivery drop constraint webhook_delivery_verdict_check;
alter table webhook_delivery
  add constraint webhook_delivery_verdict_check check (verdict in
    ('WAITING', 'DEPLOYED', 'SKIPPED', 'SUPERSEDED', 'DUPLICATE', 'BAD_SIGNATURE', 'FAILED', 'AWAITING_APPROVAL', 'POLLED')),
  -- The delivery that this row is a repetition or a replay of.
  add column original_id uuid;
alter table webhook_delivery add constraint webhook_delivery_of_organization unique (organization_id, id);
create index webhook_delivery_waiting on webhook_delivery (organization_id, id) where verdict = 'WAITING';
-- Whether a newer push is known, made later or on top.
create index webhook_delivery_pushed on webhook_delivery (organization_id, webhook_id, pushed_at)
  where verdict = 'DEPLOYED' and pushed_at is not null;
create index webhook_delivery_before on webhook_delivery (organization_id, webhook_id, before_sha)
  where verdict = 'DEPLOYED' and before_sha is not null;
-- How many of what anybody can cause came lately.
create index webhook_delivery_lately on webhook_delivery (webhook_id, verdict, received_at);

-- What was in a delivery: to look at, to deal with later, to replay. Goes with its delivery.
create table webhook_content (
  delivery_id     uuid  not null,
  organization_id uuid  not null,
  -- Without signatures and tokens.
  headers         jsonb not null,
  -- Compressed and encrypted; null when it was too large to keep.
  body            bytea,
  primary key (organization_id, delivery_id),
  foreign key (organization_id, delivery_id) references webhook_delivery (organization_id, id) on delete cascade
);
alter table webhook_content enable row level security;
alter table webhook_content force row level security;
create policy tenant on webhook_content to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on webhook_content to slipway_system using (true) with check (true);
grant select, insert, update, delete on webhook_content to slipway_tenant, slipway_system;
