-- Roles: the owner of the schema runs migrations; slipway_tenant serves requests of one organization at a
-- time and sees only its rows; slipway_system runs reconcilers and the conversation with agents.
-- They own nothing. The control plane creates both roles before migrating (see database.Roles).

create table organization (
  id         uuid        primary key,
  slug       text        not null unique check (slug ~ '^[a-z]([a-z0-9-]{0,38}[a-z0-9])?$'),
  name       text        not null check (length(name) between 1 and 100),
  created_at timestamptz not null
);

create table person (
  id            uuid        primary key,
  email         text        unique check (email = lower(email) and length(email) <= 254),
  name          text        not null check (length(name) between 1 and 100),
  password_hash text,
  operator      boolean     not null default false,
  -- Raised when the password or a role changes: every sign-in made before is void.
  rights_epoch  integer     not null default 0,
  created_at    timestamptz not null
);

create table membership (
  organization_id uuid        not null references organization (id),
  person_id       uuid        not null references person (id),
  role            text        not null check (role in ('OWNER', 'MEMBER')),
  created_at      timestamptz not null,
  primary key (organization_id, person_id)
);
create index membership_of_person on membership (person_id);

create table sign_in (
  id           uuid        primary key,
  person_id    uuid        not null references person (id) on delete cascade,
  token_hash   bytea       not null unique,
  rights_epoch integer     not null,
  created_at   timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at   timestamptz not null,
  address      text        not null,
  user_agent   text        not null
);
create index sign_in_of_person on sign_in (person_id);

-- Failed attempts per account and per address, for throttling that survives a restart.
create table sign_in_failure (
  key     text        primary key,
  count   integer     not null,
  last_at timestamptz not null
);

-- One row: the one-time set-up code. completed_at closes set-up for ever.
create table setup (
  only_row     boolean     primary key default true check (only_row),
  code_hash    bytea       not null,
  created_at   timestamptz not null,
  completed_at timestamptz
);

create table api_token (
  id                uuid        primary key,
  organization_id   uuid        not null references organization (id),
  person_id         uuid        not null references person (id),
  name              text        not null check (length(name) between 1 and 100),
  hash              bytea       not null unique,
  last4             text        not null,
  created_at        timestamptz not null,
  expires_at        timestamptz not null check (expires_at <= created_at + interval '366 days'),
  last_used_at      timestamptz,
  last_used_address text,
  revoked_at        timestamptz,
  unique (organization_id, id)
);
create index api_token_list on api_token (organization_id, id desc);

-- One Tink keyset per organization, encrypted by the platform's key file.
create table organization_keyset (
  organization_id uuid  primary key references organization (id),
  encrypted       bytea not null
);
