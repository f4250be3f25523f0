-- What leads to one app, and what waits for a place, is found without reading the whole table.
create index route_of_one_app on route (app_id);
create index pod_unplaced on pod (created_at) where node_id is null;

-- Others reach a node's pods at its address, and it may come back with another one.
create trigger log_change_address after update of address on node
  for each row when (old.address is distinct from new.address) execute function log_change();
