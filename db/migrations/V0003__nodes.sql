create table node (
  id                 uuid        primary key,
  name               text        not null unique check (name ~ '^[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?$'),
  -- The address other nodes and the control plane reach it at.
  address            text        not null,
  state              text        not null check (state in ('READY', 'SUSPECT', 'UNREACHABLE')),
  state_since        timestamptz not null,
  schedulable        boolean     not null default true,
  roles              text[]      not null default '{INGRESS,BUILD,WORKLOAD}',
  labels             jsonb       not null default '{}',
  pod_cidr           cidr        not null unique,
  cpu_millis         integer     not null,
  memory_bytes       bigint      not null,
  disk_bytes         bigint      not null default 0,
  disk_free_bytes    bigint      not null default 0,
  agent_version      text        not null,
  engine_version     text        not null,
  certificate_serial text        not null,
  certificate_expires_at timestamptz not null,
  -- Password of the node at the built-in registry, new at each connection.
  registry_secret_hash bytea,
  applied_generation bigint      not null default 0,
  joined_at          timestamptz not null,
  last_seen_at       timestamptz not null
);

create table join_token (
  id         uuid        primary key,
  hash       bytea       not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  node_id    uuid
);

-- The platform's certificate authority and signing keys; the private halves are encrypted by the key file.
create table platform_key (
  name        text        primary key,
  certificate text        not null,
  encrypted_private_key bytea not null,
  created_at  timestamptz not null
);

create table environment_network (
  organization_id uuid not null,
  environment_id  uuid not null,
  node_id         uuid not null references node (id),
  subnet          cidr not null unique,
  primary key (environment_id, node_id),
  foreign key (organization_id, environment_id) references environment (organization_id, id)
);

-- Generations of desired sets: one sequence for all nodes, so a restart never goes back.
create sequence desired_generation;

create table leader (
  only_row   boolean     primary key default true check (only_row),
  epoch      bigint      not null,
  holder     text        not null,
  renewed_at timestamptz not null
);
