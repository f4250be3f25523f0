-- Copies the template app :'template' with its revision, deployment, service and route :apps times, five apps an
-- environment and 250 apps an organization, and gives each ten pods, spread so that every node gets ten. Written as if
-- it had been so for long: without triggers. Run it in one transaction, or the control plane places pods of its own.
set session_replication_role = replica;
set work_mem = '64MB';

create temp table source as select * from app where id = :'template';
create temp table copy as
select i, gen_random_uuid() as app, gen_random_uuid() as revision, gen_random_uuid() as deployment, i / 5 as environment,
       i / 250 as organization
  from generate_series(0, :apps - 1) i;
create temp table organization_copy as
select i, gen_random_uuid() as id, gen_random_uuid() as project from (select distinct organization as i from copy) o;
create temp table environment_copy as
select e.i, o.id as organization, o.project, gen_random_uuid() as id
  from (select distinct environment as i, organization from copy) e join organization_copy o on o.i = e.organization;

insert into organization
select (jsonb_populate_record(null::organization, to_jsonb(o) || jsonb_build_object('id', c.id, 'slug', 'scale-' || c.i))).*
  from organization o join source s on s.organization_id = o.id cross join organization_copy c;
insert into project
select (jsonb_populate_record(null::project, to_jsonb(p) || jsonb_build_object('id', c.project, 'organization_id', c.id))).*
  from project p join source s on s.project_id = p.id cross join organization_copy c;
insert into environment
select (jsonb_populate_record(null::environment, to_jsonb(e) || jsonb_build_object('id', c.id, 'organization_id', c.organization,
          'project_id', c.project, 'slug', 'e' || c.i))).*
  from environment e join source s on s.environment_id = e.id cross join environment_copy c;
insert into app
select (jsonb_populate_record(null::app, to_jsonb(s) || jsonb_build_object('id', c.app, 'organization_id', e.organization,
          'project_id', e.project, 'environment_id', e.id, 'slug', 'app-' || c.i, 'replicas', 10,
          'current_deployment_id', c.deployment))).*
  from source s cross join copy c join environment_copy e on e.i = c.environment;
insert into revision
select (jsonb_populate_record(null::revision, to_jsonb(r) || jsonb_build_object('id', c.revision, 'organization_id', e.organization,
          'app_id', c.app, 'build_id', null))).*
  from (select * from revision where app_id = :'template' order by number limit 1) r
 cross join copy c join environment_copy e on e.i = c.environment;
insert into deployment
select (jsonb_populate_record(null::deployment, to_jsonb(d) || jsonb_build_object('id', c.deployment,
          'organization_id', e.organization, 'app_id', c.app, 'revision_id', c.revision, 'build_id', null))).*
  from (select * from deployment where app_id = :'template' order by number limit 1) d
 cross join copy c join environment_copy e on e.i = c.environment;
insert into service
select (jsonb_populate_record(null::service, to_jsonb(v) || jsonb_build_object('id', gen_random_uuid(),
          'organization_id', e.organization, 'environment_id', e.id, 'app_id', c.app, 'name', 'app-' || c.i,
          'address', host(inet '10.96.128.0' + c.i)))).*
  from (select * from service where app_id = :'template' limit 1) v
 cross join copy c join environment_copy e on e.i = c.environment;
insert into route
select (jsonb_populate_record(null::route, to_jsonb(v) || jsonb_build_object('id', gen_random_uuid(),
          'organization_id', e.organization, 'environment_id', e.id, 'app_id', c.app, 'host', 'app-' || c.i || '.scale.test'))).*
  from (select * from route where app_id = :'template' limit 1) v
 cross join copy c join environment_copy e on e.i = c.environment;

create temp table machine as select id, pod_cidr, row_number() over (order by name) - 1 as i from node;
create temp table place as
select c.i as app, p, m.id as node, m.pod_cidr, c.environment,
       -- The first two ranges are left to what is placed while this is measured.
       1 + dense_rank() over (partition by m.id order by c.environment) as subnet,
       row_number() over (partition by m.id, c.environment order by c.i, p) + 1 as address
  from copy c cross join generate_series(0, 9) p
  join machine m on m.i = ((c.i * 10 + p) * 7919::bigint) % (select count(*) from machine);
insert into environment_network (organization_id, environment_id, node_id, subnet)
select distinct e.organization, e.id, place.node,
       set_masklen(cast(host(place.pod_cidr) as inet) + place.subnet * 256, 24)::cidr
  from place join environment_copy e on e.i = place.environment;
insert into pod (id, organization_id, project_id, environment_id, app_id, deployment_id, revision_id, name, created_at,
                 intent, intent_since, node_id, address)
select gen_random_uuid(), e.organization, e.project, e.id, c.app, c.deployment, c.revision,
       'slp-app-' || c.i || '-1-' || lpad(to_hex(place.p), 6, '0'), now(), 'RUN', now(), place.node,
       cast(host(place.pod_cidr) as inet) + place.subnet * 256 + place.address
  from place join copy c on c.i = place.app join environment_copy e on e.i = c.environment;

reset session_replication_role;
analyze;
-- Whoever follows the feed looks again.
insert into change_log (kind, object_id, op) select 'pod', id, 'I' from pod order by id limit 1;
select count(*) from pod where node_id is not null and intent = 'RUN';
