-- Deleted organizations keep their name, so that nobody gets the addresses of another's repositories.
alter table organization add column deleted_at timestamptz;
grant update (name, deleted_at) on organization to slipway_tenant;

create table invitation (
  id              uuid        primary key,
  organization_id uuid        not null references organization (id),
  -- Of the link's code, which is shown once.
  hash            bytea       not null unique,
  role            text        not null check (role in ('OWNER', 'ADMIN', 'DEVELOPER', 'DEPLOYER', 'VIEWER')),
  -- Null: whoever has the link.
  email           text        check (email = lower(email) and length(email) <= 254),
  -- Who invites, with which token. What they may counts again when the link is used.
  invited_by      uuid        not null references person (id),
  token_id        uuid,
  created_at      timestamptz not null,
  expires_at      timestamptz not null check (expires_at <= created_at + interval '30 days'),
  used_at         timestamptz,
  used_by         uuid        references person (id),
  revoked_at      timestamptz,
  unique (organization_id, id),
  foreign key (organization_id, token_id) references api_token (organization_id, id) on delete cascade,
  check ((used_at is null) = (used_by is null))
);
create index invitation_pending on invitation (organization_id, id desc) where used_at is null and revoked_at is null;
create index invitation_of_inviter on invitation (organization_id, invited_by);
create index invitation_of_token on invitation (organization_id, token_id) where token_id is not null;
alter table invitation enable row level security;
alter table invitation force row level security;
create policy tenant on invitation to slipway_tenant
  using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
  with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on invitation to slipway_system using (true) with check (true);
grant select, insert, update, delete on invitation to slipway_tenant, slipway_system;

-- Whatever gives or takes a right is told at once: what is open asks again whether it may go on.
create function log_rights_change() returns trigger language plpgsql as
$$
declare
  r jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
begin
  insert into change_log (kind, organization_id, project_id, object_id, op)
  values (tg_table_name,
          (r ->> case when tg_table_name = 'organization' then 'id' else 'organization_id' end)::uuid,
          (r ->> 'project_id')::uuid,
          (r ->> tg_argv[0])::uuid,
          left(tg_op, 1));
  return null;
end
$$;
create trigger log_change after insert or update or delete on membership
  for each row execute function log_rights_change('person_id');
create trigger log_change after insert or update or delete on role_override
  for each row execute function log_rights_change('person_id');
create trigger log_change after insert or update on invitation
  for each row execute function log_rights_change('id');
create trigger log_change after update on organization
  for each row when (old is distinct from new) execute function log_rights_change('id');
create trigger log_change after delete on sign_in
  for each row execute function log_rights_change('id');
create trigger log_change after update of name, operator, rights_epoch on person
  for each row when (old is distinct from new) execute function log_rights_change('id');
-- Not with every use.
create trigger log_change after insert or delete on api_token
  for each row execute function log_rights_change('id');
create trigger log_change_update after update of revoked_at, expires_at, scopes, role, project_id, app_id on api_token
  for each row when (old is distinct from new) execute function log_rights_change('id');

-- What a foreign key deletes along with something else, it deletes as the owner of the table, whom policies bind.
create policy along on change_log for insert to current_user with check (true);
