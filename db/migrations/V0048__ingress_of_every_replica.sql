-- The open streams of nodes that take requests in, each with the newest picture of the cluster that the node has said it
-- acts on. A replica sees its own streams; whether every ingress sends requests to a pod, it learns here.
create table ingress_session (
  -- The node's.
  id           uuid        primary key references node (id) on delete cascade,
  -- The process in which the stream ends.
  replica      uuid        not null,
  since        timestamptz not null,
  -- What was committed before the picture was taken; null: the node has said nothing yet.
  acknowledged pg_snapshot
);
grant select, insert, update, delete on ingress_session to slipway_system;
-- Whoever waited for it need not any more.
create trigger log_change after delete on ingress_session for each row execute function log_change();

-- The transaction that last decided whether the pod takes requests, as far as its own row and its node's decide it.
alter table pod add column traffic_since xid8;
alter table node add column traffic_since xid8;

create function note_pod_traffic() returns trigger language plpgsql as
$$
begin
  new.traffic_since := pg_current_xact_id();
  return new;
end
$$;
create trigger note_traffic_of_new before insert on pod for each row execute function note_pod_traffic();
create trigger note_traffic before update of intent, ready, node_id on pod for each row
  when ((old.intent = 'RUN' and old.ready, old.node_id) is distinct from (new.intent = 'RUN' and new.ready, new.node_id))
  execute function note_pod_traffic();
create trigger note_traffic before update of state on node for each row
  when (old.state is distinct from new.state) execute function note_pod_traffic();
