-- Tables of people belong to no organization: only slipway_system reaches them.

alter table sign_in
  -- When the person last proved who they are; null: before this was kept.
  add column proved_at timestamptz,
  -- Made by an organization's single sign-on: it enters that organization and nothing else, since who runs the
  -- organization's provider could say to be any of the people in it.
  add column only_in   uuid references organization (id) on delete cascade;

-- The first factor was right, the second is still to come: good for trying it, nothing else.
create table half_sign_in (
  token_hash   bytea       primary key,
  person_id    uuid        not null references person (id) on delete cascade,
  rights_epoch integer     not null,
  expires_at   timestamptz not null
);
create index half_sign_in_of_person on half_sign_in (person_id);

-- Browsers somebody has signed in with: guesses of others do not slow these down.
create table known_device (
  token_hash bytea       primary key,
  person_id  uuid        not null references person (id) on delete cascade,
  expires_at timestamptz not null
);
create index known_device_of_person on known_device (person_id);

create table totp (
  person_id    uuid        primary key references person (id) on delete cascade,
  encrypted    bytea       not null,
  created_at   timestamptz not null,
  -- Null: set up, and not shown to work yet.
  confirmed_at timestamptz,
  -- The newest time step a code was taken of: no code counts twice.
  last_step    bigint      not null default 0
);

create table recovery_code (
  person_id uuid        not null references person (id) on delete cascade,
  hash      bytea       not null,
  used_at   timestamptz,
  primary key (person_id, hash)
);

create table passkey (
  id            uuid        primary key,
  person_id     uuid        not null references person (id) on delete cascade,
  name          text        not null check (length(name) between 1 and 100),
  credential_id bytea       not null unique check (length(credential_id) <= 1023),
  public_key    bytea       not null,
  attestation_object bytea  not null,
  sign_count    bigint      not null,
  backup_eligible boolean   not null,
  backed_up     boolean     not null,
  transports    text[]      not null,
  created_at    timestamptz not null,
  last_used_at  timestamptz
);
create index passkey_of_person on passkey (person_id);

create table passkey_challenge (
  challenge  bytea       primary key,
  -- Whose new passkey it is for; null: for signing in.
  person_id  uuid        references person (id) on delete cascade,
  expires_at timestamptz not null
);
create index passkey_challenge_of_person on passkey_challenge (person_id);

create table sso_connection (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  name            text        not null check (length(name) between 1 and 100),
  issuer          text        not null check (length(issuer) <= 500),
  client_id       text        not null check (length(client_id) between 1 and 500),
  client_secret   bytea       not null,
  group_claim     text        check (length(group_claim) between 1 and 200),
  new_members_get text        check (new_members_get in ('ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER')),
  enabled         boolean     not null,
  created_at      timestamptz not null,
  last_used_at    timestamptz,
  last_error      text,
  unique (organization_id, id),
  unique (organization_id, issuer, client_id)
);

create table sso_group_role (
  organization_id uuid not null,
  connection_id   uuid not null,
  group_name      text not null check (length(group_name) between 1 and 500),
  role            text not null check (role in ('ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER')),
  primary key (organization_id, connection_id, group_name),
  foreign key (organization_id, connection_id) references sso_connection (organization_id, id) on delete cascade
);

-- Who somebody is for a provider. Never found by e-mail.
create table sso_identity (
  organization_id uuid        not null references organization (id),
  issuer          text        not null,
  subject         text        not null check (length(subject) between 1 and 255),
  person_id       uuid        not null references person (id) on delete cascade,
  email           text,
  created_at      timestamptz not null,
  last_used_at    timestamptz not null,
  primary key (organization_id, issuer, subject)
);
create index sso_identity_of_person on sso_identity (person_id);

-- A sign-in that has left for the provider. The browser's cookie holds what proves it is the same one.
create table sso_attempt (
  state_hash      bytea       primary key,
  browser_hash    bytea       not null,
  organization_id uuid        not null,
  connection_id   uuid        not null,
  -- Who connects their account; null: somebody who signs in.
  person_id       uuid        references person (id) on delete cascade,
  expires_at      timestamptz not null,
  foreign key (organization_id, connection_id) references sso_connection (organization_id, id) on delete cascade
);
create index sso_attempt_of_connection on sso_attempt (organization_id, connection_id);
create index sso_attempt_of_person on sso_attempt (person_id);

grant select, insert, update, delete on
  half_sign_in, known_device, totp, recovery_code, passkey, passkey_challenge to slipway_system;

do
$$
declare t text;
begin
  foreach t in array array['sso_connection', 'sso_group_role', 'sso_identity', 'sso_attempt']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to slipway_tenant, slipway_system', t);
  end loop;
end
$$;
