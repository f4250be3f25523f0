create table service (
  id              uuid        primary key,
  organization_id uuid        not null,
  environment_id  uuid        not null,
  app_id          uuid        not null,
  name            text        not null check (name ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  type            text        not null check (type in ('CLUSTER_IP')),
  address         inet        not null unique,
  port            integer     not null check (port between 1 and 65535),
  target_port     integer     not null check (target_port between 1 and 65535),
  created_at      timestamptz not null,
  unique (organization_id, environment_id, name),
  foreign key (organization_id, app_id) references app (organization_id, id)
);

create table route (
  id              uuid        primary key,
  organization_id uuid        not null,
  environment_id  uuid        not null,
  app_id          uuid        not null,
  host            text        not null check (host = lower(host) and length(host) <= 253),
  created_at      timestamptz not null,
  foreign key (organization_id, app_id) references app (organization_id, id)
);
-- Across tenants on purpose: a host name belongs to one app of the whole platform.
create unique index route_host on route (host);
create index route_of_app on route (organization_id, app_id);
