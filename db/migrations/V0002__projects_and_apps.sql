create table project (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  slug            text        not null check (slug ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  created_at      timestamptz not null,
  deleted_at      timestamptz,
  unique (organization_id, id)
);
create unique index project_slug on project (organization_id, slug) where deleted_at is null;

create table environment (
  id              uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  slug            text        not null check (slug ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  created_at      timestamptz not null,
  deleted_at      timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, project_id) references project (organization_id, id)
);
create unique index environment_slug on environment (organization_id, project_id, slug) where deleted_at is null;

create table app (
  id              uuid        primary key,
  organization_id uuid        not null,
  project_id      uuid        not null,
  environment_id  uuid        not null,
  slug            text        not null check (slug ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  kind            text        not null check (kind in ('WEB', 'WORKER')),
  source          jsonb       not null,
  spec            jsonb       not null,
  replicas        integer     not null check (replicas between 0 and 100),
  -- Raised by every change a user makes; the ETag of the app.
  version         bigint      not null default 1,
  -- The deployment whose pods serve now; set when a rollout completes.
  current_deployment_id uuid,
  next_deployment_number integer not null default 1,
  next_revision_number   integer not null default 1,
  created_at      timestamptz not null,
  -- Set when the user deletes the app: pods, routes and images go first, the row last.
  deleted_at      timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, project_id) references project (organization_id, id),
  foreign key (organization_id, environment_id) references environment (organization_id, id)
);
create unique index app_slug on app (organization_id, environment_id, slug) where deleted_at is null;
create index app_list on app (organization_id, project_id, slug);

create table config_variable (
  organization_id uuid        not null,
  app_id          uuid        not null,
  key             text        not null check (key ~ '^[A-Za-z_][A-Za-z0-9_.-]{0,254}$'),
  secret          boolean     not null,
  plain           text        check ((plain is not null) = (not secret)),
  ciphertext      bytea       check ((ciphertext is not null) = secret),
  updated_at      timestamptz not null,
  primary key (organization_id, app_id, key),
  foreign key (organization_id, app_id) references app (organization_id, id)
);

create table webhook (
  id              uuid        primary key,
  organization_id uuid        not null,
  app_id          uuid        not null,
  -- The unguessable part of the hook's address: 128 random bits, hexadecimal.
  hook            text        not null unique check (hook ~ '^[0-9a-f]{32}$'),
  provider        text        not null check (provider in ('GITHUB')),
  secret          bytea       not null,
  created_at      timestamptz not null,
  unique (organization_id, id),
  foreign key (organization_id, app_id) references app (organization_id, id)
);
create index webhook_list on webhook (organization_id, app_id);

-- The inbox: every delivery with what became of it.
create table webhook_delivery (
  id              uuid        primary key,
  organization_id uuid        not null,
  webhook_id      uuid        not null,
  app_id          uuid        not null,
  delivery        text        not null check (length(delivery) <= 200),
  event           text        not null,
  verdict         text        not null check (verdict in ('DEPLOYED', 'SKIPPED', 'SUPERSEDED', 'BAD_SIGNATURE', 'FAILED')),
  reason          text        not null,
  ref             text,
  commit_sha      text,
  deployment_id   uuid,
  received_at     timestamptz not null,
  foreign key (organization_id, webhook_id) references webhook (organization_id, id)
);
-- A refused delivery may be sent again with the right signature, so only accepted ones are unique.
create unique index webhook_delivery_once on webhook_delivery (organization_id, webhook_id, delivery)
  where verdict <> 'BAD_SIGNATURE';
create index webhook_delivery_list on webhook_delivery (organization_id, app_id, id desc);
