-- Second net under the scope objects: a request's connection sees one organization's rows, or none.
do
$$
declare t text;
begin
  foreach t in array array['membership', 'api_token', 'organization_keyset', 'project', 'environment', 'app',
      'config_variable', 'webhook', 'webhook_delivery', 'environment_network', 'build', 'build_log', 'revision',
      'deployment', 'pod', 'service', 'route', 'event', 'audit_entry', 'idempotency_key', 'change_log']
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
alter table organization enable row level security;
alter table organization force row level security;
create policy tenant on organization to slipway_tenant
  using (id = nullif(current_setting('app.organization', true), '')::uuid);
create policy system on organization to slipway_system using (true) with check (true);

grant usage on schema public to slipway_tenant, slipway_system;
grant select, insert, update, delete on all tables in schema public to slipway_system;
grant usage, select on all sequences in schema public to slipway_tenant, slipway_system;
grant select, insert, update, delete on
  membership, api_token, organization_keyset, project, environment, app, config_variable, webhook,
  webhook_delivery, build, revision, deployment, pod, service, route, idempotency_key to slipway_tenant;
grant select on organization, build_log, environment_network to slipway_tenant;
grant select, insert on event, audit_entry, change_log to slipway_tenant;
-- History is written once.
revoke update, delete on audit_entry from slipway_system;
-- What a tenant may know of the machines its pods run on.
grant select (id, name, state, state_since) on node to slipway_tenant;
grant select (id, name) on person to slipway_tenant;
