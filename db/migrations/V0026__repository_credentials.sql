-- What opens private repositories: a token for https or a key made here for ssh. Those with a name serve any app
-- of the organization, the others one app.
create table repository_credential (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  app_id          uuid,
  name            text        not null,
  kind            text        not null check (kind in ('TOKEN', 'DEPLOY_KEY')),
  -- A token is shown to this host only; a key may be offered to any, it never leaves us.
  host            text,
  username        text,
  -- Sealed: the token, or the private key.
  secret          bytea       not null,
  -- The key before the last rotation, offered as well until this one is known at the forge.
  previous_secret bytea,
  public_key      text,
  fingerprint     text,
  -- Whether the token also tells the forge how deployments go, and in which forge's words.
  reports_status  boolean     not null default false,
  forge           text        check (forge in ('GITHUB', 'GITLAB', 'GITEA', 'BITBUCKET')),
  created_by      text        not null,
  created_at      timestamptz not null,
  changed_at      timestamptz not null,
  unique (organization_id, id),
  check ((kind = 'TOKEN') = (host is not null and username is not null)),
  check ((kind = 'DEPLOY_KEY') = (public_key is not null and fingerprint is not null)),
  check (not reports_status or (kind = 'TOKEN' and forge is not null)),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create unique index repository_credential_of_app on repository_credential (organization_id, app_id)
  where app_id is not null;
create unique index repository_credential_name on repository_credential (organization_id, name)
  where app_id is null;

-- Keys of ssh hosts as an organization met them first; from then on they have to show the same.
create table repository_host_key (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  -- As in known_hosts: name, or [name]:port.
  host            text        not null,
  key_type        text        not null,
  public_key      text        not null,
  fingerprint     text        not null,
  seen_at         timestamptz not null,
  unique (organization_id, host, key_type)
);

-- Questions for a node: which commit is this branch at, and may we know? Answered within a minute, or not at all.
create table repository_check (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  app_id          uuid,
  purpose         text        not null check (purpose in ('TEST', 'POLL')),
  url             text        not null,
  host            text        not null,
  ref             text        not null,
  credential_id   uuid,
  state           text        not null check (state in ('WAITING', 'ASKED', 'ANSWERED')),
  since           timestamptz not null,
  node_id         uuid        references node (id) on delete set null,
  commit_sha      text        check (commit_sha ~ '^[0-9a-f]{40}$'),
  failure_type    text,
  failure         text,
  created_at      timestamptz not null,
  check ((state = 'ANSWERED') = (commit_sha is not null or failure is not null)),
  foreign key (organization_id, app_id) references app (organization_id, id) on delete cascade
);
create index repository_check_open on repository_check (created_at) where state <> 'ANSWERED';
create index repository_check_of_app on repository_check (organization_id, app_id);
create trigger log_change after insert or update on repository_check
  for each row execute function log_change();

do
$$
declare t text;
begin
  foreach t in array array['repository_credential', 'repository_host_key', 'repository_check']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
    execute format('grant select, insert, update, delete on %I to slipway_tenant, slipway_system', t);
    execute format('create trigger audit_change after insert or update or delete on %I
                      for each row execute function audit_change()', t);
  end loop;
end
$$;
