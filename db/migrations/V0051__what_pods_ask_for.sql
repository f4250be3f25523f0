-- What a pod of this spec asks of a machine, such as cpuMillis, for the autoscaler: what its app says with the limits of
-- the containers beside it, or its limit where nothing, or 0, is said.
create function pod_request(spec jsonb, resource text) returns bigint language sql immutable as
$$
select case when coalesce(cast(spec #>> array['resources', resource] as bigint), 0) = 0 then pod_limit(spec, resource)
            else pod_limit(spec, resource) - cast(spec ->> resource as bigint)
                 + cast(spec #>> array['resources', resource] as bigint) end
$$;
grant execute on function pod_request(jsonb, text) to slipway_tenant, slipway_system;
