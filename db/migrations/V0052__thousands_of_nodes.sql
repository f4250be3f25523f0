-- What is asked for one app, one node or what is leaving is found without reading the whole table, however many pods
-- there are.
create index environment_network_of_node on environment_network (node_id);
create index service_of_app on service (app_id);
create index pod_of_one_app on pod (app_id);
create index pod_leaving on pod (intent_since) where intent <> 'RUN';
