-- Whose app it is says who may hear of it: rows that name only their app are told of to those who see its project.
create or replace function log_change() returns trigger language plpgsql as
$$
declare
  r   jsonb := to_jsonb(case when tg_op = 'DELETE' then old else new end);
  app uuid  := coalesce((r ->> 'app_id')::uuid, case when tg_table_name = 'app' then (r ->> 'id')::uuid end);
begin
  insert into change_log (kind, organization_id, project_id, app_id, object_id, op)
  values (tg_table_name,
          (r ->> 'organization_id')::uuid,
          coalesce((r ->> 'project_id')::uuid,
                   case when tg_table_name = 'project' then (r ->> 'id')::uuid end,
                   (select a.project_id from app a where a.id = app)),
          app,
          (r ->> 'id')::uuid,
          left(tg_op, 1));
  return null;
end
$$;

-- A delivery's verdict, also when it led to nothing: who looks at the inbox sees it come in.
create trigger log_change after insert on webhook_delivery
  for each row when (new.verdict <> 'WAITING') execute function log_change();
create trigger log_change_update after update of verdict, reason on webhook_delivery
  for each row when (new.verdict <> 'WAITING' and (old.verdict, old.reason) is distinct from (new.verdict, new.reason))
  execute function log_change();

-- Who belongs to an organization, or has another role in a part of it, is told by name.
create or replace function audit_change() returns trigger language plpgsql
  set search_path = pg_catalog, public as
$$
declare
  said    text := coalesce(current_setting('app.audit_changes', true), '');
  o       jsonb := '{}';
  n       jsonb := '{}';
  r       jsonb;
  k       text;
  changed jsonb := '{}';
  who     text;
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
    if tg_table_name in ('membership', 'role_override') then
      select p.name into who from person p where p.id = (r ->> 'person_id')::uuid;
    end if;
    perform set_config('app.audit_changes', said || jsonb_build_object(
      'table', tg_table_name, 'op', lower(tg_op),
      'id', case when tg_table_name = 'membership' then r -> 'person_id' else r -> 'id' end,
      'organization', coalesce(r ->> 'organization_id', case when tg_table_name = 'organization' then r ->> 'id' end),
      'name', coalesce(r ->> 'slug', r ->> 'name', r ->> 'host', r ->> 'key', r ->> 'email', who),
      'project', coalesce(r ->> 'project_id', case when tg_table_name = 'project' then r ->> 'id' end),
      'app', coalesce(r ->> 'app_id', case when tg_table_name = 'app' then r ->> 'id' end),
      'changed', changed)::text || e'\n', true);
  end if;
  return null;
end
$$;
