-- The audit becomes a chain for each organization, and one for the platform: entry `seq` carries the hash of the
-- one before it, so that nothing can be changed, left out or put in between without every later hash being wrong.

create table audit_chain (
  -- All zeros: the platform's.
  organization_id uuid        primary key,
  seq             bigint      not null,
  hash            bytea       not null check (length(hash) = 32),
  at              timestamptz not null
);

-- The head of a chain on one day, signed with the platform's key and written to the log.
create table audit_seal (
  organization_id uuid        not null,
  day             date        not null,
  seq             bigint      not null,
  hash            bytea       not null check (length(hash) = 32),
  signature       bytea       not null,
  public_key      bytea       not null,
  sealed_at       timestamptz not null,
  primary key (organization_id, day)
);

-- The key that signs: Ed25519, the private half encrypted by the platform's key file.
create table audit_key (
  only_row   boolean     primary key default true check (only_row),
  public_key bytea       not null,
  encrypted  bytea       not null,
  created_at timestamptz not null
);

-- What is written down once in a while only, such as that somebody reads a log.
create table audit_noted (
  organization_id uuid        not null,
  key             text        not null check (length(key) <= 500),
  until           timestamptz not null,
  primary key (organization_id, key)
);
create index audit_noted_until on audit_noted (until);

do
$$
declare t text;
begin
  foreach t in array array['audit_chain', 'audit_seal', 'audit_noted']
  loop
    execute format('alter table %I enable row level security', t);
    execute format('alter table %I force row level security', t);
    execute format($p$create policy tenant on %I to slipway_tenant
                        using (organization_id = nullif(current_setting('app.organization', true), '')::uuid)
                        with check (organization_id = nullif(current_setting('app.organization', true), '')::uuid)$p$, t);
    execute format('create policy system on %I to slipway_system using (true) with check (true)', t);
  end loop;
end
$$;
grant select, insert, update on audit_chain to slipway_tenant, slipway_system;
grant select, insert on audit_seal to slipway_system;
grant select on audit_seal to slipway_tenant;
grant select, insert, update on audit_noted to slipway_tenant;
grant select, insert, update, delete on audit_noted to slipway_system;
grant select, insert on audit_key to slipway_system;

alter table audit_entry
  add column seq         bigint,
  add column prev_hash   bytea,
  add column hash        bytea,
  -- person, token, build, outside or nobody
  add column actor_kind  text,
  add column person_id   uuid,
  add column token_id    uuid,
  add column sign_in_id  uuid,
  add column user_agent  text,
  add column target_type text,
  add column target_id   uuid,
  add column target_name text,
  add column project_id  uuid,
  add column app_id      uuid,
  -- JSON; text, because the hash covers it as it was written.
  add column changes     text;

-- Length first, so that no two lists of fields read the same; -1 for what is not there.
create function audit_field(field text) returns bytea language sql immutable
  set search_path = pg_catalog as
$$
  select case when field is null then int4send(-1)
              else int4send(octet_length(convert_to(field, 'UTF8'))) || convert_to(field, 'UTF8') end
$$;

-- The same in Java: audit.ChainHash.
create function audit_hash(e audit_entry) returns bytea language sql immutable
  set search_path = pg_catalog, public as
$$
  select sha256(
    audit_field('slipway-audit-1') || audit_field(encode(e.prev_hash, 'hex')) || audit_field(e.seq::text)
    || audit_field(e.id::text) || audit_field(e.organization_id::text)
    || audit_field((extract(epoch from e.at) * 1000000)::bigint::text)
    || audit_field(e.actor_kind) || audit_field(e.actor) || audit_field(e.person_id::text)
    || audit_field(e.token_id::text) || audit_field(e.sign_in_id::text)
    || audit_field(e.action) || audit_field(e.outcome)
    || audit_field(e.target) || audit_field(e.target_type) || audit_field(e.target_id::text)
    || audit_field(e.target_name) || audit_field(e.project_id::text) || audit_field(e.app_id::text)
    || audit_field(e.changes) || audit_field(e.address) || audit_field(e.user_agent))
$$;

create function audit_append() returns trigger language plpgsql
  set search_path = pg_catalog, public as
$$
declare
  chain uuid := coalesce(new.organization_id, '00000000-0000-0000-0000-000000000000');
  head  audit_chain;
begin
  insert into audit_chain (organization_id, seq, hash, at) values (chain, 0, decode(repeat('00', 32), 'hex'), new.at)
    on conflict do nothing;
  -- Whoever writes to the same chain waits here until this transaction has ended.
  select * into strict head from audit_chain where organization_id = chain for update;
  new.seq := head.seq + 1;
  new.prev_hash := head.hash;
  new.hash := audit_hash(new);
  update audit_chain set seq = new.seq, hash = new.hash, at = new.at where organization_id = chain;
  return new;
end
$$;

-- What is there already is chained in the order it came in. Policies bind the owner as well; for a moment they
-- must not.
alter table audit_entry no force row level security;
alter table audit_chain no force row level security;
do
$$
declare
  old  audit_entry;
  seq  bigint := 0;
  head bytea;
  org  uuid;
begin
  for old in select * from audit_entry order by coalesce(organization_id, '00000000-0000-0000-0000-000000000000'), at, id
  loop
    if head is null or org is distinct from old.organization_id then
      org := old.organization_id;
      seq := 0;
      head := decode(repeat('00', 32), 'hex');
    end if;
    seq := seq + 1;
    old.seq := seq;
    old.prev_hash := head;
    head := audit_hash(old);
    update audit_entry e set seq = old.seq, prev_hash = old.prev_hash, hash = head where e.id = old.id;
    insert into audit_chain as c (organization_id, seq, hash, at)
      values (coalesce(org, '00000000-0000-0000-0000-000000000000'), seq, head, old.at)
      on conflict (organization_id) do update set seq = excluded.seq, hash = excluded.hash, at = excluded.at;
  end loop;
end
$$;
alter table audit_entry force row level security;
alter table audit_chain force row level security;

create trigger audit_append before insert on audit_entry for each row execute function audit_append();

alter table audit_entry
  alter column seq set not null,
  alter column prev_hash set not null,
  alter column hash set not null;
create unique index audit_entry_chain on audit_entry (organization_id, seq) nulls not distinct;
create index audit_entry_of_app on audit_entry (organization_id, app_id, id desc) where app_id is not null;

-- Written once. Not even the owner of the table changes it by mistake; who does it on purpose breaks the chain.
create function audit_is_written_once() returns trigger language plpgsql as
$$
begin
  raise exception 'The audit is written once: % is refused.', tg_op using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_written_once before update or delete or truncate on audit_entry
  for each statement execute function audit_is_written_once();
create trigger audit_seal_written_once before update or delete or truncate on audit_seal
  for each statement execute function audit_is_written_once();
create trigger audit_key_written_once before update or delete or truncate on audit_key
  for each statement execute function audit_is_written_once();
create trigger audit_chain_stays before delete or truncate on audit_chain
  for each statement execute function audit_is_written_once();
revoke update, delete, truncate on audit_entry, audit_seal, audit_key from slipway_tenant, slipway_system;
revoke delete, truncate on audit_chain from slipway_tenant, slipway_system;

-- What an audited call changes: each changed row says its columns before and after, in a setting of the
-- transaction; the control plane puts that into the call's entry before it commits. Nothing secret: of columns
-- that may hold some, only that they changed.
create function audit_shown(k text, v jsonb) returns jsonb language sql immutable
  set search_path = pg_catalog as
$$
  select case
    when v is null or jsonb_typeof(v) = 'null' then 'null'
    when jsonb_typeof(v) = 'boolean' then v
    when k ~ '(secret|hash|cipher|encrypted|password|plain|value|code|private|credential|recovery|totp|seed|last4)'
      or v #>> '{}' like '\\x%' then '"•••"'
    else v end
$$;

create function audit_change() returns trigger language plpgsql
  set search_path = pg_catalog, public as
$$
declare
  said    text := coalesce(current_setting('app.audit_changes', true), '');
  o       jsonb := '{}';
  n       jsonb := '{}';
  r       jsonb;
  k       text;
  changed jsonb := '{}';
begin
  if coalesce(current_setting('app.audited', true), '') <> 'yes' or length(said) > 100000 then
    return null;
  end if;
  if tg_op <> 'INSERT' then
    o := to_jsonb(old);
  end if;
  if tg_op <> 'DELETE' then
    n := to_jsonb(new);
  end if;
  r := o || n;
  for k in select jsonb_object_keys(r)
  loop
    if nullif(o -> k, 'null') is distinct from nullif(n -> k, 'null')
       and k not in ('id', 'organization_id', 'created_at', 'updated_at', 'version', 'rights_epoch', 'last_used_at',
                     'last_used_address', 'last_seen_at', 'next_deployment_number', 'next_revision_number') then
      changed := changed || jsonb_build_object(k, jsonb_build_array(audit_shown(k, o -> k), audit_shown(k, n -> k)));
    end if;
  end loop;
  if tg_op <> 'UPDATE' or changed <> '{}' then
    perform set_config('app.audit_changes', said || jsonb_build_object(
      'table', tg_table_name, 'op', lower(tg_op), 'id', r -> 'id',
      'organization', coalesce(r ->> 'organization_id', case when tg_table_name = 'organization' then r ->> 'id' end),
      'name', coalesce(r ->> 'slug', r ->> 'name', r ->> 'host', r ->> 'key', r ->> 'email'),
      'project', coalesce(r ->> 'project_id', case when tg_table_name = 'project' then r ->> 'id' end),
      'app', coalesce(r ->> 'app_id', case when tg_table_name = 'app' then r ->> 'id' end),
      'changed', changed)::text || e'\n', true);
  end if;
  return null;
end
$$;

-- All but what the platform itself writes all the time, and the books themselves.
do
$$
declare t text;
begin
  for t in
    select relname from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and relname not in ('audit_entry', 'audit_chain', 'audit_seal', 'audit_key', 'audit_noted', 'build', 'build_log',
                           'change_log', 'config_version', 'environment_network', 'event', 'flyway_schema_history',
                           'idempotency_key', 'leader', 'organization_keyset', 'pod', 'quota_turn', 'rate_bucket',
                           'revision', 'sign_in_failure', 'usage_sample', 'webhook_delivery')
  loop
    execute format('create trigger audit_change after insert or update or delete on %I
                      for each row execute function audit_change()', t);
  end loop;
end
$$;
