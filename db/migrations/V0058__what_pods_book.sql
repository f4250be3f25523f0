-- What a pod of this spec books of its machine, such as cpuMillis: what its app says and a share of what the containers
-- beside it may use, or that share of what all may use where nothing is said. The share is a tenth of CPU and half of
-- memory. As Booking of the control plane.
create function pod_booking(spec jsonb, resource text) returns bigint language sql immutable as
$$
select case when spec #>> array['resources', resource] is null then pod_limit(spec, resource) / share
            else cast(spec #>> array['resources', resource] as bigint)
                 + (pod_limit(spec, resource) - cast(spec ->> resource as bigint)) / share end
  from (select case resource when 'cpuMillis' then 10 else 2 end as share) one
$$;
grant execute on function pod_booking(jsonb, text) to slipway_tenant, slipway_system;
