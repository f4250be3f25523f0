-- Since when somebody keeps requests away from a pod that runs; null: it takes them once it is ready.
alter table pod add column paused_at timestamptz;

drop trigger note_traffic on pod;
create trigger note_traffic before update of intent, ready, node_id, paused_at on pod for each row
  when ((old.intent = 'RUN' and old.ready and old.paused_at is null, old.node_id)
        is distinct from (new.intent = 'RUN' and new.ready and new.paused_at is null, new.node_id))
  execute function note_pod_traffic();
